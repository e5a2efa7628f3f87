"""The blocks of an article's body as its template draws them. Every character arrives as it is."""

from collections.abc import Callable, Iterator
from typing import Any

from shpalta.records import (
    ArticleLink,
    Block,
    Divider,
    DocumentLink,
    Embed,
    EntityLink,
    Exchange,
    Gallery,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    ReadAlso,
    Span,
    Subhead,
    Table,
    Text,
    WebLink,
)
from shpalta.records.card import contributor_listing
from shpalta.website import contexts
from shpalta.website.cards import related_of
from shpalta.website.contexts import Line, ListItem, Piece
from shpalta.website.links import attribute, frame_host, is_outside, web_href, with_returns
from shpalta.website.pictures import figure_of
from shpalta.website.scope import Scope
from shpalta.website.words import message

MAIN = "(min-width: 62rem) calc(100vw - 26rem), 100vw"
COLUMN = "(min-width: 45rem) 42rem, 100vw"
GENRES = ("genres.css",)
UNITS = ((1_000_000, message("{size} MB")), (1_000, message("{size} KB")))
LINKED = ("section", "topic", "contributor")


def body_of(scope: Scope, blocks: tuple[Block, ...]) -> tuple[contexts.Block, ...]:
    """All blocks, text blocks dissolved into their paragraphs and lists."""
    return tuple(drawn for block in blocks for drawn in _drawn(scope, block))


def frames_of(blocks: tuple[Block, ...]) -> list[str]:
    """The hosts that the page's policy must let into frames."""
    hosts = (frame_host(block.frame) for block in blocks if isinstance(block, Embed))
    return [host for host in hosts if host]


