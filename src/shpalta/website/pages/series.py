"""A series: its parts in the order in which they are read."""

from shpalta.press.core.family import Doors
from shpalta.records import Article, Series
from shpalta.records.card import series_listing
from shpalta.website import machine
from shpalta.website.cards import item_of, more_of, related_of
from shpalta.website.contexts import SeriesBox, SeriesPage
from shpalta.website.links import attribute
from shpalta.website.pages.frame import common, head_of, plate_of, rss_of, title_of
from shpalta.website.scope import WINDOW, Scope, needed, scope_of

PART_SIZES = "(min-width: 45rem) 14rem, 100vw"
STYLES = ("lists.css",)


def series_page(doors: Doors, subject: str) -> SeriesPage:
    """The newest 25 parts, first to last, with the way to those before."""
    record: Series = needed(doors, "series", subject)
    scope = scope_of(doors, record.language)
    listing = series_listing(subject)
    window = doors.window(listing, WINDOW)
    found = (item_of(scope, article, sizes=PART_SIZES) for article in reversed(window.ids))
    head = head_of(
        scope,
        title_of(record.name, scope.outlet.name),
        record.path,
        description=record.description,
        alternates=[rss_of(scope, "series", subject, record.name)],
        styles=STYLES,
        data=machine.script_data(
            [
                machine.series_data(scope, record, reversed(window.ids)),
                machine.breadcrumbs(scope, [(record.name, record.path)]),
            ]
        ),
    )
    return SeriesPage(
        **common(scope, head, plate_of(scope)),
        title=record.name,
        description=record.description,
        complete=record.complete,
        parts=tuple(item for item in found if item is not None),
        earlier=attribute(more_of(listing, window)),
    )


def series_box(scope: Scope, article: Article) -> SeriesBox | None:
    """Where ``article`` stands in its series: the part before and the part after."""
    record: Series | None = scope.doors.get("series", article.series) if article.series else None
    if record is None:
        return None
    beside = scope.doors.beside(series_listing(article.series), article.id)
    previous = related_of(scope, [beside.older] if beside.older else ())
    following = related_of(scope, [beside.newer] if beside.newer else ())
    return SeriesBox(
        name=record.name,
        href=attribute(record.path),
        part=article.part,
        complete=record.complete,
        previous=previous[0] if previous else None,
        following=following[0] if following else None,
    )
