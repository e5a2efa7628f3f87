"""The check of JSON feeds passes a good one and finds each planted fault."""

import copy
import json
from typing import Any

import pytest

from tests.checks.json_feed import json_feed_problems

GOOD: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Газета",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/all.json",
    "language": "uk",
    "authors": [{"name": "Газета"}],
    "items": [
        {
            "id": "urn:1",
            "url": "https://example.org/1.html",
            "title": "Один",
            "content_html": '<p><a href="https://example.org/">x</a></p>',
            "date_published": "2026-11-23T07:41:05Z",
            "attachments": [{"url": "https://example.org/1.jpeg", "mime_type": "image/jpeg"}],
        }
    ],
}


def test_a_good_feed_passes():
    data = json.dumps(GOOD).encode()
    assert json_feed_problems(data, address="https://example.org/all.json") == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("version",), "https://jsonfeed.org/version/1"),
        (("title",), ""),
        (("feed_url",), "/all.json"),
        (("author",), {"name": "Газета"}),
        (("language",), "українська"),
        (("items",), None),
        (("items", 0, "id"), 7),
        (("items", 0, "url"), "1.html"),
        (("items", 0, "date_published"), "2026-11-23"),
        (("items", 0, "tags"), []),
        (("items", 0, "attachments", 0, "mime_type"), ""),
        (("items", 0, "surprise"), "x"),
    ],
)
def test_each_fault_is_found(place: tuple[Any, ...], value: Any):
    feed = copy.deepcopy(GOOD)
    inner: Any = feed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    assert {p.rule for p in json_feed_problems(json.dumps(feed).encode())} == {"schema"}


def test_an_item_without_content_is_found():
    feed = copy.deepcopy(GOOD)
    del feed["items"][0]["content_html"]
    assert {p.rule for p in json_feed_problems(json.dumps(feed).encode())} == {"schema"}


def test_ids_twice_dangerous_markup_and_broken_json_are_found():
    feed = copy.deepcopy(GOOD)
    feed["items"] *= 2
    assert {p.rule for p in json_feed_problems(json.dumps(feed).encode())} == {"id"}
    feed = copy.deepcopy(GOOD)
    feed["items"][0]["content_html"] = '<img src="/relative.png">'
    assert {p.rule for p in json_feed_problems(json.dumps(feed).encode())} == {"markup"}
    assert {p.rule for p in json_feed_problems(b"{")} == {"json"}


def test_a_feed_that_stands_elsewhere_is_found():
    data = json.dumps(GOOD).encode()
    found = json_feed_problems(data, address="https://example.org/other.json")
    assert {p.rule for p in found} == {"self"}
