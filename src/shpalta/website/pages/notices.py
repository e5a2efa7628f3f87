"""Pages that say where something went: moved, gone, not found."""

from shpalta.press.core.family import Doors
from shpalta.records import Redirect
from shpalta.website.contexts import GonePage, Link, MovedPage, NotFoundPage
from shpalta.website.links import attribute
from shpalta.website.pages.frame import (
    common,
    head_of,
    paragraphs,
    plate_of,
    sections_of,
    title_of,
)
from shpalta.website.scope import front_path, needed, scope_of

HIDDEN = "noindex"
STYLES = ("lists.css",)


def moved_page(doors: Doors, path: str) -> MovedPage:
    """A page without a look of its own: it leads on at once."""
    record: Redirect = needed(doors, "redirect", path)
    scope = scope_of(doors, record.language)
    card = doors.card(record.article) if record.article else None
    home = attribute(front_path(scope.prefix))
    return MovedPage(
        language=scope.language.code,
        href=attribute(card.path) if card else "",
        canonical=scope.absolute(card.path) if card else "",
        title=title_of(card.headline if card else scope.words.t("Page not found")),
        home=home,
        t=scope.words.t,
    )


def gone_page(doors: Doors, path: str) -> GonePage:
    """The page of a retracted article: that it is gone and the public words, and no more."""
    record: Redirect = needed(doors, "redirect", path)
    scope = scope_of(doors, record.language)
    title = title_of(scope.words.t("Withdrawn"), scope.outlet.name)
    head = head_of(scope, title, "", robots=HIDDEN, styles=STYLES)
    return GonePage(**common(scope, head, plate_of(scope)), reason=paragraphs(record.reason))


def not_found_page(doors: Doors, language: str) -> NotFoundPage:
    """The page for every address that does not exist, with a way on."""
    scope = scope_of(doors, language)
    title = title_of(scope.words.t("Page not found"), scope.outlet.name)
    head = head_of(scope, title, "", robots=HIDDEN, styles=STYLES)
    links = tuple(Link(attribute(s.path), s.name) for s in sections_of(scope))
    return NotFoundPage(**common(scope, head, plate_of(scope)), sections=links)
