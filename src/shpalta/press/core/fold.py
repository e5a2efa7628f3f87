"""The fold: one journal row into content, and the subjects whose answers it may have changed.

keys(before) ∪ keys(after): what a row emits is found by asking the doors' own questions before and
after it. Emitting too much costs a render; emitting too little is a bug, and a property test per
door looks for it.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from shpalta.press.core import leaves as cutting
from shpalta.press.core import subjects, views
from shpalta.press.core.content import Content, Head, Retired
from shpalta.press.core.family import Grain, Registry
from shpalta.press.core.leaves import FIRST, Member, Page, Standing

# Readers may hold a page of the theme before for as long as this; its assets stay.
ASSET_DAYS = 30
HELD_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """A journal row with its record decoded: all that the fold needs of it."""

    position: int
    at: str
    kind: str
    id: str
    digest: str | None
    record: Any | None


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies between two openings, without the one member that changes there, and the leaves
    next to it on either side.
    """

    opening: str
    others: tuple[Member, ...]
    older: str | None
    newer: str | None

    def differences(
        self, old: Standing | None, new: Standing | None, listing: str, grain: Grain
    ) -> set[str]:
        """The subjects that differ when the member stands as ``new`` instead of ``old``."""
        before = self._pages(old, listing, grain)
        after = self._pages(new, listing, grain)
        found = {subjects.leaf(listing, o) for o in cutting.differing(before, after)}
        if {page.opening for page in before} != {page.opening for page in after}:
            found.add(subjects.leaves(listing))
        return found

    def _pages(self, standing: Standing | None, listing: str, grain: Grain) -> list[Page]:
        pages = cutting.region(self.opening, self.others, standing, listing, grain)
        left = [Page(self.older, ())] if self.older else []
        right = [Page(self.newer, ())] if self.newer else []
        return [*left, *pages, *right]


def held_id(article: str, digest: str) -> str:
    """The id of the journaled fact that one copy of an article cannot be rendered."""
    return f"{article}.{digest[:HELD_DIGITS]}"


