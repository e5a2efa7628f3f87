"""Files that could not be made and have no article to hold: noted, shown, tried again."""

from shpalta.press.core.plan import Entry, Item, Priority, Reason
from shpalta.press.database import Database
from shpalta.press.store.manifest import Manifest, columns, entry_of
from shpalta.press.store.queue import Queue


class Failures:
    """The table of failures: path, what was tried, the error, when."""

    def __init__(self, tables: Database) -> None:
        self._tables = tables

    def put(self, entry: Entry, error: str, at: str) -> None:
        """Note that ``entry`` could not be made; the file that stood there keeps standing."""
        self._tables.execute(
            "INSERT INTO failure (path, family, owner, args, sequence, error, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (path) DO UPDATE SET error = excluded.error, at = excluded.at",
            (*columns(entry), error, at),
        )

    def all(self) -> dict[str, str]:
        """Errors by path."""
        return dict(self._tables.execute("SELECT path, error FROM failure").fetchall())

    def retry(self, queue: Queue, manifest: Manifest) -> None:
        """Put every failure back into the queue: the theme or the program may have been mended."""
        rows = self._tables.execute(
            "SELECT path, family, owner, args, sequence, '' FROM failure"
        ).fetchall()
        entries = [entry_of(row) for row in rows]
        reason = Reason("mend")
        known = [entry.path for entry in entries if manifest.entry(entry.path)]
        queue.put([Item(e, "render", reason, Priority.THEME, 2) for e in entries], known)
        self._tables.execute("DELETE FROM failure")
