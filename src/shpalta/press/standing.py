"""How the press is doing, read from its tables: for health, metrics and the status page.

Read-only, and cheap at any size of the archive: counts of what waits, never of what is there.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shpalta.press import journal, waves
from shpalta.press.core.plan import Priority
from shpalta.press.database import Database
from shpalta.press.intake import cursor
from shpalta.press.waves import Waves


@dataclass(frozen=True, slots=True)
class Standing:
    """One moment of a press. ``position``: the newest journal row; ``cursor``: the last one that is
    in content; ``queue``: files that wait, by priority; ``siblings``: files whose compressed copies
    are to be made; ``failures``: files that could not be made; ``held``: articles that could not;
    ``fence``: the number of the lease; ``lease_seconds``: until it ends, below zero since it did;
    ``out_at``: when an article's files were last out (UTC, or empty); ``unread_since``: when the
    oldest row that no press has read was journaled.
    """

    position: int = 0
    cursor: int = 0
    queue: Mapping[str, int] = field(default_factory=dict)
    siblings: int = 0
    failures: int = 0
    held: int = 0
    fence: int = 0
    lease_seconds: float = 0.0
    out_at: str = ""
    unread_since: datetime | None = None
    waves: Waves = field(default_factory=Waves)

    @property
    def running(self) -> bool:
        """Whether a press holds the lease."""
        return self.lease_seconds > 0

    @property
    def backlog(self) -> int:
        """What waits: rows that were not read and files that were not written."""
        return self.unread + sum(self.queue.values())

    @property
    def unread(self) -> int:
        """Journal rows that no press has read."""
        return max(0, self.position - self.cursor)


def standing(tables: Database | None, rows: Database, now: datetime) -> Standing:
    """The press's state at ``now``; that of none where it has no tables yet."""
    position = journal.last_position(rows)
    if tables is None:
        return Standing(position=position)
    lease = _state(tables, "lease")
    known = json.loads(lease) if lease else None
    left = (datetime.fromisoformat(known["until"]) - now).total_seconds() if known else 0.0
    read = cursor(tables)
    found = tables.execute("SELECT priority, COUNT(*) FROM queue GROUP BY priority").fetchall()
    return Standing(
        position=position,
        cursor=read,
        queue={Priority(number).name.lower(): count for number, count in found},
        siblings=_count(tables, "SELECT COUNT(*) FROM sibling_due"),
        failures=_count(tables, "SELECT COUNT(*) FROM failure"),
        held=_count(tables, "SELECT COUNT(*) FROM head WHERE kind = 'held'"),
        fence=known["fence"] if known else 0,
        lease_seconds=left,
        out_at=_state(tables, "out"),
        unread_since=_journaled_at(rows, read + 1),
        waves=waves.load(tables),
    )


def _journaled_at(rows: Database, position: int) -> datetime | None:
    row = rows.execute("SELECT at FROM shpalta_journal WHERE position = ?", (position,)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def _state(tables: Database, name: str) -> str:
    row = tables.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return row[0] if row else ""


def _count(tables: Database, sql: str) -> int:
    return int(tables.execute(sql).fetchone()[0])
