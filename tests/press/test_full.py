"""The full press: several processes, refusals, interruption."""

import itertools
from pathlib import Path

import pytest

from shpalta.press import journal
from shpalta.press.api import BlobStore, Places, Press, RealDisk, Workshop, open_sqlite, press_all
from shpalta.press.disk.io import Room
from shpalta.press.errors import NoRoom
from shpalta.press.state import Stage, states_of
from tests.press import toy
from tests.press.faults import Ended
from tests.press.newsroom import Newsroom


def journaled(root: Path) -> Newsroom:
    """A newsroom of 120 articles whose journal and blobs are real files below ``root``."""
    newsroom = Newsroom(rows=open_sqlite(root / "newsroom.db"))
    store = BlobStore(root / "blobs")
    newsroom.blobs.put = store.put  # type: ignore[method-assign]
    newsroom.blobs.read = store.read  # type: ignore[method-assign]
    newsroom.found()
    for number in range(120):
        newsroom.publish(f"a{number:03}", section="misto" if number % 3 else "sport")
        newsroom.wait(hours=5)
    newsroom.retract("a007")
    newsroom.change("a008", headline="BROKEN у повному пресі")
    return newsroom


def opened(root: Path, newsroom: Newsroom) -> Press:
    places = Places(
        rows=newsroom.rows,
        tables=open_sqlite(root / "press.db"),
        disk=RealDisk(root / "edition"),
        blobs=BlobStore(root / "blobs"),
        clock=lambda: newsroom.now,
    )
    press = Press(places, toy.REGISTRY, toy.ToyTheming())
    press.start()
    return press


def edition_of(root: Path) -> dict[str, bytes]:
    base = root / "edition"
    return {
        f"/{place.relative_to(base).as_posix()}": place.read_bytes()
        for place in base.rglob("*")
        if place.is_file() and ".staging" not in place.parts and place.suffix not in {".gz", ".br"}
    }


@pytest.mark.serial
def test_worker_processes_make_what_the_loop_makes(tmp_path):
    newsroom = journaled(tmp_path)
    press = opened(tmp_path, newsroom)
    workshop = Workshop(
        product="tests.press.toy:product",
        rows=str(tmp_path / "newsroom.db"),
        tables=str(tmp_path / "press.db"),
        blobs=str(tmp_path / "blobs"),
        root=str(tmp_path / "edition"),
    )
    told: list[tuple[int, int]] = []
    press_all(press, workshop, 2, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 120
    assert len(press.report.failed) == 1
    assert edition_of(tmp_path) == newsroom.afresh()
    packed = {p.name for p in (tmp_path / "edition").rglob("*.gz")}
    assert "index.html.gz" in packed


def test_a_full_press_that_would_not_fit_is_refused_before_it_writes():
    newsroom = Newsroom().found()
    newsroom.publish("mist")
    press = newsroom.press()
    press.start()
    newsroom.disk.free = Room(bytes=1000, inodes=1 << 30)
    with pytest.raises(NoRoom, match="MB are free"):
        press_all(press, None, 0)
    newsroom.disk.free = Room(bytes=1 << 40, inodes=2)
    with pytest.raises(NoRoom, match="inodes"):
        press_all(press, None, 0)
    assert not [call for call in newsroom.disk.calls if call.startswith("rename")]


def test_an_edition_of_another_press_is_taken_over_file_by_file():
    newsroom = Newsroom().found()
    for number in range(20):
        newsroom.publish(f"a{number}")
    newsroom.run()
    newsroom.tables.execute("DELETE FROM resource WHERE path LIKE '/leaf/%'")
    newsroom.disk.write("/foreign.html", b"")
    press = newsroom.press()
    press.start()
    press_all(press, None, 0)
    whole = newsroom.disk.edition()
    assert whole.pop("/foreign.html") == b""
    assert whole == newsroom.afresh()


def test_the_journal_refuses_a_gap():
    newsroom = Newsroom().found()
    newsroom.rows.execute("DELETE FROM shpalta_journal WHERE position = 2")
    with pytest.raises(Exception, match="no row 2"):
        list(journal.read_all(newsroom.rows, 4))


def test_what_a_full_press_leaves_undone_the_next_press_does():
    """Ended at each of its calls, with acts that no press has seen before it."""
    for call in itertools.count(1):
        newsroom = Newsroom().found()
        newsroom.publish("mist")
        newsroom.publish("richka")
        newsroom.run()
        newsroom.publish("voda")
        newsroom.retract("richka")
        press = newsroom.press()
        press.start()
        newsroom.disk.fail(call)
        try:
            press_all(press, None, 0)
        except Ended:
            newsroom.disk.mend()
            newsroom.run()
            assert newsroom.disk.edition() == newsroom.afresh(), call
        else:
            break
    assert call > 10


def test_after_a_full_press_every_article_is_known_to_be_out():
    newsroom = Newsroom().found()
    for name in ("mist", "voda"):
        newsroom.publish(name)
    newsroom.retract("voda")
    press = newsroom.press()
    press.start()
    press_all(press, None, 0)
    states = states_of(newsroom.tables, newsroom.rows, ["mist", "voda"], newsroom.now)
    assert {name: state.stage for name, state in states.items()} == {
        "mist": Stage.PRESSED,
        "voda": Stage.PRESSED,
    }
