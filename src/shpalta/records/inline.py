"""Runs of text with marks and links."""

import msgspec


class WebLink(msgspec.Struct, frozen=True, tag_field="to", tag="web"):
    """A link to any address of the web (http, https, mailto, tel)."""

    url: str


class ArticleLink(msgspec.Struct, frozen=True, tag_field="to", tag="article"):
    """A link to another article, by id: it follows the article wherever it moves."""

    id: str


class EntityLink(msgspec.Struct, frozen=True, tag_field="to", tag="entity"):
    """A link to the page of a section, topic or contributor, by kind and id."""

    kind: str
    id: str


Link = WebLink | ArticleLink | EntityLink


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """A run of characters under the same marks. A line feed in ``text`` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    link: Link | None = None


Spans = tuple[Span, ...]


def plain(spans: Spans) -> str:
    """The characters of ``spans`` without their marks."""
    return "".join(span.text for span in spans)
