"""Where a destination gets things from: the press's tables, read alone, and the edition's files."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from shpalta.lib.digests import digest
from shpalta.press.database import Database, open_reader
from shpalta.press.destinations.target import Problem, Trouble
from shpalta.press.disk.io import Disk
from shpalta.press.errors import PressError
from shpalta.press.store.changes import Change, Changes


class Supply(Protocol):
    """What a sender asks of the press."""

    def feed(self) -> str:
        """The name of the present sequence of changes; empty while there is no press."""

    def after(self, number: int, limit: int) -> list[Change]:
        """Changes after ``number``, oldest first."""

    def count_after(self, number: int) -> int:
        """How many there are."""

    def moment(self, number: int) -> str:
        """When change ``number`` was made (UTC)."""

    def wanted(self, path: str) -> str | None:
        """The digest of the file that should stand at ``path``; "" while the press is at it, None
        for no file.
        """

    def complete(self) -> bool:
        """Whether the manifest names all that will stand: a press that began anew has ended."""

    def files(self) -> Iterator[Change]:
        """The last change of every file that stands."""

    def read(self, path: str, name: str) -> bytes | None:
        """The bytes of ``path`` with the digest ``name``; None while they are not to be had."""


class EditionSupply:
    """Implements ``Supply`` over the press's tables (None while there are none) and the edition on
    ``disk``.

    ``render`` makes a file again as it stands in content now: where the disk has other bytes than
    the manifest says, and nobody has mended them yet.
    """

    def __init__(
        self,
        tables: Callable[[], Database | None],
        disk: Disk,
        render: Callable[[str], bytes | None] = lambda path: None,
    ) -> None:
        self._opened = tables
        self._disk = disk
        self._render = render

    def feed(self) -> str:
        tables = self._opened()
        return Changes(tables).feed() if tables else ""

    def after(self, number: int, limit: int) -> list[Change]:
        tables = self._opened()
        return Changes(tables).after(number, limit) if tables else []

    def count_after(self, number: int) -> int:
        tables = self._opened()
        return Changes(tables).count_after(number) if tables else 0

    def moment(self, number: int) -> str:
        tables = self._opened()
        return Changes(tables).moment(number) if tables else ""

    def wanted(self, path: str) -> str | None:
        tables = self._opened()
        if tables is None:
            return ""
        row = tables.execute("SELECT digest FROM resource WHERE path = ?", (path,)).fetchone()
        if row is not None:
            return str(row[0])
        waits = tables.execute(
            "SELECT 1 FROM queue WHERE path = ? AND action <> 'delete'", (path,)
        ).fetchone()
        return "" if waits else None

    def complete(self) -> bool:
        tables = self._opened()
        if tables is None:
            return False
        rows = dict(tables.execute("SELECT name, value FROM state").fetchall())
        return "anew" not in rows and int(rows.get("change", 0)) > 0

    def files(self) -> Iterator[Change]:
        number = 0
        while found := self.after(number, 2000):
            number = found[-1].number
            yield from (change for change in found if change.digest)

    def read(self, path: str, name: str) -> bytes | None:
        try:
            data = self._disk.read(path)
        except OSError as error:
            raise Trouble(Problem.UNREAD, f"{path}: {error}") from error
        if data is not None and digest(data) == name:
            return data
        try:
            data = self._render(path)
        except PressError:
            return None
        return data if data is not None and digest(data) == name else None


class PressTables:
    """The press's tables at an address, for reading: called, it gives a connection to those that
    are there now. An SQLite file can be deleted and made anew at any time.
    """

    def __init__(self, address: str, schema: str) -> None:
        self._address = address
        self._schema = schema
        self._tables: Database | None = None
        self._file: tuple[int, int] | None = None

    def __call__(self) -> Database | None:
        file = _identity(self._address)
        if file != self._file or file is None:
            self.close()
        if self._tables is None and file is not None:
            tables = open_reader(self._address, schema=self._schema)
            if not _is_press(tables):
                tables.close()
                return None
            self._tables, self._file = tables, file
        return self._tables

    def close(self) -> None:
        """End the connection."""
        if self._tables is not None:
            self._tables.close()
            self._tables = None


def _is_press(tables: Database) -> bool:
    """Whether a press of this version has made its tables there."""
    try:
        row = tables.execute("SELECT value FROM state WHERE name = 'feed'").fetchone()
    except sqlite3.Error:
        return False
    except Exception as error:
        if type(error).__module__.startswith("psycopg"):
            return False
        raise
    return row is not None


def _identity(address: str) -> tuple[int, int] | None:
    if address.startswith(("postgresql://", "postgres://")):
        return (0, 0)
    try:
        found = Path(address).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
