"""A preview: the page as it would be pressed, of a record that is not in the journal.

The same doors, families and templates as every other page, over the press's content with one
record laid on top. It differs from the pressed page only in what the record itself cannot know
before publication (its address and date are the expected ones).
"""

from collections.abc import Callable
from typing import Any

from shpalta.lib.digests import digest
from shpalta.press.core.content import Content, Head
from shpalta.press.core.family import Registry
from shpalta.press.core.overlay import Overlay
from shpalta.press.core.plan import Entry
from shpalta.press.errors import NotReady
from shpalta.press.rendering import Rendering, Theming
from shpalta.records import Article, Page, encode

# What can be drawn before it is sealed: record → its kind, which is its family too.
_KINDS: dict[type[Any], str] = {Article: "article", Page: "page"}


def preview(
    record: Article | Page,
    content: Content,
    registry: Registry,
    theming: Theming,
    blobs: Callable[[str], bytes],
) -> bytes:
    """The page of ``record`` as UTF-8 HTML; raises ``PressError`` with a reason for people."""
    kind = _KINDS[type(record)]
    project = registry.kinds[kind].card
    card = project(record) if project else None
    over: Any = Overlay(content)
    over.lay(kind, record.id, Head(0, digest(encode(record)), record.path), record, card)
    rendering = Rendering(over, registry, theming, blobs)
    if content.head("theme", "theme") is None or content.head("outlet", "outlet") is None:
        raise NotReady("the press has not started yet: outlet or theme is missing")
    rendering.refresh()
    family = registry.family(kind)
    entry = Entry(record.path, family.name, f"record:{kind}:{record.id}", (record.id,))
    return rendering.render(entry).data
