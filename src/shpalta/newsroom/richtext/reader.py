"""Rich text as Wagtail stores it (HTML with Draftail's keys) to record parts, and back. Pure.

Read with the HTML parser of the standard library, which Wagtail's own editor uses too. Every
character of text survives; a tag that means nothing here keeps its text. Where a link leads is
asked of a function, so that nothing here knows a database.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableSet
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from shpalta.records.blocks import Item, ListBlock, Paragraph
from shpalta.records.inline import Link, Span, Spans, WebLink, plain

Part = Paragraph | ListBlock

_KEY = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_BOLD = ("b", "strong")
_ITALIC = ("i", "em")
_LISTS = frozenset({"ul", "ol"})
# What a browser shows as a line of its own: text before and after must not run together.
# fmt: off
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "caption", "dd", "div", "dl", "dt",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "main", "nav", "p", "pre", "section", "table", "tbody", "td",
        "tfoot", "th", "thead", "tr",
    )
)
# fmt: on
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track")
)
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a link in rich text points at.

    ``kind`` is Wagtail's link type (``page``, ``section`` …) with ``key`` its database id;
    ``address`` with ``key`` a path on the newspaper's own site; or ``web`` with ``key`` a whole
    address, which may be one of the newspaper's own.
    """

    kind: str
    key: str


Resolver = Callable[[Target], Link | None]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A link that leads nowhere: its text stays, the link is gone. ``where`` is what it said."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the parts in order, and the links that had to go."""

    parts: tuple[Part, ...]
    dropped: tuple[Dropped, ...]


def read(html: str, resolve: Resolver, taken: MutableSet[str] | None = None) -> Reading:
    """The parts that ``html`` holds.

    Args:
        html: rich text in Wagtail's database form.
        resolve: what a link's target is in records; None when it does not exist.
        taken: ids that are in use; those given here are added. Without it, ids are unique in
            this text alone.
    """
    reader = _Reader(resolve)
    reader.feed(html)
    reader.close()
    reader.end_line()
    return Reading(
        _with_ids(reader.lines, set() if taken is None else taken),
        tuple(Dropped(where, "".join(text)) for where, text in reader.dropped),
    )


def targets(html: str) -> frozenset[Target]:
    """Every target that ``html`` links to: what a resolver will be asked, so it can ask in bulk."""
    found: set[Target] = set()

    def note(target: Target) -> None:
        found.add(target)

    reader = _Reader(note)
    reader.feed(html)
    reader.close()
    return frozenset(found)


def web_link(address: str) -> WebLink | None:
    """A link to ``address`` when it is one that a page may carry; None otherwise."""
    url = address.strip()
    # Controls, spaces and bidi marks inside an address only hide where it leads.
    if not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES:
        return None
    if parts.scheme in {"http", "https"}:
        return WebLink(url) if parts.hostname else None
    return WebLink(url) if parts.path else None


_Marks = tuple[bool, bool, Link | None]


@dataclass(slots=True)
class _Line:
    """A paragraph or an item of a list while it is read; ``ordered`` is None for a paragraph."""

    key: str
    ordered: bool | None = None
    depth: int = 0
    # Items of one outermost list share a group.
    group: int = 0
    runs: list[tuple[_Marks, list[str]]] = field(default_factory=list)

    def add(self, text: str, marks: _Marks) -> None:
        """Append ``text``, joined to what stands before it when the marks are equal."""
        if self.runs and self.runs[-1][0] == marks:
            self.runs[-1][1].append(text)
        else:
            self.runs.append((marks, [text]))

    def spans(self) -> Spans:
        """The runs as spans."""
        return tuple(Span("".join(text), *marks) for marks, text in self.runs)


