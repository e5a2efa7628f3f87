"""Ways to ask at once whether a process serves."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable

PROBE_SECONDS = 0.3


def port_answers(port: int, host: str = "127.0.0.1") -> Callable[[], bool]:
    """A probe: something accepts connections there."""

    def probe() -> bool:
        try:
            with socket.create_connection((host, port), timeout=PROBE_SECONDS):
                return True
        except OSError:
            return False

    return probe


def http_answers(
    port: int, path: str = "/", host: str = "127.0.0.1", *, only: int | None = None
) -> Callable[[], bool]:
    """A probe: an HTTP server there answers with anything but a 5xx, or with one code alone."""

    def probe() -> bool:
        connection = http.client.HTTPConnection(host, port, timeout=PROBE_SECONDS)
        try:
            connection.request("GET", path)
            status = connection.getresponse().status
            return status < 500 if only is None else status == only
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    return probe
