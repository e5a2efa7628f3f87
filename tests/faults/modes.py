"""Ways in which one call of disk or database goes wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import disk as breaking
from tests.faults.disk import BreakingDisk, Loss, kind_of
from tests.press.faults import Ended, FakeDatabase


@dataclass(frozen=True)
class DiskMode:
    """How the ``n``-th disk call fails. ``loss`` is what a power cut then takes."""

    name: str
    arm: Callable[[BreakingDisk, int], None]
    kinds: frozenset[str] = breaking.WRITING
    loss: Loss | None = None
    same_process: bool = False
    """Whether the press goes on without a new start."""

    def concerns(self, call: str) -> bool:
        return kind_of(call) in self.kinds


def _fails(code: int) -> Callable[[BreakingDisk, int], None]:
    return lambda disk, call: disk.fail(call, breaking.error(code))


def _lasts(code: int, kinds: frozenset[str]) -> Callable[[BreakingDisk, int], None]:
    return lambda disk, call: disk.break_down(call, code, kinds)


def _ends(disk: BreakingDisk, call: int) -> None:
    disk.fail(call)


DISK_MODES = (
    DiskMode("end of process", _ends),
    DiskMode("EIO", _fails(breaking.EIO), breaking.WRITING | breaking.READING),
    DiskMode("EIO, no new start", _fails(breaking.EIO), breaking.WRITING | breaking.READING,
             same_process=True),
    DiskMode("ENOSPC", _fails(breaking.ENOSPC), breaking.TAKING_ROOM, same_process=True),
    DiskMode("ENOSPC from here on", _lasts(breaking.ENOSPC, breaking.TAKING_ROOM),
             breaking.TAKING_ROOM),
    DiskMode("EROFS from here on", _lasts(breaking.EROFS, breaking.CHANGING),
             breaking.CHANGING),
    DiskMode("power cut, unsynced lost", _ends, loss=breaking.nothing_unsynced),
    DiskMode("power cut, writes torn", _ends, loss=breaking.torn),
    DiskMode("power cut, renames reordered", _ends, loss=breaking.reordered),
    DiskMode("power cut, by chance", _ends, loss=breaking.by_chance("matrix")),
)  # fmt: skip


@dataclass(frozen=True)
class DatabaseMode:
    """How the ``n``-th commit, or the ``n``-th statement, of a database fails."""

    name: str
    arm: Callable[[FakeDatabase, int], None]
    counts: str = "commits"
    same_process: bool = False


class BreakingDatabase(FakeDatabase):
    """Fails besides with an error, at a commit (nothing of it is kept) or at any statement."""

    def __init__(self) -> None:
        super().__init__()
        self.statements = 0
        self.error_at_commit: int | None = None
        self.gone_at: int | None = None

    def mend(self) -> None:
        self.fail_at = self.error_at_commit = self.gone_at = None

    def execute(self, sql: str, values: object = ()) -> object:
        self.statements += 1
        if self.gone_at is not None and self.statements >= self.gone_at:
            self._forget()
            raise sqlite3.OperationalError("the database is gone")
        if sql == "COMMIT" and self.error_at_commit is not None:
            self.error_at_commit -= 1
            if self.error_at_commit == 0:
                self.error_at_commit = None
                raise sqlite3.OperationalError("database or disk is full")
        return super().execute(sql, values)

    def _forget(self) -> None:
        """A connection that breaks takes its transaction with it."""
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")

    def copy(self) -> BreakingDatabase:
        other = BreakingDatabase()
        self.raw.backup(other.raw)
        return other


def _error_at(database: FakeDatabase, number: int) -> None:
    assert isinstance(database, BreakingDatabase)
    database.error_at_commit = number


def _gone_at(database: FakeDatabase, number: int) -> None:
    assert isinstance(database, BreakingDatabase)
    database.gone_at = database.statements + number


DATABASE_MODES = (
    DatabaseMode("end before a commit", lambda db, n: db.fail(n, kept=False)),
    DatabaseMode("end after a commit", lambda db, n: db.fail(n, kept=True)),
    DatabaseMode("commit fails, no new start", _error_at, same_process=True),
    DatabaseMode("database gone at a statement", _gone_at, "statements"),
)

MISFORTUNES = (Ended, OSError, sqlite3.OperationalError)
