"""The manifest (what should exist), the recorded reads, and the stamps of what everything reads."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shpalta.press.core import pathmap
from shpalta.press.core.plan import Entry
from shpalta.press.core.subjects import is_global
from shpalta.press.database import Database
from shpalta.press.store.changes import Changes

_ENTRY = "path, family, owner, args, sequence, digest"
# Of what stands in the queue for the path until this commit; 4 is a theme, which is not queued.
_URGENCY = "COALESCE((SELECT priority FROM queue WHERE queue.path = ?), 4)"


@dataclass(frozen=True, slots=True)
class Made:
    """One rendered file: its manifest line, size in bytes, and the subjects it read."""

    entry: Entry
    size: int
    reads: frozenset[str]


class Manifest:
    """Implements ``press.core.plan.Graph`` over the press's tables."""

    def __init__(self, tables: Database, clock: Callable[[], datetime] | None = None) -> None:
        self._tables = tables
        self._changes = Changes(tables, clock)
        self._subjects: dict[str, int] = {}
        self._stamps: dict[tuple[str, str], int] = {}

    def forget(self) -> None:
        """Drop what is remembered in this process, after a rollback."""
        self._subjects.clear()
        self._stamps.clear()

    # -- lookups --------------------------------------------------------------------------------

    def entry(self, path: str) -> Entry | None:
        rows = self._entries("path = ?", path)
        return rows[0] if rows else None

    def owned(self, family: str, owner: str) -> list[Entry]:
        return self._entries("family = ? AND owner = ? ORDER BY path", family, owner)

    def readers(self, subject: str) -> list[Entry]:
        return self._entries(
            "number IN (SELECT resource FROM reads JOIN subject ON subject.number = reads.subject"
            " WHERE subject.name = ?) ORDER BY path",
            subject,
        )

    def newest(self, family: str, limit: int) -> list[Entry]:
        """The newest ``limit`` files of a family."""
        return self._entries("family = ? ORDER BY sequence DESC, path LIMIT ?", family, limit)

    def _entries(self, where: str, *values: object) -> list[Entry]:
        rows = self._tables.execute(
            f"SELECT {_ENTRY} FROM resource WHERE {where}",  # noqa: S608
            values,
        ).fetchall()
        return [entry_of(row) for row in rows]

    def files(self) -> Iterator[tuple[str, str, int]]:
        """Every (path, digest, size), ordered by path, in bounded memory."""
        return self._by_path("path, digest, size")

    def standing(self) -> Iterator[tuple[str, str, str]]:
        """(path, digest, family) of every file that should be there as it is: what waits in the
        queue or is in doubt is left out. By path, in bounded memory.
        """
        return self._by_path(
            "path, digest, family",
            " AND digest <> ''"
            " AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.path = resource.path)",
        )

    def sizes(self) -> Iterator[tuple[str, int, str]]:
        """(path, bytes, family) of every file, by path, in bounded memory."""
        return self._by_path("path, size, family")

    def _by_path(self, columns: str, where: str = "") -> Iterator[Any]:
        last = ""
        while True:
            rows = self._tables.execute(
                f"SELECT {columns} FROM resource WHERE path > ?{where} ORDER BY path LIMIT 5000",  # noqa: S608
                (last,),
            ).fetchall()
            if not rows:
                return
            yield from rows
            last = rows[-1][0]

    def count(self) -> tuple[int, int]:
        """How many files and bytes the manifest names."""
        row = self._tables.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM resource")
        number, size = row.fetchone()
        return int(number), int(size)

    def reads_of(self, path: str) -> list[str]:
        """The subjects that the file at ``path`` read, the global ones included."""
        rows = self._tables.execute(
            "SELECT subject.name FROM resource JOIN reads ON reads.resource = resource.number"
            " JOIN subject ON subject.number = reads.subject WHERE path = ?",
            (path,),
        ).fetchall()
        stamped = self._tables.execute(
            "SELECT subjects FROM stamp JOIN resource ON resource.stamp = stamp.number"
            " WHERE path = ?",
            (path,),
        ).fetchone()
        return sorted([row[0] for row in rows] + (json.loads(stamped[0]) if stamped else []))

    # -- changes --------------------------------------------------------------------------------

    def put(self, made: Iterable[Made], answer: Callable[[str], str]) -> None:
        """Take rendered files in; ``answer`` gives the digest of a global subject's answer."""
        touched: set[int] = set()
        edges: list[tuple[int, int]] = []
        paths: list[tuple[str]] = []
        newest = self._tables.execute("SELECT MAX(number) FROM resource").fetchone()[0] or 0
        change = first = self._changes.last()
        for one in made:
            number, bucket, moved = self._put(one, answer, change + 1)
            change += moved
            touched.add(bucket)
            paths.append((one.entry.path,))
            wanted = {self._subject(name) for name in one.reads if not is_global(name)}
            # A number above all before is a new file, which has no reads to compare with.
            known = self._reads(number) if number <= newest else set()
            self._forget_reads(number, known - wanted)
            edges += [(number, subject) for subject in wanted - known]
        self._tables.executemany("INSERT INTO reads (resource, subject) VALUES (?, ?)", edges)
        self._tables.executemany("DELETE FROM failure WHERE path = ?", paths)
        if change > first:
            self._tables.executemany("DELETE FROM dropped WHERE path = ?", paths)
            self._changes.take(change)
        self._refresh(touched)

    def _put(self, made: Made, answer: Callable[[str], str], change: int) -> tuple[int, int, bool]:
        """Number and bucket of the file's line, and whether its bytes are others than before, which
        takes the number ``change``.
        """
        entry, bucket = made.entry, pathmap.bucket_of(made.entry.path)
        stamp = self._stamp(tuple(sorted(s for s in made.reads if is_global(s))), answer)
        number, given = self._tables.execute(
            "INSERT INTO resource"  # noqa: S608 - words of this module alone
            " (path, family, owner, args, sequence, digest, size, stamp, bucket, change, urgency)"
            f" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, {_URGENCY}) ON CONFLICT (path) DO UPDATE SET"
            " family = excluded.family, owner = excluded.owner, args = excluded.args,"
            " sequence = excluded.sequence, digest = excluded.digest, size = excluded.size,"
            " stamp = excluded.stamp, urgency = excluded.urgency, change = CASE"
            " WHEN resource.digest = excluded.digest THEN resource.change ELSE excluded.change END"
            " RETURNING number, change",
            (*columns(entry), entry.digest, made.size, stamp, bucket, change, entry.path),
        ).fetchone()
        return int(number), bucket, given == change

    def _reads(self, number: int) -> set[int]:
        rows = self._tables.execute("SELECT subject FROM reads WHERE resource = ?", (number,))
        return {row[0] for row in rows.fetchall()}

    def _forget_reads(self, number: int, subjects: set[int]) -> None:
        if subjects:
            self._tables.executemany(
                "DELETE FROM reads WHERE resource = ? AND subject = ?",
                [(number, subject) for subject in subjects],
            )

    def _subject(self, name: str) -> int:
        number = self._subjects.get(name)
        if number is None:
            row = (
                self._tables.execute(
                    "SELECT number FROM subject WHERE name = ?", (name,)
                ).fetchone()
                or self._tables.execute(
                    "INSERT INTO subject (name) VALUES (?) RETURNING number", (name,)
                ).fetchone()
            )
            if len(self._subjects) > 200_000:
                self._subjects.clear()
            number = self._subjects[name] = row[0]
        return number

    def _stamp(self, names: tuple[str, ...], answer: Callable[[str], str]) -> int | None:
        if not names:
            return None
        key = json.dumps(names), "\n".join(answer(name) for name in names)
        number = self._stamps.get(key)
        if number is None:
            row = (
                self._tables.execute(
                    "SELECT number FROM stamp WHERE subjects = ? AND digest = ?", key
                ).fetchone()
                or self._tables.execute(
                    "INSERT INTO stamp (subjects, digest) VALUES (?, ?) RETURNING number", key
                ).fetchone()
            )
            number = self._stamps[key] = row[0]
        return number

    def drop(self, paths: Iterable[str]) -> None:
        """Take files out."""
        touched: set[int] = set()
        change = first = self._changes.last()
        for path in paths:
            row = self._tables.execute(
                "SELECT number, bucket, family FROM resource WHERE path = ?", (path,)
            ).fetchone()
            if row is None:
                continue
            touched.add(row[1])
            change += 1
            self._tables.execute(
                "INSERT INTO dropped (path, family, change, urgency)"  # noqa: S608 - as above
                f" VALUES (?, ?, ?, {_URGENCY}) ON CONFLICT (path) DO UPDATE SET family ="
                " excluded.family, change = excluded.change, urgency = excluded.urgency",
                (path, row[2], change, path),
            )
            self._tables.execute("DELETE FROM reads WHERE resource = ?", (row[0],))
            self._tables.execute("DELETE FROM resource WHERE number = ?", (row[0],))
            self._tables.execute("DELETE FROM failure WHERE path = ?", (path,))
            self._tables.execute("DELETE FROM sibling_due WHERE path = ?", (path,))
        if change > first:
            self._changes.take(change)
        self._refresh(touched)

    def doubt(self, entry: Entry) -> None:
        """Note that nobody knows what is at ``entry.path``: it must be looked at again."""
        self._tables.execute(
            "INSERT INTO resource"
            " (path, family, owner, args, sequence, digest, size, stamp, bucket)"
            " VALUES (?, ?, ?, ?, ?, '', 0, NULL, ?)"
            " ON CONFLICT (path) DO UPDATE SET digest = ''",
            (*columns(entry), pathmap.bucket_of(entry.path)),
        )
        self._refresh({pathmap.bucket_of(entry.path)})

    # -- what everything reads ------------------------------------------------------------------

    def outdated_stamps(self, answer: Callable[[str], str]) -> list[int]:
        """The stamps whose answers have changed since."""
        rows = self._tables.execute("SELECT number, subjects, digest FROM stamp").fetchall()
        return [
            number
            for number, names, known in rows
            if known != "\n".join(answer(name) for name in json.loads(names))
        ]

    def outdated(self, answer: Callable[[str], str], limit: int) -> list[Entry]:
        """At most ``limit`` files, newest first, made under answers that have changed since."""
        found: list[Entry] = []
        # Stamp by stamp, as the index has them: together they would all be sorted each time.
        for number in self.outdated_stamps(answer):
            found += self._entries(
                "stamp = ? AND digest <> ''"
                " AND NOT EXISTS (SELECT 1 FROM failure WHERE failure.path = resource.path)"
                " AND NOT EXISTS (SELECT 1 FROM queue WHERE queue.path = resource.path)"
                " ORDER BY sequence DESC, path DESC LIMIT ?",
                number,
                limit,
            )
        return sorted(found, key=lambda entry: (entry.order, entry.path), reverse=True)[:limit]

    def outdated_subjects(self, path: str, answer: Callable[[str], str]) -> list[str]:
        """The global subjects whose answer has changed since the file at ``path`` was made."""
        row = self._tables.execute(
            "SELECT subjects, stamp.digest FROM stamp"
            " JOIN resource ON resource.stamp = stamp.number WHERE path = ?",
            (path,),
        ).fetchone()
        if row is None:
            return []
        pairs = zip(json.loads(row[0]), row[1].split("\n"), strict=True)
        return [name for name, known in pairs if known != answer(name)]

    def forget_unused_stamps(self) -> None:
        """Drop stamps that no file carries any more."""
        self._tables.execute(
            "DELETE FROM stamp WHERE NOT EXISTS"
            " (SELECT 1 FROM resource WHERE resource.stamp = stamp.number)"
        )
        self._stamps.clear()

    # -- the path map ---------------------------------------------------------------------------

    def _refresh(self, buckets: Iterable[int]) -> None:
        for number in sorted(buckets):
            lines = self._tables.execute(
                "SELECT path, digest FROM resource WHERE bucket = ?", (number,)
            ).fetchall()
            name = pathmap.bucket_digest((row[0], row[1]) for row in lines)
            if name:
                self._tables.execute(
                    "INSERT INTO bucket (number, digest) VALUES (?, ?)"
                    " ON CONFLICT (number) DO UPDATE SET digest = excluded.digest",
                    (number, name),
                )
            else:
                self._tables.execute("DELETE FROM bucket WHERE number = ?", (number,))

    def root(self) -> str:
        """The root of the path map: with P and the theme it names the edition."""
        rows = self._tables.execute("SELECT number, digest FROM bucket").fetchall()
        groups: dict[int, dict[int, str]] = {}
        for number, name in rows:
            groups.setdefault(number // pathmap.GROUP, {})[number] = name
        folded = {number: pathmap.fold_digests(group) for number, group in groups.items()}
        return pathmap.fold_digests(folded)


def columns(entry: Entry) -> tuple[str, str, str, str, str]:
    """``entry`` as the columns path, family, owner, args, sequence."""
    return entry.path, entry.family, entry.owner, json.dumps(entry.args), entry.order


def entry_of(row: Sequence[Any]) -> Entry:
    """A row of path, family, owner, args, sequence, digest as an Entry."""
    path, family, owner, args, sequence, digest = row
    return Entry(path, family, owner, tuple(json.loads(args)), sequence, digest)
