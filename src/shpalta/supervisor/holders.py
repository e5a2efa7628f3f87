"""Which program holds a port: read from /proc, so only on Linux and only where we may look."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LISTENING = "0A"
PROC = Path("/proc")


@dataclass(frozen=True)
class Holder:
    """A program that listens on a port."""

    pid: int
    name: str


def holder_of(port: int, proc: Path = PROC) -> Holder | None:
    """The program that listens on a TCP port, if it can be known."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port, proc)}
    if not sockets:
        return None
    for folder in sorted(proc.glob("[0-9]*"), key=lambda path: int(path.name)):
        if any(link in sockets for link in _descriptors(folder)):
            return Holder(int(folder.name), _program(folder))
    return None


def _listening_inodes(port: int, proc: Path) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        try:
            lines = (proc / "net" / table).read_text("ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                yield fields[9]


def _descriptors(folder: Path) -> Iterator[str]:
    try:
        entries = list(os.scandir(folder / "fd"))
    except OSError:
        return
    for entry in entries:
        try:
            yield os.readlink(entry.path)
        except OSError:
            continue


def _program(folder: Path) -> str:
    try:
        return (folder / "comm").read_text("utf-8", "replace").strip()
    except OSError:
        return "?"
