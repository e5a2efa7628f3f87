"""Lists: section, topic, latest, the leaves of every listing, and the living feed."""

from dataclasses import dataclass
from datetime import date

from shpalta.press.core.family import Doors, Leaf
from shpalta.records import Contributor, Section, Series, Topic
from shpalta.records.card import (
    all_listing,
    section_listing,
    topic_listing,
)
from shpalta.website import machine
from shpalta.website.cards import feed_of, more_of
from shpalta.website.contexts import Alternate, Feed, FragmentPage, Link, ListPage
from shpalta.website.dates import date_in_words, span_in_words
from shpalta.website.links import attribute
from shpalta.website.pages.alternates import feeds_of
from shpalta.website.pages.frame import common, head_of, plate_of, rss_of, title_of
from shpalta.website.scope import (
    WINDOW,
    Scope,
    archive_path,
    latest_path,
    leaf_path,
    needed,
    scope_of,
)

STYLES = ("lists.css",)


@dataclass(frozen=True, slots=True)
class _List:
    """What sets one list apart from another."""

    kind: str
    subject: str
    title: str
    description: str
    path: str
    listing: str
    colour: str = ""


def latest_page(doors: Doors, language: str) -> ListPage:
    """The newest articles of a language."""
    scope = scope_of(doors, language)
    title, path = scope.words.t("Latest"), latest_path(scope.prefix)
    return _page(scope, _List("latest", "", title, "", path, all_listing(language)))


def section_page(doors: Doors, subject: str) -> ListPage:
    """The newest articles of a section."""
    record: Section = needed(doors, "section", subject)
    listing, about = section_listing(subject), record.description
    chosen = _List("section", subject, record.name, about, record.path, listing, record.colour)
    return _page(scope_of(doors, record.language), chosen)


def topic_page(doors: Doors, subject: str) -> ListPage:
    """The newest articles of a topic."""
    record: Topic = needed(doors, "topic", subject)
    listing, about = topic_listing(subject), record.description
    chosen = _List("topic", subject, record.name, about, record.path, listing)
    return _page(scope_of(doors, record.language), chosen)


def _page(scope: Scope, chosen: _List) -> ListPage:
    window = scope.doors.window(chosen.listing, WINDOW)
    head = head_of(
        scope,
        title_of(chosen.title, scope.outlet.name),
        chosen.path,
        description=chosen.description,
        colour=chosen.colour,
        styles=STYLES,
        alternates=_feeds(scope, chosen),
        data=machine.script_data(
            [
                machine.collection(
                    scope, chosen.title, chosen.path, chosen.description, window.ids
                ),
                machine.breadcrumbs(scope, [(chosen.title, chosen.path)]),
            ]
        ),
    )
    return ListPage(
        **common(scope, head, plate_of(scope, current=chosen.path)),
        kind=chosen.kind,
        title=chosen.title,
        description=chosen.description,
        period="",
        parent=None,
        newer="",
        feed=feed_of(scope, window.ids, more_of(chosen.listing, window)),
    )


def _feeds(scope: Scope, chosen: _List) -> list[Alternate]:
    """Every form where there is every form: of everything, and of sections."""
    if chosen.kind == "topic":
        return [rss_of(scope, chosen.kind, chosen.subject, chosen.title)]
    return feeds_of(scope, chosen.subject, chosen.title if chosen.subject else "")


# -- leaves -------------------------------------------------------------------------------------


def leaf_page(doors: Doors, listing: str, opening: str) -> ListPage:
    """One bounded page of a listing, at an address that stays."""
    leaf: Leaf | None = doors.leaf(listing, opening)
    if leaf is None:
        raise LookupError(f"{listing} has no leaf {opening}")
    language, title, parent = _heading(doors, listing)
    scope = scope_of(doors, language)
    title = title or scope.words.t("Latest")
    parent = parent or latest_path(scope.prefix)
    older = leaf_path(listing, leaf.older) if leaf.older else ""
    feed = feed_of(scope, leaf.ids, older)
    period = _period(scope, feed)
    path = leaf_path(listing, opening)
    head = head_of(scope, title_of(title, period, scope.outlet.name), path, styles=STYLES)
    return ListPage(
        **common(scope, head, plate_of(scope, current=parent)),
        kind="leaf",
        title=title,
        description="",
        period=period,
        parent=Link(attribute(parent), title),
        newer=attribute(leaf_path(listing, leaf.newer) if leaf.newer else parent),
        feed=feed,
    )


def _heading(doors: Doors, listing: str) -> tuple[str, str, str]:
    """Language, title and first page of a listing; empty where its entity is not there."""
    kind, subject = listing.split("/", 1)
    if kind == "all":
        return subject, "", ""
    main: str = doors.setting("outlet").languages[0].code
    if kind == "contributor":
        subject, language = subject.rsplit("/", 1)
        person: Contributor | None = doors.get("contributor", subject)
        if person is None:
            return language, "", ""
        return language, person.name, scope_of(doors, language).prefix + person.path
    if kind == "day":
        language, day = subject.split("/")
        scope = scope_of(doors, language)
        title = date_in_words(date.fromisoformat(day), language)
        return language, title, archive_path(scope.prefix, day)
    record: Section | Topic | Series | None = doors.get(kind, subject)
    return (record.language, record.name, record.path) if record else (main, "", "")


def _period(scope: Scope, feed: Feed) -> str:
    if not feed.days:
        return ""
    oldest, newest = feed.days[-1].items[-1], feed.days[0].items[0]
    return span_in_words(oldest.when, newest.when)


# -- the living feed ----------------------------------------------------------------------------


def fragment_page(doors: Doors, language: str) -> FragmentPage:
    """The newest articles as every page shows them beside its own matter."""
    scope = scope_of(doors, language)
    listing = all_listing(language)
    window = doors.window(listing, WINDOW)
    return FragmentPage(
        language=language,
        title=scope.words.t("Latest"),
        feed=feed_of(scope, window.ids, more_of(listing, window)),
        latest=attribute(latest_path(scope.prefix)),
        t=scope.words.t,
        tn=scope.words.tn,
    )
