"""Withdrawals and held copies overtake, and what they leave behind commutes with them."""

from __future__ import annotations

from shpalta.lib.digests import digest
from shpalta.press import intake
from shpalta.press.engine import BATCH
from shpalta.records import encode
from tests.laws import edition
from tests.press import toy
from tests.press.newsroom import Newsroom


def test_a_held_fact_does_not_bring_a_withdrawn_article_back():
    """The press holds the newer copy; before it reads that row, the article is withdrawn."""
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Перша редакція")
    newsroom.run()
    newsroom.change("mist", headline="BROKEN друга редакція")
    press = newsroom.press()
    press.start()
    while not press.report.failed:
        press.step()
    assert intake.next_chunk(newsroom.rows, newsroom.tables) is not None
    newsroom.retract("mist")
    press.lease.release()
    newsroom.run()
    edition.assert_says_nothing_of(newsroom.disk, {"Перша редакція", "друга редакція"})
    edition.assert_equal_to_a_press_from_nothing(newsroom)


def test_a_queued_page_is_cancelled():
    newsroom = Newsroom().found()
    for number in range(3 * BATCH):
        newsroom.publish(f"n{number}")
    press = newsroom.press()
    press.start()
    for _ in range(3):
        press.step()
    waiting = newsroom.tables.execute("SELECT owner FROM queue WHERE family = 'article'").fetchall()
    ident = waiting[0][0].rsplit(":", 1)[-1]
    newsroom.retract(ident, "рано")
    press.run()
    assert press.report.failed == {}
    edition.assert_says_nothing_of(newsroom.disk, {f'"headline": "{ident}"'})
    edition.assert_equal_to_a_press_from_nothing(newsroom)


def test_retract_and_restore_between_two_looks():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Міст")
    newsroom.run()
    newsroom.retract("mist")
    newsroom.restore("mist")
    newsroom.retract("mist")
    chunk = intake.next_chunk(newsroom.rows, newsroom.tables)
    assert chunk is not None
    assert chunk.upto is None
    newsroom.restore("mist")
    newsroom.run()
    assert "/2026/11/01/mist.html" in newsroom.disk.edition()
    edition.assert_equal_to_a_press_from_nothing(newsroom, replay=True)


def test_a_later_restoration_does_not_overtake():
    newsroom = Newsroom().found()
    newsroom.publish("mist", "Міст")
    newsroom.run()
    newsroom.retract("mist")
    newsroom.restore("mist")
    chunk = intake.next_chunk(newsroom.rows, newsroom.tables)
    assert chunk is not None
    assert [(row.kind, row.record is None) for row in chunk.rows] == [
        ("article", True),
        ("redirect", False),
    ]


def test_no_list_is_made_between_a_failure_and_its_row():
    """Withdrawals make the press busy; the fact that a page failed is taken in all the same."""
    newsroom = Newsroom().found()
    newsroom.publish("one", "BROKEN перша")
    newsroom.publish("two", "BROKEN друга")
    press = newsroom.press()
    press.start()
    press.step()
    newsroom.retract("one")
    reader = edition.Reader(newsroom.disk)
    press.run()
    assert reader.broken == []


def test_lists_of_a_withdrawal_wait_for_pages_of_all_kinds():
    """They show what is in content by now, and most of that waits behind them in the queue."""
    newsroom = Newsroom().found()
    newsroom.publish("old", "Стара")
    newsroom.run()
    for number in range(3 * BATCH):
        newsroom.publish(f"n{number}")
    press = newsroom.press()
    press.start()
    press.step()
    newsroom.retract("old")
    reader = edition.Reader(newsroom.disk)
    press.run()
    assert reader.broken == []
    written = press.report.written
    assert written[0] == "/2026/11/01/old.html.gone"
    assert written.index("/index.html") < 2 * BATCH + 20


def test_a_released_copy_is_tried_again_and_held_again():
    newsroom = Newsroom().found()
    newsroom.publish("bad", "FRAGILE скло")
    newsroom.run()
    name = digest(encode(newsroom.articles["bad"]))
    newsroom.release("bad", name)
    assert newsroom.run().failed
    newsroom.dress("firm", b"f{}")
    newsroom.release("bad", name)
    assert newsroom.run().failed == {}
    assert "/2026/11/01/bad.html" in newsroom.disk.edition()
    edition.assert_equal_to_a_press_from_nothing(newsroom)


class _Mendable(toy.ToyTheming):
    """A theme whose lists cannot be drawn for a while."""

    def __init__(self) -> None:
        self.torn = False

    def renderer(self, theme, read):
        return _Torn(super().renderer(theme, read), self)


class _Torn:
    def __init__(self, inner, theming: _Mendable) -> None:
        self._inner, self._theming, self.words = inner, theming, inner.words

    def render(self, template, context):
        if self._theming.torn and template == "list.html":
            raise ValueError("no list can be drawn")
        return self._inner.render(template, context)


def test_a_list_that_cannot_be_drawn_does_not_keep_what_was_withdrawn():
    theming = _Mendable()
    newsroom = Newsroom(theming=theming).found()
    newsroom.publish("secret", "Таємниця")
    newsroom.publish("other", "Інша")
    newsroom.run()
    theming.torn = True
    newsroom.retract("secret")
    report = newsroom.run()
    assert report.failed["/index.html"] == "no list can be drawn"
    left = newsroom.disk.edition()
    assert not [path for path, data in left.items() if "Таємниця" in data.decode()]
    theming.torn = False
    newsroom.publish("third", "Третя")
    newsroom.run()
    assert "/index.html" in newsroom.disk.edition()
    assert newsroom.disk.edition() == newsroom.afresh()