def styles_of(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The stylesheets that only some bodies need."""
    return GENRES if any(isinstance(block, Gallery | Exchange) for block in blocks) else ()


def length_of(blocks: tuple[contexts.Block, ...]) -> int:
    """How many characters of running text there are to read."""
    return sum(_length(block.value) for block in blocks)


def _length(value: Any) -> int:
    if isinstance(value, Line):
        return len(value.text) or sum(len(piece.text) for piece in value.pieces)
    if isinstance(value, contexts.ExchangeValue):
        return len(value.question) + length_of(value.answer)
    return 0


def _drawn(scope: Scope, block: Block) -> Iterator[contexts.Block]:
    if isinstance(block, Text):
        for number, part in enumerate(block.parts):
            yield _part(scope, part, f"{block.id}-{number}")
        return
    value = _VALUES[type(block)](scope, block)
    if value is not None:
        yield contexts.Block(str(block.__struct_config__.tag), block.id, value)


def _part(scope: Scope, part: Paragraph | ListBlock, list_id: str) -> contexts.Block:
    if isinstance(part, Paragraph):
        return contexts.Block("paragraph", part.id, line_of(scope, part.id, part.spans))
    items = [(item.depth, line_of(scope, item.id, item.spans)) for item in part.items]
    value = contexts.ListValue(part.ordered, _nested(items))
    return contexts.Block("list", list_id, value)


def _nested(items: list[tuple[int, Line]]) -> tuple[ListItem, ...]:
    """Items with those of greater depth below them; a jump of two levels counts as one."""
    found: list[ListItem] = []
    index = 0
    while index < len(items):
        depth, line = items[index]
        end = index + 1
        while end < len(items) and items[end][0] > depth:
            end += 1
        found.append(ListItem(line, _nested(items[index + 1 : end])))
        index = end
    return tuple(found)


def line_of(scope: Scope, subject: str, spans: tuple[Span, ...]) -> Line:
    """A paragraph: its bare text when it has no marks, links or breaks, which is most of them."""
    if len(spans) == 1:
        span = spans[0]
        if not (span.bold or span.italic or span.link or "\n" in span.text or "\r" in span.text):
            return Line(subject, span.text, ())
    return Line(subject, "", tuple(piece for span in spans for piece in _pieces(scope, span)))


def _pieces(scope: Scope, span: Span) -> Iterator[Piece]:
    href = _href(scope, span)
    outside = isinstance(span.link, WebLink) and is_outside(span.link.url)
    for number, text in enumerate(span.text.split("\n")):
        if number:
            yield Piece("", False, False, "", False, True)
        if text:
            exact = with_returns(text) if "\r" in text else text
            yield Piece(exact, span.bold, span.italic, href, outside, False)


def _href(scope: Scope, span: Span) -> str:
    """Where a span leads; empty when that is not public, so that it is plain text."""
    link = span.link
    if isinstance(link, WebLink):
        return web_href(link.url)
    if isinstance(link, ArticleLink):
        card = scope.doors.card(link.id)
        return attribute(card.path) if card else ""
    if isinstance(link, EntityLink) and link.kind in LINKED:
        return entity_href(scope, link.kind, link.id)
    return ""


def entity_href(scope: Scope, kind: str, subject: str) -> str:
    """The page of an entity; a contributor's in this language if there is one."""
    record = scope.doors.get(kind, subject)
    if record is None:
        return ""
    if kind == "contributor" and scope.prefix:
        listing = contributor_listing(subject, scope.language.code)
        return attribute((scope.prefix if scope.doors.exists(listing) else "") + record.path)
    return attribute(record.path)


# -- blocks that are not running text -----------------------------------------------------------


def _subhead(scope: Scope, block: Subhead) -> str:
    return block.text


def _picture(scope: Scope, block: PictureBlock) -> contexts.Figure | None:
    return figure_of(scope.doors, scope.words, block.use, COLUMN)


def _gallery(scope: Scope, block: Gallery) -> contexts.GalleryValue | None:
    figures = (figure_of(scope.doors, scope.words, use, MAIN) for use in block.uses)
    shown = tuple(figure for figure in figures if figure is not None)
    return contexts.GalleryValue(block.title, shown) if shown else None


def _exchange(scope: Scope, block: Exchange) -> contexts.ExchangeValue:
    parts = (_part(scope, p, f"{block.id}-{n}") for n, p in enumerate(block.answer))
    return contexts.ExchangeValue(block.speaker, block.question, tuple(parts))


def _quote(scope: Scope, block: Quote) -> contexts.QuoteValue:
    href = entity_href(scope, "contributor", block.contributor) if block.contributor else ""
    return contexts.QuoteValue(block.text, block.speaker, block.role, href)


def _table(scope: Scope, block: Table) -> contexts.TableValue:
    return contexts.TableValue(block.caption, block.header, block.rows, block.row_header)


def _read_also(scope: Scope, block: ReadAlso) -> tuple[contexts.RelatedItem, ...] | None:
    return related_of(scope, block.articles) or None


def _document(scope: Scope, block: DocumentLink) -> contexts.DocumentValue | None:
    record = scope.doors.get("document", block.document)
    if record is None:
        return contexts.DocumentValue("", block.title, "", "") if block.title else None
    path = document_path(record.id, record.digest, record.extension)
    size = size_in_words(scope, record.size)
    title = block.title or record.title
    return contexts.DocumentValue(attribute(path), title, record.extension.upper(), size)


def document_path(subject: str, digest: str, extension: str) -> str:
    """The public path of a document's file."""
    return f"/media/{subject}/{digest[:16]}.{extension}"


def size_in_words(scope: Scope, size: int) -> str:
    """``1,2 МБ``: decimal units, one digit after the comma below ten."""
    for unit, text in UNITS:
        if size >= unit:
            whole, tenth = divmod((size * 10 + unit // 2) // unit, 10)
            comma = "." if scope.language.code == "en" else ","
            number = f"{whole}{comma}{tenth}" if tenth and whole < 10 else f"{whole}"
            return scope.words.t(text, size=number)
    return scope.words.t("{size} B", size=size)


def _embed(scope: Scope, block: Embed) -> contexts.EmbedValue:
    frame = attribute(block.frame) if frame_host(block.frame) else ""
    return contexts.EmbedValue(web_href(block.url), frame, block.title, block.provider)


def _divider(scope: Scope, block: Divider) -> str:
    return ""


_VALUES: dict[type, Callable[[Scope, Any], Any]] = {
    Subhead: _subhead,
    PictureBlock: _picture,
    Gallery: _gallery,
    Exchange: _exchange,
    Quote: _quote,
    Table: _table,
    ReadAlso: _read_also,
    DocumentLink: _document,
    Embed: _embed,
    Divider: _divider,
}
