"""The feed of changes: what destinations read to learn which files are wanted.

Every file that comes, changes or goes gets the next number of one sequence, in the commit that
writes the manifest, so that a reader that has seen number N has seen all that came before it (the
press's lease makes writers follow each other). A file has one line, that of its last change: the
manifest's own line while it stands, a line of ``dropped`` after it has gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from shpalta.press.database import Database

# Moments kept, one for each commit: enough to say for how long a destination has been behind.
KEPT_MOMENTS = 20_000
_COUNTER = "change"
FEED = "feed"


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of one file. ``digest`` is empty when the file has gone.

    ``urgency`` is the ``Priority`` of what caused it (0: a withdrawal); ``order`` sorts files of
    one family, larger is newer; ``at`` numbers grow by one, never twice.
    """

    number: int
    path: str
    family: str
    order: str
    digest: str
    size: int
    urgency: int


class Changes:
    """Gives numbers to changes, and tells them."""

    def __init__(self, tables: Database, clock: Callable[[], datetime] | None = None) -> None:
        self._tables = tables
        self._clock = clock or (lambda: datetime.now(UTC))

    # -- writing, inside the press's transaction ------------------------------------------------

    def last(self) -> int:
        """The number of the newest change; 0 before the first."""
        row = self._tables.execute("SELECT value FROM state WHERE name = ?", (_COUNTER,)).fetchone()
        return int(row[0]) if row else 0

    def take(self, upto: int) -> None:
        """Note that numbers up to ``upto`` are given, now."""
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_COUNTER, str(upto)),
        )
        at = self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        self._tables.execute(
            "INSERT INTO moment (change, at) VALUES (?, ?)"
            " ON CONFLICT (change) DO UPDATE SET at = excluded.at",
            (upto, at),
        )
        if upto % 64 == 0:
            self._tables.execute(
                "DELETE FROM moment WHERE change <= (SELECT change FROM moment"
                " ORDER BY change DESC LIMIT 1 OFFSET ?)",
                (KEPT_MOMENTS,),
            )

    # -- reading --------------------------------------------------------------------------------

    def feed(self) -> str:
        """The name of this sequence of numbers; tables made anew begin another one."""
        row = self._tables.execute("SELECT value FROM state WHERE name = ?", (FEED,)).fetchone()
        return str(row[0]) if row else ""

    def after(self, number: int, limit: int) -> list[Change]:
        """At most ``limit`` changes after ``number``, in the order in which they happened."""
        rows = self._tables.execute(
            "SELECT change, path, family, sequence, digest, size, urgency FROM resource"
            " WHERE change > ? AND digest <> ''"
            " UNION ALL SELECT change, path, family, '', '', 0, urgency FROM dropped"
            " WHERE change > ? ORDER BY 1 LIMIT ?",
            (number, number, limit),
        ).fetchall()
        return [Change(*row) for row in rows]

    def count_after(self, number: int) -> int:
        """How many files have changed after ``number``."""
        row = self._tables.execute(
            "SELECT (SELECT COUNT(*) FROM resource WHERE change > ? AND digest <> '')"
            " + (SELECT COUNT(*) FROM dropped WHERE change > ?)",
            (number, number),
        ).fetchone()
        return int(row[0])

    def moment(self, number: int) -> str:
        """When change ``number`` was committed (UTC), or a later moment when that is forgotten;
        empty when there was none.
        """
        row = self._tables.execute(
            "SELECT at FROM moment WHERE change >= ? ORDER BY change LIMIT 1", (number,)
        ).fetchone()
        return str(row[0]) if row else ""
