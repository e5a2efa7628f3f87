"""One log file per process, cut into numbered older ones when it grows."""

from __future__ import annotations

import contextlib
import os
from collections import deque
from pathlib import Path

MAX_BYTES = 5 * 1024 * 1024
KEEP = 3
TAIL_LINES = 12
LONGEST_TAIL_LINE = 400


class ProcessLog:
    """Writes what a process prints and remembers its last lines.

    A log that cannot be written (a full disk) never stops a process: the bytes are
    dropped and counted, and writing is tried again with the next ones.
    """

    def __init__(self, path: Path, max_bytes: int = MAX_BYTES, keep: int = KEEP) -> None:
        self.path = path
        self.dropped = 0
        self._max_bytes = max_bytes
        self._keep = keep
        self._fd: int | None = None
        self._size = 0
        self._lines: deque[str] = deque(maxlen=TAIL_LINES)
        self._unfinished = b""

    def write(self, data: bytes) -> None:
        """Append what a process printed."""
        self._remember(data)
        try:
            self._append(data)
        except OSError:
            self.dropped += len(data)
            self.close()

    def tail(self) -> list[str]:
        """The last lines printed, the unfinished one included."""
        lines = list(self._lines)
        if self._unfinished:
            lines.append(_line(self._unfinished))
        return lines[-TAIL_LINES:]

    def forget_tail(self) -> None:
        """Start remembering anew: what follows belongs to a new life of the process."""
        self._lines.clear()
        self._unfinished = b""

    def close(self) -> None:
        """Close the file; the next write opens it again."""
        if self._fd is not None:
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = None

    def _append(self, data: bytes) -> None:
        if self._fd is None:
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
            self._fd = os.open(self.path, flags, 0o640)
            self._size = os.fstat(self._fd).st_size
        if self._size and self._size + len(data) > self._max_bytes:
            self._rotate()
            self._append(data)
            return
        view = memoryview(data)
        while view:
            written = os.write(self._fd, view)
            self._size += written
            view = view[written:]

    def _rotate(self) -> None:
        self.close()
        for number in range(self._keep, 0, -1):
            source = self._numbered(number - 1)
            if source.exists():
                source.replace(self._numbered(number))

    def _numbered(self, number: int) -> Path:
        return self.path if number == 0 else self.path.with_name(f"{self.path.name}.{number}")

    def _remember(self, data: bytes) -> None:
        *whole, rest = (self._unfinished + data).split(b"\n")
        self._lines.extend(_line(line) for line in whole[-TAIL_LINES:] if line.strip())
        self._unfinished = rest[-LONGEST_TAIL_LINE:]


def _line(raw: bytes) -> str:
    """A line as a terminal may safely show it: no control characters, bounded."""
    text = raw[-LONGEST_TAIL_LINE:].decode("utf-8", "replace")
    return "".join(sign for sign in text if sign == "\t" or sign.isprintable())
