"""The plan: which files to make and which to drop, each with its reason. Pure data, printable."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal, Protocol

from shpalta.press.core.family import Claim, Doors, Family, Registry


class Priority(IntEnum):
    """What overtakes what. Smaller goes first."""

    WITHDRAWAL = 0
    PUBLICATION = 1
    CORRECTION = 2
    ENTITY = 3
    THEME = 4


LAST_RANK = 90


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a subject is looked at: the row that changed it and how urgent that row is."""

    priority: Priority
    position: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one file is in the plan.

    ``new``: its owner claims it for the first time; ``reads``: it read ``subject``; ``dropped``:
    its owner claims it no more; ``theme``: something that everything reads changed; ``mend``: the
    file on disk is not what the manifest says; ``all``: a full press.
    """

    kind: Literal["new", "reads", "dropped", "theme", "mend", "all"]
    subject: str = ""
    position: int = 0

    def __str__(self) -> str:
        words = {
            "new": f"new: {self.subject} claims it",
            "reads": f"it reads {self.subject}",
            "dropped": f"{self.subject} claims it no more",
            "theme": "the theme or the outlet's settings changed",
            "mend": "the file differs from the manifest",
            "all": "everything is pressed",
        }[self.kind]
        return f"{words} (row {self.position})" if self.position else words


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as the manifest knows it. ``digest`` is empty when it must be looked at again."""

    path: str
    family: str
    owner: str
    args: tuple[str, ...] = ()
    order: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """Files that failed, or that a crash left in doubt: their owners' claims are looked at anew,
    for what was wanted when they were planned may be wanted no more.
    """

    entries: tuple[Entry, ...]
    cause: Cause


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a plan."""

    entry: Entry
    action: Literal["render", "delete"]
    reason: Reason
    priority: Priority
    wave: int = 1
    rank: int = 0

    @property
    def path(self) -> str:
        """The file's place in the edition."""
        return self.entry.path

    def __str__(self) -> str:
        return f"{self.action:6} {self.path}  ({self.priority.name.lower()}; {self.reason})"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two owners claim one path; ``newcomer`` is the one whose claim is set aside."""

    path: str
    incumbent: str
    newcomer: Entry


@dataclass(slots=True)
class Plan:
    """Items by path, and the claims that collided."""

    items: dict[str, Item] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)

    def add(self, item: Item) -> None:
        """Put ``item`` in; of two for one path the more urgent priority stands, with its reason."""
        old = self.items.get(item.path)
        if old and old.action == item.action and old.priority <= item.priority:
            return
        self.items[item.path] = item


class Graph(Protocol):
    """What the manifest and the recorded reads answer."""

    def entry(self, path: str) -> Entry | None:
        """The manifest's line for a path."""

    def owned(self, family: str, owner: str) -> list[Entry]:
        """Every file that an owner claims in a family."""

    def readers(self, subject: str) -> list[Entry]:
        """Every file that read ``subject``."""


def plan(
    changed: Mapping[str, Cause],
    graph: Graph,
    registry: Registry,
    doors: Doors,
    again: Again | None = None,
) -> Plan:
    """Files to render and delete after ``changed`` subjects, by claims and recorded reads."""
    again = again or Again((), Cause(Priority.THEME, 0))
    made = Plan()
    _plan_claims(made, _owners(changed, registry, again), graph, doors)
    for entry in again.entries:
        standing = graph.entry(entry.path)
        if standing and (standing.family, standing.owner) == (entry.family, entry.owner):
            family = registry.family(entry.family)
            _add_read(made, standing, Reason("mend"), again.cause.priority, family)
    for subject, cause in sorted(changed.items()):
        for entry in graph.readers(subject):
            reason = Reason("reads", subject, cause.position)
            _add_read(made, entry, reason, cause.priority, registry.family(entry.family))
    return made


def _add_read(made: Plan, entry: Entry, reason: Reason, priority: Priority, family: Family) -> None:
    known = made.items.get(entry.path)
    if known and known.action == "delete":
        return
    current = known.entry if known else entry
    made.add(Item(current, "render", reason, priority, family.wave, family.rank))


def _plan_claims(
    made: Plan, owners: Iterable[tuple[Family, str, Cause]], graph: Graph, doors: Doors
) -> None:
    wanted: list[tuple[Family, Entry, Cause, Entry | None]] = []
    dropped: dict[str, Item] = {}
    for family, owner, cause in owners:
        claimed = {claim.path: claim for claim in family.claims(owner, doors)}
        for entry in graph.owned(family.name, owner):
            if entry.path not in claimed:
                reason = Reason("dropped", owner, cause.position)
                # What pages show (pictures, assets) goes only after the pages that showed it.
                rank = family.rank if family.rank >= 0 else LAST_RANK
                dropped[entry.path] = Item(
                    entry, "delete", reason, cause.priority, family.wave, rank
                )
        for claim in claimed.values():
            entry = entry_of(claim, family.name, owner)
            wanted.append((family, entry, cause, graph.entry(claim.path)))
    fresh: dict[str, Entry] = {}
    for family, entry, cause, old in wanted:
        standing = fresh.get(entry.path) or (None if entry.path in dropped else old)
        if standing and (standing.family, standing.owner) != (entry.family, entry.owner):
            made.conflicts.append(
                Conflict(entry.path, f"{standing.family} {standing.owner}", entry)
            )
            continue
        fresh[entry.path] = entry
        if old is None or entry.path in dropped or old.args != entry.args or not old.digest:
            reason = Reason("new", entry.owner, cause.position)
            made.add(Item(entry, "render", reason, cause.priority, family.wave, family.rank))
    for path, item in dropped.items():
        if path not in fresh:
            made.add(item)


def entry_of(claim: Claim, family: str, owner: str) -> Entry:
    """The manifest's line for a claim that was not made yet."""
    return Entry(claim.path, family, owner, tuple(claim.args), claim.order)


def _owners(
    changed: Mapping[str, Cause], registry: Registry, again: Again
) -> Iterable[tuple[Family, str, Cause]]:
    found: dict[tuple[int, str], Cause] = {}
    for subject, cause in changed.items():
        for index, family in enumerate(registry.families):
            owner = family.owner_of(subject)
            if owner is None:
                continue
            known = found.get((index, owner))
            if known is None or cause.priority < known.priority:
                found[(index, owner)] = cause
    names = [family.name for family in registry.families]
    for entry in again.entries:
        found.setdefault((names.index(entry.family), entry.owner), again.cause)
    for (index, owner), cause in sorted(found.items(), key=lambda item: item[0]):
        yield registry.families[index], owner, cause
