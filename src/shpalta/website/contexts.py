"""The documented context of every template: frozen dataclasses, plain data.

A template sees the fields of its page class by name, and nothing else. Texts are unescaped: the
template escapes them. A field called ``href`` or ``src`` is escaped already.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

from shpalta.website.dates import When


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words. ``current``: it leads to the page it stands on."""

    href: str
    label: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A set of files of one format for ``<source>``."""

    type: str
    srcset: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image ready for ``<picture>``; ``focus`` holds class names of its focal point."""

    src: str
    srcset: str
    sizes: str
    width: int
    height: int
    alt: str
    focus: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in its place: caption, credit and the word for what it is, each apart."""

    image: Image | None
    caption: str
    credit: str
    credit_href: str
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contributor on an article; ``role`` in words, empty for an author."""

    name: str
    href: str
    role: str


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a list. ``form`` is its genre as a name, ``genre`` the same in words."""

    id: str
    href: str
    headline: str
    teaser: str
    when: When
    section: Link | None
    form: str
    genre: str
    advertising: bool
    names: str
    image: Image | None
    credit: str
    kind: str
    part: int


@dataclass(frozen=True, slots=True)
class Day:
    """The articles of one day in a feed."""

    day: str
    date: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """Days, newest first; ``more`` leads on to older ones."""

    days: tuple[Day, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Share:
    """What other sites show of a page (OpenGraph). Addresses are absolute; ``large``: the image
    is a picture, not a mark. ``section`` is the name of an article's.
    """

    type: str
    title: str
    description: str
    image: str = ""
    image_width: int = 0
    image_height: int = 0
    image_alt: str = ""
    large: bool = False
    published: str = ""
    changed: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in another language (``language``), or as a feed (``type``, ``title``)."""

    href: str
    language: str = ""
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """Everything in ``<head>``. ``early``: the line of script that runs before the first paint."""

    language: str
    direction: str
    title: str
    description: str
    canonical: str
    robots: str
    policy: str
    style: str
    stylesheets: tuple[str, ...]
    script: str
    integrity: str
    early: str
    font: str
    icon: str
    touch_icon: str
    manifest: str
    locale: str
    outlet: str
    share: Share | None
    alternates: tuple[Alternate, ...]
    data: str


@dataclass(frozen=True, slots=True)
class Plate:
    """The nameplate, the bar of sections and the end of every page; ``live``: the fragment."""

    name: str
    tagline: str
    home: str
    is_front: bool
    logo: Image | None
    menu: tuple[Link, ...]
    latest: Link
    archive: Link
    more: tuple[Link, ...]
    live: str
    accounts: tuple[Link, ...]
    rss: str
    languages: tuple[Link, ...]
    footer: tuple[str, ...]
    email: Link | None
    phone: Link | None
    address: str


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


# -- the body of an article ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters under the same marks; ``line_break`` alone stands for a line's end."""

    text: str
    bold: bool
    italic: bool
    href: str
    outside: bool
    line_break: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of a list: ``text`` when it is plain, ``pieces`` when it is not."""

    id: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item with the items below it."""

    line: Line
    children: tuple["ListItem", ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the body: ``type`` says which macro of ``blocks.html`` draws ``value``."""

    type: str
    id: str
    value: Any


@dataclass(frozen=True, slots=True)
class ListValue:
    """A list."""

    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class QuoteValue:
    """A quotation; ``href`` leads to the speaker's page when there is one."""

    text: str
    speaker: str
    role: str
    href: str


@dataclass(frozen=True, slots=True)
class TableValue:
    """A table."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_header: bool


@dataclass(frozen=True, slots=True)
class RelatedItem:
    """A link to another article."""

    href: str
    headline: str
    when: When


@dataclass(frozen=True, slots=True)
class DocumentValue:
    """A file to download; ``size`` in words, ``href`` empty when the file is gone."""

    href: str
    title: str
    format: str
    size: str


@dataclass(frozen=True, slots=True)
class EmbedValue:
    """Something of a third party; ``frame`` is loaded after a click, empty when it stays a link."""

    href: str
    frame: str
    title: str
    provider: str


@dataclass(frozen=True, slots=True)
class ExchangeValue:
    """A question of an interview and the blocks of its answer; ``speaker`` may be empty."""

    speaker: str
    question: str
    answer: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class GalleryValue:
    """Pictures that belong together, in order."""

    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class SeriesBox:
    """The place of an article in its series: ``part`` is 0 where parts are not numbered."""

    name: str
    href: str
    part: int
    complete: bool
    previous: RelatedItem | None
    following: RelatedItem | None


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
class Strip:
    """A section's own row on the front; ``id`` is its element's."""

    id: str
    section: Link
    items: tuple[Item, ...]


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
class Weekday:
    """The head of a calendar's column."""

    short: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a calendar: ``number`` 0 outside its month, no ``href`` where there is no article.

    ``label`` is the whole date.
    """

    number: int
    href: str
    label: str


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