class _Reader(HTMLParser):
    def __init__(self, resolve: Resolver) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[_Line] = []
        self.dropped: list[tuple[str, list[str]]] = []
        self._resolve = resolve
        self._line: _Line | None = None
        self._open: list[str] = []
        self._depth: Counter[str] = Counter()
        self._lists: list[bool] = []
        self._links: list[tuple[Link | None, list[str] | None]] = []
        self._group = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            # Between blocks it is nothing but the layout of the source.
            if self._line is not None:
                self._text("\n")
        elif tag in _LISTS:
            self.end_line()
            self._group += not self._lists
            self._lists.append(tag == "ol")
        elif tag == "li":
            self._begin(given, in_list=True)
        elif tag in _BLOCKS:
            # A paragraph inside an item that is still empty is that item's own text.
            if not (self._lists and self._line and not self._line.runs):
                self._begin(given, in_list=bool(self._lists))
        elif tag == "a":
            self._links.append(self._link(given))
        if tag not in _VOID:
            self._open.append(tag)
            self._depth[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        if not self._depth[tag]:
            return
        # Tags that were never closed end with the one around them.
        while self._open:
            last = self._open.pop()
            self._depth[last] -= 1
            self._close_tag(last)
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        # Draftail writes a line break as <br/>: a raw newline is the layout of the source.
        text = data.replace("\r\n", "\n").replace("\n", " ")
        if self._line is None and not text.strip(" \t\f\r"):
            return
        self._text(text)

    def end_line(self) -> None:
        """End the paragraph or item that is being read."""
        if self._line and self._line.runs:
            self.lines.append(self._line)
        self._line = None

    def _close_tag(self, tag: str) -> None:
        if tag in _LISTS:
            self.end_line()
            self._lists.pop()
        elif tag == "li" or (tag in _BLOCKS and not self._depth["li"]):
            self.end_line()
        elif tag == "a":
            self._links.pop()

    def _begin(self, given: Mapping[str, str], *, in_list: bool) -> None:
        self.end_line()
        key = given.get("data-block-key", "")
        if in_list and self._lists:
            depth = len(self._lists) - 1
            self._line = _Line(key, self._lists[-1], depth, self._group)
        else:
            self._line = _Line(key)

    def _text(self, text: str) -> None:
        if self._line is None:
            self._begin({}, in_list=bool(self._lists))
        assert self._line is not None
        bold = any(self._depth[tag] for tag in _BOLD)
        italic = any(self._depth[tag] for tag in _ITALIC)
        link, lost = self._links[-1] if self._links else (None, None)
        if lost is not None:
            lost.append(text)
        self._line.add(text, (bold, italic, link))

    def _link(self, given: Mapping[str, str]) -> tuple[Link | None, list[str] | None]:
        kind, where = given.get("linktype", ""), given.get("href", "").strip()
        if kind:
            where = f"{kind} {given.get('id', '')}".strip()
            link = self._resolve(Target(kind, given.get("id", "")))
        elif where.startswith("/") and not where.startswith(("//", "/\\")):
            link = self._resolve(Target("address", where))
        else:
            link = web_link(where)
            # The newspaper's own pages are linked by id, also where the whole address was pasted.
            if link is not None and link.url.startswith("http"):
                link = self._resolve(Target("web", link.url)) or link
        if link is not None:
            return link, None
        lost: list[str] = []
        self.dropped.append((where, lost))
        return None, lost


def _with_ids(lines: Iterable[_Line], taken: MutableSet[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    last: _Line | None = None
    for line in lines:
        spans = line.spans()
        name = free_id(line.key, plain(spans), taken)
        if line.ordered is None:
            parts.append(Paragraph(name, spans))
        else:
            item = Item(name, spans, line.depth)
            before = parts[-1] if parts else None
            # One list holds its sublists: its kind is that of its first item.
            if isinstance(before, ListBlock) and last is not None and last.group == line.group:
                parts[-1] = ListBlock((*before.items, item), before.ordered)
            else:
                parts.append(ListBlock((item,), line.ordered))
        last = line
    return tuple(parts)


def free_id(key: str, text: str, taken: MutableSet[str]) -> str:
    """``key`` where it can be an id and is free; otherwise one that depends on the text alone.

    Not on the place: an edit elsewhere must leave it as it is.
    """
    name = key if _KEY.fullmatch(key) else ""
    count = 0
    while not name or name in taken:
        count += 1
        seed = f"{key}\x00{text}\x00{count}".encode("utf-8", "surrogatepass")
        name = hashlib.sha256(seed).hexdigest()[:10]
    taken.add(name)
    return name
