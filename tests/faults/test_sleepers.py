"""Presses that sleep, disks that are slow, clocks that jump, databases that are held or away."""

from __future__ import annotations

import sqlite3
import threading
from datetime import UTC, datetime, timedelta

import pytest

from shpalta.press import database, journal
from shpalta.press.database import open_sqlite
from shpalta.press.disk.io import RealDisk
from shpalta.press.engine import Places, Press
from shpalta.press.errors import LeaseLost, TablesReplaced
from shpalta.press.heart import Heart
from shpalta.press.stoppages import StoppageKind, kind_of
from tests.faults.house import until
from tests.faults.modes import BreakingDatabase
from tests.laws import edition
from tests.press import toy
from tests.press.faults import FakeDisk
from tests.press.newsroom import Newsroom

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def over(newsroom: Newsroom, disk=None, tables=None, clock=None) -> Press:
    places = Places(
        newsroom.rows,
        tables or newsroom.tables,
        disk or newsroom.disk,
        newsroom.blobs,  # type: ignore[arg-type]
        clock=clock or (lambda: newsroom.now),
    )
    return Press(places, toy.REGISTRY, toy.ToyTheming())


class SleepyDisk:
    """The disk of a press that falls asleep at its first sync, while ``meanwhile`` happens."""

    def __init__(self, disk: FakeDisk, meanwhile) -> None:
        self._disk, self._meanwhile = disk, meanwhile

    def __getattr__(self, name):
        return getattr(self._disk, name)

    def sync(self, *names: str) -> None:
        meanwhile, self._meanwhile = self._meanwhile, lambda: None
        meanwhile()
        self._disk.sync(*names)


@pytest.mark.parametrize("cleared", [True, False], ids=["its files are gone", "they are there"])
def test_a_press_that_slept_in_the_middle_of_a_write_puts_nothing_in_place(cleared):
    newsroom = Newsroom().found()
    newsroom.publish("a")
    newsroom.run()
    newsroom.publish("b", "Стара")

    def meanwhile() -> None:
        newsroom.wait(minutes=2)
        newsroom.change("b", headline="Нова")
        staged = {n: i for n, i in newsroom.disk.names.items() if n.startswith("/.staging/")}
        other = over(newsroom)
        other.start()
        other.run()
        if not cleared:
            newsroom.disk.names |= staged
        newsroom.disk.after = seen.append

    seen: list[str] = []
    sleeper = over(newsroom, disk=SleepyDisk(newsroom.disk, meanwhile))
    sleeper.start()
    with pytest.raises((LeaseLost, FileNotFoundError)):
        sleeper.run()
    assert seen == []
    assert b"\\u" not in newsroom.disk.names["/2026/11/01/b.html"].data
    assert "Нова" in newsroom.disk.names["/2026/11/01/b.html"].data.decode()
    newsroom.disk.after = None
    newsroom.wait(minutes=2)
    newsroom.run()
    edition.assert_equal_to_a_press_from_nothing(newsroom)


class SlowDisk(RealDisk):
    """Blocks in its first write until it is let go."""

    def __init__(self, root) -> None:
        super().__init__(root)
        self.blocked, self.go_on = threading.Event(), threading.Event()

    def write(self, name: str, data: bytes) -> None:
        if not name.endswith("/edition"):
            self.blocked.set()
            assert self.go_on.wait(60)
        super().write(name, data)


