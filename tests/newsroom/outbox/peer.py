"""Another system on this machine: a real HTTP server that behaves as it is told.

``taken`` are the calls that it processed, whatever it answered; a refusal processes nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What a peer may do with a call. `TAKES` and `LEAVES` say whether it processed it.
TAKES_AND_SAYS_SO = ("ok", "created", "half_headers", "half_body")
TAKES_IN_SILENCE = ("take_close", "take_reset", "half_status", "hang", "drip", "502")
LEAVES_IN_SILENCE = ("close", "reset", "close_amid", "no_http")
REFUSES = ("503", "500", "404", "401", "429", "redirect", "half_refusal")
BEHAVIOURS = TAKES_AND_SAYS_SO + TAKES_IN_SILENCE + LEAVES_IN_SILENCE + REFUSES


class Peer(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def __init__(self, secret: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.secret = secret
        self.behaves: Callable[[], str] = lambda: "ok"
        self.calls: list[dict[str, Any]] = []
        self.taken: list[str] = []
        self.questions: list[str] = []
        self.answers_questions = True
        self.released = threading.Event()
        self.arrived = threading.Semaphore(0)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/told?from=us"

    @property
    def read_back(self) -> str:
        return f"http://localhost:{self.server_port}/calls/{{id}}"

    def bodies(self) -> list[dict[str, Any]]:
        return [call["body"] for call in self.calls]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side went away: that is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Peer
    protocol_version = "HTTP/1.1"

    def handle(self) -> None:
        self.behaviour = self.server.behaves()
        if self.behaviour == "close":
            self._note()
        elif self.behaviour == "reset":
            # Not before a byte is there: until then nothing was sent, and that is no doubt.
            self.connection.recv(1, socket.MSG_PEEK)
            self._note()
            self._reset()
        elif self.behaviour == "close_amid":
            self.connection.recv(20)
            self._note()
            self._reset()
        else:
            super().handle()

    def _note(self) -> None:
        self.server.arrived.release()

    def _reset(self) -> None:
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = self.headers["webhook-id"]
        call = {"id": name, "path": self.path, "headers": dict(self.headers), "raw": body}
        self.server.calls.append({**call, "body": json.loads(body)})
        assert verified(self.server.secret, self.headers, body), "the signature is wrong"
        takes = self.behaviour in TAKES_AND_SAYS_SO + TAKES_IN_SILENCE
        if takes or self.behaviour == "slow":
            self.server.taken.append(name)
        self._note()
        self.close_connection = True
        getattr(self, f"_{self.behaviour}", self._status)()

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self.server.questions.append(name)
        assert verified(self.server.secret, self.headers, b"")
        self.close_connection = True
        arrived = name in self.server.taken
        body = name.encode() if self.server.answers_questions else b"not found"
        self._answer(200 if arrived and self.server.answers_questions else 404, body)

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _status(self) -> None:
        self._answer(int(self.behaviour), f"says {self.behaviour}".encode(), Retry_After="7")

    def _ok(self) -> None:
        self._answer(200)

    def _created(self) -> None:
        self._answer(202, b"x" * 300_000)

    def _half_body(self) -> None:
        self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhalf")

    def _half_refusal(self) -> None:
        self._raw(b"HTTP/1.1 500 No\r\nContent-Length: 900\r\n\r\nhalf")

    def _half_status(self) -> None:
        self._raw(b"HTTP/1.")

    def _half_headers(self) -> None:
        self._raw(b"HTTP/1.1 200 OK\r\nContent-Le")

    def _no_http(self) -> None:
        self._raw(b"220 mail.example.org ESMTP\r\n")

    def _take_close(self) -> None:
        pass

    def _take_reset(self) -> None:
        self._reset()

    def _hang(self) -> None:
        self.server.released.wait(60)

    def _slow(self) -> None:
        self.server.released.wait(60)
        self._ok()

    def _drip(self) -> None:
        self._raw(b"HTTP/1.1 200 OK\r\n")
        while not self.server.released.wait(0.02):
            self._raw(b"X-Drop: 1\r\n")

    def _redirect(self) -> None:
        self._answer(307, Location=f"http://127.0.0.1:{self.server.server_port}/elsewhere")

    def _raw(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, *args: Any) -> None:
        pass


def verified(secret: str, headers: Any, body: bytes) -> bool:
    """Whether the three headers sign the body, by the words of the specification."""
    content = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode()])
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, content + b"." + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}" in headers["webhook-signature"].split(" ")


@contextmanager
def running(secret: str) -> Iterator[Peer]:
    peer = Peer(secret)
    thread = threading.Thread(target=peer.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield peer
    finally:
        peer.released.set()
        peer.shutdown()
        peer.server_close()
        thread.join(30)
