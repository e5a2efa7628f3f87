"""What the laws say of a real edition and its journal, as assertions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from shpalta.lib.addresses import check_path, is_of_articles, is_of_site
from shpalta.lib.digests import commitment, digest
from shpalta.press import api
from shpalta.press.api import journal
from shpalta.press.core.fold import held_id
from shpalta.press.disk.siblings import SUFFIXES, decoded
from shpalta.records import Article, Block, DocumentLink, decode
from shpalta.records.card import pictures_in, uses_in
from tests.laws.newsroom_house import House

# Law 4: an ordinary publication renders at most
# A + B × (section, topics, contributors, series) files.
A, B = 25, 5

WORD = re.compile(r"ґудзик\d{4}")
# The same letter in other clothes: a search for the word would miss it.
DISGUISED = re.compile(r"\\u0491|&#1169;|&#x491;|%D2%91", re.IGNORECASE)
READABLE = (".html", ".gone", ".xml", ".json", ".webmanifest", ".txt", ".css", ".js", ".svg")


def is_article(path: str) -> bool:
    """Whether an article stands there, or did: at its day, or where an archive had it."""
    return is_of_articles(path) or path.startswith("/stare/")


def words_in(text: str | bytes | None) -> set[str]:
    """Every marked word in ``text``."""
    plain = text.decode(errors="replace") if isinstance(text, bytes) else text or ""
    return set(WORD.findall(plain))


# -- what the journal says ------------------------------------------------------------------------


@dataclass
class Truth:
    """What readers may see, read off the journal alone, without the press's fold."""

    newest: dict[str, bytes | None] = field(default_factory=dict)
    """The newest sealed copy of each article; None when it is withdrawn."""
    visible: dict[str, Article] = field(default_factory=dict)
    """The newest copy of each article that is not held."""
    held: set[str] = field(default_factory=set)
    """The articles whose newest copy is held."""
    words: set[str] = field(default_factory=set)
    """The words that may stand in files."""
    shown: set[str] = field(default_factory=set)
    """The pictures and documents of what is visible: articles, free pages, people."""
    pages: set[str] = field(default_factory=set)
    """Where free pages stand, and where the words stand that one is gone."""


def truth_of(rows: api.Database) -> Truth:
    found, heads = Truth(), {}
    copies: dict[str, list[bytes | None]] = {}
    for row in journal.read_all(rows, journal.last_position(rows)):
        heads[row.kind, row.id] = row.record
        if row.kind == "article":
            copies.setdefault(row.id, []).append(row.record)
    held = {uid for (kind, uid), record in heads.items() if kind == "held" and record}
    for uid, versions in copies.items():
        found.newest[uid] = versions[-1]
        whole = _newest_whole(uid, versions, held)
        if versions[-1] is not None and whole != versions[-1]:
            found.held.add(uid)
        if whole is not None:
            article = found.visible[uid] = decode("article", whole)
            found.words |= words_in(whole)
            found.shown |= set(pictures_in(article)) | _documents_in(article.body)
    for (kind, _uid), record in heads.items():
        _note_what_is_beside_articles(found, kind, record)
    for (kind, uid), record in heads.items():
        if kind not in {"article", "document", "held"} or uid in found.shown:
            found.words |= words_in(record)
    return found


def _note_what_is_beside_articles(found: Truth, kind: str, sealed: bytes | None) -> None:
    if sealed is None or kind not in {"page", "contributor", "redirect"}:
        return
    record = decode(kind, sealed)
    if kind == "page":
        found.pages.add(record.path)
        found.shown |= {use.picture for use in uses_in(record.body)} | _documents_in(record.body)
    elif kind == "contributor" and record.picture:
        found.shown.add(record.picture)
    elif kind == "redirect" and record.gone:
        found.pages.add(f"{record.path}.gone")


def _documents_in(body: Sequence[Block]) -> set[str]:
    return {block.document for block in body if isinstance(block, DocumentLink)}


def _newest_whole(uid: str, versions: Sequence[bytes | None], held: set[str]) -> bytes | None:
    """The newest copy since the last withdrawal that is not held."""
    for version in reversed(versions):
        if version is None:
            return None
        if held_id(uid, digest(version)) not in held:
            return version
    return None


def assert_journal_is_whole(rows: api.Database) -> None:
    """Positions 1, 2, 3 …; every commitment is that of its salt and record."""
    for expected, row in enumerate(journal.read_all(rows, journal.last_position(rows)), 1):
        assert row.position == expected
        sealed = b"null" if row.record is None else row.record
        assert row.commitment == commitment(row.salt or b"", sealed)
        assert row.digest == (None if row.record is None else digest(row.record))


# -- links ----------------------------------------------------------------------------------------


