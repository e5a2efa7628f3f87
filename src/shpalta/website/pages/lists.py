"""Lists: section, topic, contributor, latest, the leaves of each, and the living feed."""

from dataclasses import dataclass

from shpalta.press.core.family import Doors, Leaf
from shpalta.records import Contributor, PictureUse, Section, Topic
from shpalta.records.card import (
    all_listing,
    contributor_listing,
    picture_listing,
    section_listing,
    topic_listing,
)
from shpalta.website import machine
from shpalta.website.cards import feed_of, more_of
from shpalta.website.contexts import ContributorPage, Feed, FragmentPage, Image, Link, ListPage
from shpalta.website.dates import span_in_words
from shpalta.website.links import attribute
from shpalta.website.pages.frame import common, head_of, paragraphs, plate_of, rss_of, title_of
from shpalta.website.pictures import image_of
from shpalta.website.scope import (
    WINDOW,
    Scope,
    latest_path,
    leaf_path,
    needed,
    scope_of,
)

PORTRAIT_SIZES = "10rem"


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
    entity = chosen.kind if chosen.subject else ""
    head = head_of(
        scope,
        title_of(chosen.title, scope.outlet.name),
        chosen.path,
        description=chosen.description,
        colour=chosen.colour,
        alternates=[rss_of(scope, entity, chosen.subject, chosen.title if entity else "")],
        data=machine.script_data([machine.breadcrumbs(scope, [(chosen.title, chosen.path)])]),
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


def contributor_page(doors: Doors, subject: str, language: str) -> ContributorPage:
    """A contributor: who it is, and the newest articles in a language."""
    record: Contributor = needed(doors, "contributor", subject)
    scope = scope_of(doors, language)
    listing = contributor_listing(subject, language)
    window = doors.window(listing, WINDOW)
    path = scope.prefix + record.path
    person = machine.person(scope, record)
    head = head_of(
        scope,
        title_of(record.name, scope.outlet.name),
        path,
        description=record.bio,
        alternates=[rss_of(scope, "contributor", subject, record.name)],
        data=machine.script_data(
            [
                {"@type": "ProfilePage", "mainEntity": person | machine.filled(
                    jobTitle=record.role, description=record.bio)},
                machine.breadcrumbs(scope, [(record.name, path)]),
            ]
        ),
    )  # fmt: skip
    return ContributorPage(
        **common(scope, head, plate_of(scope)),
        name=record.name,
        role=record.role,
        bio=paragraphs(record.bio),
        image=_portrait(scope, record),
        feed=feed_of(scope, window.ids, more_of(listing, window)),
    )


def _portrait(scope: Scope, record: Contributor) -> Image | None:
    """The portrait, if its files are public: they are while an article shows the picture."""
    if not record.picture or not scope.doors.exists(picture_listing(record.picture)):
        return None
    picture = scope.doors.get("picture", record.picture)
    use = PictureUse(record.picture, record.name)
    return image_of(picture, use, PORTRAIT_SIZES) if picture else None


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
    head = head_of(scope, title_of(title, period, scope.outlet.name), path)
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
    record: Section | Topic | None = doors.get(kind, subject)
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
