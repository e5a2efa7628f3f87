"""Who waits for whom: what touches a large part of the archive is made in the background."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from shpalta.press.engine import BATCH, Press
from shpalta.records import PictureUse
from tests.laws import edition
from tests.press import toy
from tests.press.newsroom import Newsroom

ARTICLES = 4 * BATCH


def archive() -> Newsroom:
    """A copy of one that was pressed once."""
    return pressed().copy()


@cache
def pressed() -> Newsroom:
    """Every article is of one topic, by one contributor, with one picture."""
    newsroom = Newsroom().found()
    newsroom.contributor("oks", "Оксана")
    newsroom.topic("dorohy", "Дороги")
    newsroom.picture("mist", b"jpeg")
    for number in range(ARTICLES):
        newsroom.publish(
            f"a{number:03}",
            bylines=(toy.byline("oks"),),
            topics=("dorohy",),
            picture=PictureUse("mist", "Міст"),
        )
        newsroom.wait(minutes=7)
    newsroom.run()
    return newsroom


def rename_contributor(newsroom: Newsroom) -> None:
    newsroom.contributor("oks", "Оксана Річка")


def rename_topic(newsroom: Newsroom) -> None:
    newsroom.topic("dorohy", "Дороги й мости")


def withdraw_picture(newsroom: Newsroom) -> None:
    newsroom.act("entity", ("picture", "mist", None))


def other_theme(newsroom: Newsroom) -> None:
    newsroom.dress("bold")


CHANGES = (rename_contributor, rename_topic, withdraw_picture, other_theme)


def begun(newsroom: Newsroom, change: Callable[[Newsroom], None]) -> Press:
    """A press that has written a first batch of what ``change`` touches."""
    change(newsroom)
    press = newsroom.press()
    press.start()
    while not touched(press):
        assert press.step()
    return press


def touched(press: Press) -> list[str]:
    """Articles of the archive that were written, in order."""
    return [path[-9:-5] for path in press.report.written if is_page(path)]


def is_page(path: str) -> bool:
    """Of an article of the archive."""
    return bool(re.fullmatch(r"/2026/../../a\d{3}\.html", path))


@pytest.mark.parametrize("change", CHANGES)
def test_a_publication_waits_for_at_most_the_batch_in_work(change):
    newsroom = archive()
    press = begun(newsroom, change)
    first = len(press.report.written)
    assert first <= BATCH + 10
    newsroom.publish("voda", bylines=(toy.byline("oks"),))
    press.run()
    after = press.report.written[first:]
    assert after[0].endswith("/voda.html")
    assert "/index.html" in after[:20]
    assert len(touched(press)) >= ARTICLES
    edition.assert_equal_to_a_press_from_nothing(newsroom)


@pytest.mark.parametrize("change", CHANGES)
def test_a_withdrawal_overtakes_both(change):
    newsroom = archive()
    press = begun(newsroom, change)
    first = len(press.report.written)
    newsroom.publish("voda")
    newsroom.retract("a100")
    press.run()
    after = press.report.written[first:]
    gone = next(n for n, path in enumerate(after) if path.endswith("a100.html.gone"))
    out = next(n for n, path in enumerate(after) if path.endswith("voda.html"))
    rest = next(n for n, path in enumerate(after) if is_page(path))
    assert gone == 0
    assert gone < out < rest
    edition.assert_equal_to_a_press_from_nothing(newsroom)


@pytest.mark.parametrize("change", CHANGES)
def test_the_newest_come_first(change):
    newsroom = archive()
    press = begun(newsroom, change)
    press.run()
    found = touched(press)
    assert sorted(found, reverse=True) == found


def test_a_correction_goes_before_entities_and_a_theme():
    newsroom = archive()
    press = begun(newsroom, rename_contributor)
    first = len(press.report.written)
    newsroom.change("a003", headline="Уточнено")
    press.run()
    assert press.report.written[first].endswith("/a003.html")


def test_the_file_of_a_withdrawn_picture_goes_after_the_last_page_that_shows_it():
    newsroom = archive()
    press = begun(newsroom, withdraw_picture)
    media = next(path for path in newsroom.disk.edition() if path.startswith("/media/"))
    assert press.report.deleted == []
    press.run()
    assert press.report.deleted == [media]
    assert len(touched(press)) == ARTICLES


# -- a theme --------------------------------------------------------------------------------------


def looks(newsroom: Newsroom) -> set[str]:
    """Under which theme each article's page stands."""
    pages = newsroom.disk.edition()
    return {toy.look_of(pages[article.path]) for article in newsroom.articles.values()}


def test_old_files_are_served_until_each_new_one_is_whole():
    newsroom = archive()
    press = begun(newsroom, other_theme)
    assert len(looks(newsroom)) == 2
    assert newsroom.disk.edition().keys() >= {a.path for a in newsroom.articles.values()}
    press.run()
    assert len(looks(newsroom)) == 1


def test_a_theme_taken_back_half_way_presses_only_what_differs():
    newsroom = archive()
    press = begun(newsroom, other_theme)
    new = set(press.report.written)
    before = len(press.report.rendered)
    assert len(touched(press)) < ARTICLES / 2
    newsroom.dress("plain")
    press.run()
    again = set(press.report.rendered[before:])
    assert again == new
    assert len(looks(newsroom)) == 1
    edition.assert_equal_to_a_press_from_nothing(newsroom)
