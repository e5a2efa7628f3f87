"""The journal of sealed records: append-only, dense positions, a commitment per row.

It is the only thing that passes from newsroom to press. The newsroom appends inside the editor's
transaction; the press reads, and appends the facts that it alone knows (ticks, held, theme).
"""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shpalta.lib.digests import SALT_BYTES, commitment, digest
from shpalta.press.database import JOURNAL_LOCK, Database
from shpalta.press.errors import JournalError

_TABLES = """
CREATE TABLE IF NOT EXISTS shpalta_journal (
    position {integer} PRIMARY KEY,
    act TEXT NOT NULL,
    act_id TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT,
    record {bytes},
    salt {bytes},
    commitment {bytes} NOT NULL
);
CREATE INDEX IF NOT EXISTS shpalta_journal_subject ON shpalta_journal (kind, id, position);
CREATE INDEX IF NOT EXISTS shpalta_journal_act ON shpalta_journal (act_id);
CREATE INDEX IF NOT EXISTS shpalta_journal_withdrawn ON shpalta_journal (position)
    WHERE record IS NULL AND kind = 'article'
"""
_COLUMNS = "position, act, act_id, at, kind, id, digest, record, salt, commitment"
NULL_RECORD = b"null"
_CHAIN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Fact:
    """What is to be journaled: the sealed bytes of one thing, or None when it is withdrawn."""

    kind: str
    id: str
    record: bytes | None


@dataclass(frozen=True, slots=True)
class Row:
    """One journal row. ``act`` is the kind of act, ``act_id`` names the act itself (who, when)."""

    position: int
    act: str
    act_id: str
    at: str
    kind: str
    id: str
    digest: str | None
    record: bytes | None
    salt: bytes | None
    commitment: bytes


def create_tables(database: Database) -> None:
    """Make the journal's table and indexes where they are missing."""
    words = (
        {"integer": "BIGINT", "bytes": "BYTEA"}
        if database.postgres
        else {"integer": "INTEGER", "bytes": "BLOB"}
    )
    database.script(_TABLES.format(**words))


def append(database: Database, facts: Sequence[Fact], *, act: str, act_id: str, at: str) -> range:
    """Journal ``facts`` as one act; the positions they were given. Call inside a transaction.

    Positions are dense because they are given under a lock that the transaction holds until it
    ends: on PostgreSQL an advisory lock taken here, as the last statement before the insert; on
    SQLite the write lock itself, which the transaction must hold from its beginning (IMMEDIATE).
    """
    if database.postgres:
        database.execute(f"SELECT pg_advisory_xact_lock({JOURNAL_LOCK})")
    first = last_position(database) + 1
    rows = []
    for position, fact in enumerate(facts, first):
        salt = secrets.token_bytes(SALT_BYTES)
        sealed = commitment(salt, NULL_RECORD if fact.record is None else fact.record)
        name = None if fact.record is None else digest(fact.record)
        rows.append(
            (position, act, act_id, at, fact.kind, fact.id, name, fact.record, salt, sealed)
        )
    database.executemany(
        f"INSERT INTO shpalta_journal ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        rows,
    )
    return range(first, first + len(rows))


def last_position(database: Database) -> int:
    """The position of the newest row that this connection sees; 0 when there is none."""
    row = database.execute("SELECT MAX(position) FROM shpalta_journal").fetchone()
    return row[0] or 0


def read(database: Database, after: int, limit: int) -> list[Row]:
    """At most ``limit`` rows with positions above ``after``, in order.

    Raises ``JournalError`` when a position is missing: the reader must stop, not step over it.
    """
    found = database.execute(
        f"SELECT {_COLUMNS} FROM shpalta_journal WHERE position > ? ORDER BY position LIMIT ?",  # noqa: S608
        (after, limit),
    ).fetchall()
    rows = [_row(values) for values in found]
    for expected, row in enumerate(rows, after + 1):
        if row.position != expected:
            raise JournalError(f"the journal has no row {expected} but has row {row.position}")
    return rows


