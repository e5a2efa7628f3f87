"""The documented context of every template: frozen dataclasses, plain data.

A template sees the fields of its page class by name, and nothing else. Texts are unescaped: the
template escapes them. A field called ``href`` or ``src`` is escaped already.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from shpalta.website.dates import When
from shpalta.website.parts import (
    Alternate,
    Block,
    Cell,
    Day,
    DocumentValue,
    EmbedValue,
    ExchangeValue,
    Feed,
    Figure,
    GalleryValue,
    Head,
    Image,
    Item,
    Line,
    Link,
    ListItem,
    ListValue,
    Person,
    Piece,
    Plate,
    QuoteValue,
    RelatedItem,
    SeriesBox,
    Share,
    Source,
    Strip,
    TableValue,
    Weekday,
)

__all__ = [
    "Alternate",
    "ArchivePage",
    "ArticlePage",
    "Block",
    "Cell",
    "Context",
    "ContributorPage",
    "Day",
    "DocumentValue",
    "EmbedValue",
    "ExchangeValue",
    "Feed",
    "Figure",
    "FragmentPage",
    "FreePage",
    "FrontPage",
    "GalleryValue",
    "GonePage",
    "Head",
    "Image",
    "Item",
    "Line",
    "Link",
    "ListItem",
    "ListPage",
    "ListValue",
    "MonthPage",
    "MovedPage",
    "NotFoundPage",
    "Page",
    "Person",
    "Piece",
    "Plate",
    "QuoteValue",
    "RelatedItem",
    "SeriesBox",
    "SeriesPage",
    "Share",
    "Source",
    "Strip",
    "TableValue",
    "Weekday",
]


@dataclass(frozen=True, slots=True)
class Context:
    """What a template is rendered with."""

    def mapping(self) -> dict[str, Any]:
        """The fields by name, as the renderer takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Page(Context):
    """What every page has. ``t`` and ``tn`` are the translation functions of its language."""

    head: Head
    plate: Plate
    t: Callable[..., str]
    tn: Callable[..., str]


# -- pages --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArticlePage(Page):
    """``article.html``. ``old`` is the date of an article over a year old, else empty.

    ``kind`` is the genre as a name, for a theme's rules; ``genre`` the same in words. ``portrait``
    is that of an opinion's author.
    """

    id: str
    headline: str
    lead: str
    section: Link | None
    kind: str
    genre: str
    advertising: bool
    portrait: Image | None
    dateline: str
    people: tuple[Person, ...]
    published: When
    changed: When | None
    minutes: int
    old: str
    figure: Figure | None
    body: tuple[Block, ...]
    topics: tuple[Link, ...]
    series: SeriesBox | None
    related: tuple[RelatedItem, ...]
    translations: tuple[Link, ...]
    live: str


@dataclass(frozen=True, slots=True)
class FrontPage(Page):
    """``front.html``: one lead, two in a row, one more, briefs, a row per section, the feed."""

    lead: Item | None
    seconds: tuple[Item, ...]
    thirds: tuple[Item, ...]
    briefs: tuple[Item, ...]
    strips: tuple[Strip, ...]
    feed: Feed


@dataclass(frozen=True, slots=True)
class ListPage(Page):
    """``list.html``: section, topic, latest, a day of the archive, the leaves of every listing.

    ``period`` is set on leaves: the days they hold; ``parent`` leads to the list's first page, or
    from a day to its month.
    """

    kind: str
    title: str
    description: str
    period: str
    parent: Link | None
    newer: str
    feed: Feed


@dataclass(frozen=True, slots=True)
class ContributorPage(Page):
    """``contributor.html``."""

    name: str
    role: str
    bio: tuple[str, ...]
    image: Image | None
    expertise: tuple[str, ...]
    languages: tuple[str, ...]
    email: Link | None
    accounts: tuple[Link, ...]
    feed: Feed


@dataclass(frozen=True, slots=True)
class SeriesPage(Page):
    """``series.html``: the parts in order, first to last; ``earlier`` leads to parts before."""

    title: str
    description: str
    complete: bool
    parts: tuple[Item, ...]
    earlier: str


@dataclass(frozen=True, slots=True)
class ArchivePage(Page):
    """``archive.html``: the years, or the months of a year; a month without articles has no link.

    ``parent`` leads from a year to all years.
    """

    kind: str
    title: str
    parent: Link | None
    older: Link | None
    newer: Link | None
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MonthPage(Page):
    """``month.html``: a calendar of one month, weeks from Monday."""

    title: str
    parent: Link
    older: Link | None
    newer: Link | None
    weekdays: tuple[Weekday, ...]
    weeks: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class FreePage(Page):
    """``page.html``: about, contacts, rules."""

    id: str
    title: str
    lead: str
    changed: When | None
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FragmentPage(Context):
    """``fragment.html``: the living feed and the reading tools, contract version 1."""

    language: str
    title: str
    feed: Feed
    latest: str
    t: Callable[..., str]
    tn: Callable[..., str]


@dataclass(frozen=True, slots=True)
class GonePage(Page):
    """``gone.html``: the page of a retracted article. ``reason`` holds the public words."""

    reason: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotFoundPage(Page):
    """``not_found.html``: the one page for every address that is not there."""

    sections: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MovedPage(Context):
    """``moved.html``: leads on to where an article stands now; no ``href``: it is nowhere."""

    language: str
    href: str
    canonical: str
    title: str
    home: str
    t: Callable[..., str]
