"""What every page needs to know before it begins: outlet, language, words, zone, addresses."""

from dataclasses import dataclass
from typing import Any

from shpalta.press.core.family import Doors
from shpalta.records import Contributor, Language, Outlet, Section, Topic
from shpalta.website.contexts import Link
from shpalta.website.dates import When, when
from shpalta.website.links import attribute
from shpalta.website.words import Words, words_of

WINDOW = 25


@dataclass(frozen=True, slots=True)
class Scope:
    """One page's view of the content: its doors in one language."""

    doors: Doors
    outlet: Outlet
    language: Language
    words: Words
    base: str

    @property
    def prefix(self) -> str:
        """``""`` in the main language, ``/en`` and so on in others."""
        return self.language.prefix

    def when(self, utc: str) -> When:
        """A moment in the outlet's zone and the page's language."""
        return when(utc, self.outlet.zone, self.language.code)

    def absolute(self, path: str) -> str:
        """The whole address of ``path``."""
        return attribute(self.base + path)

    def section(self, subject: str) -> Link | None:
        """A link to a section, or None when it is not there."""
        return self._link("section", subject)

    def topic(self, subject: str) -> Link | None:
        """A link to a topic, or None when it is not there."""
        return self._link("topic", subject)

    def contributor(self, subject: str) -> tuple[Contributor, str] | None:
        """A contributor and the address of their page in this language."""
        record = self.doors.get("contributor", subject)
        return (record, attribute(self.prefix + record.path)) if record else None

    def _link(self, kind: str, subject: str) -> Link | None:
        record: Section | Topic | None = self.doors.get(kind, subject)
        return Link(attribute(record.path), record.name) if record else None


def scope_of(doors: Doors, language: str) -> Scope:
    """The scope of a page in ``language``; an unknown language is read as the main one's site."""
    outlet: Outlet = doors.setting("outlet")
    found = next((lang for lang in outlet.languages if lang.code == language), None)
    if found is None:
        found = Language(language, language, outlet.languages[0].prefix)
    base = doors.setting("base_address").rstrip("/")
    return Scope(doors, outlet, found, words_of(language), base)


def needed(doors: Doors, kind: str, subject: str) -> Any:
    """The record that a page is about; raises ``LookupError`` when it is not there."""
    record = doors.get(kind, subject)
    if record is None:
        raise LookupError(f"there is no {kind} {subject!r}")
    return record


def front_path(prefix: str) -> str:
    """Where a language's front is read: ``/``, or ``/en/index.html`` on every kind of host."""
    return f"{prefix}/index.html" if prefix else "/"


def latest_path(prefix: str) -> str:
    """The page of the newest articles of a language."""
    return f"{prefix}/latest.html"


def archive_path(prefix: str, span: str = "") -> str:
    """The archive of a language: all years, or those of ``2026``, ``2026-11``, ``2026-11-23``."""
    return f"{prefix}/archive/{span}.html" if span else f"{prefix}/archive.html"


def leaf_path(listing: str, opening: str) -> str:
    """The address of one leaf of a listing."""
    return f"/leaf/{listing}/{opening}.html"


def rss_path(language: str, kind: str = "", subject: str = "") -> str:
    """Where the package ``feeds`` puts the feed of a language, section, topic or contributor."""
    return f"/feeds/{language}/{kind}/{subject}.xml" if kind else f"/feeds/{language}/all.xml"


def fragment_path(language: str) -> str:
    """The address of the living feed, with the version of its contract."""
    return f"/live/1/{language}/latest.html"
