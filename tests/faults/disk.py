"""A fake disk that fails in every way a disk can, at a chosen call or from it on."""

from __future__ import annotations

import errno
import os
import random
from collections.abc import Callable, Iterator

from tests.press.faults import FakeDisk, Inode

Loss = Callable[["BreakingDisk"], None]

WRITING = frozenset({"write", "rename", "remove", "sync", "sync_folder", "sync_all"})
TAKING_ROOM = frozenset({"write", "rename", "sync", "sync_folder", "sync_all"})
CHANGING = frozenset({"write", "rename", "remove"})
READING = frozenset({"read", "walk"})


def kind_of(call: str) -> str:
    """``write``, ``rename`` and so on, of one entry of ``FakeDisk.calls``."""
    return call.split(" ", 1)[0]


class BreakingDisk(FakeDisk):
    """``lasting`` names an error that stays, for calls of its kinds, from the failing call on."""

    lasting: tuple[int, frozenset[str]] | None = None
    fired = False
    """Whether a call has failed since the last mend."""

    _broken = False

    def break_down(self, call: int, code: int, kinds: frozenset[str]) -> None:
        """From the ``call``-th call on (1 is the next) every call of ``kinds`` fails."""
        self.fail(call, OSError(code, os.strerror(code)))
        self.lasting = (code, kinds)

    def mend(self) -> None:
        super().mend()
        self.lasting, self._broken, self.fired = None, False, False

    def _due(self) -> bool:
        return self._broken or super()._due()

    def _call(self, name: str) -> None:
        if self._broken and self.lasting and kind_of(name) in self.lasting[1]:
            self.calls.append(name)
            raise OSError(self.lasting[0], os.strerror(self.lasting[0]))
        try:
            super()._call(name)
        except BaseException:
            self.fired, self._broken = True, self.lasting is not None
            raise

    def read(self, name: str) -> bytes | None:
        self._call(f"read {name}")
        return super().read(name)

    def walk(self, folder: str = "") -> Iterator[str]:
        self._call(f"walk {folder}")
        return super().walk(folder)

    # -- power cuts -----------------------------------------------------------------------------

    def lose(self, bytes_kept: Callable[[Inode], bytes], names_kept: str) -> None:
        """Cut the power. ``bytes_kept`` is what an unsynced file holds afterwards; ``names_kept``
        says which of the names that came and went unsynced the disk has: ``none``, the first
        half (``early``), or the last half without the first (``late``).
        """
        for ops in self.pending.values():
            half = (len(ops) + 1) // 2
            kept = {"none": [], "early": ops[:half], "late": ops[half:]}[names_kept]
            for name, inode in kept:
                self._apply(self.durable, name, inode)
        self.pending.clear()
        self.names = dict(self.durable)
        for inode in {id(one): one for one in self.names.values()}.values():
            if inode.durable != inode.data:
                inode.data = inode.durable = bytes_kept(inode)


def nothing_unsynced(disk: BreakingDisk) -> None:
    """Neither bytes nor names that were not synced."""
    disk.lose(lambda inode: inode.durable or b"", "none")


def torn(disk: BreakingDisk) -> None:
    """Half of the bytes, the first half of the names."""
    disk.lose(lambda inode: inode.data[: len(inode.data) // 2], "early")


def reordered(disk: BreakingDisk) -> None:
    """Names that came last without those that came before them; their bytes are zeros."""
    disk.lose(lambda inode: b"\x00" * len(inode.data), "late")


def by_chance(seed: str) -> Loss:
    """Anything of what may be."""
    return lambda disk: disk.power_cut(random.Random(seed))


def error(code: int) -> OSError:
    """The error of a system call."""
    return OSError(code, os.strerror(code))


EIO, ENOSPC, EROFS = errno.EIO, errno.ENOSPC, errno.EROFS
