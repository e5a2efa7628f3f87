"""What waits to be written, in the order of its turn."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shpalta.press.core.plan import Entry, Item, Priority
from shpalta.press.database import Database
from shpalta.press.store.manifest import columns, entry_of

_COLUMNS = "path, family, owner, args, sequence"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the queue."""

    entry: Entry
    action: str
    priority: int
    wave: int
    rank: int
    reason: str
    fresh: bool


class Queue:
    """Items by (priority, wave, rank, newest first), with one exception: see ``take``."""

    def __init__(self, tables: Database) -> None:
        self._tables = tables

    def put(self, items: Iterable[Item], known: Iterable[str]) -> None:
        """Add ``items``; ``known`` are the paths that exist already. A path waits once."""
        there = set(known)
        rows = [
            (
                *columns(item.entry),
                item.action,
                int(item.priority),
                item.wave,
                item.rank,
                str(item.reason),
                int(item.path not in there),
            )
            for item in items
        ]
        self._tables.executemany(
            "INSERT INTO queue (path, family, owner, args, sequence, action, priority, wave, rank,"
            " reason, fresh) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET family = excluded.family, owner = excluded.owner,"
            " args = excluded.args, sequence = excluded.sequence, action = excluded.action,"
            " priority = CASE WHEN excluded.priority < queue.priority"
            " THEN excluded.priority ELSE queue.priority END,"
            " wave = excluded.wave, rank = excluded.rank, reason = excluded.reason",
            rows,
        )

    def take(self, limit: int) -> list[Waiting]:
        """The next batch: one priority, one wave, at most ``limit`` lines. Nothing is removed.

        Before a batch with anything that links (rank above 0), every page that does not exist yet
        goes first, whatever its priority: a list never links to a page that is not there.
        """
        first = self._tables.execute("SELECT MIN(priority) FROM queue").fetchone()[0]
        if first is None:
            return []
        wave = self._tables.execute(
            "SELECT MIN(wave) FROM queue WHERE priority = ?", (first,)
        ).fetchone()[0]
        batch = self._lines(
            "priority = ? AND wave = ? ORDER BY rank, sequence DESC, path LIMIT ?",
            first, wave, limit,
        )  # fmt: skip
        if any(line.rank > 0 for line in batch):
            pages = self._lines(
                "fresh = 1 AND rank <= 0 AND action = 'render' AND NOT"
                " (priority = ? AND wave = ?) ORDER BY rank, sequence DESC, path LIMIT ?",
                first, wave, limit,
            )  # fmt: skip
            if pages:
                return [line for line in batch if line.rank <= 0] or pages
        return batch

    def _lines(self, where: str, *values: object) -> list[Waiting]:
        rows = self._tables.execute(
            f"SELECT {_COLUMNS}, '', action, priority, wave, rank, reason, fresh"  # noqa: S608
            f" FROM queue WHERE {where}",
            values,
        ).fetchall()
        return [_waiting(row) for row in rows]

    def line(self, path: str) -> Waiting | None:
        """The line that waits for ``path``."""
        return next(iter(self._lines("path = ?", path)), None)

    def owned(self, family: str, owner: str) -> list[Waiting]:
        """The lines of files that an owner claimed when they were planned."""
        return self._lines(
            "family = ? AND owner = ? AND action = 'render' ORDER BY path", family, owner
        )

    def remove(self, paths: Iterable[str]) -> None:
        """Take written lines out."""
        self._tables.executemany("DELETE FROM queue WHERE path = ?", [(path,) for path in paths])

    def clear(self) -> None:
        """Forget everything that waits."""
        self._tables.execute("DELETE FROM queue")

    def urgent(self, priority: Priority, upto: int = 64) -> int:
        """How many files wait at ``priority`` or above it; more than ``upto`` are not counted."""
        row = self._tables.execute(
            "SELECT COUNT(*) FROM (SELECT 1 FROM queue WHERE priority <= ? LIMIT ?) AS waiting",
            (int(priority), upto),
        ).fetchone()
        return int(row[0])

    def renders(self) -> int:
        """How many files wait to be made."""
        row = self._tables.execute("SELECT COUNT(*) FROM queue WHERE action = 'render'")
        return int(row.fetchone()[0])

    def fresh_by_family(self) -> dict[str, int]:
        """How many files that stand nowhere yet wait to be made, by family."""
        rows = self._tables.execute(
            "SELECT family, COUNT(*) FROM queue WHERE action = 'render' AND fresh = 1"
            " GROUP BY family ORDER BY family"
        )
        return {family: int(number) for family, number in rows.fetchall()}

    def fresh_of(self, family: str, step: int, limit: int) -> list[Entry]:
        """Every ``step``-th of them, at most ``limit``."""
        rows = self._tables.execute(
            f"SELECT {_COLUMNS}, '' FROM (SELECT {_COLUMNS}, ROW_NUMBER() OVER (ORDER BY path) - 1"  # noqa: S608
            " AS place FROM queue WHERE action = 'render' AND fresh = 1 AND family = ?) AS waiting"
            " WHERE place = place / ? * ? ORDER BY place LIMIT ?",
            (family, step, step, limit),
        ).fetchall()
        return [entry_of(row) for row in rows]

    def fresh_paths(self) -> Iterator[str]:
        """The paths of all of them."""
        last = ""
        while True:
            rows = self._tables.execute(
                "SELECT path FROM queue WHERE action = 'render' AND fresh = 1 AND path > ?"
                " ORDER BY path LIMIT 5000",
                (last,),
            ).fetchall()
            if not rows:
                return
            yield from (row[0] for row in rows)
            last = rows[-1][0]

    def deletes(self, limit: int) -> list[str]:
        """At most ``limit`` paths that wait to go."""
        rows = self._tables.execute(
            "SELECT path FROM queue WHERE action = 'delete' ORDER BY rank, path LIMIT ?", (limit,)
        )
        return [row[0] for row in rows.fetchall()]

    def pairs(self, which: str, size: int) -> Iterator[list[tuple[Entry, str]]]:
        """What waits to be made, with the digests of what stands there, at most ``size`` together:
        by rank, newest first. Lines that were handed out may be removed meanwhile.

        ``which`` is a condition on lines: text of the program's own.
        """
        turns = self._tables.execute(
            "SELECT DISTINCT rank, priority, wave FROM queue"  # noqa: S608
            f" WHERE action = 'render' AND {which} ORDER BY rank, priority, wave"
        ).fetchall()
        for rank, priority, wave in turns:
            last: tuple[str, ...] = ()
            while True:
                after = " AND (queue.sequence < ? OR (queue.sequence = ? AND queue.path > ?))"
                rows = self._tables.execute(
                    "SELECT queue.path, queue.family, queue.owner, queue.args, queue.sequence,"  # noqa: S608
                    " '', COALESCE(resource.digest, '') FROM queue"
                    " LEFT JOIN resource ON resource.path = queue.path"
                    " WHERE priority = ? AND wave = ? AND rank = ? AND action = 'render'"
                    f" AND {which}{after if last else ''}"
                    " ORDER BY queue.sequence DESC, queue.path LIMIT ?",
                    (priority, wave, rank, *last, size),
                ).fetchall()
                if not rows:
                    break
                yield [(entry_of(row[:6]), row[6]) for row in rows]
                last = rows[-1][4], rows[-1][4], rows[-1][0]

    def size(self) -> int:
        """How many files wait."""
        return int(self._tables.execute("SELECT COUNT(*) FROM queue").fetchone()[0])

    def waits(self, path: str) -> str:
        """Why ``path`` waits, or empty."""
        row = self._tables.execute(
            "SELECT action, priority, reason FROM queue WHERE path = ?", (path,)
        ).fetchone()
        return f"{row[0]} ({Priority(row[1]).name.lower()}): {row[2]}" if row else ""


def _waiting(row: tuple[Any, ...]) -> Waiting:
    action, priority, wave, rank, reason, fresh = row[6:]
    return Waiting(entry_of(row[:6]), action, priority, wave, rank, reason, bool(fresh))
