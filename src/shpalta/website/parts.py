"""The parts of the contexts of templates: what several kinds of page are made of."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Strip:
    """A section's own row on the front; ``id`` is its element's."""

    id: str
    section: Link
    items: tuple[Item, ...]


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
