"""Record parts to rich text as Wagtail stores it: what importers and the sample write. Pure."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from itertools import groupby

from shpalta.newsroom.richtext.reader import Part, free_id
from shpalta.records.blocks import Item, ListBlock, Paragraph
from shpalta.records.inline import Link, Span, Spans, WebLink, plain

Describe = Callable[[Link], Mapping[str, str] | None]


def web_only(link: Link) -> Mapping[str, str] | None:
    """The attributes of a link to the web; None for any other, which then is plain text."""
    return {"href": link.url} if isinstance(link, WebLink) else None


def to_richtext(parts: Iterable[Part], describe: Describe = web_only) -> str:
    """The HTML that the editor opens and ``read`` turns back into the same parts.

    Args:
        parts: paragraphs and lists; ids that cannot be keys, or come twice, are replaced.
        describe: the attributes of ``<a>`` for a link (``{"linktype": "page", "id": "7"}``), or
            None where it cannot be said: then only its text is written.
    """
    taken: set[str] = set()
    return "".join(
        _list(part, describe, taken)
        if isinstance(part, ListBlock)
        else _element("p", part, describe, taken) + "</p>"
        for part in parts
    )


def from_paragraphs(texts: Iterable[str]) -> str:
    """Rich text of plain paragraphs, each with a key that its text decides."""
    return to_richtext(Paragraph("", (Span(text),)) for text in texts)


def _element(tag: str, line: Paragraph | Item, describe: Describe, taken: set[str]) -> str:
    key = free_id(line.id, plain(line.spans), taken)
    return f'<{tag} data-block-key="{key}">{_spans(line.spans, describe)}'


def _list(block: ListBlock, describe: Describe, taken: set[str]) -> str:
    tag = "ol" if block.ordered else "ul"
    out: list[str] = []
    # One entry per open list: whether an item of it is open.
    levels: list[bool] = []

    def close() -> None:
        out.append("</li>" * levels.pop() + f"</{tag}>")

    for item in block.items:
        while len(levels) - 1 > item.depth:
            close()
        if len(levels) - 1 == item.depth and levels[-1]:
            out.append("</li>")
        while len(levels) - 1 < item.depth:
            out.append(f"<{tag}>")
            levels.append(False)
        out.append(_element("li", item, describe, taken))
        levels[-1] = True
    while levels:
        close()
    return "".join(out)


def _spans(spans: Spans, describe: Describe) -> str:
    out = []
    for link, run in groupby(spans, key=lambda span: span.link):
        inner = "".join(map(_span, run))
        attributes = describe(link) if link else None
        if attributes:
            said = " ".join(f'{name}="{escape(value)}"' for name, value in attributes.items())
            inner = f"<a {said}>{inner}</a>"
        out.append(inner)
    return "".join(out)


def _span(span: Span) -> str:
    text = escape(span.text, quote=False)
    # A raw newline would be read as layout, a raw carriage return as part of one.
    text = text.replace("\n", "<br/>").replace("\r", "&#13;")
    if span.italic:
        text = f"<i>{text}</i>"
    return f"<b>{text}</b>" if span.bold else text
