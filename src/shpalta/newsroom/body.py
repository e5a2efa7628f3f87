"""The body of an article or a free page: what editors wrote in blocks → blocks of a sealed record.

Works on the plain data of a stream, and asks for everything it links to at once: the number of
queries does not depend on the number of blocks. What is wrong comes back as data, each problem
with its block, for the list of what is missing before a publication.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shpalta.lib.text import forbidden
from shpalta.newsroom import richtext
from shpalta.newsroom.embeds import recognise
from shpalta.newsroom.richtext import Target
from shpalta.newsroom.richtext.reader import Part
from shpalta.newsroom.text import strings_in
from shpalta.records import (
    ArticleLink,
    Block,
    Divider,
    DocumentLink,
    Embed,
    Exchange,
    Gallery,
    PictureBlock,
    PictureUse,
    Quote,
    ReadAlso,
    Subhead,
    Table,
    Text,
)
from shpalta.records.inline import Link

Raw = Mapping[str, Any]
Message = str | Promise
# Fewer are single pictures.
_PICTURES = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that a body links to, by database id; ``links`` are those inside text."""

    pages: frozenset[int] = frozenset()
    pictures: frozenset[int] = frozenset()
    documents: frozenset[int] = frozenset()
    links: frozenset[Target] = frozenset()


