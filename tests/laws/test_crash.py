"""Law 3: end the process at any call, fail it, or cut the power; the next start ends in law 1."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable

import pytest

from shpalta.press import journal
from shpalta.records import PictureUse
from tests.laws import edition
from tests.press.faults import Ended
from tests.press.newsroom import Newsroom

WITHDRAWN = "таємниця"


def base() -> Newsroom:
    newsroom = Newsroom().found()
    newsroom.picture("p0", b"picture" * 99)
    for number in range(8):
        newsroom.publish(f"a{number}", section="misto" if number % 2 else "sport")
        newsroom.wait(minutes=1)
    newsroom.publish("late", WITHDRAWN, picture=PictureUse("p0", "опис"))
    newsroom.run()
    return newsroom


def publish(newsroom: Newsroom) -> None:
    newsroom.publish("new", "Нова", topics=("t0",))


def retract(newsroom: Newsroom) -> None:
    newsroom.retract("late")


def move(newsroom: Newsroom) -> None:
    newsroom.change("a3", path="/2026/11/01/moved.html", headline="Інша")


def dress(newsroom: Newsroom) -> None:
    newsroom.dress("new", b"b{}")


def break_two(newsroom: Newsroom) -> None:
    newsroom.publish("bad", "BROKEN")
    newsroom.change("a5", headline="BROKEN теж")


ACTS = [publish, retract, move, dress, break_two]
Act = Callable[[Newsroom], None]


class Scenario:
    """A newsroom just before the press takes an act in, as often as it is asked for."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.origin = base()
        whole = self.begin()
        calls, commits = len(whole.disk.calls), whole.tables.commits
        truth = whole.rows.commits
        whole.run()
        self.calls = len(whole.disk.calls) - calls
        self.commits = whole.tables.commits - commits
        self.truth = whole.rows.commits - truth
        self.expected = whole.disk.edition()
        edition.assert_equal_to_a_press_from_nothing(whole)

    def begin(self) -> Newsroom:
        newsroom = self.origin.copy()
        self.act(newsroom)
        return newsroom

    def holds(self, newsroom: Newsroom) -> None:
        """What must be true after the next start."""
        rows = journal.last_position(newsroom.rows)
        newsroom.run()
        edition.assert_nothing_waits(newsroom)
        found = newsroom.disk.edition()
        assert {
            p for p in found.keys() | self.expected.keys() if found.get(p) != self.expected.get(p)
        } == set()
        edition.assert_whole(newsroom)
        if self.act is retract:
            edition.assert_says_nothing_of(newsroom.disk, {WITHDRAWN})
        assert journal.last_position(newsroom.rows) >= rows


@pytest.fixture(scope="module", params=ACTS, ids=lambda act: act.__name__)
def scenario(request) -> Scenario:
    return Scenario(request.param)


def attempt(newsroom: Newsroom) -> bool:
    """Press until the misfortune; whether it came."""
    try:
        newsroom.run()
    except (Ended, OSError):
        return True
    finally:
        newsroom.disk.mend()
        newsroom.tables.fail_at = newsroom.rows.fail_at = None
    return False


def test_every_disk_call_may_be_the_last(scenario):
    assert scenario.calls > 10
    for call in range(1, scenario.calls + 1):
        newsroom = scenario.begin()
        newsroom.disk.fail(call)
        assert attempt(newsroom)
        scenario.holds(newsroom)


def test_every_disk_call_may_fail(scenario):
    for call in range(1, scenario.calls + 1):
        newsroom = scenario.begin()
        newsroom.disk.fail(call, OSError(5, "Input/output error"))
        assert attempt(newsroom)
        scenario.holds(newsroom)


@pytest.mark.parametrize("seed", range(3))
def test_the_power_may_go_at_every_disk_call(scenario, seed):
    for call in range(1, scenario.calls + 1):
        newsroom = scenario.begin()
        newsroom.disk.fail(call)
        assert attempt(newsroom)
        newsroom.disk.power_cut(random.Random(f"{seed} {call}"))
        scenario.holds(newsroom)


def test_the_power_may_go_afterwards(scenario):
    """What the manifest names is on the disk, whatever was still unsynced."""
    for seed in range(8):
        newsroom = scenario.begin()
        newsroom.run()
        newsroom.disk.power_cut(random.Random(seed))
        assert newsroom.disk.edition() == scenario.expected
        newsroom.publish("after", "Після")
        newsroom.run()
        edition.assert_whole(newsroom)
        edition.assert_equal_to_a_press_from_nothing(newsroom)


@pytest.mark.parametrize("kept", [False, True], ids=["lost", "kept"])
def test_every_commit_may_be_the_last(scenario, kept):
    for commit in range(1, scenario.commits + 1):
        newsroom = scenario.begin()
        newsroom.tables.fail(commit, kept=kept)
        assert attempt(newsroom)
        scenario.holds(newsroom)
    for commit in range(1, scenario.truth + 1):
        newsroom = scenario.begin()
        newsroom.rows.fail(commit, kept=kept)
        assert attempt(newsroom)
        scenario.holds(newsroom)


def test_it_may_happen_again_and_again(scenario):
    """A crash in the recovery from a crash, and so on: each start gets one call further."""
    newsroom = scenario.begin()
    for call in range(1, 4 * scenario.calls):
        newsroom.disk.fail(call)
        if not attempt(newsroom):
            break
        newsroom.disk.power_cut(random.Random(call))
    else:
        pytest.fail("it never came to an end")
    scenario.holds(newsroom)


def test_a_press_goes_on_after_an_error_without_a_new_start(scenario):
    for call in range(1, scenario.calls + 1, 3):
        newsroom = scenario.begin()
        press = newsroom.press()
        press.start()
        newsroom.disk.fail(call, OSError(28, "No space left on device"))
        with contextlib.suppress(OSError):
            press.run()
        newsroom.disk.mend()
        press.run()
        press.lease.release()
        scenario.holds(newsroom)


def test_what_was_begun_may_be_taken_back():
    """The file is new, the manifest says old, and the next act wants the old one again."""
    origin = base()
    was, expected = origin.articles["a3"], origin.disk.edition()
    for call in range(1, 200):
        newsroom = origin.copy()
        newsroom.change("a3", headline="Передумали")
        newsroom.disk.fail(call)
        if not attempt(newsroom):
            break
        newsroom.change("a3", headline=was.headline)
        newsroom.run()
        assert newsroom.disk.edition() == expected
        edition.assert_siblings(newsroom.disk, expected)
    else:
        pytest.fail("the act has more calls than were tried")
