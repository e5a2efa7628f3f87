"""What a destination remembers: what stands there, what is due, how far it has read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from shpalta.press.core.plan import Priority
from shpalta.press.database import Database
from shpalta.press.destinations.target import PERHAPS
from shpalta.press.store.changes import Change

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS placed (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, tag TEXT NOT NULL, form TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS due (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, change BIGINT NOT NULL,
    step SMALLINT NOT NULL, urgency SMALLINT NOT NULL, rank SMALLINT NOT NULL,
    sequence TEXT NOT NULL, tries SMALLINT NOT NULL DEFAULT 0, again BIGINT NOT NULL DEFAULT 0,
    problem TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS due_turn ON due (step, urgency, rank, sequence);
CREATE INDEX IF NOT EXISTS due_change ON due (change);
CREATE INDEX IF NOT EXISTS due_problem ON due (path) WHERE problem <> ''
"""

# A withdrawal's lists wait for new pages that they may show, but not for an archive of them.
WAITED_FOR = 1000


class Step(IntEnum):
    """The order of work. Inside a step: by urgency, by rank (pages before lists), newest first."""

    WITHDRAW = 0
    """What was withdrawn goes before anything comes."""

    ADD = 1
    """Pages, and what they show, that never stood here: no list may show them before."""

    HIDE = 2
    """What showed something withdrawn is replaced."""

    CHANGE = 3
    """All other files that come or change."""

    DROP = 4
    """What nobody claims any more goes last: lists before pages, pages before what they show."""


@dataclass(frozen=True, slots=True)
class Due:
    """One file to place, or, with an empty ``digest``, to remove; ``known`` is the tag of what
    stands there as far as is known.
    """

    path: str
    digest: str
    change: int
    step: int
    tries: int
    known: str


