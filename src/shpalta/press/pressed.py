"""When an article's files were out: what an editor reads after "Publish"."""

import json
from collections.abc import Sequence

from shpalta.press.core.plan import Priority
from shpalta.press.database import Database
from shpalta.press.intake import cursor

_ALL = "awaited_all"


class Pressed:
    """Articles whose files wait, and when those of others were all written."""

    def __init__(self, tables: Database, rows: Database) -> None:
        self._tables = tables
        self._rows = rows

    def waits(self) -> bool:
        """Whether files of the first wave of some article are still to be written."""
        return bool(self._awaited())

    def await_(self, articles: Sequence[tuple[str, int]]) -> None:
        """Note (id, position) of articles whose files are now in the queue."""
        if articles:
            self._set_awaited(self._awaited() | dict(articles))

    def await_all(self) -> None:
        """The same of whatever was taken in so far: nothing could be planned for it before."""
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES (?, '') ON CONFLICT (name) DO NOTHING", (_ALL,)
        )

    def note(self, at: str) -> None:
        """If all files of the first wave are written, those articles are out since ``at``."""
        awaited, everything = self._awaited(), self._all_awaited()
        if not awaited and not everything:
            return
        busy = self._tables.execute(
            "SELECT 1 FROM queue WHERE wave = 1 AND priority <= ? LIMIT 1",
            (int(Priority.CORRECTION),),
        ).fetchone()
        if busy:
            return
        if everything:
            self.note_all(self._rows, cursor(self._tables), at)
        self._tables.executemany(
            "INSERT INTO pressed (article, position, at) VALUES (?, ?, ?) ON CONFLICT (article)"
            " DO UPDATE SET position = excluded.position, at = excluded.at",
            [(article, position, at) for article, position in awaited.items()],
        )
        self._set_awaited({})
        self._note_last(at)

    def note_all(self, rows: Database, upto: int, at: str) -> None:
        """After a full press: the newest copy of every article up to row ``upto`` is out."""
        last = ""
        while True:
            newest = rows.execute(
                "SELECT id, MAX(position) FROM shpalta_journal"
                " WHERE kind = 'article' AND id > ? AND position <= ?"
                " GROUP BY id ORDER BY id LIMIT 5000",
                (last, upto),
            ).fetchall()
            if not newest:
                break
            self._tables.executemany(
                "INSERT INTO pressed (article, position, at) VALUES (?, ?, ?) ON CONFLICT (article)"
                " DO UPDATE SET position = excluded.position, at = excluded.at"
                " WHERE pressed.position < excluded.position",
                [(article, position, at) for article, position in newest],
            )
            last = newest[-1][0]
        self._tables.execute("DELETE FROM state WHERE name = ?", (_ALL,))
        self._set_awaited({})
        self._note_last(at)

    def _note_last(self, at: str) -> None:
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES ('out', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (at,),
        )

    def _all_awaited(self) -> bool:
        found = self._tables.execute("SELECT 1 FROM state WHERE name = ?", (_ALL,)).fetchone()
        return found is not None

    def _awaited(self) -> dict[str, int]:
        row = self._tables.execute("SELECT value FROM state WHERE name = 'awaited'").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def _set_awaited(self, awaited: dict[str, int]) -> None:
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES ('awaited', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (json.dumps(awaited),),
        )