def chain(database: Database, upto: int) -> bytes:
    """All commitments 1..``upto`` as 32 bytes: c(0) is 32 zero bytes, c(n) = SHA-256(c(n-1) ‖
    commitment of row n). Two journals with one chain have said the same, in the same order.

    Raises ``JournalError`` when a row is missing.
    """
    state, after = bytes(_CHAIN_BYTES), 0
    while after < upto:
        rows = database.execute(
            "SELECT position, commitment FROM shpalta_journal"
            " WHERE position > ? AND position <= ? ORDER BY position LIMIT 5000",
            (after, upto),
        ).fetchall()
        for position, sealed in rows:
            if position != after + 1:
                break
            after = position
            state = hashlib.sha256(state + bytes(sealed)).digest()
        else:
            if rows:
                continue
        raise JournalError(f"the journal has no row {after + 1}")
    return state


def standing(database: Database) -> int:
    """How many articles are public by the newest row of each."""
    row = database.execute(
        "SELECT COUNT(*) FROM shpalta_journal AS one WHERE kind = 'article'"
        " AND record IS NOT NULL AND position = (SELECT MAX(position) FROM shpalta_journal"
        " WHERE kind = 'article' AND id = one.id)"
    ).fetchone()
    return int(row[0])


def acts_after(database: Database, after: int) -> int:
    """How many acts have rows above position ``after``."""
    row = database.execute(
        "SELECT COUNT(DISTINCT act_id) FROM shpalta_journal WHERE position > ?", (after,)
    ).fetchone()
    return int(row[0])


def read_all(database: Database, upto: int, batch: int = 500) -> Iterator[Row]:
    """Every row 1..``upto`` in order, in bounded memory."""
    after = 0
    while after < upto:
        rows = read(database, after, min(batch, upto - after))
        if not rows:
            raise JournalError(f"the journal ends at row {after}, expected {upto}")
        yield from rows
        after = rows[-1].position


def withdrawals_after(database: Database, after: int) -> list[str]:
    """Ids of articles withdrawn in rows above ``after``: these overtake everything that waits."""
    # SQLite would rather look through every article: its planner knows no numbers of rows.
    index = "" if database.postgres else " INDEXED BY shpalta_journal_withdrawn"
    found = database.execute(
        f"SELECT id FROM shpalta_journal{index}"  # noqa: S608 - one of two texts above
        " WHERE record IS NULL AND kind = 'article' AND position > ? ORDER BY position",
        (after,),
    ).fetchall()
    return list(dict.fromkeys(row[0] for row in found))


def holds_after(database: Database, after: int) -> list[str]:
    """Ids of held facts in rows above ``after``: no list may be made before they are known."""
    found = database.execute(
        "SELECT id FROM shpalta_journal"
        " WHERE kind = 'held' AND record IS NOT NULL AND position > ? ORDER BY position",
        (after,),
    ).fetchall()
    return list(dict.fromkeys(row[0] for row in found))


def rows_of(database: Database, kind: str, subject: str, after: int = 0) -> list[Row]:
    """Every row of one thing above position ``after``, in order."""
    found = database.execute(
        f"SELECT {_COLUMNS} FROM shpalta_journal"  # noqa: S608
        " WHERE kind = ? AND id = ? AND position > ? ORDER BY position",
        (kind, subject, after),
    ).fetchall()
    return [_row(values) for values in found]


def newest_of(database: Database, kind: str, subject: str) -> Row | None:
    """The newest row of one thing."""
    found = database.execute(
        f"SELECT {_COLUMNS} FROM shpalta_journal"  # noqa: S608
        " WHERE kind = ? AND id = ? ORDER BY position DESC LIMIT 1",
        (kind, subject),
    ).fetchone()
    return None if found is None else _row(found)


def paths_of_act(database: Database, act_id: str) -> list[str]:
    """The paths of the redirect rows that belong to one act."""
    found = database.execute(
        "SELECT id FROM shpalta_journal WHERE act_id = ? AND kind = 'redirect'", (act_id,)
    ).fetchall()
    return [row[0] for row in found]


def record_at(database: Database, position: int) -> bytes | None:
    """The sealed bytes of the row at ``position``; None when it withdraws or was expunged."""
    row = database.execute(
        "SELECT record FROM shpalta_journal WHERE position = ?", (position,)
    ).fetchone()
    if row is None:
        raise JournalError(f"the journal has no row {position}")
    return None if row[0] is None else bytes(row[0])


def _row(values: Sequence[Any]) -> Row:
    position, act, act_id, at, kind, subject, name, record, salt, sealed = values
    return Row(
        position,
        act,
        act_id,
        at,
        kind,
        subject,
        name,
        None if record is None else bytes(record),
        None if salt is None else bytes(salt),
        bytes(sealed),
    )
