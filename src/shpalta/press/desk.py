"""The press's front desk: what an editor may ask while the press works.

Previews, single files and the states of articles, read through connections of its own that never
write: one pair for each thread, opened at the first question. A press that has not begun, or whose
tables were thrown away, is an answer like any other.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from shpalta.press import journal
from shpalta.press.blobs import BlobStore
from shpalta.press.core.content import Content, Head, MemoryContent
from shpalta.press.core.family import Doors, Registry
from shpalta.press.database import Database, open_reader
from shpalta.press.errors import PressError
from shpalta.press.previewing import doors_with, preview
from shpalta.press.rendering import Rendering, Theming
from shpalta.press.standing import Standing, standing
from shpalta.press.state import (
    Stage,
    State,
    never_pressed,
    state_of_file,
    states_of,
    stopped_by,
)
from shpalta.press.stoppages import Stoppage, note_at, note_in
from shpalta.press.store.content import StoredContent
from shpalta.press.store.manifest import Manifest
from shpalta.records import Article, Front, Page, decode

Answer = TypeVar("Answer")

# Entities are public on save: a preview shows them as they are now, not as far as the press has
# come with reading.
_FRESH = frozenset(
    {"outlet", "theme", "section", "topic", "contributor", "picture", "credit", "document"}
)


@dataclass(slots=True)
class _Pair:
    rows: Database
    tables: Database | None
    file: tuple[int, int] | None


class _Newest:
    """A content whose entities are those of the journal's newest rows."""

    def __init__(self, under: Content, rows: Database) -> None:
        self._under = under
        self._rows = rows
        self._found: dict[tuple[str, str], tuple[Head, Any] | None] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._under, name)

    def head(self, kind: str, subject: str) -> Head | None:
        if kind not in _FRESH:
            return self._under.head(kind, subject)
        found = self._newest(kind, subject)
        return found[0] if found else None

    def record(self, kind: str, head: Head) -> Any:
        for found in self._found.values():
            if found and found[0] is head:
                return found[1]
        return self._under.record(kind, head)

    def _newest(self, kind: str, subject: str) -> tuple[Head, Any] | None:
        key = (kind, subject)
        if key not in self._found:
            row = journal.newest_of(self._rows, kind, subject)
            if row is None or row.record is None or row.digest is None:
                self._found[key] = None
            else:
                record = decode(kind, row.record)
                path = getattr(record, "path", "") or ""
                self._found[key] = (Head(row.position, row.digest, path), record)
        return self._found[key]


