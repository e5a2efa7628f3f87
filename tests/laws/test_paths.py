"""Laws 5 and 7: every path lies inside the edition and has one resource; a conflict names both."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shpalta.records import Redirect, Topic
from tests.laws import edition
from tests.press.newsroom import Newsroom

SAME = "/2026/11/01/same.html"
HOSTILE = [
    "/../out.html",
    "/a/../../out.html",
    "out.html",
    "/.git/config",
    "//a.html",
    "/a\x00.html",
    "/a\n.html",
    "/ї.html",
    "/" + "a" * 300 + ".html",
    "/.staging/0",
    "/a/./b.html",
    "",
]


def headline(newsroom: Newsroom, path: str) -> str:
    return json.loads(newsroom.disk.edition()[path])["headline"]


def assert_lawful(newsroom: Newsroom) -> None:
    edition.assert_whole(newsroom)
    edition.assert_equal_to_a_press_from_nothing(newsroom)


@pytest.mark.parametrize("path", HOSTILE)
def test_a_sealed_path_cannot_leave_the_edition(path):
    newsroom = Newsroom().found()
    newsroom.publish("good", "Добра")
    newsroom.publish("evil", "Зла", path=path)
    newsroom.act("move", ("redirect", path, Redirect(path, "uk", article="good")))
    report = newsroom.run()
    assert "/2026/11/01/good.html" in report.written
    assert set(newsroom.disk.edition()) == {
        "/2026/11/01/good.html", "/index.html", "/live/1/uk/latest.html", "/map.html",
        "/section/misto.html", "/section/sport.html",
        *(p for p in newsroom.disk.edition() if p.startswith(("/assets/", "/leaf/all/uk/"))),
        *(p for p in newsroom.disk.edition() if p.startswith("/leaf/section/misto/")),
    }  # fmt: skip
    assert "Зла" not in newsroom.disk.edition()["/index.html"].decode()


@given(st.text(max_size=40).map(lambda text: f"/{text}") | st.text(max_size=40))
@settings(max_examples=60)
def test_no_path_at_all_leads_out(path):
    newsroom = Newsroom().found()
    newsroom.publish("any", "Якась", path=path)
    newsroom.run()
    for name in newsroom.disk.names:
        assert name.startswith("/")
        assert ".." not in name.split("/")
    assert_lawful(newsroom)


def collide(newsroom: Newsroom) -> str:
    """Two articles for one path; the report's words."""
    newsroom.publish("one", "Перша", path=SAME)
    newsroom.publish("two", "Друга", path=SAME)
    return newsroom.run().failed[SAME]


def test_two_at_once_name_each_other():
    newsroom = Newsroom().found()
    words = collide(newsroom)
    assert "record:article:one" in words
    assert "record:article:two" in words
    assert headline(newsroom, SAME) == "Перша"
    assert "Друга" not in newsroom.disk.edition()["/index.html"].decode()
    assert_lawful(newsroom)


@pytest.mark.parametrize("between", [1, 63, 64, 130])
def test_claims_meet_wherever_the_rows_are_cut(between):
    """The second claim comes while the first still waits to be written."""
    newsroom = Newsroom().found()
    newsroom.publish("one", "Перша", path=SAME)
    for number in range(between):
        newsroom.publish(f"n{number}")
    newsroom.publish("two", "Друга", path=SAME)
    words = newsroom.run().failed[SAME]
    assert "record:article:one" in words
    assert "record:article:two" in words
    assert headline(newsroom, SAME) == "Перша"
    assert_lawful(newsroom)


def test_the_second_may_give_way():
    newsroom = Newsroom().found()
    collide(newsroom)
    newsroom.publish("two", "Друга", path="/2026/11/01/other.html")
    newsroom.run()
    assert headline(newsroom, "/2026/11/01/other.html") == "Друга"
    assert_lawful(newsroom)


def test_the_first_may_give_way_and_the_second_is_released():
    newsroom = Newsroom().found()
    collide(newsroom)
    newsroom.change("one", path="/2026/11/01/other.html")
    newsroom.act("tidy", ("redirect", SAME, None))
    newsroom.run()
    held = newsroom.rows.execute("SELECT id FROM shpalta_journal WHERE kind = 'held'").fetchone()
    newsroom.act("release", ("held", held[0], None))
    newsroom.run()
    assert headline(newsroom, SAME) == "Друга"
    assert_lawful(newsroom)


def test_the_path_of_a_withdrawn_article_is_free():
    newsroom = Newsroom().found()
    newsroom.publish("one", "Перша", path=SAME)
    newsroom.run()
    newsroom.act("withdraw", ("article", "one", None))
    newsroom.publish("two", "Друга", path=SAME)
    report = newsroom.run()
    assert report.failed == {}
    assert headline(newsroom, SAME) == "Друга"
    assert_lawful(newsroom)


def test_two_articles_trade_paths_in_one_act():
    newsroom = Newsroom().found()
    newsroom.publish("one", "Перша", path="/x/1.html")
    newsroom.publish("two", "Друга", path="/x/2.html")
    newsroom.run()
    one, two = newsroom.articles["one"], newsroom.articles["two"]
    newsroom.act(
        "trade",
        ("article", "one", type(one)(**{**_fields(one), "path": two.path})),
        ("article", "two", type(two)(**{**_fields(two), "path": one.path})),
    )
    assert newsroom.run().failed == {}
    assert headline(newsroom, "/x/2.html") == "Перша"
    assert headline(newsroom, "/x/1.html") == "Друга"
    assert_lawful(newsroom)


def _fields(record: object) -> dict:
    return {name: getattr(record, name) for name in record.__struct_fields__}  # type: ignore[attr-defined]


def test_sections_collide_without_losing_either_for_ever():
    """Nobody is to blame by id: the second stands aside, and comes when the path is free."""
    newsroom = Newsroom().found()
    newsroom.section("zoo", "Зоо")
    newsroom.run()
    taken = newsroom.disk.edition()["/section/zoo.html"]
    newsroom.act("entity", ("topic", "t", _topic("/section/zoo.html")))
    words = newsroom.run().failed["/section/zoo.html"]
    assert "record:section:zoo" in words
    assert "record:topic:t" in words
    assert newsroom.disk.edition()["/section/zoo.html"] == taken
    # A restart tries again, and changes nothing.
    assert newsroom.run().failed["/section/zoo.html"] == words
    assert newsroom.disk.edition()["/section/zoo.html"] == taken
    newsroom.act("entity", ("section", "zoo", None))
    newsroom.run()
    assert newsroom.press().failures.all() == {}
    assert "/section/zoo.html" in newsroom.disk.edition()
    assert_lawful(newsroom)


def _topic(path: str) -> object:
    return Topic("t", "uk", "Тема", path)


def test_what_the_manifest_does_not_name_is_not_there():
    newsroom = Newsroom().found()
    newsroom.publish("one", "Перша")
    newsroom.run()
    newsroom.retract("one")
    newsroom.dress("other", b"zz{}")
    newsroom.wait(days=40)
    newsroom.run()
    assert_lawful(newsroom)
    assert not [path for path in newsroom.disk.edition() if path.startswith("/leaf/section/misto")]
