"""The archive: years, the months of a year, a calendar of each month, the articles of a day.

A year or month is read anew when a month or day comes into being, a day when an article does.
"""

from calendar import Calendar
from datetime import date
from typing import Any

from shpalta.press.core.family import Doors
from shpalta.records.card import day_listing, month_listing, year_listing
from shpalta.website import machine
from shpalta.website.cards import feed_of, more_of
from shpalta.website.contexts import ArchivePage, Cell, Link, ListPage, MonthPage, Weekday
from shpalta.website.dates import date_in_words, month_in_words, weekdays
from shpalta.website.links import attribute
from shpalta.website.pages.frame import common, head_of, plate_of, title_of
from shpalta.website.scope import WINDOW, Scope, archive_path, scope_of

# Papers older than the first or later than the last have their articles in every list but this.
FIRST_YEAR, LAST_YEAR = 1900, 2100
STYLES = ("lists.css",)


def archive_page(doors: Doors, language: str) -> ArchivePage:
    """The years that have articles, newest first."""
    scope = scope_of(doors, language)
    years = (str(year) for year in range(LAST_YEAR, FIRST_YEAR - 1, -1))
    found = [year for year in years if doors.exists(year_listing(language, year))]
    title, path = scope.words.t("Archive"), archive_path(scope.prefix)
    return ArchivePage(
        **_frame(scope, [(title, path)]),
        kind="years",
        title=title,
        parent=None,
        older=None,
        newer=None,
        links=tuple(Link(_href(scope, year), year) for year in found),
    )


def year_page(doors: Doors, language: str, year: str) -> ArchivePage:
    """The months of ``2026``, January first."""
    scope = scope_of(doors, language)
    links = []
    for number in range(1, 13):
        month = f"{year}-{number:02}"
        there = doors.exists(month_listing(language, month))
        label = month_in_words(number, language)
        links.append(Link(_href(scope, month) if there else "", label))
    return ArchivePage(
        **_frame(scope, [*_trail(scope), (year, archive_path(scope.prefix, year))]),
        kind="months",
        title=year,
        parent=Link(attribute(archive_path(scope.prefix)), scope.words.t("Archive")),
        older=_year(scope, int(year) - 1),
        newer=_year(scope, int(year) + 1),
        links=tuple(links),
    )


def month_page(doors: Doors, language: str, month: str) -> MonthPage:
    """The calendar of ``2026-11``."""
    scope = scope_of(doors, language)
    year, number = int(month[:4]), int(month[5:])
    title = _month_title(scope, year, number)
    weeks = Calendar().monthdayscalendar(year, number)
    steps = [(str(year), archive_path(scope.prefix, str(year)))]
    steps.append((title, archive_path(scope.prefix, month)))
    return MonthPage(
        **_frame(scope, [*_trail(scope), *steps]),
        title=title,
        parent=Link(_href(scope, str(year)), str(year)),
        older=_month(scope, *((year, number - 1) if number > 1 else (year - 1, 12))),
        newer=_month(scope, *((year, number + 1) if number < 12 else (year + 1, 1))),
        weekdays=tuple(Weekday(short, name) for short, name in weekdays(language)),
        weeks=tuple(tuple(_cell(scope, year, number, day) for day in week) for week in weeks),
    )


def day_page(doors: Doors, language: str, day: str) -> ListPage:
    """The articles first published on ``2026-11-23``."""
    scope = scope_of(doors, language)
    listing = day_listing(language, day)
    window = doors.window(listing, WINDOW)
    year, number = int(day[:4]), int(day[5:7])
    title = date_in_words(date.fromisoformat(day), language)
    month = _month_title(scope, year, number)
    steps = [(str(year), archive_path(scope.prefix, str(year)))]
    steps += [
        (month, archive_path(scope.prefix, day[:7])),
        (title, archive_path(scope.prefix, day)),
    ]
    return ListPage(
        **_frame(scope, [*_trail(scope), *steps]),
        kind="day",
        title=title,
        description="",
        period="",
        parent=Link(_href(scope, day[:7]), month),
        newer="",
        feed=feed_of(scope, window.ids, more_of(listing, window)),
    )


def _frame(scope: Scope, trail: list[tuple[str, str]]) -> dict[str, Any]:
    """Head and plate of a page whose way from the front is ``trail``."""
    title, path = trail[-1]
    archive = scope.words.t("Archive")
    words = [title] if title == archive else [title, archive]
    head = head_of(
        scope,
        title_of(*words, scope.outlet.name),
        path,
        styles=STYLES,
        data=machine.script_data([machine.breadcrumbs(scope, trail)]),
    )
    return common(scope, head, plate_of(scope, current=archive_path(scope.prefix)))


def _trail(scope: Scope) -> list[tuple[str, str]]:
    return [(scope.words.t("Archive"), archive_path(scope.prefix))]


def _href(scope: Scope, span: str) -> str:
    return attribute(archive_path(scope.prefix, span))


def _month_title(scope: Scope, year: int, month: int) -> str:
    return f"{month_in_words(month, scope.language.code)} {year}"


def _year(scope: Scope, year: int) -> Link | None:
    """The year, if it has articles."""
    name = f"{year:04}"
    there = scope.doors.exists(year_listing(scope.language.code, name))
    return Link(_href(scope, name), name) if there else None


def _month(scope: Scope, year: int, month: int) -> Link | None:
    """The month, if it has articles."""
    name = f"{year:04}-{month:02}"
    there = scope.doors.exists(month_listing(scope.language.code, name))
    return Link(_href(scope, name), _month_title(scope, year, month)) if there else None


def _cell(scope: Scope, year: int, month: int, day: int) -> Cell:
    if not day:
        return Cell(0, "", "")
    name = f"{year:04}-{month:02}-{day:02}"
    there = scope.doors.exists(day_listing(scope.language.code, name))
    label = date_in_words(date(year, month, day), scope.language.code)
    return Cell(day, _href(scope, name) if there else "", label)
