"""One thin connection over SQLite and PostgreSQL, for the journal and the press's own tables.

Statements are written once, with ``?`` for values, in the dialect that both understand. What
differs (locks, upserts are the same in both) is asked of ``Database.postgres``. The newsroom's
Django connection passes through ``adopt``: the journal row is part of the editor's transaction.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

# Arbitrary but fixed: PostgreSQL's advisory locks are numbers shared by the whole database.
JOURNAL_LOCK = 0x5350_4A4C
BUSY_SECONDS = 30.0


class Cursor(Protocol):
    """The part of DB-API 2.0 that is used here."""

    rowcount: int

    def fetchone(self) -> Any:
        """The next row, or None."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""


class Database:
    """A DB-API connection with one way to write statements.

    ``transaction()`` is explicit: outside it every statement commits on its own.
    """

    def __init__(self, raw: Any, *, postgres: bool, file: Path | None = None) -> None:
        self.raw = raw
        self.postgres = postgres
        self._file = file
        self._identity = _identity(file)

    def stands(self) -> bool:
        """Whether the file that was opened still stands in its place; true of a server."""
        return self._identity is None or _identity(self._file) == self._identity

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Run one statement; a cursor with its rows."""
        return self.raw.execute(self._spell(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of ``rows``."""
        if self.postgres:
            with self.raw.cursor() as cursor:
                cursor.executemany(self._spell(sql), rows)
        else:
            self.raw.executemany(sql, rows)

    def script(self, sql: str) -> None:
        """Run several statements, separated by ``;``, that hold no values."""
        for statement in sql.split(";"):
            if statement.strip():
                self.execute(statement)

    def _spell(self, sql: str) -> str:
        return sql.replace("?", "%s") if self.postgres else sql

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside commits together, durably, or not at all."""
        self.execute("BEGIN" if self.postgres else "BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            # A commit that failed (a full disk) leaves the transaction open on SQLite alone.
            with suppress(Exception):
                self.execute("ROLLBACK")
            raise

    def close(self) -> None:
        """End the connection; what was not committed is lost."""
        self.raw.close()


class _Adopted(Database):
    """A Django connection: its cursor takes ``%s`` on both databases, its atomic() rules."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        cursor = self.raw.cursor()
        cursor.execute(sql.replace("?", "%s"), values)
        return cursor

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        self.raw.cursor().executemany(sql.replace("?", "%s"), list(rows))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        if self.raw is not None:
            raise RuntimeError("the newsroom's own atomic() rules over an adopted connection")
        yield


def _identity(file: Path | None) -> tuple[int, int] | None:
    """What tells a file from the next of the same name; None without a file."""
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def adopt(django_connection: Any) -> Database:
    """``django_connection`` as a Database; transactions stay Django's business."""
    return _Adopted(django_connection, postgres=django_connection.vendor == "postgresql")


class _Connection(sqlite3.Connection):
    """Closed with its last reference: Python 3.13 warns of one that is only forgotten."""

    def __del__(self) -> None:
        with suppress(sqlite3.ProgrammingError):  # it never opened
            self.close()


def open_sqlite(path: Path | str, *, read_only: bool = False) -> Database:
    """The SQLite file at ``path``: WAL, synced at every commit, waits 30 s for a writer.

    WAL with ``synchronous=FULL`` because the press must never act on a journal row, nor rely on
    an intent, that a power cut takes back.
    """
    address = f"file:{path}?mode=ro" if read_only else f"file:{path}"
    raw = sqlite3.connect(
        address,
        uri=True,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
        factory=_Connection,
    )
    if not read_only:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA cache_size=-32768")
    raw.execute("PRAGMA temp_store=MEMORY")
    return Database(raw, postgres=False, file=None if str(path) == ":memory:" else Path(path))


def open_postgres(url: str, *, schema: str | None = None) -> Database:
    """The PostgreSQL database at ``url``; with ``schema``, made if missing, first on its path."""
    import psycopg

    raw = psycopg.connect(url, autocommit=True)
    if schema:
        raw.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        raw.execute(f"SET search_path TO {schema}")
    return Database(raw, postgres=True)


def open_database(address: str, *, schema: str | None = None, read_only: bool = False) -> Database:
    """The database at ``address``: a ``postgresql://`` URL or the path of an SQLite file."""
    if address.startswith(("postgresql://", "postgres://")):
        return open_postgres(address, schema=schema)
    return open_sqlite(address, read_only=read_only)


def open_reader(address: str, *, schema: str | None = None) -> Database:
    """The database at ``address`` for reading alone: nothing is made, nothing can be written."""
    if not address.startswith(("postgresql://", "postgres://")):
        return open_sqlite(address, read_only=True)
    import psycopg

    raw = psycopg.connect(address, autocommit=True)
    raw.execute("SET default_transaction_read_only TO on")
    if schema:
        raw.execute(f"SET search_path TO {schema}")
    return Database(raw, postgres=True)
