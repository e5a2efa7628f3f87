"""RSS 2.0: the newest articles of a language, a section, a topic, a contributor.

A feed stands wherever the page of the same thing stands, so that a page may link to it unasked. An
item is known for ever by its guid, the article's id: neither a new slug nor a new domain makes an
old article look new. Times come from records, none from a clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from shpalta.feeds import body, places
from shpalta.feeds.markup import html
from shpalta.feeds.moments import rfc822, zone
from shpalta.feeds.owners import OUTLET, contributor_owner, entity_owner, outlet_owner
from shpalta.feeds.pictures import shown
from shpalta.feeds.tags import Tag, tag, xml
from shpalta.lib.text import bidi_balance, one_line
from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors, Family, Renderer
from shpalta.records import Card, Outlet
from shpalta.records.card import (
    all_listing,
    contributor_listing,
    section_listing,
    topic_listing,
)

ITEMS = 25
PREFIXES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
# Paid matter says so wherever it appears; a feed has no place for it but the categories.
_ADVERTISING = {"uk": "Реклама"}


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself."""

    title: str
    description: str
    page: str
    language: str
    listing: str


# -- claims ---------------------------------------------------------------------------------------


def all_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One feed a language."""
    outlet = doors.get(*OUTLET)
    codes = [language.code for language in outlet.languages] if outlet else []
    return [Claim(places.feed_all(code), ("all", "", code)) for code in codes]


def entity_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One feed for a section or topic."""
    _, kind, subject = subjects.parts(owner)
    record = doors.get(kind, subject)
    if record is None:
        return ()
    path = places.feed_of(kind, subject, record.language)
    return (Claim(path, (kind, subject, record.language)),)


def contributor_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """A feed beside each page of a contributor: main language, and others they wrote in."""
    _, kind, subject = subjects.parts(owner)
    if doors.get(kind, subject) is None:
        return ()
    main, *others = (language.code for language in doors.setting("outlet").languages)
    written = [code for code in others if doors.exists(contributor_listing(subject, code))]
    codes = (main, *written)
    return [Claim(places.feed_of(kind, subject, code), (kind, subject, code)) for code in codes]


# -- channels -------------------------------------------------------------------------------------


def channel_of(claim: Claim, doors: Doors) -> Channel:
    """What the feed of ``claim`` says of itself."""
    kind, subject, language = claim.args
    outlet: Outlet = doors.setting("outlet")
    spoken = next((x for x in outlet.languages if x.code == language), outlet.languages[0])
    record = doors.get(kind, subject) if subject else None
    if record is None:
        about = outlet.tagline or outlet.name
        return Channel(outlet.name, about, places.front(spoken), language, all_listing(language))
    title = f"{record.name} — {outlet.name}"
    if kind == "contributor":
        listing = contributor_listing(subject, language)
        return Channel(title, record.bio or title, spoken.prefix + record.path, language, listing)
    listing = section_listing(subject) if kind == "section" else topic_listing(subject)
    return Channel(title, record.description or title, record.path, language, listing)


def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """The feed as bytes."""
    channel = channel_of(claim, doors)
    found = (doors.card(article) for article in doors.window(channel.listing, ITEMS).ids)
    cards = [card for card in found if card is not None]
    made = _channel(channel, claim.path, cards, doors)
    return xml(tag("rss", made, attributes={"version": "2.0", **PREFIXES}))


def _channel(channel: Channel, path: str, cards: Sequence[Card], doors: Doors) -> Tag:
    base, outlet = places.base(doors), doors.setting("outlet")
    link = {"href": base + path, "rel": "self", "type": "application/rss+xml"}
    made = [
        tag("title", inline(channel.title)),
        tag("link", base + channel.page),
        tag("description", inline(channel.description)),
        tag("language", channel.language),
        tag("atom:link", attributes=link),
    ]
    if cards:
        # The last word of what is in it: a clock here would make equal content unequal bytes.
        newest = max(max(card.published, card.changed) for card in cards)
        made.append(tag("lastBuildDate", rfc822(newest, zone(outlet.zone))))
    return tag("channel", *made, *(_item(card, doors) for card in cards))


# -- items ----------------------------------------------------------------------------------------


def _item(card: Card, doors: Doors) -> Tag:
    outlet: Outlet = doors.setting("outlet")
    made = [
        tag("title", inline(card.title)),
        tag("link", places.absolute(doors, card.path)),
        tag("guid", f"shpalta:article:{card.id}", attributes={"isPermaLink": "false"}),
        tag("pubDate", rfc822(card.published, zone(outlet.zone))),
    ]
    if card.teaser:
        # Readers take a description for HTML, so its text is escaped as HTML's first.
        made.append(tag("description", escape(inline(card.teaser), quote=False)))
    made += [tag("dc:creator", name) for name in _authors(card, doors)]
    made += [tag("category", name) for name in _categories(card, doors)]
    made += _picture(card, doors)
    if outlet.feed_full_text:
        text = html(body.article(card, doors))
        if text:
            made.append(tag("content:encoded", text))
    return tag("item", *made)


def inline(text: str) -> str:
    """``text`` on one line that leaves the direction of what follows it alone."""
    line = one_line(text)
    return line + bidi_balance(line)


def _authors(card: Card, doors: Doors) -> list[str]:
    people = [doors.get("contributor", b.contributor) for b in card.bylines if b.role == "author"]
    return [inline(person.name) for person in people if person is not None]


def _categories(card: Card, doors: Doors) -> list[str]:
    records = [doors.get("section", card.section)]
    records += [doors.get("topic", topic) for topic in card.topics]
    names = [inline(record.name) for record in records if record is not None]
    if card.genre == "advertising":
        names.insert(0, _ADVERTISING.get(card.language, "Advertising"))
    return names


def _picture(card: Card, doors: Doors) -> list[Tag]:
    """The main picture, for old readers as an enclosure, for others with its credit."""
    picture = shown(card.picture, doors)
    if picture is None:
        return []
    length = str(picture.size)
    common = {"url": picture.url, "type": picture.media_type}
    size = {"width": str(picture.width), "height": str(picture.height), "fileSize": length}
    about = inline(picture.alt or picture.caption)
    words = [tag("media:description", about, attributes={"type": "plain"})] if about else []
    if picture.credit:
        words.append(tag("media:credit", inline(picture.credit)))
    media = tag("media:content", *words, attributes={**common, "medium": "image", **size})
    return [tag("enclosure", attributes={**common, "length": length}), media]


def _family(
    name: str,
    owner: Callable[[str], str | None],
    claims: Callable[[str, Doors], Sequence[Claim]],
) -> Family:
    return Family(name, owner, claims, render, wave=2, rank=3)


FAMILIES = (
    _family("feed-all", outlet_owner, all_claims),
    _family("feed-entity", entity_owner, entity_claims),
    _family("feed-contributor", contributor_owner, contributor_claims),
)
