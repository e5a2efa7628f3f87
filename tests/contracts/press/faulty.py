"""A bucket with a bad line: a proxy in front of the real one that fails as it is told."""

from __future__ import annotations

import contextlib
import http.client
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.destinations.bucket import Bucket

FAULTS = ("silent", "slow down", "error", "cut upload", "cut answer", "half answer")
_SLOW_DOWN = (
    b'<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.'
    b"</Message></Error>"
)
_ERROR = (
    b'<?xml version="1.0"?><Error><Code>InternalError</Code><Message>We encountered an internal'
    b" error.</Message></Error>"
)


class Line(ThreadingHTTPServer):
    """``fault(number, method)`` says what happens to the request of that number, from 1; "" lets
    it through. "hold" stops it in the middle of its body (``held``) until ``released``.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, behind: str, fault: Callable[[int, str], str], host: str = "127.0.0.1"
    ) -> None:
        self.behind, self.fault = urlsplit(behind), fault
        self.number, self.failed = 0, 0
        self.ended = threading.Event()
        self.held, self.released = threading.Event(), threading.Event()
        self._lock = threading.Lock()
        super().__init__((host, 0), _Handler)

    def judge(self, method: str) -> str:
        with self._lock:
            self.number += 1
            fault = self.fault(self.number, method)
            self.failed += bool(fault)
            return fault

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever hung up is none of our errors."""


class _Handler(BaseHTTPRequestHandler):
    server: Line
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: Any) -> None:
        pass

    def _handle(self) -> None:
        fault = self.server.judge(self.command)
        length = int(self.headers.get("Content-Length") or 0)
        if fault == "silent":
            self.server.ended.wait(60)
            self.close_connection = True
            return
        body = self.rfile.read(length // 2 if fault in {"cut upload", "hold"} else length)
        if fault == "hold":
            self.server.held.set()
            self.server.released.wait(120)
            body += self.rfile.read(length - len(body))
            if len(body) < length:
                fault = "cut upload"
        if fault in {"slow down", "error"}:
            self._answer(
                503 if fault == "slow down" else 500,
                {},
                _SLOW_DOWN if fault == "slow down" else _ERROR,
            )
            return
        if fault == "cut upload":
            self._send_half(body, length)
            self.close_connection = True
            return
        status, headers, data = self._ask(body)
        if fault == "cut answer":
            self.close_connection = True
            return
        self._answer(status, headers, data, half=fault == "half answer")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("do_"):
            return self._handle
        raise AttributeError(name)

    def _ask(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        behind = self.server.behind
        line = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=30)
        with contextlib.closing(line):
            line.request(self.command, self.path, body, dict(self.headers))
            answer = line.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def _send_half(self, body: bytes, length: int) -> None:
        """What a proxy does whose reader hangs up: the service gets less than was promised."""
        behind = self.server.behind
        line = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=30)
        with contextlib.closing(line):
            line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                line.putheader(name, value)
            line.endheaders()
            line.send(body[: length // 2])

    def _answer(
        self, status: int, headers: dict[str, str], data: bytes, *, half: bool = False
    ) -> None:
        self.send_response_only(status)
        dropped = {"transfer-encoding", "connection", "content-length"}
        for name, value in headers.items():
            if name.lower() not in dropped:
                self.send_header(name, value)
        length = headers.get("Content-Length", str(len(data)))
        if status not in {204, 304}:
            self.send_header("Content-Length", length if self.command == "HEAD" else str(len(data)))
        if half:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if half else data)


class Behind(Bucket):
    """A bucket that is the same one whatever line leads to it."""

    where = "the bucket"  # type: ignore[assignment]


@contextlib.contextmanager
def line(
    address: BucketAddress,
    fault: Callable[[int, str], str],
    timeout: float = 0.5,
    host: str = "127.0.0.1",
) -> Iterator[tuple[BucketAddress, Line]]:
    """The same bucket behind a bad line."""
    server = Line(address.endpoint, fault, host)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    port = server.server_address[1]
    behind = BucketAddress(
        f"http://{host}:{port}",
        address.bucket,
        address.access_key,
        address.secret,
        prefix=address.prefix,
        timeout=timeout,
    )
    try:
        yield behind, server
    finally:
        server.ended.set()
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
