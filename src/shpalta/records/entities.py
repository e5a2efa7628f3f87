"""The sealed entities: what articles refer to by id."""

from typing import Literal

import msgspec

from shpalta.records.blocks import Block
from shpalta.records.outlet import Account

PictureKind = Literal[
    "news", "illustrative", "archive", "collage", "map", "screenshot", "generated"
]
CreditKind = Literal["staff", "agency", "body", "outlet", "reader", "stock", "social", "other"]


class Section(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="section/1"):
    """A section (рубрика) of one language. ``colour`` is ``#rrggbb`` or empty: the accent."""

    id: str
    language: str
    name: str
    path: str
    description: str = ""
    colour: str = ""
    order: int = 0


class Topic(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="topic/1"):
    """A topic of one language."""

    id: str
    language: str
    name: str
    path: str
    description: str = ""


class Series(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="series/1"):
    """A series of one language; its parts stand in the order in which they were published.

    ``complete``: no further part is planned.
    """

    id: str
    language: str
    name: str
    path: str
    description: str = ""
    complete: bool = False


class Page(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="page/1"):
    """A free page of one language: about, contacts, rules. ``changed`` is when it last changed in
    a way that matters, UTC. ``translations`` maps language codes to ids of pages.
    """

    id: str
    language: str
    path: str
    title: str
    lead: str = ""
    body: tuple[Block, ...] = ()
    changed: str = ""
    translations: dict[str, str] = {}


class Contributor(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="contributor/1"
):
    """A person who writes, photographs or translates; needs no account.

    ``expertise`` are a few words each; ``languages`` BCP 47 codes; ``email`` is for readers;
    ``picture`` the portrait.
    """

    id: str
    name: str
    path: str
    role: str = ""
    bio: str = ""
    picture: str = ""
    expertise: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    email: str = ""
    accounts: tuple[Account, ...] = ()


class Credit(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="credit/1"):
    """Whose a picture is. ``aliases`` are the spellings that mean the same."""

    id: str
    name: str
    kind: CreditKind = "other"
    url: str = ""
    aliases: tuple[str, ...] = ()


class Rendition(msgspec.Struct, frozen=True):
    """One stored file of a picture: bytes by ``digest``; jpeg, avif, webp, png or svg."""

    format: str
    width: int
    height: int
    digest: str
    size: int


class Picture(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="picture/1"):
    """A picture. ``focus_x`` and ``focus_y`` are the focal point in thousandths of its sides."""

    id: str
    width: int
    height: int
    kind: PictureKind
    credit: str = ""
    title: str = ""
    licence: str = ""
    taken: str = ""
    focus_x: int = 500
    focus_y: int = 500
    renditions: tuple[Rendition, ...] = ()


class Document(
    msgspec.Struct, frozen=True, omit_defaults=True, tag_field="schema", tag="document/1"
):
    """A file to download; ``extension`` without a dot, ``size`` in bytes."""

    id: str
    title: str
    digest: str
    extension: str
    size: int
