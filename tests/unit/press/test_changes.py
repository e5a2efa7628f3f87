"""The feed of changes: what a destination that asks for what is new since a number is told."""

from __future__ import annotations

import pytest

from shpalta.press.store.changes import Change, Changes
from tests.press.newsroom import Newsroom


@pytest.fixture
def newsroom():
    newsroom = Newsroom().found("misto")
    newsroom.publish("first")
    newsroom.run()
    return newsroom


def changes(newsroom: Newsroom) -> Changes:
    return Changes(newsroom.tables)


def since(newsroom: Newsroom, number: int) -> dict[str, Change]:
    return {change.path: change for change in changes(newsroom).after(number, 1000)}


def test_the_feed_says_what_stands(newsroom):
    told = since(newsroom, 0)
    standing = {path: digest for path, digest, _ in newsroom.press().manifest.files()}
    assert {path: change.digest for path, change in told.items() if change.digest} == standing
    assert len({change.number for change in told.values()}) == len(told)


def test_only_what_changed_is_told_again(newsroom):
    seen = changes(newsroom).last()
    newsroom.publish("second")
    newsroom.run()
    told = since(newsroom, seen)
    assert "/2026/11/01/second.html" in told
    assert "/2026/11/01/first.html" not in told
    assert all(change.number > seen for change in told.values())
    assert changes(newsroom).count_after(seen) == len(told)
    assert changes(newsroom).count_after(changes(newsroom).last()) == 0


def test_what_has_gone_is_told_until_it_comes_back(newsroom):
    page = "/2026/11/01/first.html"
    newsroom.retract("first")
    newsroom.run()
    assert since(newsroom, 0)[page].digest == ""
    seen = changes(newsroom).last()
    newsroom.restore("first")
    newsroom.run()
    assert since(newsroom, seen)[page].digest
    assert [change.path for change in changes(newsroom).after(0, 1000)].count(page) == 1


def test_a_withdrawal_is_more_urgent_than_a_publication(newsroom):
    seen = changes(newsroom).last()
    newsroom.publish("second")
    newsroom.run()
    published = since(newsroom, seen)["/2026/11/01/second.html"]
    seen = changes(newsroom).last()
    newsroom.retract("first")
    newsroom.run()
    withdrawn = since(newsroom, seen)["/2026/11/01/first.html"]
    assert withdrawn.urgency < published.urgency


def test_chunks_leave_nothing_out(newsroom):
    for number in range(12):
        newsroom.publish(f"more-{number}")
    newsroom.run()
    number, told = 0, []
    while found := changes(newsroom).after(number, 3):
        told += [change.path for change in found]
        number = found[-1].number
    assert sorted(told) == sorted(since(newsroom, 0))


def test_a_feed_made_anew_has_another_name(newsroom):
    name = changes(newsroom).feed()
    newsroom.run()
    assert changes(newsroom).feed() == name
    newsroom.lose_tables()
    newsroom.run()
    assert changes(newsroom).feed() not in {"", name}


def test_a_change_has_its_moment(newsroom):
    seen = changes(newsroom).last()
    newsroom.wait(hours=1)
    newsroom.publish("second")
    newsroom.run()
    assert changes(newsroom).moment(seen + 1) == newsroom.text()
    assert changes(newsroom).moment(changes(newsroom).last() + 1) == ""
