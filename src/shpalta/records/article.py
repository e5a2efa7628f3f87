"""The sealed article, schema ``copy/N``."""

from typing import Literal

import msgspec

from shpalta.records.blocks import Block, PictureUse

Genre = Literal[
    "news", "report", "interview", "analysis", "opinion", "explainer", "advertising", "gallery"
]
Role = Literal["author", "photographer", "editor", "translator"]


class Byline(msgspec.Struct, frozen=True):
    """A contributor, by id, in a role."""

    contributor: str
    role: Role = "author"


class Article(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="copy/1"):
    """One published piece as an act left it.

    Times are UTC, ``2026-11-23T07:41:05Z``, whole seconds. ``first_published`` orders lists and
    may be backdated; ``path`` was fixed at first publication and moves only by a change of slug.
    ``changed`` is the last change that matters, or empty. ``related`` are ids of older articles,
    chosen at sealing. ``translations`` maps language codes to article ids. ``day`` is the day of
    ``first_published`` in the outlet's zone, ``2026-11-23``: what archives are cut by. ``part`` is
    the number inside ``series``, or 0 where the parts are not numbered.
    """

    id: str
    language: str
    path: str
    headline: str
    section: str
    genre: Genre
    first_published: str
    short_headline: str = ""
    lead: str = ""
    topics: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    dateline: str = ""
    picture: PictureUse | None = None
    body: tuple[Block, ...] = ()
    changed: str = ""
    related: tuple[str, ...] = ()
    translations: dict[str, str] = {}
    day: str = ""
    series: str = ""
    part: int = 0
