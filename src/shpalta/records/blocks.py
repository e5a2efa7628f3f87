"""The blocks of an article's body. Every block has an id that stays its own for ever."""

import msgspec

from shpalta.records.inline import Spans


class Paragraph(msgspec.Struct, frozen=True, tag_field="type", tag="paragraph"):
    """One paragraph inside a text block."""

    id: str
    spans: Spans


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One item of a list; ``depth`` counts from 0."""

    id: str
    spans: Spans
    depth: int = 0


class ListBlock(msgspec.Struct, frozen=True, tag_field="type", tag="list", omit_defaults=True):
    """A list inside a text block."""

    items: tuple[Item, ...]
    ordered: bool = False


class Text(msgspec.Struct, frozen=True, tag_field="type", tag="text"):
    """Running text: paragraphs and lists in order."""

    id: str
    parts: tuple[Paragraph | ListBlock, ...]


class Subhead(msgspec.Struct, frozen=True, tag_field="type", tag="subhead"):
    """A heading inside the body."""

    id: str
    text: str


class PictureUse(msgspec.Struct, frozen=True, omit_defaults=True):
    """A picture in one place. ``alt`` is empty exactly when the picture is ``decorative`` there."""

    picture: str
    alt: str = ""
    caption: str = ""
    decorative: bool = False


class PictureBlock(msgspec.Struct, frozen=True, tag_field="type", tag="picture"):
    """A picture in the body."""

    id: str
    use: PictureUse


class Gallery(msgspec.Struct, frozen=True, tag_field="type", tag="gallery", omit_defaults=True):
    """Several pictures that belong together, in order."""

    id: str
    uses: tuple[PictureUse, ...]
    title: str = ""


class Exchange(msgspec.Struct, frozen=True, tag_field="type", tag="exchange", omit_defaults=True):
    """A question of an interview and its answer. ``speaker`` is the name as shown, or empty when
    the one before goes on speaking.
    """

    id: str
    question: str
    answer: tuple[Paragraph | ListBlock, ...]
    speaker: str = ""


class Quote(msgspec.Struct, frozen=True, tag_field="type", tag="quote", omit_defaults=True):
    """A quotation set apart. ``speaker`` is the name as shown; ``role`` who that is."""

    id: str
    text: str
    speaker: str
    role: str = ""
    contributor: str = ""


class Table(msgspec.Struct, frozen=True, tag_field="type", tag="table", omit_defaults=True):
    """A table of texts; every row has as many cells as the header, or as the first row."""

    id: str
    rows: tuple[tuple[str, ...], ...]
    header: tuple[str, ...] = ()
    caption: str = ""
    row_header: bool = False


class ReadAlso(msgspec.Struct, frozen=True, tag_field="type", tag="read_also"):
    """Links to other articles, by id."""

    id: str
    articles: tuple[str, ...]


class DocumentLink(
    msgspec.Struct, frozen=True, tag_field="type", tag="document", omit_defaults=True
):
    """A document to download, by id, under a title of this place."""

    id: str
    document: str
    title: str = ""


class Embed(msgspec.Struct, frozen=True, tag_field="type", tag="embed", omit_defaults=True):
    """Something of a third party, loaded only after a reader's click.

    ``url`` is the public page (what a link opens), ``frame`` the address shown in the frame, or
    empty when the provider has none: then it stays a link.
    """

    id: str
    url: str
    title: str
    provider: str = ""
    frame: str = ""


class Divider(msgspec.Struct, frozen=True, tag_field="type", tag="divider"):
    """A pause between two parts."""

    id: str


Block = (
    Text
    | Subhead
    | PictureBlock
    | Gallery
    | Exchange
    | Quote
    | Table
    | ReadAlso
    | DocumentLink
    | Embed
    | Divider
)
