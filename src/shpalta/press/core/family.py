"""Families of resources: how a product says which files there are and how each is made."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Window:
    """The newest members of a listing, newest first; ``more`` opens the leaf of the next one."""

    ids: tuple[str, ...]
    more: str | None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One bounded page of a listing, newest first; ``older`` and ``newer`` open its neighbours."""

    opening: str
    ids: tuple[str, ...]
    older: str | None
    newer: str | None


class Doors(Protocol):
    """The only way for a render to read content. Every answer is as of one position P."""

    def get(self, kind: str, subject: str) -> Any | None:
        """The visible record of one thing, decoded; None when there is none."""

    def card(self, article: str) -> Any | None:
        """What lists show of an article (``records.Card``); None when it is not public."""

    def window(self, listing: str, size: int) -> Window:
        """The newest ``size`` members of ``listing``."""

    def leaf(self, listing: str, opening: str) -> Leaf | None:
        """The leaf of ``listing`` that opens at ``opening``; None when there is no such leaf."""

    def leaves(self, listing: str) -> tuple[str, ...]:
        """The openings of all leaves of ``listing``, oldest first."""

    def exists(self, listing: str) -> bool:
        """Whether ``listing`` has a member."""

    def absent(self, path: str) -> bool:
        """Whether no visible record says that it stands at ``path``."""

    def setting(self, name: str) -> Any:
        """``outlet`` (the Outlet record), ``sections`` (all sections), ``pages`` (path and title of
        every free page by id), ``base_address`` (str), or ``asset:NAME`` (public path of an asset,
        str).
        """

    def template(self, name: str) -> str:
        """The digest of a template with all it includes; rendering calls it by itself."""

    def tick(self) -> Any | None:
        """The last Tick record; None before the first."""

    def beside(self, listing: str, article: str) -> "Beside":
        """The public members just older and just newer than a public member of ``listing``;
        neither for what is no public member. Only of listings whose grain says ``beside``.
        """

    def aged(self, article: str) -> bool:
        """Whether an article is a year old or more at the last tick."""

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What ``make`` makes through these doors, remembered under ``key`` while nothing changes.

        For what many pages share: the value must depend on ``key`` and the doors alone, and be
        immutable. What it read counts as read each time.
        """

    def blob(self, digest: str) -> bytes:
        """Stored bytes by digest: they never change, so nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Ids of the neighbours of a member, or None where there is none."""

    older: str | None = None
    newer: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One file that should exist: its path, and what its family needs to render it.

    ``order`` sorts files of one family newest first in background work (any text, larger = newer).
    """

    path: str
    args: tuple[str, ...] = ()
    order: str = ""


Claims = Callable[[str, Doors], Sequence[Claim]]
Render = Callable[[Claim, Doors, "Renderer"], bytes]


class Renderer(Protocol):
    """Templates of the theme in force."""

    def render(self, template: str, context: Mapping[str, Any]) -> bytes:
        """The page as UTF-8 bytes; raises ``RenderError`` naming template and line."""


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of files.

    ``owner_of`` turns a changed subject into the name of the owner whose claims must be looked at
    again (or None); ``claims`` lists what an owner claims; ``render`` makes the bytes. ``wave`` 1
    is what readers wait for after a publication, 2 the rest. ``rank`` orders writing inside a wave:
    0 pages and media, then fragments, fronts, lists; withdrawals run the same order, since a page
    becomes its 410 before lists lose it. ``blames`` names the article to hold when a render fails.
    ``compressed`` files get siblings.
    """

    name: str
    owner_of: Callable[[str], str | None]
    claims: Claims
    render: Render
    wave: int = 1
    rank: int = 0
    blames: Callable[[Claim], str] = field(default=lambda claim: "")
    compressed: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """What the press must know about a kind of record: all by pure functions of the record.

    ``card``: the projection that lists show (``records.Card``), or None for kinds without cards.
    ``listings``: names of the listings that the record belongs to, or None for never any.
    ``order``: sort key in them (text; larger is newer). ``path``: the path where the record
    stands, or "".
    """

    name: str
    card: Callable[[Any], Any] | None = None
    listings: Callable[[Any], Sequence[str]] | None = None
    order: Callable[[Any], str] = field(default=lambda record: "")
    path: Callable[[Any], str] = field(default=lambda record: "")


@dataclass(frozen=True, slots=True)
class Grain:
    """How a listing is cut: one opening in ``modulus`` members, at most ``cap`` cards a leaf.

    ``leaves`` and ``windows`` say whether anybody reads leaves and windows of such a listing:
    one that only tells whether it has members costs a publication next to nothing. ``beside``:
    somebody asks for the neighbours of a member.
    """

    modulus: int = 20
    cap: int = 40
    leaves: bool = True
    windows: bool = True
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Registry:
    """All kinds and families of a product, and the grain of its listings by name's first part."""

    kinds: Mapping[str, Kind]
    families: tuple[Family, ...]
    grains: Mapping[str, Grain] = field(default_factory=dict)
    windows: frozenset[int] = frozenset({25})

    def family(self, name: str) -> Family:
        """The family called ``name``."""
        return next(family for family in self.families if family.name == name)

    def sizes(self, listing: str) -> frozenset[int]:
        """The sizes of windows that may be asked of ``listing``."""
        return self.windows if self.grain(listing).windows else frozenset()

    def grain(self, listing: str) -> Grain:
        """The grain of ``listing``: that of ``all`` for ``all/uk``."""
        return self.grains.get(listing.split("/", 1)[0], Grain())