@dataclass(frozen=True, slots=True)
class PictureTarget:
    """A picture as a body needs it: its id in records and its own texts."""

    uid: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What of the wanted there is; what is absent does not exist (any more)."""

    pages: Mapping[int, str] = field(default_factory=dict)
    pictures: Mapping[int, PictureTarget] = field(default_factory=dict)
    documents: Mapping[int, str] = field(default_factory=dict)
    links: Mapping[Target, Link] = field(default_factory=dict)


Finder = Callable[[Wanted], Found]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a block. A ``blocking`` one keeps the article from being published."""

    block: str
    kind: str
    code: str
    message: Message
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks in order, and what was wrong with those that editors wrote."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """The problems that keep the article from being published."""
        return tuple(problem for problem in self.problems if problem.blocking)


def read_body(stream: Any, find: Finder) -> Body:
    """The record blocks of ``stream``, a ``StreamValue`` or the plain data of one.

    ``find`` is called once. A block whose target is gone is left out and named as a problem.
    """
    raw: Sequence[Raw] = stream.get_prep_value() if hasattr(stream, "get_prep_value") else stream
    conversion = _Conversion(find(wanted(raw)))
    blocks = tuple(block for item in raw if (block := conversion.block(item)) is not None)
    return Body(blocks, tuple(conversion.problems))


def wanted(raw: Iterable[Raw]) -> Wanted:
    """What the plain data of a stream links to."""
    pages: set[int] = set()
    pictures: set[int] = set()
    documents: set[int] = set()
    links: set[Target] = set()
    for item in raw:
        value = item["value"]
        match item["type"]:
            case "text":
                links |= richtext.targets(value or "")
            case "read_also":
                pages.update(_numbers(_list_values(value)))
            case "exchange":
                links |= richtext.targets(value.get("answer") or "")
            case "picture":
                pictures.update(_numbers([value.get("picture")]))
            case "gallery":
                items = _list_values(value.get("pictures"))
                pictures.update(_numbers(item.get("picture") for item in items))
            case "document" if value.get("document"):
                documents.add(value["document"])
    pages.update(page for link in links if (page := _page_of(link)) is not None)
    return Wanted(frozenset(pages), frozenset(pictures), frozenset(documents), frozenset(links))


def picture_use(
    target: PictureTarget, *, alt: str = "", caption: str = "", decorative: bool = False
) -> PictureUse:
    """A picture in one place: this place's texts, or else the picture's own."""
    return PictureUse(
        picture=target.uid,
        alt="" if decorative else line(alt) or line(target.alt),
        caption=lines(caption) or lines(target.caption),
        decorative=decorative,
    )


def lines(text: str | None) -> str:
    """Text of a multi-line field: browsers send CR LF where a line ends."""
    return (text or "").replace("\r\n", "\n").replace("\r", "\n").strip()


def line(text: str | None) -> str:
    """Text of a field of one line, whatever was pasted into it."""
    return lines(text).replace("\n", " ")


class _Conversion:
    def __init__(self, found: Found) -> None:
        self.problems: list[Problem] = []
        self._found = found
        self._taken: set[str] = set()
        self._current: tuple[str, str] = ("", "")
        self._is_spoken = False
        self._rules: Mapping[str, Callable[[str, Any], Block | None]] = {
            "text": self._text,
            "subhead": self._subhead,
            "picture": self._picture,
            "gallery": self._gallery,
            "exchange": self._exchange,
            "quote": self._quote,
            "table": self._table,
            "read_also": self._read_also,
            "document": self._document,
            "embed": self._embed,
            "divider": self._divider,
        }

    def block(self, item: Raw) -> Block | None:
        """The record block of ``item``; None where nothing is left to show."""
        name, kind, value = str(item.get("id") or ""), item["type"], item["value"]
        self._current = (name, kind)
        rule = self._rules.get(kind)
        if rule is None:
            self._wrong("unknown", _("This kind of block is not known any more."))
            return None
        for text in strings_in(value):
            if character := forbidden(text):
                message = _("The character %s cannot be published.") % character
                self._wrong("forbidden_character", message)
                break
        self._taken.add(name)
        return rule(name, value)

    def _wrong(self, code: str, message: Message, *, blocking: bool = True) -> None:
        self.problems.append(Problem(*self._current, code, message, blocking))

    def _empty(self) -> None:
        self._wrong("empty", _("This block is empty. Fill it in or remove it."))

    def _text(self, name: str, value: str | None) -> Text | None:
        parts = self._parts(value)
        return Text(name, parts) if parts else None

    def _parts(self, value: str | None) -> tuple[Part, ...]:
        reading = richtext.read(value or "", self._resolve, self._taken)
        for dropped in reading.dropped:
            message = _("The link of “%(text)s” leads nowhere (%(where)s).") % {
                "text": dropped.text[:80],
                "where": dropped.where[:200],
            }
            self._wrong("link", message, blocking=False)
        return reading.parts

    def _resolve(self, target: Target) -> Link | None:
        if target.kind != "page":
            return self._found.links.get(target)
        page = _page_of(target)
        uid = None if page is None else self._found.pages.get(page)
        return ArticleLink(uid) if uid else None

    def _subhead(self, name: str, value: str | None) -> Subhead | None:
        text = line(value)
        if not text:
            self._empty()
            return None
        return Subhead(name, text)

    def _exchange(self, name: str, value: Raw) -> Exchange | None:
        question, speaker = lines(value.get("question")), line(value.get("speaker"))
        answer = self._parts(value.get("answer"))
        if not question and not answer:
            self._empty()
            return None
        if not question:
            self._wrong("question", _("Write the question."))
        if not answer:
            self._wrong("answer", _("Write the answer."))
        if not speaker and not self._is_spoken:
            self._wrong("speaker", _("Say who answers: nobody has answered before."))
        self._is_spoken = True
        return Exchange(name, question, answer, speaker)

    def _gallery(self, name: str, value: Raw) -> Gallery | None:
        uses = [self._use(item) for item in _list_values(value.get("pictures"))]
        shown = tuple(use for use in uses if use is not None)
        if len(uses) < _PICTURES:
            self._wrong("few", _("A gallery has two pictures or more."))
        return Gallery(name, shown, line(value.get("title"))) if shown else None

    def _picture(self, name: str, value: Raw) -> PictureBlock | None:
        use = self._use(value)
        return PictureBlock(name, use) if use else None

    def _use(self, value: Raw) -> PictureUse | None:
        target = self._found.pictures.get(value.get("picture") or 0)
        if target is None:
            self._wrong("picture", _("The picture is missing: choose another."))
            return None
        use = picture_use(
            target,
            alt=value.get("alt") or "",
            caption=value.get("caption") or "",
            decorative=bool(value.get("decorative")),
        )
        if not use.alt and not use.decorative:
            self._wrong("alt", _("Describe the picture, or mark it as decorative."))
        return use

    def _quote(self, name: str, value: Raw) -> Quote | None:
        text, speaker = lines(value.get("text")), line(value.get("speaker"))
        if not text:
            self._empty()
            return None
        if not speaker:
            self._wrong("speaker", _("Name the speaker of the quotation."))
        return Quote(name, text=text, speaker=speaker, role=line(value.get("role")))

    def _table(self, name: str, value: Raw) -> Table | None:
        table = value.get("table") or {}
        header = tuple(line(column.get("heading")) for column in table.get("columns", ()))
        rows = tuple(
            tuple(lines(cell) for cell in row["values"][: len(header)])
            for row in table.get("rows", ())
        )
        if not header or not rows or not any(map(any, rows)):
            self._empty()
            return None
        return Table(
            name,
            rows=rows,
            header=header if any(header) else (),
            caption=line(table.get("caption")),
            row_header=bool(value.get("row_header")),
        )

    def _read_also(self, name: str, value: Sequence[Any]) -> ReadAlso | None:
        pages = _numbers(_list_values(value))
        articles = [self._found.pages[page] for page in pages if page in self._found.pages]
        if len(articles) < len(pages):
            self._wrong("article", _("An article linked here is missing."), blocking=False)
        elif not articles:
            self._empty()
        return ReadAlso(name, tuple(dict.fromkeys(articles))) if articles else None

    def _document(self, name: str, value: Raw) -> DocumentLink | None:
        document = self._found.documents.get(value.get("document") or 0)
        if document is None:
            self._wrong("document", _("The document is missing: choose another."))
            return None
        return DocumentLink(name, document, line(value.get("title")))

    def _embed(self, name: str, value: Raw) -> Embed | None:
        link = richtext.web_link(value.get("url") or "")
        if link is None or not link.url.startswith(("http://", "https://")):
            self._wrong("address", _("The address of the embed must begin with https://."))
            return None
        title = line(value.get("title"))
        if not title:
            self._wrong("title", _("Say what the embed shows: readers see it before loading."))
        known = recognise(link.url)
        return Embed(name, link.url, title or link.url, known.provider, known.frame)

    def _divider(self, name: str, value: object) -> Divider:
        return Divider(name)


def _list_values(value: Iterable[Any] | None) -> list[Any]:
    """What the plain data of a list block holds, in either form that Wagtail has stored."""
    return [_item(item) for item in value or ()]


def _item(item: Any) -> Any:
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item


def _numbers(values: Iterable[Any]) -> list[int]:
    """The database ids among ``values``: a chooser left empty has none."""
    return [number for number in values if number]


def _page_of(link: Target) -> int | None:
    # isdecimal alone takes digits of every script; a database id is ASCII and short.
    plain = link.kind == "page" and link.key.isascii() and link.key.isdecimal()
    return int(link.key) if plain and len(link.key) <= 18 else None
