"""Who is at work on tables in an SQLite file, as the kernel knows it (flock(2)).

The lease says which press may write; it stands in the tables. Where the tables themselves are
damaged it says nothing any more: before their file is replaced, the kernel is asked whether a
press has it in use.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from shpalta.press.errors import PressError


@contextmanager
def present(tables: Path) -> Iterator[None]:
    """Be known to work on ``tables`` for the time of the block; others may be too."""
    handle = _open(tables)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def set_aside(tables: Path) -> Path | None:
    """Put damaged ``tables`` out of the way, to be made anew; where they are now, or None when
    they are not damaged. Raises ``PressError`` while another press has them in use.
    """
    if not _damaged(tables):
        return None
    handle = _open(tables)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PressError(
                f"{tables} is damaged, and another press has it in use: stop that one first"
            ) from None
        place = tables.with_name(f"{tables.name}.damaged")
        for suffix in ("-wal", "-shm"):
            tables.with_name(tables.name + suffix).unlink(missing_ok=True)
        os.replace(tables, place)
        return place
    finally:
        os.close(handle)


def _damaged(tables: Path) -> bool:
    if not tables.exists():
        return False
    # Not read-only: what a crash left in the log beside the file is part of it.
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(tables)) as database:
        try:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return True
    return False


def _open(tables: Path) -> int:
    return os.open(tables.with_name(f"{tables.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
