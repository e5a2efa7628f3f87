"""Which article stands where on a front: what an editor chose, the rest by rule, none twice.

Pure, and apart from the page, so that the newsroom can ask what an arrangement would become.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from shpalta.press.core.family import Doors
from shpalta.records import Front, Section
from shpalta.records.card import all_listing, section_listing
from shpalta.website.pages.frame import sections_of
from shpalta.website.scope import WINDOW, Scope, scope_of

LEADS, SECONDS, THIRDS, BRIEFS = 1, 2, 1, 6
STRIP = 3


@dataclass(frozen=True, slots=True)
class Places:
    """Ids of articles by their place on a front, in the order of reading."""

    lead: tuple[str, ...]
    seconds: tuple[str, ...]
    thirds: tuple[str, ...]
    briefs: tuple[str, ...]
    strips: tuple[tuple[Section, tuple[str, ...]], ...]
    """The rows of the sections that have something left to show."""


def places_of(scope: Scope) -> Places:
    """The front of the scope's language."""
    doors, language = scope.doors, scope.language.code
    window = doors.window(all_listing(language), WINDOW)
    chosen = _chosen(doors, language)
    newest = [one for one in _editorial(doors, language, window.ids) if one not in chosen]
    order = chosen + newest if chosen else _illustrated_first(doors, newest)
    rest = iter(order)
    lead = tuple(islice(rest, LEADS))
    seconds = tuple(islice(rest, SECONDS))
    thirds = tuple(islice(rest, max(THIRDS, len(chosen) - LEADS - SECONDS)))
    briefs = tuple(islice(rest, BRIEFS))
    shown = {*lead, *seconds, *thirds, *briefs}
    return Places(lead, seconds, thirds, briefs, tuple(_strips(scope, shown)))


def rows_of(doors: Doors, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The front of ``language`` for who knows no page: rows of ids under the names ``lead``,
    ``seconds``, ``thirds``, ``briefs``, and ``section:ID`` for the row of a section.
    """
    found = places_of(scope_of(doors, language))
    return (
        ("lead", found.lead),
        ("seconds", found.seconds),
        ("thirds", found.thirds),
        ("briefs", found.briefs),
        *((f"section:{section.id}", ids) for section, ids in found.strips),
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


def _strips(scope: Scope, shown: set[str]) -> Iterable[tuple[Section, tuple[str, ...]]]:
    """A row per section of what is not on the page yet."""
    for section in sections_of(scope):
        window = scope.doors.window(section_listing(section.id), WINDOW)
        fit = _editorial(scope.doors, scope.language.code, window.ids)
        rest = [one for one in fit if one not in shown][:STRIP]
        if rest:
            yield section, tuple(_illustrated_first(scope.doors, rest))
