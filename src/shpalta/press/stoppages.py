"""What keeps the press from working, by name: for whoever runs it, and for editors who wait.

A press that cannot work goes on trying and leaves a note: in a small file beside its data, whose
room is taken beforehand (a full disk still lets it be written), and on PostgreSQL also in the
press's tables, since newsroom and press may be two machines there.
"""

import errno
import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from shpalta.press.database import Database, open_database
from shpalta.press.disk.io import Room
from shpalta.press.errors import PressError

_ROOM = 4096
_STATE = "stoppage"
_DETAIL = 500


class StoppageKind(StrEnum):
    """What is wrong, as far as it decides what a person can do."""

    FULL = "full"
    """A disk has no bytes left."""

    INODES = "inodes"
    """A file system has no inodes left: too many files, though bytes may be free."""

    READ_ONLY = "read_only"
    """A file system or database lets nothing be written."""

    DENIED = "denied"
    """The press's user may not write there."""

    DISK = "disk"
    """A disk answers with errors."""

    LOCKED = "locked"
    """Another program holds the database."""

    DATABASE = "database"
    """The database cannot be reached."""

    DAMAGED = "damaged"
    """A database file is damaged."""

    OTHER = "other"
    """Something else; the detail says what."""


@dataclass(frozen=True, slots=True)
class Stoppage:
    """``since`` is UTC, as the journal writes it; ``detail`` is what the system said."""

    kind: StoppageKind
    since: str
    detail: str


_BY_ERRNO = {
    errno.ENOSPC: StoppageKind.FULL,
    errno.EDQUOT: StoppageKind.FULL,
    errno.EROFS: StoppageKind.READ_ONLY,
    errno.EACCES: StoppageKind.DENIED,
    errno.EPERM: StoppageKind.DENIED,
}
# Primary result codes of SQLite: https://www.sqlite.org/rescode.html
_BY_SQLITE = {
    5: StoppageKind.LOCKED,
    6: StoppageKind.LOCKED,
    8: StoppageKind.READ_ONLY,
    10: StoppageKind.DISK,
    11: StoppageKind.DAMAGED,
    13: StoppageKind.FULL,
    26: StoppageKind.DAMAGED,
}
# Conditions of PostgreSQL, appendix A of its manual.
_BY_SQLSTATE = {
    "53100": StoppageKind.FULL,
    "25006": StoppageKind.READ_ONLY,
    "55P03": StoppageKind.LOCKED,
}


_MAY_BE_FULL = {StoppageKind.FULL, StoppageKind.DISK, StoppageKind.DATABASE}


def kind_of(error: Exception, rooms: Callable[[], Sequence[Room]] = tuple) -> StoppageKind:
    """What ``error`` means. ``rooms`` says what is free where files are written: SQLite calls a
    disk that is full by many names.
    """
    kind = StoppageKind.OTHER
    if isinstance(error, OSError):
        kind = _BY_ERRNO.get(error.errno or 0, StoppageKind.DISK)
    elif isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None) or 0
        kind = _BY_SQLITE.get(code & 0xFF, _of_database(error))
    elif _is_postgres(error):
        state = str(getattr(error, "sqlstate", None) or "")
        kind = _BY_SQLSTATE.get(state, _of_database(error))
    if kind in _MAY_BE_FULL:
        with suppress(OSError):
            kind = _short_of(rooms()) or kind
    return kind


def _short_of(rooms: Sequence[Room]) -> StoppageKind | None:
    if any(room.inodes == 0 for room in rooms):
        return StoppageKind.INODES
    return StoppageKind.FULL if any(room.bytes == 0 for room in rooms) else None


def _of_database(error: Exception) -> StoppageKind:
    """DB-API 2.0 keeps what goes wrong beside a program apart from what a program does wrong."""
    names = {kind.__name__ for kind in type(error).__mro__}
    beside = names & {"OperationalError", "InterfaceError"}
    return StoppageKind.DATABASE if beside else StoppageKind.OTHER


def may_pass(error: Exception) -> bool:
    """Whether ``error`` is one of disk or database: trying again may help."""
    return isinstance(error, PressError) or is_outside(error)


def is_outside(error: Exception) -> bool:
    """Whether ``error`` came of disk or database, whatever was asked of them."""
    return isinstance(error, OSError | sqlite3.Error) or _is_postgres(error)


def _is_postgres(error: Exception) -> bool:
    return type(error).__module__.startswith("psycopg")


class StoppageNote:
    """Where the press says what keeps it, and takes it back. ``tables`` is the address of tables
    on a server, with their schema; on SQLite the file alone is enough.
    """

    def __init__(self, place: Path, tables: str | None = None, schema: str | None = None) -> None:
        self._place = place
        self._tables = tables
        self._schema = schema

    def write(self, stoppage: Stoppage | None) -> None:
        """Leave a note, or take it back. What cannot be written is left out: it is only words."""
        words = "" if stoppage is None else json.dumps(asdict(stoppage), ensure_ascii=False)
        with suppress(OSError):
            self._to_file(words.encode())
        if self._tables is not None:
            with suppress(Exception):
                self._to_tables(words)

    def _to_file(self, words: bytes) -> None:
        # In place: new room for it may not be had when it is needed.
        handle = os.open(self._place, os.O_CREAT | os.O_WRONLY, 0o644)
        try:
            os.pwrite(handle, words[:_ROOM].ljust(_ROOM), 0)
            os.fdatasync(handle)
        finally:
            os.close(handle)

    def _to_tables(self, words: str) -> None:
        assert self._tables is not None
        database = open_database(self._tables, schema=self._schema)
        try:
            database.execute(
                "INSERT INTO state (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (_STATE, words),
            )
        finally:
            database.close()


def note_at(place: Path | None) -> Stoppage | None:
    """The note in a file, if there is one."""
    if place is None:
        return None
    try:
        return _read(place.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def note_in(tables: Database) -> Stoppage | None:
    """The note in the press's tables, if there is one."""
    row = tables.execute("SELECT value FROM state WHERE name = ?", (_STATE,)).fetchone()
    return _read(row[0]) if row else None


def _read(words: str) -> Stoppage | None:
    try:
        found = json.loads(words)
        return Stoppage(StoppageKind(found["kind"]), found["since"], found["detail"])
    except (ValueError, KeyError, TypeError):
        # Nothing is noted, or half of it: a note is a hint.
        return None


def stoppage(error: Exception, since: str, rooms: Callable[[], Sequence[Room]]) -> Stoppage:
    """``error`` as a note."""
    words = str(error).strip().splitlines() or [type(error).__name__]
    return Stoppage(kind_of(error, rooms), since, words[0][:_DETAIL])