def test_a_slow_disk_costs_no_lease(tmp_path):
    newsroom = Newsroom(rows=open_sqlite(tmp_path / "newsroom.db")).found()  # type: ignore[arg-type]
    newsroom.publish("a")
    clock, place = Clock(), tmp_path / "press.db"
    disk = SlowDisk(tmp_path / "edition")
    slow = over(newsroom, disk=disk, tables=open_sqlite(place), clock=clock)
    # A press of this very process would count as one that has ended.
    slow.lease.holder = "elsewhere:4711:aa"
    slow.start()
    with Heart(slow.lease, lambda: open_sqlite(place), seconds=0.01):
        work = threading.Thread(target=slow.run)
        work.start()
        assert disk.blocked.wait(60)
        looking = open_sqlite(place)

        def lasts_until() -> datetime:
            return datetime.fromisoformat(slow.lease.over(looking)._read()["until"])

        for _ in range(5):
            clock.now += timedelta(seconds=20)
            until(lambda: lasts_until() > clock.now + timedelta(seconds=10))
            with pytest.raises(LeaseLost, match="works on this edition"):
                over(newsroom, disk=disk, tables=looking, clock=clock).lease.take()
        disk.go_on.set()
        work.join()
    assert (tmp_path / "edition" / "index.html").exists()
    slow.lease.release()
    looking.close()
    slow.tables.close()


def test_a_clock_that_jumps_takes_no_day_back_and_costs_no_lease():
    newsroom, clock = Newsroom().found(), Clock()
    newsroom.publish("a")
    press = over(newsroom, clock=clock)
    press.start()
    press.run()
    assert press.tick()
    days = []
    for jump in (timedelta(days=1), timedelta(days=-366), timedelta(days=365)):
        clock.now += jump
        newsroom.publish(f"after-{jump.days}")
        press.run()
        press.tick()
        press.run()
        head = press.content.head("tick", "tick")
        days.append(press.content.record("tick", head).day)
    assert days == ["2026-11-29"] * 3
    edition.assert_whole(newsroom)
    edition.assert_equal_to_a_press_from_nothing(newsroom)


def test_a_lease_from_a_clock_that_was_a_year_ahead_holds_nobody_up():
    newsroom, clock = Newsroom().found(), Clock()
    ahead = over(newsroom, clock=lambda: NOW + timedelta(days=365))
    ahead.lease.holder = "elsewhere:4711:aa"
    ahead.lease.take()
    other = over(newsroom, clock=clock)
    other.lease.take()
    with pytest.raises(LeaseLost, match="has taken over"):
        ahead.lease.confirm()
    # A clock that is a little ahead is no reason.
    ahead = over(newsroom, clock=lambda: NOW + timedelta(minutes=2))
    other.lease.release()
    ahead.lease.holder = "elsewhere:4711:bb"
    ahead.lease.take()
    with pytest.raises(LeaseLost, match="elsewhere"):
        other.lease.take()


def test_tables_that_were_replaced_are_noticed_before_anything_is_committed(tmp_path):
    newsroom = Newsroom().found()
    place = tmp_path / "press.db"
    press = over(newsroom, tables=open_sqlite(place))
    press.start()
    place.unlink()
    open_sqlite(place).close()
    newsroom.publish("a")
    with pytest.raises(TablesReplaced):
        press.run()
    press.tables.close()


def test_a_database_that_is_held_is_called_so_and_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
    newsroom = Newsroom(rows=open_sqlite(tmp_path / "newsroom.db")).found()  # type: ignore[arg-type]
    newsroom.publish("a")
    press = over(newsroom, tables=open_sqlite(tmp_path / "press.db"))
    press.start()
    holder = open_sqlite(tmp_path / "press.db")
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        press.run()
    assert kind_of(caught.value) is StoppageKind.LOCKED
    holder.execute("ROLLBACK")
    press.run()
    assert newsroom.disk.edition() == newsroom.afresh()
    for one in (holder, press.tables):
        one.close()


def test_a_database_that_is_away_while_a_page_is_drawn_holds_no_article():
    newsroom = Newsroom()
    newsroom.rows = BreakingDatabase()
    journal.create_tables(newsroom.rows)
    newsroom.found()
    newsroom.publish("a")
    press = over(newsroom)
    press.start()
    while not press.queue.size():
        press.step()
    press.content.forget()
    newsroom.rows.gone_at = newsroom.rows.statements + 1
    with pytest.raises(sqlite3.OperationalError):
        press.run()
    newsroom.rows.mend()
    rows = journal.last_position(newsroom.rows)
    assert press.run().failed == {}
    assert journal.last_position(newsroom.rows) == rows
    edition.assert_equal_to_a_press_from_nothing(newsroom)
