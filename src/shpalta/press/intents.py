"""What is about to be written, committed before it is, under the fence of the press at work."""

from collections.abc import Sequence

from shpalta.press.core.plan import Entry
from shpalta.press.database import Database
from shpalta.press.lease import Lease
from shpalta.press.store.manifest import columns, entry_of

Line = tuple[str, ...]


class Intents:
    """The table of intents. A press closes its own alone: one that has lost its lease may have
    reopened others, for its holder to look at.
    """

    def __init__(self, tables: Database, lease: Lease) -> None:
        self._tables = tables
        self._lease = lease

    def note(self, lines: Sequence[Line]) -> None:
        """Note paths to write (manifest columns and digest; "" to remove); twice is no error."""
        self._tables.executemany(
            "INSERT INTO intent (fence, path, family, owner, args, sequence, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path, fence) DO NOTHING",
            [(self._lease.fence, *line) for line in lines],
        )

    def close(self) -> None:
        """What was noted under this press's fence is done."""
        self._tables.execute("DELETE FROM intent WHERE fence = ?", (self._lease.fence,))

    def any(self) -> bool:
        """Whether something was begun and not finished, whoever began it."""
        return self._tables.execute("SELECT 1 FROM intent LIMIT 1").fetchone() is not None

    def take(self) -> list[Entry]:
        """Every open intent once, whoever began it; none is open afterwards."""
        rows = self._tables.execute(
            "SELECT path, family, owner, args, sequence, digest FROM intent ORDER BY fence"
        ).fetchall()
        self._tables.execute("DELETE FROM intent")
        return list({entry.path: entry for entry in map(entry_of, rows)}.values())


def lines(fresh: Sequence[Entry], deleted: Sequence[Entry]) -> list[Line]:
    """Files to write and to remove, as intents."""
    found: list[Line] = [(*columns(entry), entry.digest) for entry in fresh]
    return found + [(*columns(entry), "") for entry in deleted]
