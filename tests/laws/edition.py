"""What the laws say of an edition on a fake disk, as assertions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from shpalta.lib.addresses import check_path
from shpalta.lib.digests import digest
from shpalta.press import journal
from shpalta.press.core import pathmap
from shpalta.press.disk.siblings import SUFFIXES, decoded
from tests.press.faults import FakeDisk
from tests.press.newsroom import Newsroom

_LINKS = {"to", "more", "older", "newer"}


def links(value: Any) -> Iterator[str]:
    """Every internal link of a toy page."""
    if isinstance(value, list):
        for item in value:
            yield from links(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in _LINKS and item:
                yield item
            else:
                yield from links(item)


def is_page(path: str) -> bool:
    return path.endswith((".html", ".html.gone"))


def assert_equal_to_a_press_from_nothing(newsroom: Newsroom, *, replay: bool = False) -> None:
    """Law 1."""
    rows = journal.last_position(newsroom.rows)
    found, expected = newsroom.disk.edition(), newsroom.afresh(replay=replay)
    assert {p: d for p, d in found.items() if expected.get(p) != d} == {}
    assert expected.keys() - found.keys() == set()
    assert journal.last_position(newsroom.rows) == rows, "a press from nothing decided something"


def assert_nothing_waits(newsroom: Newsroom) -> None:
    """What is left in the tables after a run: neither lines to write nor open intents."""
    for table in ("queue", "intent", "sibling_due", "ahead"):
        assert newsroom.tables.execute(f"SELECT * FROM {table}").fetchall() == []


def assert_whole(newsroom: Newsroom) -> None:
    """Laws 2, 5 and 7 at rest: links resolve, the manifest names exactly what is there."""
    edition = newsroom.disk.edition()
    manifest = newsroom.press().manifest
    named = {path: name for path, name, _ in manifest.files()}
    assert named == {path: digest(data) for path, data in edition.items()}
    assert manifest.root() == pathmap.root_of(named)
    for path, data in edition.items():
        assert check_path(path) == path
        if is_page(path):
            missing = [link for link in links(json.loads(data)) if link not in edition]
            assert missing == [], f"{path} links to what is not there"
    assert_siblings(newsroom.disk, edition)


def assert_siblings(disk: FakeDisk, edition: dict[str, bytes]) -> None:
    """Every compressed copy stands beside its file and says what it says."""
    for path in disk.walk():
        for suffix in SUFFIXES:
            if path.endswith(suffix):
                assert decoded(disk.read(path) or b"", suffix) == edition[path.removesuffix(suffix)]


def assert_says_nothing_of(disk: FakeDisk, words: set[str]) -> None:
    """Law 8: none of ``words`` is in any file or compressed copy, hidden ones included."""
    for path, inode in disk.names.items():
        suffix = next((s for s in SUFFIXES if path.endswith(s)), "")
        data = decoded(inode.data, suffix) if suffix else inode.data
        text = (data or b"").decode(errors="replace")
        assert [word for word in words if word in text] == [], path


class Reader:
    """Looks at every file the moment it comes: a list never links to a page that is not there."""

    def __init__(self, disk: FakeDisk) -> None:
        self.disk = disk
        self.broken: list[str] = []
        disk.after = self.look

    def look(self, path: str) -> None:
        data = self.disk.read(path)
        if data is None or not is_page(path):
            return
        for item in json.loads(data).get("items", ()):
            if item and self.disk.read(item["to"]) is None:
                self.broken.append(f"{path} links to {item['to']}")
