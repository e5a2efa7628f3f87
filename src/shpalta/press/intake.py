"""From the journal into content, plan and queue: one bounded chunk, in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shpalta.press import journal
from shpalta.press.core.fold import Fold, Sealed, held_id
from shpalta.press.core.plan import Cause, Priority
from shpalta.press.database import Database
from shpalta.press.journal import Row
from shpalta.press.store.content import StoredContent
from shpalta.records import decode

CHUNK = 64
_THEME = {"theme", "outlet"}


def cursor(tables: Database) -> int:
    """The position up to which every row is in content."""
    row = tables.execute("SELECT value FROM state WHERE name = 'cursor'").fetchone()
    return int(row[0]) if row else 0


def set_cursor(tables: Database, position: int) -> None:
    """Note that every row up to ``position`` is in content."""
    tables.execute(
        "INSERT INTO state (name, value) VALUES ('cursor', ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (str(position),),
    )


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows to take in now. ``upto`` is the new cursor, or None when they overtake others."""

    rows: tuple[Row, ...]
    upto: int | None


def next_chunk(rows: Database, tables: Database) -> Chunk | None:
    """The rows whose turn it is; None when nothing waits.

    Withdrawals and held copies overtake: all waiting rows of such an article up to the last of
    them, and of the paths it leaves, come first. That is sound because the fold of different
    things commutes; the positions are kept in ``ahead`` until the cursor passes them.
    """
    at = cursor(tables)
    done = _ahead(tables)
    early = _overtaking(rows, at, done)
    if early:
        return Chunk(tuple(early), None)
    found = journal.read(rows, at, CHUNK)
    if not found:
        return None
    # An act goes in whole: its rows may trade a path between two owners.
    while more := journal.read(rows, found[-1].position, 1):
        if more[0].act_id != found[-1].act_id:
            break
        found += more
    upto = found[-1].position
    return Chunk(tuple(row for row in found if row.position not in done), upto)


def _ahead(tables: Database) -> set[int]:
    return {row[0] for row in tables.execute("SELECT position FROM ahead").fetchall()}


def _overtaking(rows: Database, at: int, done: set[int]) -> list[Row]:
    wanted: dict[int, Row] = {}
    held = [ident.split(".", 1)[0] for ident in journal.holds_after(rows, at)]
    for article in dict.fromkeys((*journal.withdrawals_after(rows, at), *held)):
        copies = journal.rows_of(rows, "article", article)
        holds = [
            row
            for name in {row.digest for row in copies if row.digest}
            for row in journal.rows_of(rows, "held", held_id(article, name), at)
        ]
        ends = [row for row in copies if row.record is None]
        ends += [row for row in holds if row.record is not None]
        waiting = {row.position for row in (*copies, *holds) if row.position > at} - done
        last = max((row.position for row in ends if row.position in waiting), default=0)
        acts = {row.act_id for row in copies if row.position in waiting and row.position <= last}
        found = [
            row
            for act in acts
            for path in journal.paths_of_act(rows, act)
            for row in journal.rows_of(rows, "redirect", path, at)
            if row.position not in done and (row.position <= last or row.act_id in acts)
        ]
        found += [row for row in (*copies, *holds) if row.position in waiting]
        wanted |= {r.position: r for r in found if r.position <= last or r.kind == "redirect"}
    return [wanted[position] for position in sorted(wanted)]


def take_in(chunk: Chunk, fold: Fold, content: StoredContent, tables: Database) -> dict[str, Cause]:
    """Fold ``chunk`` in, inside a transaction; the subjects it changed and why."""
    changed: dict[str, Cause] = {}
    for row in chunk.rows:
        sealed = unseal(row)
        if sealed.record is not None:
            content.remember(row.position, sealed.record)
        cause = Cause(urgency(row, content), row.position)
        for subject in fold.apply(sealed):
            known = changed.get(subject)
            if known is None or cause.priority < known.priority:
                changed[subject] = cause
    if chunk.upto is None:
        tables.executemany(
            "INSERT INTO ahead (position) VALUES (?)", [(row.position,) for row in chunk.rows]
        )
    else:
        set_cursor(tables, chunk.upto)
        tables.execute("DELETE FROM ahead WHERE position <= ?", (chunk.upto,))
    return changed


def unseal(row: Row) -> Sealed:
    """``row`` with its record decoded; raises ``RecordError`` for what no decoder knows."""
    record = None if row.record is None else decode(row.kind, row.record)
    return Sealed(row.position, row.at, row.kind, row.id, row.digest, record)


def urgency(row: Row, content: StoredContent) -> Priority:
    """How urgent the files are that ``row`` touches."""
    if row.kind == "article":
        if row.record is None:
            return Priority.WITHDRAWAL
        known = content.head("article", row.id)
        return Priority.CORRECTION if known else Priority.PUBLICATION
    if row.kind == "redirect":
        return Priority.WITHDRAWAL if row.act == "retract" else Priority.CORRECTION
    if row.kind == "picture" and row.record is None:
        # Thousands of pages may show it: a publication does not wait for them, and its files go
        # after the last of them.
        return Priority.CORRECTION
    if row.kind in {"held", "tick"}:
        return Priority.CORRECTION
    return Priority.THEME if row.kind in _THEME else Priority.ENTITY


def articles_of(rows: Iterable[Row]) -> Sequence[tuple[str, int]]:
    """(id, position) of the articles among ``rows``."""
    return [(row.id, row.position) for row in rows if row.kind == "article"]
