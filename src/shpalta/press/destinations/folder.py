"""A folder, mounted or to be copied on: each file is put in place whole and durably."""

import errno
from collections.abc import Iterator, Sequence
from pathlib import Path

from shpalta.lib.digests import digest
from shpalta.press.destinations.target import (
    Outcome,
    Parcel,
    Problem,
    Readback,
    Standing,
    Trouble,
)
from shpalta.press.disk.io import Disk, RealDisk
from shpalta.press.disk.staging import MARK
from shpalta.press.disk.writer import Change, clear_staging, write

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Folder:
    """Implements ``Target``. A tag is the digest of what stands there.

    Nobody but one sender writes into it (the lease sees to that); there is no condition that a
    file system could check by itself.
    """

    def __init__(self, root: Path, disk: Disk | None = None) -> None:
        self._root = root
        self._given = disk
        self._disk: Disk | None = disk
        self._adopts = False

    @property
    def where(self) -> str:
        return str(self._root)

    @property
    def form(self) -> str:
        return "folder"

    def takes(self, path: str) -> bool:
        """All: a server of ours may read it, and knows what a notice of withdrawal is."""
        return True

    def close(self) -> None:
        self._disk = self._given

    def open(self, *, fresh: bool) -> None:
        try:
            self._open(fresh)
        except OSError as error:
            raise self._trouble(error) from error

    def _open(self, fresh: bool) -> None:
        if self._given is None and not fresh and not self._root.is_dir():
            raise Trouble(Problem.UNREACHABLE, f"{self._root} is not there: is it mounted?")
        disk = self._given or RealDisk(self._root)
        marked = disk.read(MARK) is not None
        if not marked and not fresh:
            raise Trouble(
                Problem.UNREACHABLE,
                f"{self._root} is not the folder that was filled before ({MARK[1:]} is not in it):"
                " is it mounted?",
            )
        if not marked:
            self._begin(disk)
        # Whoever lost the memory of a folder that is marked takes what is in it for the press's.
        self._adopts = fresh and marked
        clear_staging(disk)
        self._disk = disk

    def _begin(self, disk: Disk) -> None:
        stranger = next(disk.walk(), None)
        if stranger is not None:
            raise Trouble(
                Problem.FOREIGN,
                f"{self._root} holds files that the press did not put there ({stranger}): empty"
                " it, or choose another folder",
            )
        disk.write(MARK, b"A press keeps its edition here.\n")
        disk.sync(MARK)
        disk.sync_folder(MARK)

    # -- placing --------------------------------------------------------------------------------

    def carry(self, parcels: Sequence[Parcel], width: int) -> list[Outcome]:
        try:
            return self._carry_all(parcels)
        except OSError as error:
            return [Outcome(parcel.path, error=self._trouble(error)) for parcel in parcels]

    def _carry_all(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        outcomes, changes = [], []
        for parcel in parcels:
            standing = self._standing(parcel.path, known=parcel.known)
            if (standing.tag if standing else "") != parcel.known:
                if standing is None and parcel.data is None:
                    outcomes.append(Outcome(parcel.path))
                else:
                    outcomes.append(Outcome(parcel.path, moved=True, standing=standing))
                continue
            outcomes.append(Outcome(parcel.path, tag=parcel.digest))
            if parcel.data is not None or standing is not None:
                changes.append(Change(parcel.path, parcel.data))
        if changes:
            write(self._open_disk(), changes)
        return outcomes

    # -- looking --------------------------------------------------------------------------------

    def look(self, path: str) -> Standing | None:
        try:
            return self._standing(path)
        except OSError as error:
            raise self._trouble(error) from error

    def read(self, path: str) -> Readback | None:
        standing = self.look(path)
        return Readback(standing, standing.digest, headers=True) if standing else None

    def walk(self) -> Iterator[str]:
        try:
            yield from self._open_disk().walk()
        except OSError as error:
            raise self._trouble(error) from error

    def _standing(self, path: str, known: str = "") -> Standing | None:
        data = self._open_disk().read(path)
        if data is None:
            return None
        name = digest(data)
        # What was placed here and is other bytes now was damaged or edited: it is ours to mend.
        return Standing(path, name, name, ours=self._adopts or bool(known))

    def _open_disk(self) -> Disk:
        if self._disk is None:
            raise Trouble(Problem.UNREACHABLE, f"{self._root} was not opened")
        if self._disk.read(MARK) is None:
            raise Trouble(
                Problem.UNREACHABLE, f"{self._root} has lost {MARK[1:]}: is it still mounted?"
            )
        return self._disk

    def _trouble(self, error: OSError) -> Trouble:
        problem = Problem.FULL if error.errno in _FULL else Problem.UNREACHABLE
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
            problem = Problem.REFUSED
        return Trouble(problem, f"{self._root}: {error}")
