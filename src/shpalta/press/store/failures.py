"""Files that could not be made and have no article to hold: noted, shown, tried again."""

import json
from collections.abc import Container

from shpalta.press.core.plan import Entry
from shpalta.press.database import Database
from shpalta.press.errors import RenderError
from shpalta.press.store.manifest import columns, entry_of


class Failures:
    """The table of failures: path, what was tried, the error, when."""

    def __init__(self, tables: Database) -> None:
        self._tables = tables

    def put(self, entry: Entry, error: RenderError, at: str) -> None:
        """Note that ``entry`` could not be made; the file that stood there keeps standing."""
        self._tables.execute(
            "INSERT INTO failure (path, family, owner, args, sequence, error, at, reads)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET family = excluded.family, owner = excluded.owner,"
            " args = excluded.args, sequence = excluded.sequence, error = excluded.error,"
            " at = excluded.at, reads = excluded.reads",
            (*columns(entry), error.cause, at, json.dumps(sorted(error.reads))),
        )

    def all(self) -> dict[str, str]:
        """Errors by path."""
        return dict(self._tables.execute("SELECT path, error FROM failure").fetchall())

    def take(self, changed: Container[str] | None = None) -> list[Entry]:
        """Take out what is to be tried again: everything, as theme or program may have been
        mended, or what failed after reading one of the ``changed`` subjects.
        """
        rows = self._tables.execute(
            "SELECT path, family, owner, args, sequence, '', reads FROM failure"
            " WHERE reads <> '[]' OR ? ORDER BY path",
            (changed is None,),
        ).fetchall()
        found = [
            entry_of(row[:6])
            for row in rows
            if changed is None or any(subject in changed for subject in json.loads(row[6]))
        ]
        self._tables.executemany(
            "DELETE FROM failure WHERE path = ?", [(entry.path,) for entry in found]
        )
        return found
