"""The hint that the journal has grown. Losing one costs a second, never a publication."""

import contextlib
import select
import socket
from pathlib import Path
from typing import Any

WAIT_SECONDS = 1.0
CHANNEL = "shpalta_journal"


def hint(path: Path | str) -> None:
    """Send a byte to the press that listens at ``path``; nobody there is no error."""
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as sender,
        contextlib.suppress(OSError),
    ):
        sender.sendto(b"!", str(path))


class Bell:
    """Waits for a hint at a Unix socket and, with PostgreSQL, for NOTIFY."""

    def __init__(self, path: Path, connection: Any | None = None) -> None:
        self._path = path
        self._connection = connection
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
        path.unlink(missing_ok=True)
        self._socket.bind(str(path))
        if connection is not None:
            connection.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float = WAIT_SECONDS) -> None:
        """Return at a hint, or after ``seconds``."""
        sources: list[Any] = [self._socket]
        if self._connection is not None:
            sources.append(self._connection)
        ready, _, _ = select.select(sources, [], [], seconds)
        if self._socket in ready:
            with contextlib.suppress(BlockingIOError):
                while self._socket.recv(64):
                    continue
        if self._connection is not None and self._connection in ready:
            for _ in self._connection.notifies(timeout=0):
                continue

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()
        self._path.unlink(missing_ok=True)
