"""Content: the fold of journal rows 1..P. What a content must be able to do, and one in memory."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from shpalta.press.core.leaves import Member, Standing


@dataclass(frozen=True, slots=True)
class Version:
    """One journaled state of a thing; ``digest`` None: withdrawn there."""

    position: int
    digest: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """The visible record of a thing and what the fold keeps of it."""

    position: int
    digest: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Retired:
    """An asset of a theme before the current one; it stays until 30 days after ``day``."""

    path: str
    digest: str
    day: str


class Content(Protocol):
    """Storage of a fold. Every method answers for what was applied so far.

    ``changes`` grows with every change: what was computed before is then no longer true.
    """

    changes: int

    def head(self, kind: str, subject: str) -> Head | None:
        """The visible record's head; None when there is none."""

    def set_head(self, kind: str, subject: str, head: Head | None, card: Any | None) -> None:
        """Make ``head`` the visible one of a thing (None: nothing is), with its card if any."""

    def heads(self, kind: str) -> list[tuple[str, Head]]:
        """(id, head) of every visible record of a kind, by id."""

    def subjects(self) -> Iterator[tuple[str, str]]:
        """(kind, id) of every visible record, in any order."""

    def card(self, article: str) -> Any | None:
        """The card of a visible article; None when it is not public."""

    def record(self, kind: str, head: Head) -> Any:
        """The decoded record that ``head`` stands for."""

    def versions(self, kind: str, subject: str, upto: int) -> Iterable[Version]:
        """Newest first, positions at most ``upto``."""

    def claimant(self, path: str, other_than: tuple[str, str] | None = None) -> str | None:
        """``kind:id`` of the visible record that stands at ``path``, smallest first; or None."""

    def standing(self, listing: str, article: str) -> Standing | None:
        """How an article stands in a listing; None when it was never listed there."""

    def standings_of(self, article: str) -> list[tuple[str, Standing]]:
        """Every listing that an article is or was in, by name."""

    def put(self, listing: str, standing: Standing, *, opens: bool) -> None:
        """Let a member stand so; ``opens``: a leaf opens at it."""

    def drop(self, listing: str, article: str) -> None:
        """Forget a member altogether (it is about to stand at another place)."""

    def live_between(self, listing: str, low: str, high: str | None) -> list[Member]:
        """Live members with ``low`` ≤ order < ``high``, oldest first."""

    def rank(self, listing: str, low: str, order: str) -> int:
        """How many live members have ``low`` ≤ place < ``order``."""

    def nth(self, listing: str, low: str, number: int) -> Member:
        """The live member with so many live members between ``low`` and itself; it exists."""

    def opening_below(self, listing: str, order: str, *, inclusive: bool) -> Member | None:
        """The newest opening with a smaller order (or, ``inclusive``, the same)."""

    def opening_above(self, listing: str, order: str) -> Member | None:
        """The oldest opening with a larger order."""

    def newest(self, listing: str, limit: int, *, skip: int = 0) -> list[Member]:
        """Live members, newest first."""

    def live_below(self, listing: str, order: str) -> Member | None:
        """The newest live member with a smaller order."""

    def live_from(self, listing: str, order: str) -> Member | None:
        """The oldest live member with an order at or above."""

    def openings(self, listing: str) -> list[Member]:
        """Every opening, oldest first, live or not."""

    def listings(self) -> list[str]:
        """The names of all listings that have or had a member."""

    def published_between(self, low: str, high: str) -> list[str]:
        """Ids of visible articles with ``low`` ≤ first published < ``high`` (UTC texts)."""

    def retired(self) -> list[Retired]:
        """Assets of themes before the current one, by path."""

    def set_retired(self, retired: Iterable[Retired]) -> None:
        """Replace them all."""


class _Listing:
    """One listing in memory: standings by id, and sorted lists beside them."""

    def __init__(self) -> None:
        self.by_id: dict[str, Standing] = {}
        self.live: list[Member] = []
        self.opening: list[Member] = []

    def put(self, standing: Standing, *, opens: bool) -> None:
        self.drop(standing.member.id)
        self.by_id[standing.member.id] = standing
        if standing.live:
            insort(self.live, standing.member)
        if opens:
            insort(self.opening, standing.member)

    def drop(self, article: str) -> None:
        old = self.by_id.pop(article, None)
        if old is None:
            return
        for members in (self.live, self.opening):
            index = bisect_left(members, old.member)
            if index < len(members) and members[index] == old.member:
                del members[index]


