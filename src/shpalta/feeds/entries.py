"""What feeds of every form say of an article, taken from its card and, where wanted, its record.

An entry is known for ever by the same id in every form, made of the article's: neither a new slug
nor a new domain makes an old article look new. Times come from records, none from a clock.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from shpalta.feeds import body, places
from shpalta.feeds.channels import ITEMS
from shpalta.feeds.markup import clean, html
from shpalta.feeds.pictures import Shown, shown
from shpalta.lib.text import bidi_balance, one_line
from shpalta.press.core.family import Doors
from shpalta.records import Card, Outlet

# Another number here would show every article of every newspaper to its readers once more.
_NAMESPACE = uuid.UUID("6a4c2f0e-5b0d-4c52-9d2b-3d1c0f6b7a18")
# Paid matter says so wherever it appears; a feed has no place for it but the categories.
_ADVERTISING = {"uk": "Реклама"}


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote, and where their page is."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a feed. ``changed`` is empty when no change mattered; ``html`` without full
    text. Texts are plain and on one line.
    """

    id: str
    url: str
    title: str
    published: str
    changed: str
    summary: str
    authors: tuple[Author, ...]
    categories: tuple[str, ...]
    picture: Shown | None
    html: str

    @property
    def updated(self) -> str:
        """When it last said something new."""
        return max(self.published, self.changed)


def entries_of(doors: Doors, listing: str) -> tuple[Entry, ...]:
    """The newest public articles of ``listing``, newest first."""
    cards = (doors.card(article) for article in doors.window(listing, ITEMS).ids)
    return tuple(entry_of(card, doors) for card in cards if card is not None)


def entry_of(card: Card, doors: Doors) -> Entry:
    """The article of ``card``."""
    outlet: Outlet = doors.setting("outlet")
    return Entry(
        id=urn(card.id),
        url=places.absolute(doors, card.path),
        title=inline(card.title),
        published=card.published,
        changed=card.changed,
        summary=inline(card.teaser),
        authors=tuple(_authors(card, doors)),
        categories=tuple(_categories(card, doors)),
        picture=shown(card.picture, doors),
        html=html(body.article(card, doors)) if outlet.feed_full_text else "",
    )


def urn(article: str) -> str:
    """The article's id as RFC 4122 writes names: random ids stay unique among newspapers."""
    return f"urn:uuid:{uuid.uuid5(_NAMESPACE, article)}"


def last_word(entries: Iterable[Entry]) -> str:
    """The newest moment in ``entries``, or "": a clock would make equal content unequal bytes."""
    return max((entry.updated for entry in entries), default="")


def inline(text: str) -> str:
    """``text`` on one line, in characters that every form can carry, that leaves the direction of
    what follows it alone.
    """
    line = one_line(clean(text))
    return line + bidi_balance(line)


def _authors(card: Card, doors: Doors) -> Iterable[Author]:
    outlet: Outlet = doors.setting("outlet")
    prefix = next((x.prefix for x in outlet.languages if x.code == card.language), "")
    for byline in card.bylines:
        person = doors.get("contributor", byline.contributor) if byline.role == "author" else None
        if person is not None:
            yield Author(inline(person.name), places.absolute(doors, prefix + person.path))


def _categories(card: Card, doors: Doors) -> list[str]:
    records = [doors.get("section", card.section)]
    records += [doors.get("topic", topic) for topic in card.topics]
    names = [inline(record.name) for record in records if record is not None]
    if card.genre == "advertising":
        names.insert(0, _ADVERTISING.get(card.language, "Advertising"))
    return names
