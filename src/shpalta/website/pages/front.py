"""The front: what an editor chose, the rest by rule, no article twice outside the feed."""

from collections.abc import Iterable
from itertools import islice

from shpalta.press.core.family import Doors
from shpalta.records import Front
from shpalta.records.card import all_listing, section_listing
from shpalta.website import machine
from shpalta.website.cards import feed_of, item_of, more_of
from shpalta.website.contexts import FrontPage, Item, Link, Strip
from shpalta.website.links import attribute
from shpalta.website.pages.alternates import feeds_of, translations_of
from shpalta.website.pages.frame import (
    common,
    head_of,
    plate_of,
    sections_of,
    title_of,
)
from shpalta.website.pages.sharing import share_of
from shpalta.website.scope import WINDOW, Scope, front_path, scope_of

LEAD_SIZES = "(min-width: 75rem) 34rem, (min-width: 62rem) 60vw, 100vw"
CARD_SIZES = "(min-width: 62rem) 17rem, (min-width: 45rem) 48vw, 100vw"
LEADS, SECONDS, THIRDS, BRIEFS = 1, 2, 1, 6
STRIP = 3
STYLES = ("front.css",)


def front_page(doors: Doors, language: str) -> FrontPage:
    """The context of ``front.html`` in ``language``."""
    scope = scope_of(doors, language)
    listing = all_listing(language)
    window = doors.window(listing, WINDOW)
    chosen = _chosen(doors, language)
    newest = [one for one in _editorial(doors, language, window.ids) if one not in chosen]
    order = chosen + newest if chosen else _illustrated_first(doors, newest)
    rest = iter(order)
    leads = _items(scope, islice(rest, LEADS), sizes=LEAD_SIZES)
    seconds = _items(scope, islice(rest, SECONDS), sizes=CARD_SIZES)
    thirds = _items(
        scope, islice(rest, max(THIRDS, len(chosen) - LEADS - SECONDS)), sizes=CARD_SIZES
    )
    briefs = _items(scope, islice(rest, BRIEFS))
    shown = set(order) - set(rest)
    strips, colours = _strips(scope, shown)
    path = front_path(scope.prefix)
    outlet = scope.outlet
    paths = {one.code: front_path(one.prefix) for one in outlet.languages}
    head = head_of(
        scope,
        title_of(outlet.name, outlet.tagline),
        path,
        description=outlet.tagline,
        styles=STYLES,
        parts=colours,
        share=share_of(scope, "website", outlet.name, outlet.tagline),
        alternates=[*translations_of(scope, paths), *feeds_of(scope)],
        data=machine.script_data([machine.organization(scope), machine.website(scope)]),
    )
    return FrontPage(
        **common(scope, head, plate_of(scope, is_front=True)),
        lead=leads[0] if leads else None,
        seconds=seconds,
        thirds=thirds,
        briefs=briefs,
        strips=strips,
        feed=feed_of(scope, window.ids, more_of(listing, window)),
    )


def _chosen(doors: Doors, language: str) -> list[str]:
    """The editor's own order, each once: the lead, then what is pinned.

    Without a lead of theirs the rule's stands first, so that pins stay below it.
    """
    record: Front | None = doors.get("front", language)
    if record is None:
        return []
    pins = _editorial(doors, language, record.pins)
    lead = _editorial(doors, language, (record.lead,) if record.lead else ())
    if not lead and pins:
        window = doors.window(all_listing(language), WINDOW)
        newest = [one for one in _editorial(doors, language, window.ids) if one not in pins]
        lead = _illustrated_first(doors, newest)[:1]
    return list(dict.fromkeys([*lead, *pins]))


def _editorial(doors: Doors, language: str, ids: Iterable[str]) -> list[str]:
    """Those of ``ids`` that may stand on the front of ``language``: public, and no advertising,
    which has its place in the feed and in lists alone.
    """
    cards = ((article, doors.card(article)) for article in ids)
    return [
        article
        for article, card in cards
        if card and card.genre != "advertising" and card.language == language
    ]


def _illustrated_first(doors: Doors, ids: list[str]) -> list[str]:
    """``ids`` with the newest of the first five that has a picture in front of them."""
    order = list(ids)
    for index, article in enumerate(order[:5]):
        card = doors.card(article)
        if card and card.picture:
            order.insert(0, order.pop(index))
            break
    return order


def _items(scope: Scope, ids: Iterable[str], *, sizes: str = "") -> tuple[Item, ...]:
    found = (item_of(scope, article, sizes=sizes) for article in ids)
    return tuple(item for item in found if item is not None)


def _strips(scope: Scope, shown: set[str]) -> tuple[tuple[Strip, ...], list[tuple[str, str]]]:
    """A row per section of what is not on the page yet, and the colour of each row by its id."""
    strips: list[Strip] = []
    colours: list[tuple[str, str]] = []
    for section in sections_of(scope):
        window = scope.doors.window(section_listing(section.id), WINDOW)
        fit = _editorial(scope.doors, scope.language.code, window.ids)
        rest = [one for one in fit if one not in shown][:STRIP]
        items = _items(scope, _illustrated_first(scope.doors, rest), sizes=CARD_SIZES)
        if items:
            name = f"s{len(strips) + 1}"
            strips.append(Strip(name, Link(attribute(section.path), section.name), items))
            colours.append((name, section.colour))
    return tuple(strips), colours
