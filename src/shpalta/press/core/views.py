"""The answers of the doors about listings, computed from a content. Pure.

The fold compares these answers before and after a row; the doors give them to renders. One code
for both, so that an emitted subject and a recorded one can never mean different things.
"""

from shpalta.press.core.content import Content
from shpalta.press.core.family import Beside, Grain, Leaf, Window
from shpalta.press.core.leaves import FIRST, Member, Page, cut


def segment(content: Content, listing: str, order: str, grain: Grain) -> tuple[str, list[Page]]:
    """The lower bound and the leaves of the segment in which ``order`` lies."""
    low = content.opening_below(listing, order, inclusive=True)
    high = content.opening_above(listing, order)
    bound = low.order if low else ""
    live = content.live_between(listing, bound, high.order if high else None)
    return bound, cut(low.id if low else FIRST, live, grain.cap)


def leaf_of(content: Content, listing: str, member: Member, grain: Grain) -> str:
    """The opening of the leaf that shows the live ``member``: found by its rank in its segment, so
    that coarse segments of thousands need not be read.
    """
    low = content.opening_below(listing, member.order, inclusive=True)
    bound = low.order if low else ""
    chunk = content.rank(listing, bound, member.order) // grain.cap
    if chunk == 0:
        return low.id if low else FIRST
    return content.nth(listing, bound, chunk * grain.cap).id


def older_leaf(content: Content, listing: str, bound: str, grain: Grain) -> str | None:
    """The opening of the newest leaf wholly below ``bound``."""
    member = content.live_below(listing, bound)
    return leaf_of(content, listing, member, grain) if member else None


def newer_leaf(content: Content, listing: str, bound: str, grain: Grain) -> str | None:
    """The opening of the oldest leaf at or above ``bound``."""
    member = content.live_from(listing, bound)
    return leaf_of(content, listing, member, grain) if member else None


def window(content: Content, listing: str, size: int, grain: Grain) -> Window:
    """The answer of the door ``window``."""
    members = content.newest(listing, size + 1)
    more = leaf_of(content, listing, members[size], grain) if len(members) > size else None
    return Window(tuple(member.id for member in members[:size]), more)


def leaf(content: Content, listing: str, opening: str, grain: Grain) -> Leaf | None:
    """The answer of the door ``leaf``."""
    if opening == FIRST:
        order = ""
    else:
        standing = content.standing(listing, opening)
        if standing is None:
            return None
        order = standing.member.order
    bound, pages = segment(content, listing, order, grain)
    index = next((i for i, page in enumerate(pages) if page.opening == opening), None)
    if index is None:
        return None
    high = content.opening_above(listing, order)
    older = pages[index - 1].opening if index else older_leaf(content, listing, bound, grain)
    if index + 1 < len(pages):
        newer: str | None = pages[index + 1].opening
    else:
        newer = newer_leaf(content, listing, high.order, grain) if high else None
    return Leaf(opening, tuple(reversed(pages[index].ids)), older, newer)


def leaves(content: Content, listing: str, grain: Grain) -> tuple[str, ...]:
    """The answer of the door ``leaves``: openings, oldest first."""
    starts = [("", FIRST), *((member.order, member.id) for member in content.openings(listing))]
    names: list[str] = []
    for index, (order, opening) in enumerate(starts):
        high = starts[index + 1][0] if index + 1 < len(starts) else None
        live = content.live_between(listing, order, high)
        names += [page.opening for page in cut(opening, live, grain.cap)]
    return tuple(names)


def beside(content: Content, listing: str, article: str) -> Beside:
    """The answer of the door ``beside``."""
    standing = content.standing(listing, article)
    if standing is None or not standing.live:
        return Beside()
    older, newer = neighbours(content, listing, standing.member)
    return Beside(older.id if older else None, newer.id if newer else None)


def neighbours(
    content: Content, listing: str, member: Member
) -> tuple[Member | None, Member | None]:
    """The live members next to the place of ``member``, whether it is live or not."""
    # No place is longer than another by a character below every letter, so this is the next one.
    beyond = member.order + "\x01"
    return content.live_below(listing, member.order), content.live_from(listing, beyond)


def exists(content: Content, listing: str) -> bool:
    """The answer of the door ``exists``."""
    return bool(content.newest(listing, 1))
