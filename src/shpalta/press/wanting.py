"""What should exist, compared with what stands: a plan of a whole edition, in bounded memory.

Every claim is streamed into a table of its own, and the tables are compared there: a million
articles make some millions of claims, which no process needs to hold at once. Who claims a path
first, in the order of ranks, families and owners, has it.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from shpalta.press.core.plan import LAST_RANK, Entry, Priority, Reason, entry_of
from shpalta.press.engine import Press
from shpalta.press.enumeration import owning_subjects
from shpalta.press.store.manifest import columns

# A full press overtakes nobody but the renewal of what an older theme has made.
PRIORITY = Priority.ENTITY
_TOGETHER = 500
_WAVE = 2

_Thing = TypeVar("_Thing")


def plan_all(press: Press, *, anew: bool) -> list[tuple[Entry, str]]:
    """Queue every file that is to be made or to go; claims on a path that is taken, each with who
    has it. Call inside a transaction.

    Without ``anew`` only what is missing, claimed otherwise or made under another theme is queued:
    all else was made of what is true now, as the recorded reads say.
    """
    press.tables.execute("DELETE FROM wanted")
    conflicts = _claim(press)
    _queue_missing(press, anew=anew)
    _queue_unclaimed(press)
    return conflicts


def forget_wanted(press: Press) -> None:
    """Empty the table of claims, which has served. Call inside a transaction."""
    press.tables.execute("DELETE FROM wanted")


# -- claims ---------------------------------------------------------------------------------------


def _claim(press: Press) -> list[tuple[Entry, str]]:
    conflicts: list[tuple[Entry, str]] = []
    for entries in _together(_entries(press)):
        conflicts += _put(press, entries)
    press.tables.execute("DELETE FROM claimant")
    return conflicts


def _entries(press: Press) -> Iterator[Entry]:
    """Every claim, pages before lists."""
    families = press.registry.families
    for index, owner in _owners(press):
        family = families[index]
        for claim in family.claims(owner, press.rendering.doors):
            yield entry_of(claim, family.name, owner)


def _owners(press: Press) -> Iterator[tuple[int, str]]:
    """Family and owner of all that may own files, each once, in the order of their turn."""
    tables, families = press.tables, press.registry.families
    tables.execute("DELETE FROM claimant")
    found = (
        (family.rank, index, owner)
        for subject in owning_subjects(press.content, press.registry)
        for index, family in enumerate(families)
        if (owner := family.owner_of(subject)) is not None
    )
    for rows in _together(found, 20 * _TOGETHER):
        tables.executemany(
            "INSERT INTO claimant (rank, family, owner) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            rows,
        )
    last: tuple[Any, ...] = (-(10**6), -1, "")
    while True:
        rows = tables.execute(
            "SELECT rank, family, owner FROM claimant WHERE (rank, family, owner) > (?, ?, ?)"
            " ORDER BY rank, family, owner LIMIT ?",
            (*last, 20 * _TOGETHER),
        ).fetchall()
        if not rows:
            return
        yield from (row[1:] for row in rows)
        last = tuple(rows[-1])


def _put(press: Press, entries: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """Note claims whose path is free; the others, each with who has it."""
    marks = ", ".join("?" * len(entries))
    rows = press.tables.execute(
        f"SELECT path, family, owner FROM wanted WHERE path IN ({marks})",  # noqa: S608
        [entry.path for entry in entries],
    ).fetchall()
    taken = {path: f"{family} {owner}" for path, family, owner in rows}
    conflicts, new = [], []
    for entry in entries:
        if entry.path in taken:
            conflicts.append((entry, taken[entry.path]))
            continue
        taken[entry.path] = f"{entry.family} {entry.owner}"
        new.append(entry)
    press.tables.executemany(
        "INSERT INTO wanted (path, family, owner, args, sequence) VALUES (?, ?, ?, ?, ?)",
        [columns(entry) for entry in new],
    )
    return conflicts


# -- comparison -----------------------------------------------------------------------------------


def _families(press: Press) -> str:
    """Wave and rank of every family, as a table inside a statement."""
    rows = (f"SELECT '{f.name}' AS name, {f.wave} AS wave, {f.rank} AS rank" for f in _safe(press))
    return " UNION ALL ".join(rows)


def _safe(press: Press) -> Iterable[Any]:
    for family in press.registry.families:
        assert family.name.replace("-", "").isalnum(), family.name
        yield family


_QUEUE = (
    "INSERT INTO queue"
    " (path, family, owner, args, sequence, action, priority, wave, rank, reason, fresh)"
)
_LATEST = (
    " ON CONFLICT (path) DO UPDATE SET family = excluded.family, owner = excluded.owner,"
    " args = excluded.args, sequence = excluded.sequence, action = excluded.action,"
    " priority = CASE WHEN excluded.priority < queue.priority"
    " THEN excluded.priority ELSE queue.priority END,"
    " wave = excluded.wave, rank = excluded.rank, reason = excluded.reason"
)


def _queue_missing(press: Press, *, anew: bool) -> None:
    """Every claim whose file is not known to be what it should be."""
    if anew:
        press.queue.clear()
        which: str = "1 = 1"
    else:
        press.tables.execute(
            "DELETE FROM queue WHERE action = 'render' AND NOT EXISTS"
            " (SELECT 1 FROM wanted WHERE wanted.path = queue.path)"
        )
        old = press.manifest.outdated_stamps(press.rendering.answer)
        which = (
            "(resource.path IS NULL OR resource.digest = ''"
            " OR resource.family <> wanted.family OR resource.owner <> wanted.owner"
            " OR resource.args <> wanted.args"
            f" OR resource.stamp IN ({', '.join(map(str, old)) or 'NULL'}))"
        )
    press.tables.execute(
        f"{_QUEUE} SELECT wanted.path, wanted.family, wanted.owner, wanted.args, wanted.sequence,"  # noqa: S608
        " 'render', ?, kin.wave, kin.rank, ?,"
        " CASE WHEN COALESCE(resource.digest, '') = '' THEN 1 ELSE 0 END"
        f" FROM wanted JOIN ({_families(press)}) AS kin ON kin.name = wanted.family"
        f" LEFT JOIN resource ON resource.path = wanted.path WHERE {which}{_LATEST}",
        (int(PRIORITY), str(Reason("all"))),
    )


def _queue_unclaimed(press: Press) -> None:
    """Every file that nobody claims goes; what pages show, only after the pages."""
    press.tables.execute(
        f"{_QUEUE} SELECT resource.path, resource.family, resource.owner, resource.args,"  # noqa: S608
        f" resource.sequence, 'delete', ?, COALESCE(kin.wave, {_WAVE}),"
        f" CASE WHEN kin.rank >= 0 THEN kin.rank ELSE {LAST_RANK} END, ?, 0"
        f" FROM resource LEFT JOIN ({_families(press)}) AS kin ON kin.name = resource.family"
        " WHERE NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.path = resource.path)"
        f"{_LATEST}",
        (int(PRIORITY), str(Reason("dropped", "nobody"))),
    )


def _together(things: Iterable[_Thing], size: int = _TOGETHER) -> Iterator[list[_Thing]]:
    waiting = iter(things)
    while batch := list(islice(waiting, size)):
        yield batch