class MemoryContent:
    """A content in memory: the reference that every other implementation must equal."""

    def __init__(self) -> None:
        self.changes = 0
        self._heads: dict[str, dict[str, Head]] = defaultdict(dict)
        self._cards: dict[str, Any] = {}
        self._records: dict[int, tuple[str, bytes | None]] = {}
        self._versions: dict[tuple[str, str], list[Version]] = defaultdict(list)
        self._listings: dict[str, _Listing] = {}
        self._retired: list[Retired] = []

    def remember(self, position: int, kind: str, subject: str, row: tuple[str | None, Any]) -> None:
        """Keep what a stored content reads from the journal: (digest, decoded record)."""
        digest, record = row
        self._versions[(kind, subject)].append(Version(position, digest))
        self._records[position] = (kind, record)

    def head(self, kind: str, subject: str) -> Head | None:
        return self._heads[kind].get(subject)

    def set_head(self, kind: str, subject: str, head: Head | None, card: Any | None) -> None:
        self.changes += 1
        if head is None:
            self._heads[kind].pop(subject, None)
        else:
            self._heads[kind][subject] = head
        if kind == "article":
            if card is None:
                self._cards.pop(subject, None)
            else:
                self._cards[subject] = card

    def heads(self, kind: str) -> list[tuple[str, Head]]:
        return sorted(self._heads[kind].items(), key=lambda item: item[0])

    def subjects(self) -> Iterator[tuple[str, str]]:
        for kind, heads in list(self._heads.items()):
            for subject in heads:
                yield kind, subject

    def card(self, article: str) -> Any | None:
        return self._cards.get(article)

    def record(self, kind: str, head: Head) -> Any:
        return self._records[head.position][1]

    def versions(self, kind: str, subject: str, upto: int) -> Iterable[Version]:
        found = [v for v in self._versions[(kind, subject)] if v.position <= upto]
        return sorted(found, key=lambda version: -version.position)

    def claimant(self, path: str, other_than: tuple[str, str] | None = None) -> str | None:
        found = [
            f"{kind}:{subject}"
            for kind, heads in self._heads.items()
            for subject, head in heads.items()
            if head.path == path and (kind, subject) != other_than
        ]
        return min(found, default=None)

    def standing(self, listing: str, article: str) -> Standing | None:
        return self._of(listing).by_id.get(article)

    def standings_of(self, article: str) -> list[tuple[str, Standing]]:
        return [
            (name, listing.by_id[article])
            for name, listing in sorted(self._listings.items())
            if article in listing.by_id
        ]

    def put(self, listing: str, standing: Standing, *, opens: bool) -> None:
        self.changes += 1
        self._listings.setdefault(listing, _Listing()).put(standing, opens=opens)

    def drop(self, listing: str, article: str) -> None:
        self.changes += 1
        self._of(listing).drop(article)

    def live_between(self, listing: str, low: str, high: str | None) -> list[Member]:
        return [
            m for m in self._of(listing).live if m.order >= low and (high is None or m.order < high)
        ]

    def rank(self, listing: str, low: str, order: str) -> int:
        return len(self.live_between(listing, low, order))

    def nth(self, listing: str, low: str, number: int) -> Member:
        return self.live_between(listing, low, None)[number]

    def opening_below(self, listing: str, order: str, *, inclusive: bool) -> Member | None:
        found = [
            m
            for m in self._of(listing).opening
            if m.order < order or (inclusive and m.order == order)
        ]
        return found[-1] if found else None

    def opening_above(self, listing: str, order: str) -> Member | None:
        return next((m for m in self._of(listing).opening if m.order > order), None)

    def newest(self, listing: str, limit: int, *, skip: int = 0) -> list[Member]:
        return self._of(listing).live[::-1][skip : skip + limit]

    def live_below(self, listing: str, order: str) -> Member | None:
        found = [m for m in self._of(listing).live if m.order < order]
        return found[-1] if found else None

    def live_from(self, listing: str, order: str) -> Member | None:
        return next((m for m in self._of(listing).live if m.order >= order), None)

    def openings(self, listing: str) -> list[Member]:
        return list(self._of(listing).opening)

    def listings(self) -> list[str]:
        return sorted(name for name, listing in self._listings.items() if listing.by_id)

    def published_between(self, low: str, high: str) -> list[str]:
        return sorted(i for i, card in self._cards.items() if low <= card.published < high)

    def retired(self) -> list[Retired]:
        return list(self._retired)

    def set_retired(self, retired: Iterable[Retired]) -> None:
        self.changes += 1
        self._retired = sorted(retired, key=lambda r: r.path)

    def _of(self, listing: str) -> _Listing:
        return self._listings.get(listing) or _Listing()
