"""The one small interface through which the press touches a file system.

Everything the press does to an edition passes through these calls, so that a test can count them,
fail each in turn, and lose what was not synced (``tests/press/faults.py``).
"""

import ctypes
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from shpalta.lib.addresses import WELL_KNOWN, AddressError

_SYNCS_AT_ONCE = 8
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Room:
    """Free bytes and inodes; None where the file system does not count inodes."""

    bytes: int
    inodes: int | None


class Disk(Protocol):
    """A folder. Names are root-relative paths, ``/2026/11/23/a.html``."""

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None when there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Make or overwrite a file, folders included. Not durable before ``sync``."""

    def sync(self, *names: str) -> None:
        """Make the bytes of files durable."""

    def rename(self, source: str, target: str, *, time_of: str = "") -> None:
        """Put ``source`` in ``target``'s place, whole; folders included. Durable after
        ``sync_folder``. The modification time ends at least one second after the old file's, or
        is that of the file ``time_of``.
        """

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""

    def sync_folder(self, *names: str) -> None:
        """Make the names in the folders of ``names`` durable, and a folder itself if it is new."""

    def sync_all(self) -> None:
        """Make everything written so far durable."""

    def walk(self, folder: str = "") -> Iterator[str]:
        """The names of all files, in any order; or of those below ``folder``. Hidden top folders
        are the press's own and left out, but ``.well-known`` is public like any other.
        """

    def room(self) -> Room:
        """What is free."""


class RealDisk:
    """A folder of the machine's file system."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # Folders made since they were last synced: their parents' entries are not durable yet.
        self._made: set[str] = set()
        root.mkdir(parents=True, exist_ok=True)

    def _place(self, name: str) -> str:
        # Every name was checked when it was claimed; this is the last fence before the disk.
        if not name.startswith("/") or "/../" in f"{name}/" or "\x00" in name:
            raise AddressError(f"{name!r} lies outside the edition")
        return f"{self.root}{name}"

    def read(self, name: str) -> bytes | None:
        try:
            with open(self._place(name), "rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def write(self, name: str, data: bytes) -> None:
        place = self._place(name)
        try:
            handle = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644)
        except FileNotFoundError:
            self._make_folder(os.path.dirname(place))
            handle = os.open(place, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def sync(self, *names: str) -> None:
        self._each([(self._place(name), os.fdatasync) for name in names])

    @staticmethod
    def _each(calls: list[tuple[str, Callable[[int], None]]]) -> None:
        """Sync several places at once: a disk takes many requests in the time of one."""
        if len(calls) == 1:
            _sync_open(*calls[0])
        elif calls:
            list(_threads().map(lambda call: _sync_open(*call), calls))

    def rename(self, source: str, target: str, *, time_of: str = "") -> None:
        new, place = self._place(source), self._place(target)
        if time_of:
            like = os.stat(self._place(time_of))
            os.utime(new, ns=(like.st_mtime_ns, like.st_mtime_ns))
        try:
            before = os.stat(place)
        except (FileNotFoundError, NotADirectoryError):
            before = None
        if before is not None and not time_of:
            fresh = os.stat(new)
            # Servers' ETags are whole seconds and size: two versions must differ in the seconds.
            least = (before.st_mtime_ns // 10**9 + 1) * 10**9
            if fresh.st_mtime_ns < least:
                os.utime(new, ns=(least, least))
        try:
            os.replace(new, place)
        except FileNotFoundError:
            self._make_folder(os.path.dirname(place))
            os.replace(new, place)

    def remove(self, name: str) -> None:
        try:
            os.unlink(self._place(name))
        except (FileNotFoundError, NotADirectoryError):
            return

    def _make_folder(self, folder: str) -> None:
        missing = folder
        while not os.path.isdir(missing):
            self._made.add(missing)
            missing = os.path.dirname(missing)
        os.makedirs(folder, exist_ok=True)

    def sync_folder(self, *names: str) -> None:
        folders: set[str] = set()
        for name in names:
            folder = os.path.dirname(self._place(name))
            folders.add(folder)
            while folder in self._made:
                self._made.discard(folder)
                folder = os.path.dirname(folder)
                folders.add(folder)
        self._each([(folder, os.fsync) for folder in folders if os.path.isdir(folder)])

    def sync_all(self) -> None:
        self._made.clear()
        _sync_open(str(self.root), _syncfs)

    def walk(self, folder: str = "") -> Iterator[str]:
        base = str(self.root)
        for place, folders, files in os.walk(self._place(folder) if folder else base):
            if place == base:
                folders[:] = [n for n in folders if f"/{n}" == WELL_KNOWN or n[:1] != "."]
            for file in files:
                yield f"{place[len(base) :]}/{file}"

    def room(self) -> Room:
        free = os.statvfs(self.root)
        inodes = free.f_favail if free.f_files else None
        return Room(free.f_bavail * free.f_frsize, inodes)


def _syncfs(handle: int) -> None:
    if _libc.syncfs(handle) != 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_SYNCS_AT_ONCE, thread_name_prefix="sync")


def _sync_open(place: str, call: Callable[[int], None]) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        call(handle)
    finally:
        os.close(handle)
