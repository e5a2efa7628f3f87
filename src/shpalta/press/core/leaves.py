"""Leaves: how a listing is cut into bounded pages with stable addresses. Pure.

A listing is every article ever listed in it, ordered by (first published, id). A leaf opens at each
member with SHA-256(listing ‖ id) mod ``modulus`` = 0, whether it is still live or not, and is cut
again after ``cap`` live members; its address is its opening id. So a leaf is a function of content
alone: neither the order of arrival nor a member's rank has a say, and one insert changes one file,
seldom more. (Content-defined chunking, as in rsync and in Merkle search trees.)
"""

import hashlib
from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass

from shpalta.press.core.family import Grain

# The segment before the first opening; ids are longer, so it is nobody's.
FIRST = "first"


@dataclass(frozen=True, slots=True, order=True)
class Member:
    """A place in a listing: ``order`` is sortable text that ends in the id, so it is unique."""

    order: str
    id: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a member stands: listed now (``live``) or once (it stays as an opening)."""

    member: Member
    live: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One leaf before it knows its neighbours: live ids, oldest first."""

    opening: str
    ids: tuple[str, ...]


def opens(listing: str, article: str, grain: Grain) -> bool:
    """Whether a leaf of ``listing`` opens at ``article``."""
    value = hashlib.sha256(f"{listing}\x00{article}".encode()).digest()
    return int.from_bytes(value[:8], "big") % grain.modulus == 0


def cut(opening: str, live: Sequence[Member], cap: int) -> list[Page]:
    """The leaves of one segment: ``live`` members, oldest first, from one opening to the next."""
    pages = []
    for start in range(0, len(live), cap):
        chunk = live[start : start + cap]
        name = opening if start == 0 else chunk[0].id
        pages.append(Page(name, tuple(member.id for member in chunk)))
    return pages


def region(
    opening: str, others: Sequence[Member], changed: Standing | None, listing: str, grain: Grain
) -> list[Page]:
    """The leaves between two openings, given how the one changed member stands there.

    ``others`` are the live members of the region without the changed one, oldest first: none of
    them opens a leaf, except through ``opening`` itself.
    """
    if changed is None:
        return cut(opening, others, grain.cap)
    if opens(listing, changed.member.id, grain):
        below = [member for member in others if member < changed.member]
        above = [member for member in others if member > changed.member]
        if changed.live:
            above.insert(0, changed.member)
        return cut(opening, below, grain.cap) + cut(changed.member.id, above, grain.cap)
    live = list(others)
    if changed.live:
        insort(live, changed.member)
    return cut(opening, live, grain.cap)


def all_pages(listing: str, standings: Sequence[Standing], grain: Grain) -> list[Page]:
    """Every leaf of a listing by the definition itself, oldest first: what all else must equal."""
    pages: list[Page] = []
    opening, live = FIRST, []  # type: str, list[Member]
    for standing in sorted(standings, key=lambda s: s.member):
        if opens(listing, standing.member.id, grain):
            pages += cut(opening, live, grain.cap)
            opening, live = standing.member.id, []
        if standing.live:
            live.append(standing.member)
    return pages + cut(opening, live, grain.cap)


def differing(before: Sequence[Page], after: Sequence[Page]) -> set[str]:
    """Openings of the leaves whose answer (members or neighbours) differs between two stretches.

    Both stretches begin and end with the same outer neighbours (``Page`` with no ids of interest),
    or with none.
    """
    return {
        opening
        for opening in {page.opening for page in (*before, *after)}
        if _answer(before, opening) != _answer(after, opening)
    }


def _answer(pages: Sequence[Page], opening: str) -> tuple[object, ...] | None:
    for index, page in enumerate(pages):
        if page.opening == opening:
            older = pages[index - 1].opening if index else None
            newer = pages[index + 1].opening if index + 1 < len(pages) else None
            return page.ids, older, newer
    return None
