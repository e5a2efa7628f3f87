"""When an article's files were out: what an editor reads after "Publish"."""

import json
from collections.abc import Sequence

from shpalta.press.core.plan import Priority
from shpalta.press.database import Database


class Pressed:
    """Articles whose files wait, and when those of others were all written."""

    def __init__(self, tables: Database) -> None:
        self._tables = tables

    def waits(self) -> bool:
        """Whether files of the first wave of some article are still to be written."""
        return bool(self._awaited())

    def await_(self, articles: Sequence[tuple[str, int]]) -> None:
        """Note (id, position) of articles whose files are now in the queue."""
        if articles:
            self._set_awaited(self._awaited() | dict(articles))

    def note(self, at: str) -> None:
        """If all files of the first wave are written, those articles are out since ``at``."""
        awaited = self._awaited()
        if not awaited:
            return
        busy = self._tables.execute(
            "SELECT 1 FROM queue WHERE wave = 1 AND priority <= ? LIMIT 1",
            (int(Priority.CORRECTION),),
        ).fetchone()
        if busy:
            return
        self._tables.executemany(
            "INSERT INTO pressed (article, position, at) VALUES (?, ?, ?) ON CONFLICT (article)"
            " DO UPDATE SET position = excluded.position, at = excluded.at",
            [(article, position, at) for article, position in awaited.items()],
        )
        self._set_awaited({})
        self._note_last(at)

    def note_all(self, rows: Database, upto: int, at: str) -> None:
        """After a full press: the newest copy of every article up to row ``upto`` is out."""
        newest = rows.execute(
            "SELECT id, MAX(position) FROM shpalta_journal"
            " WHERE kind = 'article' AND position <= ? GROUP BY id",
            (upto,),
        )
        self._tables.executemany(
            "INSERT INTO pressed (article, position, at) VALUES (?, ?, ?) ON CONFLICT (article)"
            " DO UPDATE SET position = excluded.position, at = excluded.at"
            " WHERE pressed.position < excluded.position",
            [(article, position, at) for article, position in newest.fetchall()],
        )
        self._set_awaited({})
        self._note_last(at)

    def _note_last(self, at: str) -> None:
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES ('out', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (at,),
        )

    def _awaited(self) -> dict[str, int]:
        row = self._tables.execute("SELECT value FROM state WHERE name = 'awaited'").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def _set_awaited(self, awaited: dict[str, int]) -> None:
        self._tables.execute(
            "INSERT INTO state (name, value) VALUES ('awaited', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (json.dumps(awaited),),
        )