class _Links(HTMLParser):
    """Addresses in attributes; a srcset holds several."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src", "poster", "data-live"}:
                self.found.append(value or "")
            elif name in {"srcset", "imagesrcset"}:
                self.found += [part.split()[0] for part in (value or "").split(",")]
            elif name == "content" and (value or "").startswith("0;"):
                self.found.append((value or "").partition("url=")[2])


@lru_cache(maxsize=8192)
def links_of(path: str, data: bytes, base: str) -> frozenset[str]:
    """Every internal path that a file names: root-relative in attributes, absolute anywhere."""
    if not path.endswith(READABLE):
        return frozenset()
    text = data.decode()
    found: list[str] = []
    if path.endswith(".css"):
        found = [name.strip("'\"") for name in re.findall(r"url\(([^)]+)\)", text)]
    elif path.endswith((".html", ".gone", ".xml")):
        parser = _Links()
        parser.feed(unescape(text) if path.endswith(".xml") else text)
        found = parser.found
        text = unescape(unescape(text))
    found += re.findall(re.escape(base) + r"(?![\w:.])[^\s\"'<>\\)]*", text)
    inside = (link.removeprefix(base) or "/" for link in found)
    paths = (link for link in inside if link.startswith("/") and not link.startswith("//"))
    return frozenset(unquote(re.split("[?#]", link)[0]) for link in paths)


def assert_links_resolve(edition: dict[str, bytes], base: str) -> None:
    for path, data in edition.items():
        for link in links_of(path, data, base):
            there = link in edition or (link.endswith("/") and f"{link}index.html" in edition)
            assert there, f"{path} links to {link}"


def assert_paths_are_known(edition: dict[str, bytes], owned: set[str], pages: set[str]) -> None:
    """Laws 5 and 7: each path is safe, and it is known whose it is."""
    assert [path for path in edition if check_path(path) != path] == []
    own = {path for path in edition if is_of_site(path)}
    own |= {path for path in edition if is_article(path)}
    assert edition.keys() - own == owned | {path for path in pages if not is_article(path)}


class Reader:
    """Looks at every list the moment it comes: its articles are there before it (law 2)."""

    def __init__(self, house: House) -> None:
        self.disk, self.base = house.disk, house.settings.site_address
        self.broken: list[str] = []
        self.disk.after = self.look

    def look(self, path: str) -> None:
        data = self.disk.read(path)
        if data is None or path.startswith("/.") or is_article(path):
            return
        for link in links_of(path, data, self.base):
            if is_article(link) and self.disk.read(link) is None:
                self.broken.append(f"{path} came before {link}")


# -- all of it ------------------------------------------------------------------------------------


def settle(house: House, expected: dict[str, str]) -> api.Report:
    """Press what waits, and hold every law against it that one process can see.

    ``expected`` is the word of each article's public copy; empty when it has none.
    """
    reader = Reader(house)
    report = house.press()
    house.disk.after = None
    assert reader.broken == []
    machine, edition = house.machine, house.disk.edition()
    assert machine
    for table in ("queue", "intent", "sibling_due", "ahead"):
        assert machine.tables.execute(f"SELECT * FROM {table}").fetchall() == []
    assert [f"{finding.kind} {finding.path}" for finding in api.check(machine)] == []
    truth = truth_of(house.rows)
    assert_paths_are_known(edition, {f"/{name}" for name in house.owned()}, truth.pages)
    assert_journal_is_whole(house.rows)
    assert_sealed_as_expected(truth, expected)
    assert_shows_no_more(house, truth)
    assert_shows_no_less(edition, truth)
    assert_links_resolve(edition, house.settings.site_address)
    return report


def assert_sealed_as_expected(truth: Truth, expected: dict[str, str]) -> None:
    """What editors did is what the journal says."""
    for uid, word in expected.items():
        sealed = words_in(truth.newest.get(uid))
        assert sealed == ({word} if word else set()), f"{uid}: {sealed}, not {word or 'nothing'}"
    assert truth.newest.keys() <= expected.keys()


def assert_shows_no_more(house: House, truth: Truth) -> None:
    """Law 8: no word that is not public is in any file or compressed copy, hidden ones included."""
    for path, inode in house.disk.names.items():
        assert _words_of_file(path, inode.data) <= truth.words, path
        if path.startswith("/media/"):
            assert _is_shown(path, truth), f"{path} is shown by nothing"


def _is_shown(path: str, truth: Truth) -> bool:
    """Whether something visible needs the file; a social image, its article."""
    folder, *rest = path.split("/")[2:]
    if folder == "social":
        return rest[0].split("-")[0] in truth.visible
    return folder in truth.shown | {"logo", "icons"}


@lru_cache(maxsize=8192)
def _words_of_file(path: str, data: bytes) -> frozenset[str]:
    suffix = next((s for s in SUFFIXES if path.endswith(s)), "")
    plain = (decoded(data, suffix) if suffix else data) or b""
    if path.removesuffix(suffix).endswith(READABLE):
        assert not DISGUISED.search(plain.decode()), path
    return frozenset(words_in(plain))


def assert_shows_no_less(edition: dict[str, bytes], truth: Truth) -> None:
    """The visible copy of each article is on its page."""
    for article in truth.visible.values():
        assert words_in(article.lead) <= words_in(edition[article.path])


def assert_equal_to_a_press_from_nothing(house: House, *, everything: bool = True) -> None:
    """Law 1 (and 6): another process makes the same bytes of the same journal."""
    answer, folder = house.press_from_nothing(everything=everything)
    edition = house.disk.edition()
    mine = {path: digest(data) for path, data in edition.items()}
    theirs: dict[str, str] = answer["files"]
    different = [path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path)]
    assert different == [], _difference(sorted(different), edition, folder)
    assert answer["findings"] == []
    assert answer["rows"] == journal.last_position(house.rows), "it decided something"
    assert house.machine
    assert answer["root"] == house.machine.manifest.root()


def _difference(paths: list[str], edition: dict[str, bytes], folder: Path) -> str:
    lines: list[Any] = []
    for path in paths[:5]:
        other = folder / path.lstrip("/")
        if path not in edition or not other.exists():
            lines.append(f"{path}: only {'from nothing' if path not in edition else 'as it grew'}")
            continue
        grown, fresh = (
            data.decode(errors="replace").splitlines()
            for data in (edition[path], other.read_bytes())
        )
        lines.append(f"{path}: as it grew, and from nothing:")
        lines += [f"- {line}" for line in grown if line not in fresh][:8]
        lines += [f"+ {line}" for line in fresh if line not in grown][:8]
    return "\n".join([f"{len(paths)} files differ", *lines])