class Fold:
    """Applies rows to a content. The rows of one id must come in order; others may overtake."""

    def __init__(self, content: Content, registry: Registry) -> None:
        self.content = content
        self.registry = registry

    def apply(self, row: Sealed, *, emit: bool = True) -> set[str]:
        """Take ``row`` in; the subjects it touched (empty when ``emit`` is off: full presses)."""
        emitted: set[str] = set()
        if row.kind == "tick" and emit:
            emitted |= self._aged_by(row)
        if row.kind == "theme":
            self._retire_assets(row)
        held = row.digest and self.content.head("held", held_id(row.id, row.digest))
        if row.kind == "article" and held:
            self._show(row.kind, row.id, row.position, emitted, emit)
        else:
            head = None if row.record is None else self._head_of(row)
            self._replace(row.kind, row.id, head, row.record, emitted, emit)
        if row.kind == "tick":
            self._drop_assets(row, emitted)
        if row.kind == "held":
            article = row.id.split(".", 1)[0]
            self._show("article", article, row.position, emitted, emit)
        return emitted

    # -- which copy is visible ------------------------------------------------------------------

    def _show(self, kind: str, subject: str, upto: int, emitted: set[str], emit: bool) -> None:
        """Make the newest copy that is not held the visible one."""
        head, record = None, None
        for version in self.content.versions(kind, subject, upto):
            if version.digest is None:
                break
            if self.content.head("held", held_id(subject, version.digest)) is None:
                head = Head(version.position, version.digest)
                record = self.content.record(kind, head)
                head = Head(
                    version.position, version.digest, self.registry.kinds[kind].path(record)
                )
                break
        self._replace(kind, subject, head, record, emitted, emit)

    def _head_of(self, row: Sealed) -> Head:
        kind = self.registry.kinds.get(row.kind)
        path = kind.path(row.record) if kind else ""
        return Head(row.position, row.digest or "", path)

    def _replace(
        self, kind: str, subject: str, head: Head | None, record: Any, emitted: set[str], emit: bool
    ) -> None:
        old = self.content.head(kind, subject)
        old_digest, new_digest = old and old.digest, head and head.digest
        if old_digest == new_digest:
            return
        declared = self.registry.kinds.get(kind)
        project = declared.card if declared else None
        card = project(record) if project and record is not None else None
        if emit:
            emitted.add(subjects.record(kind, subject))
            emitted |= {subjects.absent(h.path) for h in (old, head) if h and h.path}
            if project and self.content.card(subject) != card:
                emitted |= {subjects.card(subject), subjects.aged(subject)}
        self.content.set_head(kind, subject, head, card)
        if declared and declared.listings:
            wanted = set(declared.listings(record)) if record is not None else set()
            order = declared.order(record) if record is not None else None
            # Ids are unique inside a kind; members of a listing are articles or say their kind.
            member = subject if project else f"{kind}.{subject}"
            self._list(member, wanted, order, emitted, emit)

    # -- listings -------------------------------------------------------------------------------

    def _list(
        self, article: str, wanted: set[str], order: str | None, emitted: set[str], emit: bool
    ) -> None:
        standings = dict(self.content.standings_of(article))
        for listing in sorted(wanted | set(standings)):
            old = standings.get(listing)
            place = old.member if order is None and old else Member(order or "", article)
            new = Standing(place, listing in wanted)
            if old == new:
                continue
            if old is not None and old.member != new.member:
                self._stand(listing, article, None, old, emitted, emit)
                old = None
            self._stand(listing, article, new, old, emitted, emit)

    def _stand(
        self,
        listing: str,
        article: str,
        new: Standing | None,
        old: Standing | None,
        emitted: set[str],
        emit: bool,
    ) -> None:
        """One change at one place of one listing: a member comes, goes, wakes or falls asleep."""
        changed = new or old
        assert changed is not None
        if not emit:
            self._store(listing, article, new)
            return
        windows = self._windows(listing, changed.member)
        around = self._around(listing, changed.member)
        was = views.exists(self.content, listing)
        self._store(listing, article, new)
        if was != views.exists(self.content, listing):
            emitted.add(subjects.exists(listing))
        grain = self.registry.grain(listing)
        if grain.beside:
            near = views.neighbours(self.content, listing, changed.member)
            ids = [article, *(member.id for member in near if member)]
            emitted |= {subjects.beside(listing, one) for one in ids}
        if around is not None:
            emitted |= around.differences(old, new, listing, grain)
        for size, answer in windows.items():
            if answer != views.window(self.content, listing, size, grain):
                emitted.add(subjects.window(listing, size))

    def _store(self, listing: str, article: str, standing: Standing | None) -> None:
        if standing is None:
            self.content.drop(listing, article)
            return
        opens = cutting.opens(listing, article, self.registry.grain(listing))
        self.content.put(listing, standing, opens=opens)

    def _windows(self, listing: str, member: Member) -> dict[int, Any]:
        """The windows that a change at ``member`` can reach, as they are now."""
        grain, found = self.registry.grain(listing), {}
        for size in self.registry.sizes(listing):
            beyond = self.content.newest(listing, 1, skip=size)
            if beyond:
                low = self.content.opening_below(listing, beyond[0].order, inclusive=True)
                if low and member.order < low.order:
                    continue
            found[size] = views.window(self.content, listing, size, grain)
        return found

    def _around(self, listing: str, member: Member) -> "_Around | None":
        """The leaves around ``member`` without it; None where nobody reads leaves."""
        content, grain = self.content, self.registry.grain(listing)
        if not grain.leaves:
            return None
        low = content.opening_below(listing, member.order, inclusive=False)
        high = content.opening_above(listing, member.order)
        bound = low.order if low else ""
        live = content.live_between(listing, bound, high.order if high else None)
        return _Around(
            opening=low.id if low else FIRST,
            others=tuple(m for m in live if m != member),
            older=views.older_leaf(content, listing, bound, grain) if low else None,
            newer=views.newer_leaf(content, listing, high.order, grain) if high else None,
        )

    # -- time and theme -------------------------------------------------------------------------

    def _aged_by(self, row: Sealed) -> set[str]:
        """Articles that turn one year old between the last tick and this one."""
        emitted = {subjects.TICK}
        old = self.content.head("tick", "tick")
        low = "" if old is None else year_before(self.content.record("tick", old).at)
        if row.record is not None:
            low, high = sorted((low, year_before(row.record.at)))
            emitted |= {subjects.aged(i) for i in self.content.published_between(low, high)}
        return emitted

    def _retire_assets(self, row: Sealed) -> None:
        old = self.content.head("theme", "theme")
        if old is None or row.record is None:
            return
        kept = {asset.path: asset.digest for asset in row.record.assets.values()}
        before = self.content.record("theme", old).assets.values()
        # The owner's own files share the record; they go when the owner takes them away.
        gone = [
            Retired(a.path, a.digest, row.at[:10])
            for a in before
            if a.path not in kept and a.path.startswith("/assets/")
        ]
        retired = {r.path: r for r in (*self.content.retired(), *gone) if r.path not in kept}
        self.content.set_retired(retired.values())

    def _drop_assets(self, row: Sealed, emitted: set[str]) -> None:
        if row.record is None:
            return
        last = date.fromisoformat(row.record.day) - timedelta(days=ASSET_DAYS)
        retired = self.content.retired()
        kept = [r for r in retired if date.fromisoformat(r.day) > last]
        if len(kept) != len(retired):
            self.content.set_retired(kept)
            emitted.add(subjects.record("theme", "theme"))


def year_before(at: str) -> str:
    """The UTC text one year before ``at``; 29 February gives 28 February."""
    moment = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(UTC)
    try:
        past = moment.replace(year=moment.year - 1)
    except ValueError:
        past = moment.replace(year=moment.year - 1, day=28)
    return past.strftime("%Y-%m-%dT%H:%M:%SZ")
