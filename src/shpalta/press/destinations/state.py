"""How a destination is doing: what a person sees of it, without disturbing it."""

import json
from dataclasses import dataclass
from datetime import datetime

from shpalta.press.database import Database
from shpalta.press.destinations.supply import Supply
from shpalta.press.destinations.tables import Tables
from shpalta.press.destinations.target import PERHAPS

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Unplaced:
    """One file that could not be placed while others could, and why."""

    path: str
    problem: str
    words: str


@dataclass(frozen=True, slots=True)
class DestinationState:
    """The state of one destination. Moments are UTC, as the journal writes them, or "".

    ``waiting``: files that are to be placed or removed; ``since``: when the oldest of these changes
    was made; ``last``: when something was placed last; ``problem``: a ``Problem`` (or "") with
    ``words`` and ``trouble_since``; ``running``: somebody sends there now; ``begun``: it was ever
    reached; ``foreign``: how many files stand there that are not ours, and some of them.
    """

    name: str
    kind: str
    where: str
    running: bool = False
    begun: bool = False
    placed: int = 0
    waiting: int = 0
    since: str = ""
    last: str = ""
    problem: str = ""
    words: str = ""
    trouble_since: str = ""
    unplaced: tuple[Unplaced, ...] = ()
    foreign: tuple[int, tuple[str, ...]] = (0, ())

    def lag(self, now: datetime) -> float:
        """For how many seconds the oldest change has waited; 0 when none waits."""
        if not self.since:
            return 0.0
        return max(0.0, (now - datetime.fromisoformat(self.since)).total_seconds())


def state_of_destination(
    name: str, kind: str, where: str, database: Database, supply: Supply, now: datetime
) -> DestinationState:
    """Read it from the destination's tables and the feed."""
    tables = Tables(database)
    if tables.get("opened") not in {None, where}:
        # What is remembered is of the place that the name led to before.
        return untouched(name, kind, where, supply, running=_is_running(database, now))
    feed, cursor = tables.get("cursor") or ("", 0)
    if feed.split(" ")[0] != supply.feed():
        cursor = 0
    unread = supply.count_after(cursor)
    oldest = min(filter(None, (tables.oldest(), cursor + 1 if unread else None)), default=None)
    trouble = tables.get("trouble") or {}
    number, named = tables.get("foreign") or (0, ())
    placed = database.execute("SELECT COUNT(*) FROM placed WHERE tag <> ?", (PERHAPS,)).fetchone()[
        0
    ]
    return DestinationState(
        name,
        kind,
        where,
        running=_is_running(database, now),
        begun=tables.get("opened") is not None,
        placed=int(placed),
        waiting=tables.due() + unread,
        since=supply.moment(oldest) if oldest else "",
        last=tables.get("last") or "",
        problem=trouble.get("problem", ""),
        words=trouble.get("words", ""),
        trouble_since=trouble.get("at", ""),
        unplaced=tuple(Unplaced(*row) for row in tables.refused(_SHOWN)),
        foreign=(int(number), tuple(named)),
    )


def untouched(
    name: str, kind: str, where: str, supply: Supply, *, running: bool = False
) -> DestinationState:
    """The state of a place that nothing was sent to so far."""
    waiting, since = supply.count_after(0), supply.moment(1)
    return DestinationState(name, kind, where, running=running, waiting=waiting, since=since)


def _is_running(database: Database, now: datetime) -> bool:
    row = database.execute("SELECT value FROM state WHERE name = 'lease'").fetchone()
    return bool(row) and datetime.fromisoformat(json.loads(row[0])["until"]) > now
