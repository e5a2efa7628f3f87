"""What feeds there are: which listings have one, in which forms, and what each says of itself.

A feed stands wherever the page of the same thing stands, so that a page may link to it unasked.
Everything and sections come as RSS, Atom and JSON Feed; the rest, of which there is no end, as RSS,
which every program reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from shpalta.feeds import places
from shpalta.feeds.owners import OUTLET
from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors
from shpalta.records import Outlet
from shpalta.records.card import (
    all_listing,
    contributor_listing,
    section_listing,
    series_listing,
    topic_listing,
)

ITEMS = 25
EVERY = (places.RSS, places.ATOM, places.JSON)
_FORMS = {"section": EVERY}
_LISTINGS = {"section": section_listing, "topic": topic_listing, "series": series_listing}


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself. ``page`` and ``path`` are where its page and itself stand."""

    title: str
    description: str
    page: str
    path: str
    language: str
    listing: str


def all_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One feed a language and form."""
    outlet = doors.get(*OUTLET)
    codes = [language.code for language in outlet.languages] if outlet else []
    return [
        Claim(places.feed_all(code, form), ("all", "", code, form))
        for code in codes
        for form in EVERY
    ]


def entity_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """The feeds of a section, topic or series."""
    _, kind, subject = subjects.parts(owner)
    record = doors.get(kind, subject)
    if record is None:
        return ()
    code = record.language
    return [
        Claim(places.feed_of(kind, subject, code, form), (kind, subject, code, form))
        for form in _FORMS.get(kind, (places.RSS,))
    ]


def contributor_claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """A feed beside each page of a contributor: main language, and others they wrote in."""
    _, kind, subject = subjects.parts(owner)
    if doors.get(kind, subject) is None:
        return ()
    main, *others = (language.code for language in doors.setting("outlet").languages)
    written = [code for code in others if doors.exists(contributor_listing(subject, code))]
    return [
        Claim(places.feed_of(kind, subject, code), (kind, subject, code, places.RSS))
        for code in (main, *written)
    ]


def channel_of(claim: Claim, doors: Doors) -> Channel:
    """What the feed of ``claim`` says of itself."""
    kind, subject, language, _ = claim.args
    outlet: Outlet = doors.setting("outlet")
    spoken = next((x for x in outlet.languages if x.code == language), outlet.languages[0])
    record = doors.get(kind, subject) if subject else None
    if record is None:
        title, about = outlet.name, outlet.tagline or outlet.name
        listing, page = all_listing(language), places.front(spoken)
    else:
        title = f"{record.name} — {outlet.name}"
        if kind == "contributor":
            listing, page = contributor_listing(subject, language), spoken.prefix + record.path
            about = record.bio or title
        else:
            listing, page = _LISTINGS[kind](subject), record.path
            about = record.description or title
    return Channel(title, about, page, claim.path, language, listing)