class Desk:
    """Answers questions about one newspaper; safe to share between threads."""

    def __init__(
        self,
        rows: str,
        tables: str,
        *,
        blobs: BlobStore,
        registry: Registry,
        theming: Theming,
        schema: str = "press",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        note: Path | None = None,
    ) -> None:
        self._addresses = rows, tables
        self._note = note
        self._schema = schema
        self._blobs = blobs
        self._registry = registry
        self._theming = theming
        self._clock = clock
        self._local = threading.local()

    # -- questions ------------------------------------------------------------------------------

    def preview(self, record: Article | Page) -> bytes:
        """The page of ``record`` as it would be pressed; raises ``PressError`` with the reason."""
        with self._asked() as pair:
            return preview(
                record, self._content(pair), self._registry, self._theming, self._blobs.read
            )

    def answer(self, question: Callable[[Doors], Answer], front: Front) -> Answer:
        """What pages would find out were ``front`` sealed; raises ``PressError``."""
        with self._asked() as pair:
            content = self._content(pair)
            return question(
                doors_with(front, content, self._registry, self._theming, self._blobs.read)
            )

    def asset(self, path: str) -> bytes | None:
        """A file of the theme in force, by its public path; None when the theme has none there."""
        with self._asked() as pair:
            row = journal.newest_of(pair.rows, "theme", "theme")
            theme = decode("theme", row.record) if row and row.record else None
            wanted = [f for f in theme.assets.values() if f.path == path] if theme else []
            return self._blobs.read(wanted[0].digest) if wanted else None

    def file(self, path: str) -> bytes | None:
        """A file that the manifest names, rendered as it stands now; None for any other path."""
        with self._asked() as pair:
            if pair.tables is None:
                return None
            entry = Manifest(pair.tables).entry(path)
            if entry is None:
                return None
            content: Any = StoredContent(pair.tables, pair.rows)
            rendering = Rendering(content, self._registry, self._theming, self._blobs.read)
            return rendering.render(entry).data

    def states(self, articles: Sequence[str]) -> dict[str, State]:
        """Where the newest copy of each article is; those never journaled are left out."""
        with self._asked() as pair:
            if pair.tables is None:
                found = never_pressed(pair.rows, articles)
            else:
                found = states_of(pair.tables, pair.rows, articles, self._clock())
            if all(state.is_final for state in found.values()):
                return found
            noted = self._stoppage(pair)
            return {article: stopped_by(state, noted) for article, state in found.items()}

    def file_state(self, path: str, position: int) -> State:
        """Whether the file at ``path`` is as of a position of the journal, or of a later one."""
        with self._asked() as pair:
            if pair.tables is None:
                found = State(Stage.STOPPED, ahead=journal.last_position(pair.rows))
            else:
                found = state_of_file(pair.tables, pair.rows, path, position, self._clock())
            return stopped_by(found, self._stoppage(pair))

    def stoppage(self) -> Stoppage | None:
        """What keeps the press from working, as it says itself."""
        with self._asked() as pair:
            return self._stoppage(pair)

    def _stoppage(self, pair: _Pair) -> Stoppage | None:
        noted = note_at(self._note)
        if noted is None and pair.tables is not None and pair.tables.postgres:
            return note_in(pair.tables)
        return noted

    def standing(self) -> Standing:
        """How the press is doing."""
        with self._asked() as pair:
            return standing(pair.tables, pair.rows, self._clock())

    # -- connections ----------------------------------------------------------------------------

    def close(self) -> None:
        """End this thread's connections."""
        pair = getattr(self._local, "pair", None)
        self._local.pair = None
        if pair is not None:
            pair.rows.close()
            if pair.tables is not None:
                pair.tables.close()

    def _content(self, pair: _Pair) -> Any:
        under = MemoryContent() if pair.tables is None else StoredContent(pair.tables, pair.rows)
        return _Newest(under, pair.rows)

    @contextmanager
    def _asked(self) -> Iterator[_Pair]:
        """This thread's connections. After an error of a database they are opened anew next time:
        a server was restarted, a file replaced.
        """
        try:
            yield self._pair()
        except PressError:
            raise
        except Exception as error:
            self.close()
            if _is_of_database(error):
                raise PressError(f"the press's tables cannot be read: {error}") from error
            raise

    def _pair(self) -> _Pair:
        rows, tables = self._addresses
        file = _identity(tables)
        pair: _Pair | None = getattr(self._local, "pair", None)
        # The press's file may be deleted and made anew at any time.
        if pair is not None and (pair.file != file or pair.tables is None):
            self.close()
            pair = None
        if pair is None:
            pair = _Pair(open_reader(rows), self._open_tables(tables, file), file)
            self._local.pair = pair
        return pair

    def _open_tables(self, address: str, file: tuple[int, int] | None) -> Database | None:
        if file is None:
            return None
        tables = open_reader(address, schema=self._schema)
        try:
            known = tables.execute("SELECT value FROM state WHERE name = 'schema'").fetchone()
        except Exception as error:
            tables.close()
            if _is_of_database(error):
                return None
            raise
        if known is None:
            tables.close()
            return None
        return tables


def _identity(address: str) -> tuple[int, int] | None:
    """What tells one file from the next of the same name; None while there is no file."""
    if address.startswith(("postgresql://", "postgres://")):
        return (0, 0)
    try:
        found = Path(address).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_of_database(error: Exception) -> bool:
    return isinstance(error, sqlite3.Error) or type(error).__module__.startswith("psycopg")
