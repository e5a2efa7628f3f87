"""Where the newest copy of an article is: on the site since when, or why not yet.

Read-only, a handful of indexed queries for any number of articles.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from shpalta.press import journal
from shpalta.press.core.fold import held_id
from shpalta.press.database import Database
from shpalta.press.intake import cursor
from shpalta.press.stoppages import Stoppage


class Stage(StrEnum):
    """What has become of a copy."""

    PRESSED = "pressed"
    """Its files are written since ``at``."""

    WAITING = "waiting"
    """Its turn comes after ``ahead`` others."""

    HELD = "held"
    """It could not be rendered, ``error`` says why; what was public before stays."""

    STOPPED = "stopped"
    """It waits, and no press is running, or ``stoppage`` keeps it from working."""


@dataclass(frozen=True, slots=True)
class State:
    """The state of one article's newest copy. ``at`` is UTC, as the journal writes it."""

    stage: Stage
    at: str = ""
    ahead: int = 0
    error: str = ""
    stoppage: Stoppage | None = None

    @property
    def is_final(self) -> bool:
        """Whether it stays so until somebody does something."""
        return self.stage in {Stage.PRESSED, Stage.HELD}


def state_of(tables: Database, rows: Database, article: str, now: datetime) -> State | None:
    """The state of one article; None when it was never journaled."""
    return states_of(tables, rows, [article], now).get(article)


def states_of(
    tables: Database, rows: Database, articles: Sequence[str], now: datetime
) -> dict[str, State]:
    """The states of ``articles`` by id, in a number of queries that does not depend on theirs."""
    newest = _newest(rows, articles)
    if not newest:
        return {}
    held = _held(tables, rows, newest)
    failed = _failed(tables, newest)
    pressed = _pressed(tables, newest)
    waiting: State | None = None
    found: dict[str, State] = {}
    for article, (position, _digest) in newest.items():
        done = pressed.get(article)
        if article in held:
            found[article] = State(Stage.HELD, error=held[article])
        elif article in failed:
            found[article] = State(Stage.HELD, error=failed[article])
        elif done is not None and done[0] >= position:
            found[article] = State(Stage.PRESSED, at=done[1])
        else:
            waiting = waiting or _waiting(tables, rows, now)
            found[article] = waiting
    return found


def state_of_file(
    tables: Database, rows: Database, path: str, position: int, now: datetime
) -> State:
    """Whether the file at ``path`` is as of ``position`` or later; pressed without a moment."""
    failed = tables.execute("SELECT error FROM failure WHERE path = ?", (path,)).fetchone()
    if failed:
        return State(Stage.HELD, error=failed[0])
    waits = tables.execute("SELECT 1 FROM queue WHERE path = ?", (path,)).fetchone()
    if waits or cursor(tables) < position:
        return _waiting(tables, rows, now)
    return State(Stage.PRESSED)


def never_pressed(rows: Database, articles: Sequence[str]) -> dict[str, State]:
    """The states where the press has no tables yet: whatever is journaled waits for a press."""
    ahead = journal.last_position(rows)
    return {article: State(Stage.STOPPED, ahead=ahead) for article in _newest(rows, articles)}


def _newest(rows: Database, articles: Sequence[str]) -> dict[str, tuple[int, str]]:
    """(position, digest) of the newest copy of each; an empty digest is a withdrawal."""
    found = _select(
        rows,
        "SELECT id, position, digest FROM shpalta_journal WHERE position IN ("
        "SELECT MAX(position) FROM shpalta_journal WHERE kind = 'article' AND id IN ({})"
        " GROUP BY id)",
        articles,
    )
    return {article: (position, digest or "") for article, position, digest in found}


def _held(
    tables: Database, rows: Database, newest: Mapping[str, tuple[int, str]]
) -> dict[str, str]:
    """Errors of the newest copies that are held. What is held at all is little."""
    names = {held_id(article, digest): article for article, (_p, digest) in newest.items()}
    found = _select(
        tables, "SELECT id, position FROM head WHERE kind = 'held' AND id IN ({})", list(names)
    )
    errors = {}
    for name, position in found:
        record = journal.record_at(rows, position)
        errors[names[name]] = json.loads(record)["error"] if record else ""
    return errors


def _failed(tables: Database, newest: Iterable[str]) -> dict[str, str]:
    owners = {f"record:article:{article}": article for article in newest}
    found = _select(tables, "SELECT owner, error FROM failure WHERE owner IN ({})", list(owners))
    return {owners[owner]: error for owner, error in found}


def _pressed(tables: Database, newest: Iterable[str]) -> dict[str, tuple[int, str]]:
    found = _select(
        tables, "SELECT article, position, at FROM pressed WHERE article IN ({})", list(newest)
    )
    return {article: (position, at) for article, position, at in found}


def _waiting(tables: Database, rows: Database, now: datetime) -> State:
    unread = max(0, journal.last_position(rows) - cursor(tables))
    queued = int(tables.execute("SELECT COUNT(*) FROM queue").fetchone()[0])
    stage = Stage.WAITING if _is_running(tables, now) else Stage.STOPPED
    return State(stage, ahead=unread + queued)


def _is_running(tables: Database, now: datetime) -> bool:
    row = tables.execute("SELECT value FROM state WHERE name = 'lease'").fetchone()
    return bool(row) and datetime.fromisoformat(json.loads(row[0])["until"]) > now


def stopped_by(state: State, stoppage: Stoppage | None) -> State:
    """``state`` as it is while the press is kept from working."""
    if stoppage is None or state.is_final:
        return state
    return replace(state, stage=Stage.STOPPED, stoppage=stoppage)


def _select(database: Database, sql: str, values: Sequence[Any]) -> list[Any]:
    if not values:
        return []
    marks = ", ".join("?" * len(values))
    return list(database.execute(sql.format(marks), values).fetchall())
