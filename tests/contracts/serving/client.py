"""A client that sends exactly what it is told: no clean-up of paths, no headers of its own."""

from __future__ import annotations

import gzip
import socket
from dataclasses import dataclass

import brotli

SECONDS = 10


@dataclass(frozen=True)
class Answer:
    """One answer as it came. Header names are lower case; doubled headers are kept."""

    code: int
    pairs: tuple[tuple[str, str], ...]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.pairs if key == name.lower()]

    def get(self, name: str) -> str | None:
        values = self.all(name)
        assert len(values) <= 1, f"{name} came {len(values)} times: {values}"
        return values[0] if values else None

    @property
    def encoding(self) -> str:
        return self.get("content-encoding") or "identity"

    @property
    def decoded(self) -> bytes:
        if self.encoding == "gzip":
            return gzip.decompress(self.body)
        if self.encoding == "br":
            return brotli.decompress(self.body)
        return self.body


class Client:
    """Asks one server on the loopback; a connection per request."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, target: str, **headers: str) -> Answer:
        return self.ask("GET", target, **headers)

    def head(self, target: str, **headers: str) -> Answer:
        return self.ask("HEAD", target, **headers)

    def ask(self, method: str, target: str, **headers: str) -> Answer:
        """Send a request; ``accept_encoding="br"`` becomes ``accept-encoding: br``."""
        named = {"host": f"localhost:{self.port}", "connection": "close"}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        sent = f"{method} {target} HTTP/1.1\r\n{lines}\r\n".encode("utf-8", "surrogateescape")
        with socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS) as connection:
            connection.sendall(sent)
            with connection.makefile("rb") as stream:
                whole = stream.read()
        return _parse(whole, bodiless=method == "HEAD")


def _parse(whole: bytes, *, bodiless: bool) -> Answer:
    head, _, body = whole.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = tuple(
        (name.strip().lower(), value.strip())
        for name, _, value in (line.partition(":") for line in lines)
    )
    answer = Answer(int(first.split()[1]), pairs, body)
    if answer.get("transfer-encoding") == "chunked":
        return Answer(answer.code, pairs, _unchunked(body))
    length = answer.get("content-length")
    if not bodiless and answer.code != 304 and length is not None:
        assert len(body) == int(length)
    return answer


def _unchunked(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        whole += body[: int(size, 16)]
        body = body[int(size, 16) + 2 :]
    return whole
