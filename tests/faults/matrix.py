"""Every story, every call, every way to fail: tried one by one, judged by the laws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from shpalta.press import journal
from tests.faults.disk import BreakingDisk
from tests.faults.modes import (
    DATABASE_MODES,
    DISK_MODES,
    MISFORTUNES,
    BreakingDatabase,
    DatabaseMode,
    DiskMode,
)
from tests.faults.stories import STORIES, WITHDRAWN, Story, base, run
from tests.faults.watcher import Watcher
from tests.laws import edition
from tests.press.newsroom import Newsroom


@dataclass(frozen=True)
class Fault:
    """One fault of one story: which call, and how."""

    story: str
    mode: str
    number: int
    call: str


@dataclass
class Tally:
    """How many faults were tried and survived, by story and mode; what was not survived."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    survived: Counter[tuple[str, str]] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)

    def add(self, fault: Fault, loss: str) -> None:
        key = fault.story, fault.mode
        self.tried[key] += 1
        if loss:
            self.losses.append(
                f"{fault.story}, {fault.mode} at {fault.number} ({fault.call}): {loss}"
            )
        else:
            self.survived[key] += 1


class Trial:
    """A story that can be told again and again, and what must come of it."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._origin = base()
        self._origin.tables = _breaking(self._origin.tables)
        self._origin.rows = _breaking(self._origin.rows)
        whole = self.begin()
        disk, tables, rows = whole.disk, whole.tables, whole.rows
        acts = _acts(whole)
        calls, counted = len(disk.calls), _counts(tables, rows)
        self._press(whole)
        self.calls = disk.calls[calls:]
        ends = _counts(tables, rows)
        self.counts = {key: ends[key] - counted[key] for key in ends}
        self.acts = acts
        self.expected = disk.edition()
        edition.assert_equal_to_a_press_from_nothing(whole)

    def begin(self) -> Newsroom:
        newsroom = self._origin.copy()
        newsroom.disk.calls.clear()
        self.story.act(newsroom)
        if not isinstance(newsroom.tables, BreakingDatabase):
            newsroom.tables = _breaking(newsroom.tables)
        return newsroom

    def _press(self, newsroom: Newsroom, press: Callable[..., None] | None = None) -> None:
        machine = newsroom.press()
        machine.start()
        (press or self.story.press)(machine)
        machine.lease.release()

    # -- faults ---------------------------------------------------------------------------------

    def faults(self) -> Iterator[tuple[Fault, Callable[[], None]]]:
        """Every fault with the deed that tries it and raises ``AssertionError`` if it is not
        survived.
        """
        name = self.story.name
        for mode in DISK_MODES:
            for number, call in enumerate(self.calls, 1):
                if mode.concerns(call):
                    yield (
                        Fault(name, mode.name, number, call),
                        lambda m=mode, n=number: self.fail_disk(m, n),
                    )
        for other in DATABASE_MODES:
            for which in ("tables", "rows"):
                for number in range(1, self.counts[which, other.counts] + 1):
                    yield (
                        Fault(name, other.name, number, which),
                        lambda m=other, n=number, w=which: self.fail_database(m, n, w),
                    )

    def fail_disk(self, mode: DiskMode, number: int) -> None:
        newsroom = self.begin()
        disk = newsroom.disk
        assert isinstance(disk, BreakingDisk)
        watcher = None if self.story.damaged else Watcher(disk)
        mode.arm(disk, number)
        machine = self._attempt(newsroom)
        if mode.loss:
            mode.loss(disk)
        self._judge(newsroom, watcher, machine if mode.same_process else None)

    def fail_database(self, mode: DatabaseMode, number: int, which: str) -> None:
        newsroom = self.begin()
        watcher = None if self.story.damaged else Watcher(newsroom.disk)
        mode.arm(getattr(newsroom, which), number)
        machine = self._attempt(newsroom)
        self._judge(newsroom, watcher, machine if mode.same_process else None)

    def _attempt(self, newsroom: Newsroom) -> object:
        """Press until the misfortune, which must come; the press it came to, if it had started."""
        machine, came = None, False
        try:
            starting = newsroom.press()
            starting.start()
            machine = starting
            self.story.press(machine)
            machine.lease.release()
        except MISFORTUNES:
            came = True
        assert isinstance(newsroom.disk, BreakingDisk)
        came = came or newsroom.disk.fired
        after = newsroom.disk.after
        newsroom.disk.mend()
        newsroom.disk.after = after
        for database in (newsroom.tables, newsroom.rows):
            assert isinstance(database, BreakingDatabase)
            database.mend()
        assert came, "the fault never happened"
        return machine

    # -- judgement ------------------------------------------------------------------------------

    def _judge(self, newsroom: Newsroom, watcher: Watcher | None, machine: object) -> None:
        """What a reader sees right after the fault, and what the next start makes of it."""
        if watcher:
            watcher.look_at_all()
        if machine is not None:
            run(machine)  # type: ignore[arg-type]
            machine.lease.release()  # type: ignore[attr-defined]
        self._press(newsroom, run)
        if self.story.damaged and self.story.name == "check and mend":
            self._press(newsroom)
        edition.assert_nothing_waits(newsroom)
        found = newsroom.disk.edition()
        paths = found.keys() | self.expected.keys()
        wrong = sorted(p for p in paths if found.get(p) != self.expected.get(p))
        assert wrong == [], f"law 1: {wrong}"
        edition.assert_whole(newsroom)
        if self.story.withdraws:
            edition.assert_says_nothing_of(newsroom.disk, {WITHDRAWN})
        assert _acts(newsroom)[: len(self.acts)] == self.acts, "law 3: an act is lost"
        assert watcher is None or watcher.faults == [], f"law 2: {watcher.faults[:3]}"  # type: ignore[union-attr]


def _acts(newsroom: Newsroom) -> list[tuple[object, ...]]:
    """Everything journaled that does not differ by chance."""
    rows = journal.read(newsroom.rows, 0, 10_000)
    return [(row.position, row.act, row.kind, row.id, row.digest) for row in rows]


def _counts(tables: object, rows: object) -> dict[tuple[str, str], int]:
    found = {}
    for which, database in (("tables", tables), ("rows", rows)):
        assert isinstance(database, BreakingDatabase)
        found[which, "commits"] = database.commits
        found[which, "statements"] = database.statements
    return found


def _breaking(database: object) -> BreakingDatabase:
    other = BreakingDatabase()
    database.raw.backup(other.raw)  # type: ignore[attr-defined]
    return other


def run_matrix(every: int = 1, stories: tuple[Story, ...] = STORIES) -> Tally:
    """Try every fault, or each ``every``-th, the same ones each time."""
    tally, number = Tally(), 0
    for story in stories:
        for fault, attempt in Trial(story).faults():
            number += 1
            if number % every == 0:
                tally.add(fault, _outcome(attempt))
    return tally


def _outcome(attempt: Callable[[], None]) -> str:
    """What was not as it must be; empty when all laws held."""
    try:
        attempt()
    except Exception as error:
        return f"{type(error).__name__} {error}".splitlines()[0]
    return ""
