"""Sitemaps: an index, and sitemaps of which none grows without bound.

Articles stand in coarse leaves of each language; topics, series, contributors and free pages in
coarse leaves of one directory: a leaf holds at most 1,000. Fronts, lists of the newest and sections
are as many as the owner makes, and archives have 13 pages a year (days are left to the calendars
that lead to them): all these stand in one.

Entities have no dates (no honest one could be named: their pages change with every article); the
index has none either: a date per sitemap would make it read every leaf, and be written anew with
every publication. Translations are named by the pages themselves.
"""

from collections.abc import Iterable, Sequence

from shpalta.feeds import places
from shpalta.feeds.owners import OUTLET, directory_leaf_owner, map_leaf_owner, outlet_owner
from shpalta.feeds.tags import Tag, tag, xml
from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors, Family, Renderer
from shpalta.records import Card, Outlet
from shpalta.records.card import (
    DIRECTORY,
    contributor_listing,
    map_listing,
    month_listing,
    year_listing,
)
from shpalta.records.outlet import Language

# The years that archives have pages of.
FIRST_YEAR, LAST_YEAR = 1900, 2100
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def location(address: str, *more: Tag, changed: str = "") -> Tag:
    """One address of a sitemap."""
    dated = (tag("lastmod", changed),) if changed else ()
    return tag("url", tag("loc", address), *dated, *more)


def document(
    doors: Doors, locations: Iterable[Tag], prefixes: dict[str, str] | None = None
) -> bytes:
    """A sitemap of ``locations``; of the front page when there are none: it may not be empty."""
    found = list(locations)
    if not found:
        front = places.front(doors.setting("outlet").languages[0])
        found.append(location(places.absolute(doors, front)))
    return xml(tag("urlset", *found, attributes={"xmlns": NAMESPACE, **(prefixes or {})}))


def visible_cards(doors: Doors, ids: Iterable[str]) -> Iterable[Card]:
    """The cards of ``ids`` that are public, in order, as they are asked for."""
    for article in ids:
        card = doors.card(article)
        if card is not None:
            yield card


# -- the index ------------------------------------------------------------------------------------


def index_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One index."""
    return (Claim(places.SITEMAP),) if doors.get(*OUTLET) else ()


def render_index(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """The sitemap of sections and those of all coarse leaves, articles newest first."""
    paths = [places.SITEMAP_SECTIONS]
    paths += [places.sitemap_directory(opening) for opening in doors.leaves(DIRECTORY)]
    for language in doors.setting("outlet").languages:
        openings = doors.leaves(map_listing(language.code))
        paths += [places.sitemap_leaf(language.code, opening) for opening in reversed(openings)]
    base = places.base(doors)
    maps = (tag("sitemap", tag("loc", base + path)) for path in paths)
    return xml(tag("sitemapindex", *maps, attributes={"xmlns": NAMESPACE}))


# -- articles -------------------------------------------------------------------------------------


def leaf_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One sitemap while the leaf stands."""
    _, listing, opening = subjects.parts(owner)
    if doors.leaf(listing, opening) is None:
        return ()
    language = listing.removeprefix("map/")
    return (Claim(places.sitemap_leaf(language, opening), (listing, opening)),)


def render_leaf(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """Every article of the leaf, newest first, with its last change that matters."""
    listing, opening = claim.args
    leaf = doors.leaf(listing, opening)
    base = places.base(doors)
    cards = visible_cards(doors, leaf.ids if leaf else ())
    return document(
        doors,
        (location(base + c.path, changed=max(c.published, c.changed)) for c in cards),
    )


# -- topics, series, contributors, free pages ----------------------------------------------------


def directory_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One sitemap while the leaf stands."""
    _, listing, opening = subjects.parts(owner)
    if doors.leaf(listing, opening) is None:
        return ()
    return (Claim(places.sitemap_directory(opening), (opening,)),)


def render_directory(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """Every page of the leaf; a contributor's in each language that they wrote in."""
    leaf = doors.leaf(DIRECTORY, *claim.args)
    found = (address for member in (leaf.ids if leaf else ()) for address in _pages(doors, member))
    return document(doors, found)


def _pages(doors: Doors, member: str) -> Iterable[Tag]:
    """The addresses of ``kind.id``."""
    kind, subject = member.split(".", 1)
    record = doors.get(kind, subject)
    if record is None:
        return
    yield location(places.absolute(doors, record.path), changed=getattr(record, "changed", ""))
    if kind == "contributor":
        outlet: Outlet = doors.setting("outlet")
        for language in outlet.languages[1:]:
            if doors.exists(contributor_listing(subject, language.code)):
                yield location(places.absolute(doors, language.prefix + record.path))


# -- fronts and sections --------------------------------------------------------------------------


def sections_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One sitemap."""
    return (Claim(places.SITEMAP_SECTIONS),) if doors.get(*OUTLET) else ()


def render_sections(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """What each language has once, and the page of each section."""
    base = places.base(doors)
    languages = doors.setting("outlet").languages
    sections = sorted(doors.setting("sections"), key=lambda s: (s.language, s.order, s.id))
    paths = [place(language) for language in languages for place in (places.front, places.latest)]
    paths += [section.path for section in sections]
    paths += [path for language in languages for path in _archive(doors, language)]
    return document(doors, (location(base + path) for path in paths))


def _archive(doors: Doors, language: Language) -> Iterable[str]:
    """The archive of a language, with its years and months, newest first."""
    yield places.archive(language)
    for year in range(LAST_YEAR, FIRST_YEAR - 1, -1):
        if doors.exists(year_listing(language.code, str(year))):
            yield places.archive(language, str(year))
            months = (f"{year}-{month:02}" for month in range(12, 0, -1))
            for month in months:
                if doors.exists(month_listing(language.code, month)):
                    yield places.archive(language, month)


FAMILIES = (
    Family("sitemap-leaf", map_leaf_owner, leaf_claims, render_leaf, wave=2, rank=3),
    Family(
        "sitemap-directory",
        directory_leaf_owner,
        directory_claims,
        render_directory,
        wave=2,
        rank=3,
    ),
    Family("sitemap-sections", outlet_owner, sections_claims, render_sections, wave=2, rank=3),
    Family("sitemap-index", outlet_owner, index_claims, render_index, wave=2, rank=4),
)
