"""The front as a page; ``placing`` says which article stands where."""

from collections.abc import Iterable

from shpalta.press.core.family import Doors
from shpalta.records.card import all_listing
from shpalta.website import machine
from shpalta.website.cards import feed_of, item_of, more_of
from shpalta.website.contexts import FrontPage, Item, Link, Strip
from shpalta.website.links import attribute
from shpalta.website.pages.alternates import feeds_of, translations_of
from shpalta.website.pages.frame import (
    common,
    head_of,
    plate_of,
    title_of,
)
from shpalta.website.pages.placing import places_of
from shpalta.website.pages.sharing import share_of
from shpalta.website.scope import WINDOW, Scope, front_path, scope_of

LEAD_SIZES = "(min-width: 75rem) 34rem, (min-width: 62rem) 60vw, 100vw"
CARD_SIZES = "(min-width: 62rem) 17rem, (min-width: 45rem) 48vw, 100vw"
STYLES = ("front.css",)


def front_page(doors: Doors, language: str) -> FrontPage:
    """The context of ``front.html`` in ``language``."""
    scope = scope_of(doors, language)
    places = places_of(scope)
    listing = all_listing(language)
    window = doors.window(listing, WINDOW)
    leads = _items(scope, places.lead, sizes=LEAD_SIZES)
    strips = [(section, _items(scope, ids, sizes=CARD_SIZES)) for section, ids in places.strips]
    path = front_path(scope.prefix)
    outlet = scope.outlet
    paths = {one.code: front_path(one.prefix) for one in outlet.languages}
    head = head_of(
        scope,
        title_of(outlet.name, outlet.tagline),
        path,
        description=outlet.tagline,
        styles=STYLES,
        parts=[(_name(number), section.colour) for number, (section, _) in enumerate(strips, 1)],
        share=share_of(scope, "website", outlet.name, outlet.tagline),
        alternates=[*translations_of(scope, paths), *feeds_of(scope)],
        data=machine.script_data([machine.organization(scope), machine.website(scope)]),
    )
    return FrontPage(
        **common(scope, head, plate_of(scope, is_front=True)),
        lead=leads[0] if leads else None,
        seconds=_items(scope, places.seconds, sizes=CARD_SIZES),
        thirds=_items(scope, places.thirds, sizes=CARD_SIZES),
        briefs=_items(scope, places.briefs),
        strips=tuple(
            Strip(_name(number), Link(attribute(section.path), section.name), items)
            for number, (section, items) in enumerate(strips, 1)
        ),
        feed=feed_of(scope, window.ids, more_of(listing, window)),
    )


def _items(scope: Scope, ids: Iterable[str], *, sizes: str = "") -> tuple[Item, ...]:
    found = (item_of(scope, article, sizes=sizes) for article in ids)
    return tuple(item for item in found if item is not None)


def _name(number: int) -> str:
    """The id of a section's row, which its colour hangs on."""
    return f"s{number}"
