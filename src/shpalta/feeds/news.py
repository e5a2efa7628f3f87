"""The news sitemap: articles of the last two days, at most 1,000, for search engines' news pages.

Time is the last tick's day. Articles are read from the newest window and then leaf by leaf, as far
back as the two days reach: a window of 1,000 would have to be compared at every row of the journal
for every listing, to serve this one file.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import islice, takewhile

from shpalta.feeds import places
from shpalta.feeds.channels import ITEMS
from shpalta.feeds.moments import day_begins, zone
from shpalta.feeds.owners import OUTLET, outlet_owner
from shpalta.feeds.sitemaps import document, location, visible_cards
from shpalta.feeds.tags import Tag, tag
from shpalta.lib.text import one_line
from shpalta.press.core.family import Claim, Doors, Family, Renderer
from shpalta.records import Card, Outlet
from shpalta.records.card import all_listing

NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
DAYS = 2
MOST = 1000


def claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One news sitemap for all languages."""
    return (Claim(places.SITEMAP_NEWS),) if doors.get(*OUTLET) else ()


def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """News of the last two days, newest first; the front page alone while there are none."""
    outlet: Outlet = doors.setting("outlet")
    tick = doors.tick()
    cards: list[Card] = []
    if tick is not None:
        first_day = date.fromisoformat(tick.day) - timedelta(days=DAYS - 1)
        since = day_begins(first_day, zone(outlet.zone))
        for language in outlet.languages:
            cards += islice(fresh(doors, all_listing(language.code), since), MOST)
    cards.sort(key=lambda card: (card.published, card.id), reverse=True)
    base = places.base(doors)
    entries = (location(base + card.path, announcement(card, outlet.name)) for card in cards[:MOST])
    return document(doors, entries, {"xmlns:news": NEWS_NAMESPACE})


def fresh(doors: Doors, listing: str, since: str) -> Iterable[Card]:
    """Articles of ``listing`` first published at ``since`` or later, newest first.

    Advertising is not news: search engines ask to leave it out.
    """
    cards = takewhile(
        lambda card: card.published >= since, visible_cards(doors, newest_first(doors, listing))
    )
    return (card for card in cards if card.genre != "advertising")


def newest_first(doors: Doors, listing: str) -> Iterable[str]:
    """Every id of ``listing``, newest first, read no further than is asked for."""
    window = doors.window(listing, ITEMS)
    yield from window.ids
    seen, opening = set(window.ids), window.more
    while opening is not None:
        leaf = doors.leaf(listing, opening)
        if leaf is None:
            return
        yield from (article for article in leaf.ids if article not in seen)
        opening = leaf.older


def announcement(card: Card, publication: str) -> Tag:
    """What the news protocol says of an article."""
    return tag(
        "news:news",
        tag(
            "news:publication",
            tag("news:name", publication),
            tag("news:language", news_language(card.language)),
        ),
        tag("news:publication_date", card.published),
        tag("news:title", one_line(card.title)),
    )


def news_language(code: str) -> str:
    """A language as the protocol wants it: two or three letters, but ``zh-cn`` and ``zh-tw``."""
    code = code.lower()
    return code if code in {"zh-cn", "zh-tw"} else code.split("-", 1)[0]


FAMILY = Family("sitemap-news", outlet_owner, claims, render, wave=2, rank=3)
