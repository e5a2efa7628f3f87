"""The full press: several processes, refusals, interruption."""

import itertools
from pathlib import Path

import pytest

from shpalta.press import full, journal, processes
from shpalta.press.api import (
    BlobStore,
    Places,
    Press,
    RealDisk,
    Told,
    Workshop,
    open_sqlite,
    press_all,
)
from shpalta.press.disk.io import Room
from shpalta.press.errors import Interrupted, NoRoom
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
    assert press.report.made > 120
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


# -- what is finished is not done again -----------------------------------------------------------


class Counting(toy.ToyTheming):
    """Notes what is rendered, by the headline or listing of each page."""

    def __init__(self) -> None:
        self.pages: list[str] = []

    def renderer(self, theme, read):
        inner = super().renderer(theme, read)
        render, pages = inner.render, self.pages

        def note(template, context):
            pages.append(str(context.get("headline", template)))
            return render(template, context)

        inner.render = note
        return inner


def paper(articles: int = 30) -> Newsroom:
    newsroom = Newsroom(theming=Counting()).found()
    for number in range(articles):
        newsroom.publish(f"a{number:03}", section="misto" if number % 3 else "sport")
        newsroom.wait(hours=5)
    return newsroom


def whole(newsroom: Newsroom, **more) -> list[str]:
    """Press everything; the pages that were rendered for it."""
    press = newsroom.press()
    press.start()
    newsroom.theming.pages.clear()
    try:
        press_all(press, None, 0, **more)
    finally:
        press.lease.release()
    return list(newsroom.theming.pages)


def test_a_repeat_renders_nothing_and_still_finds_what_is_lost():
    newsroom = paper()
    assert len(whole(newsroom)) > 30
    assert whole(newsroom) == []
    page, other = (newsroom.articles[name].path for name in ("a003", "a017"))
    newsroom.disk.remove(page)
    newsroom.disk.write(other, b"a bit flipped")
    assert sorted(whole(newsroom)) == ["a003", "a017"]
    assert newsroom.disk.edition() == newsroom.afresh()


def test_a_repeat_makes_a_lost_sibling_again():
    newsroom = paper()
    newsroom.publish("long", headline="слово " * 100)
    whole(newsroom)
    packed = f"{newsroom.articles['long'].path}.gz"
    assert newsroom.disk.read(packed)
    newsroom.disk.remove(packed)
    assert whole(newsroom) == []
    assert newsroom.disk.read(packed)


def test_a_repeat_after_acts_renders_what_they_touch():
    newsroom = paper()
    whole(newsroom)
    newsroom.publish("voda")
    newsroom.retract("a005")
    pages = whole(newsroom)
    assert "voda" in pages
    assert len(pages) < 20
    assert newsroom.disk.edition() == newsroom.afresh()


def test_with_anew_nothing_is_believed():
    newsroom = paper()
    first = whole(newsroom)
    assert sorted(whole(newsroom, anew=True)) == sorted(first)
    assert newsroom.disk.edition() == newsroom.afresh()


def test_another_version_of_the_program_presses_everything():
    newsroom = paper()
    first = whole(newsroom)
    newsroom.dress("plain", version="2")
    assert sorted(whole(newsroom)) == sorted(first)


class Stopping:
    """Says stop once so many files are done."""

    def __init__(self, after: int) -> None:
        self.after, self.done = after, 0

    def pressed(self, done: int, total: int) -> None:
        self.done = done

    def told(self) -> Told:
        return Told(pressed=self.pressed, stop=lambda: self.done >= self.after)


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr(full, "BATCH_BYTES", 1)
    monkeypatch.setattr(full, "BATCH_FILES", 1)
    monkeypatch.setattr(full, "_TOGETHER", 5)
    monkeypatch.setattr(processes, "TASK", 5)


def test_told_to_stop_it_ends_cleanly_and_goes_on_from_there(small_batches):
    newsroom = paper()
    with pytest.raises(Interrupted, match="of"):
        whole(newsroom, told=Stopping(20).told())
    first = list(newsroom.theming.pages)
    assert 20 <= len(first) < 30
    assert newsroom.tables.execute("SELECT COUNT(*) FROM intent").fetchone()[0] == 0
    second = whole(newsroom)
    assert not set(first) & {page for page in second if page.startswith("a0")}
    assert newsroom.disk.edition() == newsroom.afresh()


@pytest.mark.parametrize("way", ["everything", "ordinary"])
def test_killed_half_way_the_next_one_does_not_make_again_what_is_finished(small_batches, way):
    newsroom = paper()
    newsroom.disk.fail(30)
    with pytest.raises(Ended):
        whole(newsroom)
    newsroom.disk.mend()
    finished = [a.headline for a in newsroom.articles.values() if known(newsroom, a.path)]
    assert 3 < len(finished) < 30
    newsroom.theming.pages.clear()
    if way == "everything":
        whole(newsroom)
    else:
        newsroom.run()
    again = [page for page in newsroom.theming.pages if page in finished]
    assert again == []
    assert newsroom.disk.edition() == newsroom.afresh()


def known(newsroom: Newsroom, path: str) -> bool:
    row = newsroom.tables.execute("SELECT digest FROM resource WHERE path = ?", (path,)).fetchone()
    return bool(row and row[0])


def test_an_act_passes_a_full_press(small_batches):
    """Published while everything is rendered again: its page and its lists come first."""
    newsroom = paper()
    newsroom.run()
    press = newsroom.press()
    press.start()
    order: list[str] = []

    def pressed(done: int, total: int) -> None:
        order.extend(press.report.written)
        press.report.written.clear()
        order.append(f"{done}")
        if done >= 10 and "voda" not in newsroom.articles:
            newsroom.publish("voda")

    press_all(press, None, 0, told=Told(pressed=pressed), anew=True)
    done = next(n for n, word in enumerate(order) if word.endswith("/voda.html"))
    assert int(order[done - 1]) < 25
    assert "/index.html" in order[done : done + 12]
    assert newsroom.disk.edition() == newsroom.afresh()
    press.lease.release()


def test_an_act_before_there_are_pages_waits_for_no_list(small_batches):
    """In a first press its page comes at once; lists come when every page is there."""
    newsroom = paper()
    press = newsroom.press()
    press.start()

    def pressed(done: int, total: int) -> None:
        if done >= 10 and "voda" not in newsroom.articles:
            newsroom.publish("voda")

    press_all(press, None, 0, told=Told(pressed=pressed))
    assert newsroom.disk.edition() == newsroom.afresh()
    press.lease.release()
