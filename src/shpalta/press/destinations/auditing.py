"""Compare a destination with the manifest by reading every file back, and mend it."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from shpalta.press.database import Database
from shpalta.press.destinations.sender import OWN_FOLDER
from shpalta.press.destinations.supply import Supply
from shpalta.press.destinations.tables import Step, Tables
from shpalta.press.destinations.target import Standing, Target
from shpalta.press.store.changes import Change

_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """One file that is not as it should be.

    ``changed``: other bytes; ``headers``: other headers; ``missing``: not there; ``taken``:
    something that is not ours stands in its place; ``left``: of ours, but nobody claims it;
    ``foreign``: neither ours nor in anybody's way. What only waits for its turn is none.
    """

    path: str
    kind: Literal["changed", "headers", "missing", "taken", "left", "foreign"]
    standing: Standing | None = None
    change: Change | None = None


def differences(target: Target, database: Database, supply: Supply) -> Iterator[Difference]:
    """Every difference between the place and the manifest."""
    target.open(fresh=False)
    tables = Tables(database)
    _, seen = tables.get("cursor") or ("", 0)
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        for piece in _pieces(supply.files(), 4 * _AT_ONCE):
            ours = [
                change
                for change in piece
                if target.takes(change.path)
                and change.number <= seen
                and not _waits(tables, change.path)
            ]
            for change, found in zip(ours, threads.map(partial(_read, target), ours), strict=True):
                if found is None or supply.wanted(change.path) != change.digest:
                    continue
                placed = found.kind == "taken" and tables.placed(change.path) is not None
                yield replace(found, kind="changed") if placed else found
    for path in target.walk():
        unclaimed = supply.wanted(path) is None or not target.takes(path)
        if unclaimed and not path.startswith(OWN_FOLDER) and not _waits(tables, path):
            standing = target.look(path)
            if standing is not None:
                own = standing.ours or tables.placed(path) is not None
                yield Difference(path, "left" if own else "foreign", standing)


def _pieces(changes: Iterable[Change], size: int) -> Iterator[list[Change]]:
    piece: list[Change] = []
    for change in changes:
        piece.append(change)
        if len(piece) == size:
            yield piece
            piece = []
    if piece:
        yield piece


def _waits(tables: Tables, path: str) -> bool:
    row = tables.database.execute(
        "SELECT 1 FROM due WHERE path = ? AND problem = ''", (path,)
    ).fetchone()
    return row is not None


def _read(target: Target, change: Change) -> Difference | None:
    found = target.read(change.path)
    if found is None:
        return Difference(change.path, "missing", None, change)
    standing = found.standing
    if found.digest == change.digest and found.headers:
        return None
    if not standing.ours and standing.digest != change.digest:
        return Difference(change.path, "taken", standing, change)
    kind: Literal["headers", "changed"] = "headers" if found.digest == change.digest else "changed"
    return Difference(change.path, kind, standing, change)


def mend_destination(database: Database, found: Iterable[Difference], rank: int = 0) -> int:
    """Make every difference due that can be mended, for whoever sends there; how many.

    Files of others that are in nobody's way stay; one that stands in the place of ours is replaced.
    """
    tables, number = Tables(database), 0
    with database.transaction():
        for one in found:
            if one.kind == "foreign":
                continue
            number += 1
            if one.standing is not None:
                tables.note_placed([(one.path, "", one.standing.tag, "")])
            else:
                tables.forget([one.path])
            change = one.change
            digest = change.digest if change else ""
            step = Step.CHANGE if digest else Step.WITHDRAW
            order = change.order if change else ""
            tables.add(one.path, digest, change=0, step=step, turn=(0, rank, order))
    return number