class Tables:
    """One destination's memory."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def create(self) -> None:
        """Make what is missing."""
        with self.database.transaction():
            self.database.script(_TABLES)

    def clear(self) -> None:
        """Forget what stands there and what is due."""
        for name in ("placed", "due"):
            self.database.execute(f"DELETE FROM {name}")  # noqa: S608
        self.database.execute(
            "DELETE FROM state WHERE name IN ('cursor', 'swept', 'foreign', 'last', 'trouble')"
        )

    # -- state ----------------------------------------------------------------------------------

    def get(self, name: str) -> Any:
        """A value of the state; None when it was never set."""
        row = self.database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return json.loads(row[0]) if row else None

    def set(self, name: str, value: Any) -> None:
        """Set a value of the state."""
        self.database.execute(
            "INSERT INTO state (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, json.dumps(value)),
        )

    # -- what stands there ----------------------------------------------------------------------

    def placed(self, path: str) -> tuple[str, str, str] | None:
        """(digest, tag, form) of what stands at ``path``."""
        row = self.database.execute(
            "SELECT digest, tag, form FROM placed WHERE path = ?", (path,)
        ).fetchone()
        return (row[0], row[1], row[2]) if row else None

    def all_placed(self) -> Iterator[str]:
        """Every path where something of ours stands, in bounded memory."""
        last = ""
        while True:
            rows = self.database.execute(
                "SELECT path FROM placed WHERE path > ? ORDER BY path LIMIT 5000", (last,)
            ).fetchall()
            if not rows:
                return
            yield from (row[0] for row in rows)
            last = rows[-1][0]

    def note_placed(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Note (path, digest, tag, form)."""
        self.database.executemany(
            "INSERT INTO placed (path, digest, tag, form) VALUES (?, ?, ?, ?) ON CONFLICT (path)"
            " DO UPDATE SET digest = excluded.digest, tag = excluded.tag, form = excluded.form",
            rows,
        )

    def forget(self, paths: Iterable[str]) -> None:
        """Nothing of ours stands at ``paths``."""
        self.database.executemany("DELETE FROM placed WHERE path = ?", [(p,) for p in paths])

    # -- what is due ----------------------------------------------------------------------------

    def note(self, change: Change, rank: int, form: str) -> None:
        """Take a change in: due, or not due any more."""
        placed = self.placed(change.path)
        done = (placed[0], placed[2]) == (change.digest, form) if placed else not change.digest
        if done:
            self.done([(change.path, None)])
            return
        self.add(
            change.path,
            change.digest,
            change=change.number,
            step=_step(change, rank, placed is not None and placed[1] != PERHAPS),
            turn=(change.urgency, rank if change.digest else -rank, change.order),
        )

    def add(
        self, path: str, digest: str, *, change: int, step: int, turn: tuple[int, int, str]
    ) -> None:
        """Make ``path`` due; whatever was due there before is not."""
        self.database.execute(
            "INSERT INTO due (path, digest, change, step, urgency, rank, sequence)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET"
            " digest = excluded.digest, change = excluded.change, step = excluded.step,"
            " urgency = excluded.urgency, rank = excluded.rank, sequence = excluded.sequence,"
            " tries = 0, again = 0, problem = '', error = ''",
            (path, digest, change, step, *turn),
        )

    def take(self, now: int, limit: int) -> list[Due]:
        """At most ``limit`` files whose turn it is, all of one step and rank."""
        steps = list(Step)
        if self._waiting(Step.ADD, WAITED_FOR + 1) > WAITED_FOR:
            steps.sort(key=lambda step: (step > Step.HIDE, step == Step.ADD, step))
        for step in steps:
            first = self.database.execute(
                "SELECT urgency, rank FROM due WHERE step = ? AND again <= ?"
                " ORDER BY urgency, rank LIMIT 1",
                (int(step), now),
            ).fetchone()
            if first:
                return self._take(step, first, now, limit)
        return []

    def _take(self, step: Step, turn: Sequence[int], now: int, limit: int) -> list[Due]:
        rows = self.database.execute(
            "SELECT due.path, due.digest, change, step, tries, COALESCE(placed.tag, '')"
            " FROM due LEFT JOIN placed ON placed.path = due.path"
            " WHERE step = ? AND urgency = ? AND rank = ? AND again <= ?"
            " ORDER BY sequence DESC LIMIT ?",
            (int(step), turn[0], turn[1], now, limit),
        ).fetchall()
        return [Due(*row) for row in rows]

    def _waiting(self, step: Step, limit: int) -> int:
        row = self.database.execute(
            "SELECT COUNT(*) FROM (SELECT 1 FROM due WHERE step = ? LIMIT ?) AS waiting",
            (int(step), limit),
        ).fetchone()
        return int(row[0])

    def done(self, rows: Iterable[tuple[str, int | None]]) -> None:
        """(path, change) are due no more; with a change, only if nothing newer is due there."""
        for path, change in rows:
            sql, values = "DELETE FROM due WHERE path = ?", [path]
            if change is None:
                self.database.execute(sql, values)
            else:
                self.database.execute(f"{sql} AND change = ?", [*values, change])

    def postpone(self, path: str, again: int, problem: str, error: str) -> None:
        """Try ``path`` again at ``again`` (seconds of the clock), for this reason."""
        self.database.execute(
            "UPDATE due SET tries = tries + 1, again = ?, problem = ?, error = ? WHERE path = ?",
            (again, problem, error, path),
        )

    def due(self) -> int:
        """How many files are due."""
        return int(self.database.execute("SELECT COUNT(*) FROM due").fetchone()[0])

    def pending(self) -> bool:
        """Whether something is due besides what could not be placed for a reason of its own."""
        return bool(
            self.database.execute("SELECT 1 FROM due WHERE problem = '' LIMIT 1").fetchone()
        )

    def oldest(self) -> int | None:
        """The number of the oldest change that is due."""
        row = self.database.execute("SELECT MIN(change) FROM due WHERE change > 0").fetchone()
        return None if row[0] is None else int(row[0])

    def refused(self, limit: int) -> list[tuple[str, str, str]]:
        """(path, problem, words) of files that could not be placed, while others could."""
        return [
            (row[0], row[1], row[2])
            for row in self.database.execute(
                "SELECT path, problem, error FROM due WHERE problem <> '' ORDER BY path LIMIT ?",
                (limit,),
            ).fetchall()
        ]


def _step(change: Change, rank: int, stands: bool) -> Step:
    withdrawn = change.urgency == Priority.WITHDRAWAL
    if not change.digest:
        return Step.WITHDRAW if withdrawn else Step.DROP
    if not stands and rank <= 0:
        return Step.ADD
    return Step.HIDE if withdrawn else Step.CHANGE
