"""The full text of an article as HTML for feeds: plain elements, absolute links, no script.

Feeds are read in foreign programs that drop classes and scripts, so this is not the page's markup
but the smallest that says the same.
"""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from itertools import groupby
from typing import Any

from shpalta.feeds import places
from shpalta.feeds.markup import Element, append, element
from shpalta.feeds.pictures import shown
from shpalta.press.core.family import Doors
from shpalta.records import (
    Article,
    ArticleLink,
    Card,
    Divider,
    DocumentLink,
    Embed,
    EntityLink,
    Exchange,
    Gallery,
    ListBlock,
    Paragraph,
    PictureBlock,
    PictureUse,
    Quote,
    ReadAlso,
    Span,
    Subhead,
    Table,
    Text,
    WebLink,
)

_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def article(card: Card, doors: Doors) -> list[Element]:
    """Lead and body of the article of ``card``; only the lead when its record is not to be had."""
    record: Article | None = doors.get("article", card.id)
    parts = [element("p", element("strong", card.teaser))] if card.teaser else []
    for block in record.body if record else ():
        parts += blocks(block, doors)
    return parts


@singledispatch
def blocks(block: Any, doors: Doors) -> list[Element]:
    """The elements of one block."""
    raise TypeError(f"no feed markup for the block {type(block).__name__}")


@blocks.register
def _text(block: Text, doors: Doors) -> list[Element]:
    return _running(block.parts, doors)


def _running(parts: Iterable[Paragraph | ListBlock], doors: Doors) -> list[Element]:
    made = []
    for part in parts:
        if isinstance(part, Paragraph):
            made.append(element("p", *inlines(part.spans, doors)))
        else:
            made += _list(part, doors)
    return made


def _list(part: ListBlock, doors: Doors) -> list[Element]:
    """A list with its sublists: an item deeper than the one before opens one inside it."""
    tag = "ol" if part.ordered else "ul"
    stack = [element(tag)]
    for item in part.items:
        # One level at a time, and none before the first item: there is nothing to hang it on.
        depth = min(item.depth, len(stack) if len(stack[0]) else 0)
        if depth == len(stack):
            deeper = element(tag)
            stack[-1][-1].append(deeper)
            stack.append(deeper)
        del stack[depth + 1 :]
        stack[-1].append(element("li", *inlines(item.spans, doors)))
    return stack[:1]


@blocks.register
def _subhead(block: Subhead, doors: Doors) -> list[Element]:
    return [element("h2", block.text)]


@blocks.register
def _picture(block: PictureBlock, doors: Doors) -> list[Element]:
    return _figure(block.use, doors)


@blocks.register
def _gallery(block: Gallery, doors: Doors) -> list[Element]:
    figures = [figure for use in block.uses for figure in _figure(use, doors)]
    return [element("h2", block.title), *figures] if block.title and figures else figures


@blocks.register
def _exchange(block: Exchange, doors: Doors) -> list[Element]:
    """The question in bold; the answer after the name of who gives it."""
    asked = [element("p", element("strong", line)) for line in _said(block.question)]
    answer = _running(block.answer, doors)
    if block.speaker:
        name = element("strong", f"{block.speaker}:")
        if answer and answer[0].tag == "p":
            # The name goes before the first words, as printed interviews have it.
            name.tail = f" {answer[0].text or ''}"
            answer[0].text = None
            answer[0].insert(0, name)
        else:
            answer.insert(0, element("p", name))
    return [*asked, *answer]


def _figure(use: PictureUse, doors: Doors) -> list[Element]:
    picture = shown(use, doors)
    if picture is None:
        return []
    size = {"width": str(picture.width), "height": str(picture.height)}
    made = element(
        "figure", element("img", attributes={"src": picture.url, "alt": picture.alt, **size})
    )
    words = " ".join(part for part in (picture.caption, picture.credit) if part)
    if words:
        made.append(element("figcaption", words))
    return [made]


@blocks.register
def _quote(block: Quote, doors: Doors) -> list[Element]:
    who = ", ".join(part for part in (block.speaker, block.role) if part)
    made = element("blockquote", *_lines("p", block.text))
    if who:
        made.append(element("p", f"— {who}"))
    return [made]


@blocks.register
def _table(block: Table, doors: Doors) -> list[Element]:
    made = element("table")
    if block.caption:
        made.append(element("caption", block.caption))
    if block.header:
        made.append(element("thead", element("tr", *(element("th", c) for c in block.header))))
    rows = element("tbody")
    for row in block.rows:
        first = "th" if block.row_header else "td"
        cells = (element(first if i == 0 else "td", cell) for i, cell in enumerate(row))
        rows.append(element("tr", *cells))
    made.append(rows)
    return [made]


@blocks.register
def _read_also(block: ReadAlso, doors: Doors) -> list[Element]:
    cards = [card for card in map(doors.card, block.articles) if card is not None]
    links = [_a(places.absolute(doors, card.path), card.title) for card in cards]
    return [element("ul", *(element("li", link) for link in links))] if links else []


@blocks.register
def _document(block: DocumentLink, doors: Doors) -> list[Element]:
    record = doors.get("document", block.document)
    if record is None:
        return []
    address = places.absolute(doors, places.file(record.id, record.digest, record.extension))
    return [element("p", _a(address, block.title or record.title))]


@blocks.register
def _embed(block: Embed, doors: Doors) -> list[Element]:
    return [element("p", _a(block.url, block.title or block.url))]


@blocks.register
def _divider(block: Divider, doors: Doors) -> list[Element]:
    return [element("hr")]


# -- runs of text ---------------------------------------------------------------------------------


def inlines(spans: Sequence[Span], doors: Doors) -> list[str | Element]:
    """``spans`` with their marks; neighbours under one link share one ``a``."""
    made: list[str | Element] = []
    for link, run in groupby(spans, key=lambda span: span.link):
        parts = [part for span in run for part in _marked(span)]
        address = _address(link, doors) if link is not None else ""
        if address:
            made.append(element("a", *parts, attributes={"href": address}))
        else:
            made += parts
    return made


def _marked(span: Span) -> list[str | Element]:
    parts = list(_broken(span.text))
    for wanted, tag in ((span.italic, "em"), (span.bold, "strong")):
        if wanted:
            parts = [element(tag, *parts)]
    return parts


def _broken(text: str) -> Iterable[str | Element]:
    """``text`` with its line breaks."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield element("br")
        if line:
            yield line


def _lines(tag: str, text: str) -> list[Element]:
    return [element(tag, line) for line in _said(text)]


def _said(text: str) -> list[str]:
    """The lines of ``text`` that say something."""
    return [line for line in text.split("\n") if line.strip()]


def _address(link: WebLink | ArticleLink | EntityLink, doors: Doors) -> str:
    """Where ``link`` leads; "" when that is nowhere any more, or nowhere a feed should lead."""
    if isinstance(link, WebLink):
        here = link.url.startswith("/") and link.url[1:2] not in ("/", "\\")
        return places.absolute(doors, link.url) if here else safe(link.url)
    record = doors.card(link.id) if isinstance(link, ArticleLink) else doors.get(link.kind, link.id)
    path = getattr(record, "path", "")
    return places.absolute(doors, path) if path else ""


def safe(url: str) -> str:
    """``url`` when its scheme is one that records allow; "" for anything else."""
    return url if url.lower().startswith(_SCHEMES) else ""


def _a(address: str, text: str) -> Element:
    made = element("a", attributes={"href": address}) if safe(address) else element("span")
    append(made, text)
    return made
