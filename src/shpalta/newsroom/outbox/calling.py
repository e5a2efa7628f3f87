"""One call to another system, and how far it came.

The one question that the outbox's law asks is whether the other side may have had the call. So
connecting (name, TCP, TLS) and talking are two steps here, and the first byte handed to the
system is the border between "nothing was sent" and "nobody knows". No redirect is followed, no
proxy of the environment used, no connection kept: one call is one connection.
"""

import http.client
import io
import logging
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from shpalta.lib import events
from shpalta.newsroom.outbox.addresses import AddressRefused, Target, check_address, resolve

_log = logging.getLogger("shpalta.newsroom.outbox")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for a connection to come about and for the talk after it; bytes read of an answer."""

    connect: float = 10.0
    talk: float = 20.0
    answer: int = 64 * 1024


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent. Headers hold the signature; the secret itself never comes so far."""

    method: str
    address: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(default=b"", repr=False)


class Reached(StrEnum):
    """How far a call came."""

    FORBIDDEN = "forbidden"
    """The address may not be called; nothing was sent."""

    NOTHING = "nothing"
    """No connection; nothing was sent."""

    SENT = "sent"
    """Something was sent, and no whole answer came."""

    ANSWERED = "answered"
    """A whole status line came: the rest of an answer adds nothing to it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call. ``retry_after`` is what the other side asked for, in seconds."""

    reached: Reached
    status: int = 0
    text: str = ""
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    retry_after: int | None = None


def call(request: Request, limits: Limits = LIMITS) -> Outcome:
    """Make one call; never raises for what happens on the way."""
    try:
        target = check_address(request.address)
        wire = _connected(target, limits)
    except AddressRefused as error:
        return Outcome(Reached.FORBIDDEN, text=str(error))
    except (OSError, UnicodeError) as error:
        return Outcome(Reached.NOTHING, text=_words(error))
    try:
        return _talk(wire, target, request, limits)
    except Exception as error:
        # Whatever went wrong, what counts is whether a byte had left before.
        if not isinstance(error, OSError | http.client.HTTPException):
            events.emit(_log, events.CALL_STRANGE, trace=True, error=repr(error))
        return Outcome(Reached.SENT if wire.used else Reached.NOTHING, text=_words(error))
    finally:
        wire.close()


class _Wire:
    """A connected socket that stops everything at one moment, however slowly bytes drip in."""

    def __init__(self, inner: socket.socket, until: float) -> None:
        self.inner = inner
        self.until = until
        self.used = False

    def left(self) -> float:
        seconds = self.until - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the time for the call is over")
        return seconds

    def sendall(self, data: bytes) -> None:
        self.inner.settimeout(self.left())
        self.used = True
        self.inner.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        self.inner.close()


class _Incoming(io.RawIOBase):
    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "io.Buffer") -> int:  # type: ignore[name-defined]
        self._wire.inner.settimeout(self._wire.left())
        return self._wire.inner.recv_into(buffer)


def _connected(target: Target, limits: Limits) -> _Wire:
    """A connection to the first place that answers; over TLS its certificate is verified."""
    until = time.monotonic() + limits.connect
    failure: OSError = OSError("the name leads nowhere")
    for family, number in resolve(target):
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("no connection in time")
        inner = socket.socket(family, socket.SOCK_STREAM)
        try:
            inner.settimeout(left)
            inner.connect((number, target.port))
            inner.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if target.scheme == "https":
                inner = _trust().wrap_socket(inner, server_hostname=target.host)
        except OSError as error:
            inner.close()
            failure = error
        else:
            return _Wire(inner, time.monotonic() + limits.talk)
    raise failure


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that the system trusts; names are checked, TLS is 1.2 or newer."""
    return ssl.create_default_context()


def _talk(wire: _Wire, target: Target, request: Request, limits: Limits) -> Outcome:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = wire
    headers = {"Host": _host(target), "Connection": "close", **request.headers}
    connection.request(request.method, target.path, body=request.body or None, headers=headers)
    with connection.getresponse() as answer:
        if not 200 <= answer.status <= 599:
            raise http.client.UnknownProtocol(f"status {answer.status}")
        body = _beginning(answer, limits.answer)
        return Outcome(
            Reached.ANSWERED,
            status=answer.status,
            text=_line(f"{answer.status} {answer.reason}", body),
            body=body,
            headers={name.lower(): value for name, value in answer.getheaders()},
            retry_after=_seconds(answer.getheader("Retry-After")),
        )


def _host(target: Target) -> str:
    name = f"[{target.host}]" if ":" in target.host else target.host
    usual = {"http": 80, "https": 443}[target.scheme]
    return name if target.port == usual else f"{name}:{target.port}"


def _beginning(answer: http.client.HTTPResponse, most: int) -> bytes:
    """What came of the body, at most ``most`` bytes. The status has answered already."""
    try:
        return answer.read(most)
    except http.client.IncompleteRead as error:
        return error.partial[:most]
    except (OSError, http.client.HTTPException, ValueError):
        return b""


def _seconds(value: str | None) -> int | None:
    """``Retry-After`` in seconds; its other form, a date, is for browsers."""
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _line(first: str, body: bytes) -> str:
    """One line for a person: what can be printed of the status and the beginning of the body."""
    text = f"{first}: {body[: _SHOWN * 4].decode('utf-8', 'replace')}" if body else first
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_SHOWN]


def _words(error: Exception) -> str:
    return _line(f"{type(error).__name__}: {error}", b"")
