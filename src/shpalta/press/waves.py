"""How long publications took to their first wave, counted in buckets that outlive the process."""

import json
from bisect import bisect_left

from shpalta.press.database import Database

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds of the buckets, in seconds; what took longer is in one more."""

_NAME = "waves"


class Waves:
    """Counts by bucket and the sum of seconds, kept in the press's tables."""

    def __init__(self, counts: list[int] | None = None, seconds: float = 0.0) -> None:
        self.counts = counts or [0] * (len(BOUNDS) + 1)
        self.seconds = seconds

    def observe(self, seconds: float) -> None:
        """One publication more."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    def save(self, tables: Database) -> None:
        """Keep what was counted."""
        value = json.dumps({"counts": self.counts, "seconds": round(self.seconds, 6)})
        tables.execute(
            "INSERT INTO state (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (_NAME, value),
        )


def load(tables: Database) -> Waves:
    """What was counted so far; nothing where the buckets were others."""
    row = tables.execute("SELECT value FROM state WHERE name = ?", (_NAME,)).fetchone()
    known = json.loads(row[0]) if row else {}
    counts = known.get("counts", [])
    return Waves(counts, known["seconds"]) if len(counts) == len(BOUNDS) + 1 else Waves()
