"""Atom and JSON Feed: the same articles, in the words of each."""

import json
from typing import Any

import pytest
from lxml import etree

from shpalta.feeds.atom import NEVER
from shpalta.feeds.entries import urn
from shpalta.records import Byline, Icon, Paragraph, Span, Text, WebLink
from tests.checks.any_feed import any_feed_problems
from tests.checks.feeds import ATOM, MEDIA, parsed
from tests.checks.problem import assert_none
from tests.unit.feeds.paper import (
    BASE,
    DIGEST,
    FakeDoors,
    article,
    claimed,
    entities,
    outlet,
    pressed,
    with_picture,
)

RSS, ATOM_ALL, JSON_ALL = (f"/feeds/uk/all{end}" for end in (".xml", ".atom.xml", ".json"))
PICTURE = f"{BASE}/media/river/{DIGEST[:16]}.jpeg"
ICONS = tuple(Icon(width, f"{width:064x}") for width in (32, 192, 512))


def paper(*articles: Any, **settings: Any) -> FakeDoors:
    return FakeDoors([*entities(), *articles], outlet=outlet(**settings))


def entry(doors: FakeDoors) -> etree._Element:
    return etree.fromstring(pressed(doors, ATOM_ALL)).find(f"{ATOM}entry")


def item(doors: FakeDoors) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(pressed(doors, JSON_ALL))["items"][0]
    return found


def one(**changes: Any) -> Any:
    link = Span("сайт", link=WebLink("/pro-nas.html"))
    body = (Text("t", (Paragraph("p", (link,)),)),)
    return article(
        1,
        at="2026-07-23T07:41:05Z",
        changed="2026-07-24T08:00:00Z",
        picture=with_picture(),
        body=body,
        **changes,
    )


@pytest.mark.parametrize("path", [RSS, ATOM_ALL, JSON_ALL])
def test_an_empty_newspaper_has_valid_feeds(path: str):
    data = pressed(paper(), path)
    assert_none(any_feed_problems(data, path, BASE))
    if path == ATOM_ALL:
        assert etree.fromstring(data).findtext(f"{ATOM}updated") == NEVER


def test_every_form_holds_the_same_articles_under_the_same_ids():
    doors = paper(*(article(n) for n in range(30)))
    ids = [e.id for e in parsed(pressed(doors, RSS)).entries]
    assert [e.id for e in parsed(pressed(doors, ATOM_ALL)).entries] == ids
    assert [i["id"] for i in json.loads(pressed(doors, JSON_ALL))["items"]] == ids
    assert ids[0] == urn("article000027")
    assert len(set(ids)) == 25


def test_an_atom_entry_says_what_the_card_says():
    found = entry(paper(one()))
    assert found.findtext(f"{ATOM}id") == urn("article000001")
    assert found.findtext(f"{ATOM}published") == "2026-07-23T07:41:05Z"
    assert found.findtext(f"{ATOM}updated") == "2026-07-24T08:00:00Z"
    assert found.findtext(f"{ATOM}summary") == "Лід статті 1."
    assert found.findtext(f"{ATOM}author/{ATOM}name") == "Богдана Крук"
    assert found.findtext(f"{ATOM}author/{ATOM}uri") == f"{BASE}/contributor/bohdana.html"
    assert [c.get("term") for c in found.findall(f"{ATOM}category")] == ["Місто", "Мости"]
    links = {link.get("rel"): link for link in found.findall(f"{ATOM}link")}
    assert links["alternate"].get("href") == f"{BASE}/2026/11/23/stattia-1.html"
    assert links["enclosure"].get("href") == PICTURE
    assert found.findtext(f"{MEDIA}content/{MEDIA}credit") == "Агенція"
    assert found.find(f"{ATOM}content") is None


def test_a_json_item_says_what_the_card_says():
    assert item(paper(one())) == {
        "id": urn("article000001"),
        "url": f"{BASE}/2026/11/23/stattia-1.html",
        "title": "Стаття 1",
        "content_text": "Лід статті 1.",
        "summary": "Лід статті 1.",
        "image": PICTURE,
        "date_published": "2026-07-23T07:41:05Z",
        "date_modified": "2026-07-24T08:00:00Z",
        "authors": [{"name": "Богдана Крук", "url": f"{BASE}/contributor/bohdana.html"}],
        "tags": ["Місто", "Мости"],
        "language": "uk",
        "attachments": [
            {
                "url": PICTURE,
                "mime_type": "image/jpeg",
                "title": "Річка навесні · Агенція",
                "size_in_bytes": 128_000,
            }
        ],
    }


def test_an_article_that_never_changed_does_not_say_when():
    plain = article(1, lead="", bylines=(), topics=(), section="none")
    assert item(paper(plain)) == {
        "id": urn("article000001"),
        "url": f"{BASE}/2026/11/23/stattia-1.html",
        "title": "Стаття 1",
        "content_text": "Стаття 1",
        "date_published": "2026-11-02T07:41:01Z",
        "language": "uk",
    }


def test_full_text_has_absolute_links():
    doors = paper(one(), feed_full_text=True)
    html = f'<p><a href="{BASE}/pro-nas.html">сайт</a></p>'
    assert html in (entry(doors).findtext(f"{ATOM}content") or "")
    assert html in item(doors)["content_html"]
    assert "content_text" not in item(doors)


def test_authors_lead_to_their_page_in_the_feed_s_language():
    english = article(1, language="en", section="town", bylines=(Byline("bohdana"),))
    data = json.loads(pressed(paper(english), "/feeds/en/all.json"))
    assert data["items"][0]["authors"][0]["url"] == f"{BASE}/en/contributor/bohdana.html"
    assert data["home_page_url"] == f"{BASE}/en/index.html"


def test_advertising_says_so_in_every_form():
    doors = paper(article(1, genre="advertising"))
    assert item(doors)["tags"][0] == "Реклама"
    assert entry(doors).find(f"{ATOM}category").get("term") == "Реклама"


def test_icons_stand_for_the_newspaper():
    doors = paper(icons=ICONS)
    root = etree.fromstring(pressed(doors, ATOM_ALL))
    assert root.findtext(f"{ATOM}icon") == f"{BASE}/media/icons/00000000-192.png"
    feed = json.loads(pressed(doors, JSON_ALL))
    assert feed["icon"].endswith("-512.png")
    assert feed["favicon"].endswith("-192.png")
    assert "icon" not in json.loads(pressed(paper(), JSON_ALL))


def test_sections_have_every_form_and_their_own_words():
    doors = paper(article(1))
    paths = [path for path in claimed(doors) if "/section/" in path]
    assert len(paths) == 6
    feed = json.loads(pressed(doors, "/feeds/uk/section/city.json"))
    assert feed["title"] == "Місто — Надріччя"
    assert feed["home_page_url"] == f"{BASE}/section/misto.html"
