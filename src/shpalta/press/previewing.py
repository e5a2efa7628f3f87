"""A preview: the page as it would be pressed, of a record that is not in the journal.

The same doors, families and templates as every other page, over the press's content with one
record laid on top. It differs from the pressed page only in what the record itself cannot know
before publication (its address and date are the expected ones).
"""

from collections.abc import Callable
from typing import Any

from shpalta.lib.digests import digest
from shpalta.press.core.content import Content, Head
from shpalta.press.core.family import Doors, Registry
from shpalta.press.core.overlay import Overlay
from shpalta.press.core.plan import Entry
from shpalta.press.errors import NotReady
from shpalta.press.rendering import Rendering, Theming
from shpalta.records import Article, Front, Page, encode

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
    rendering = _rendering(over, registry, theming, blobs)
    rendering.refresh()
    family = registry.family(kind)
    entry = Entry(record.path, family.name, f"record:{kind}:{record.id}", (record.id,))
    return rendering.render(entry).data


def doors_with(
    record: Front,
    content: Content,
    registry: Registry,
    theming: Theming,
    blobs: Callable[[str], bytes],
) -> Doors:
    """What a render would read were ``record`` the front of its language; raises ``NotReady``."""
    over: Any = Overlay(content)
    over.lay("front", record.language, Head(0, digest(encode(record)), ""), record)
    return _rendering(over, registry, theming, blobs).doors


def _rendering(
    over: Any, registry: Registry, theming: Theming, blobs: Callable[[str], bytes]
) -> Rendering:
    if over.head("theme", "theme") is None or over.head("outlet", "outlet") is None:
        raise NotReady("the press has not started yet: outlet or theme is missing")
    return Rendering(over, registry, theming, blobs)
