"""Single points of the engine that the laws rest on."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from shpalta.press import journal
from shpalta.press.core.family import Claim, Registry
from shpalta.press.errors import LeaseLost
from shpalta.press.lease import SECONDS
from shpalta.press.state import Stage, states_of
from tests.laws import edition
from tests.press import toy
from tests.press.faults import Ended, FakeDatabase
from tests.press.newsroom import Newsroom


def test_a_dry_run_changes_nothing_and_names_everything():
    newsroom = Newsroom().found()
    newsroom.publish("one", path="/same.html")
    newsroom.publish("two", path="/same.html")
    press = newsroom.press()
    rows, calls = journal.last_position(newsroom.rows), len(newsroom.disk.calls)
    before = "\n".join(newsroom.tables.raw.iterdump())
    planned = {item.path for item in press.dry_run()}
    assert "\n".join(newsroom.tables.raw.iterdump()) == before
    assert journal.last_position(newsroom.rows) == rows
    assert len(newsroom.disk.calls) == calls
    assert set(newsroom.run().written) <= planned | {"/map.html"}


def test_a_commit_that_fails_leaves_no_transaction_open():
    tables = FakeDatabase()
    tables.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
    tables.execute(
        "CREATE TABLE child (id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"
    )
    tables.raw.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(Exception, match="FOREIGN KEY"), tables.transaction():
        tables.execute("INSERT INTO child (id) VALUES (7)")
    with tables.transaction():
        assert tables.execute("SELECT COUNT(*) FROM child").fetchone()[0] == 0


class TestLostTables:
    def test_what_was_withdrawn_meanwhile_goes(self):
        newsroom = Newsroom().found()
        newsroom.publish("mist", "таємниця")
        newsroom.publish("other", "Інша")
        newsroom.run()
        newsroom.retract("mist")
        newsroom.lose_tables()
        press = newsroom.press()
        press.start()
        while "/2026/11/01/mist.html" in newsroom.disk.edition():
            assert press.report.written == [], "it must go before anything is written"
            assert press.step()
        press.run()
        press.lease.release()
        newsroom.run()
        edition.assert_says_nothing_of(newsroom.disk, {"таємниця"})
        edition.assert_equal_to_a_press_from_nothing(newsroom)

    def test_a_folder_that_is_no_edition_keeps_its_files(self):
        newsroom = Newsroom().found()
        newsroom.disk.write("/photos/cat.jpg", b"miau")
        newsroom.run()
        assert newsroom.disk.read("/photos/cat.jpg") == b"miau"

    def test_old_mistakes_are_not_judged_again(self):
        """A copy that was broken long ago, and mended, is not held by a press from nothing."""
        newsroom = Newsroom().found()
        newsroom.publish("bad", "BROKEN")
        for number in range(200):
            newsroom.publish(f"n{number}")
        newsroom.change("bad", headline="Ціла")
        newsroom.run()
        rows = journal.last_position(newsroom.rows)
        edition.assert_equal_to_a_press_from_nothing(newsroom, replay=True)
        assert journal.last_position(newsroom.rows) == rows

    def test_a_start_that_ends_while_catching_up_goes_on_catching_up(self):
        newsroom = Newsroom().found()
        for number in range(200):
            newsroom.publish(f"n{number}")
        newsroom.run()
        newsroom.lose_tables()
        press = newsroom.press()
        press.start()
        press.step()
        press.lease.release()
        assert newsroom.tables.execute("SELECT 1 FROM state WHERE name = 'anew'").fetchone()
        newsroom.run()
        edition.assert_nothing_waits(newsroom)
        edition.assert_equal_to_a_press_from_nothing(newsroom)


def test_a_crash_leaves_nothing_staged():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "таємниця")
    newsroom.disk.fail(20)
    with pytest.raises(Ended):
        newsroom.run()
    newsroom.disk.mend()
    newsroom.retract("mist")
    newsroom.run()
    edition.assert_says_nothing_of(newsroom.disk, {"таємниця"})


class TestLease:
    def test_one_press_at_a_time(self, monkeypatch):
        monkeypatch.setattr("shpalta.press.lease._dead", lambda holder: False)
        newsroom = Newsroom().found()
        first, second = newsroom.press(), newsroom.press()
        first.start()
        with pytest.raises(LeaseLost, match="stop it first, or wait"):
            second.start()
        newsroom.wait(seconds=SECONDS + 1)
        second.start()
        with pytest.raises(LeaseLost, match="has taken over"):
            first.run()
        second.run()
        second.lease.release()
        first.start()

    def test_a_commit_renews_it(self, monkeypatch):
        monkeypatch.setattr("shpalta.press.lease._dead", lambda holder: False)
        newsroom = Newsroom().found()
        first = newsroom.press()
        first.start()
        for _ in range(3):
            newsroom.wait(seconds=SECONDS - 1)
            newsroom.publish(f"n{newsroom.now:%H%M%S}")
            first.run()
        with pytest.raises(LeaseLost):
            newsroom.press().start()

    def test_who_lost_it_does_not_let_go_of_it(self):
        newsroom = Newsroom().found()
        first, second = newsroom.press(), newsroom.press()
        first.start()
        second.start()
        first.lease.release()
        second.run()


def registry_with(name: str, **changes: Any) -> Registry:
    families = [
        dataclasses.replace(family, **changes) if family.name == name else family
        for family in toy.FAMILIES
    ]
    return dataclasses.replace(toy.REGISTRY, families=tuple(families))


class TestFailures:
    """A list has no article to hold: it stays as it was, and is tried again when it may work."""

    @pytest.fixture
    def newsroom(self) -> Newsroom:
        def front(claim: Claim, doors: Any, renderer: Any) -> bytes:
            for ident in doors.window("all/uk", 5).ids:
                if "ODD" in doors.card(ident).headline:
                    raise ValueError(f"{ident} is odd")
            return b"{}"

        return Newsroom(registry_with("front", render=front)).found()

    def test_the_rest_goes_on_and_the_old_file_stays(self, newsroom):
        newsroom.run()
        newsroom.publish("odd", "ODD")
        report = newsroom.run()
        assert report.failed == {"/index.html": "odd is odd"}
        assert newsroom.disk.read("/index.html") == b"{}"
        assert "/2026/11/01/odd.html" in report.written

    @pytest.mark.parametrize("existed", [False, True])
    def test_what_it_read_mends_it(self, newsroom, existed):
        """Not a start: the press that runs must notice by itself."""
        if existed:
            newsroom.run()
        newsroom.publish("odd", "ODD")
        press = newsroom.press()
        press.start()
        press.run()
        assert press.failures.all() == {"/index.html": "odd is odd"}
        newsroom.change("odd", headline="Звичайна")
        press.run()
        assert press.failures.all() == {}
        assert newsroom.disk.read("/index.html") == b"{}"
        press.lease.release()
        newsroom.run()
        edition.assert_equal_to_a_press_from_nothing(newsroom)

    def test_what_it_did_not_read_leaves_it_alone(self, newsroom):
        newsroom.publish("odd", "ODD")
        press = newsroom.press()
        press.start()
        press.run()
        newsroom.contributor("c0", "Оля")
        rendered = len(press.report.rendered)
        press.run()
        assert "/index.html" not in press.report.rendered[rendered:]

    def test_a_theme_that_cannot_draw_what_stands_leaves_it_standing(self):
        newsroom = Newsroom().found()
        newsroom.dress("firm", b"f{}")
        newsroom.publish("glass", "FRAGILE скло")
        newsroom.run()
        newsroom.dress("plain", b"g{}")
        report = newsroom.run()
        assert "/2026/11/01/glass.html" in report.failed
        assert "FRAGILE" in newsroom.disk.edition()["/2026/11/01/glass.html"].decode()
        newsroom.dress("firm again", b"h{}")
        assert newsroom.run().failed == {}
        edition.assert_equal_to_a_press_from_nothing(newsroom)


def test_what_was_published_before_there_was_a_theme_is_known_to_be_out():
    """A sample, an import, an edition whose tables are made anew: the theme's row comes last."""
    newsroom = Newsroom()
    for number in range(100):
        newsroom.publish(f"n{number}")
    newsroom.retract("n7")
    newsroom.found()
    for _ in range(2):
        newsroom.run()
        names = [f"n{number}" for number in range(100)]
        states = states_of(newsroom.tables, newsroom.rows, names, newsroom.now)
        assert {state.stage for state in states.values()} == {Stage.PRESSED}
        assert len(states) == len(names)
        newsroom.lose_tables()
