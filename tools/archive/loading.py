"""Loading: parts of the archive are made in several processes, and written in order by one."""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from benchmarks.archive import LAST, Archive, stamp
from benchmarks.homes import append, entities, tick
from shpalta.press import journal
from shpalta.press.database import Database
from tools.archive.acts import Act, JournalRow, told
from tools.archive.bulk import Bulk
from tools.archive.database import layout_of
from tools.archive.layout import Layout, Shape
from tools.archive.paper import Paper
from tools.archive.rows import Rows, Tables

CHUNK = 500
"""Articles made at once. Part of the archive: acts of one chunk end before the next begins."""
_COMMIT = 20_000
_MANY = 5_000
"""From so many on, indexes are dropped and made anew."""
_JOURNAL = "shpalta_journal"
_COLUMNS = (
    "position", "act", "act_id", "at", "kind", "id", "digest", "record", "salt", "commitment",
)  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Loaded:
    """What was loaded: articles, journal rows, seconds by part of the work."""

    articles: int = 0
    rows: int = 0
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker gives back: for each act its row in the newsroom and its journal rows."""

    articles: int
    acts: list[tuple[dict[str, Any], list[JournalRow]]]
    tables: Tables


def load_journal(
    archive: Archive, rows: Database, workers: int = 0, progress: Progress = lambda a, b: None
) -> Loaded:
    """The archive's acts, after its entities', into a journal that may hold some already.

    With no ``workers`` everything is made in this process.
    """
    journal.create_tables(rows)
    loaded = Loaded()
    bulk = Bulk(rows.raw, postgres=rows.postgres)
    with rows.transaction():
        for kind, ident, record in entities(archive):
            append(rows, kind, ident, record, "entity", stamp(LAST))
    with _clock(loaded, "articles"), bulk.unsafe(), ExitStack() as stack:
        if archive.count >= _MANY:
            stack.enter_context(_timed_indexes(bulk, [_JOURNAL], loaded))
        writer = _Writer(bulk, None)
        for batch in _batches(_parts(archive, None, workers)):
            with rows.transaction():
                for part in batch:
                    writer.write(part)
            loaded.articles = writer.articles
            progress(writer.articles, archive.count)
        loaded.rows = writer.position
    with rows.transaction():
        tick(rows)
    return loaded


def load_newsroom(
    archive: Archive,
    workers: int = 0,
    progress: Progress = lambda a, b: None,
    *,
    search: bool = True,
    revisions: bool = True,
) -> Loaded:
    """The archive into an empty newsroom and its journal. Django is set up and migrated.

    Inside a transaction of the caller's everything belongs to that. ``search``: entries of the
    search index too; ``revisions``: one of each article, and what was logged of it.
    """
    from django.db import connection, transaction

    from shpalta.newsroom.triggers import ensure_triggers
    from shpalta.press.api import adopt

    loaded = Loaded()
    with _clock(loaded, "entities"):
        paper = Paper(archive)
        paper.fill()
        archive.ranks = _ranks()
    connection.ensure_connection()
    outer = connection.in_atomic_block
    bulk = Bulk(connection.connection, postgres=connection.vendor == "postgresql")
    layout = layout_of(archive, paper, bulk, search=search, revisions=revisions)
    tables = [_JOURNAL, *(shape.table for shape in layout.shapes.values())]
    with _clock(loaded, "articles"), ExitStack() as stack:
        if not outer:
            stack.enter_context(bulk.unsafe())
        if archive.count >= _MANY:
            stack.enter_context(_timed_indexes(bulk, tables, loaded))
        stack.enter_context(_without_triggers(bulk))
        writer = _Writer(bulk, layout)
        for batch in _batches(_parts(archive, layout, workers)):
            with nullcontext() if outer else transaction.atomic():
                for part in batch:
                    writer.write(part)
            progress(writer.articles, archive.count)
        loaded.articles, loaded.rows = writer.articles, writer.position
    _settle(bulk, layout, archive)
    ensure_triggers()
    with transaction.atomic():
        tick(adopt(connection))
    return loaded


def _ranks() -> dict[str, int]:
    """The order in which the database gives topics of equal standing: sealing keeps it."""
    from shpalta.newsroom.models import Topic

    names = Topic.objects.order_by("name", "pk").values_list("uid", flat=True)
    return {uid: rank for rank, uid in enumerate(names)}


# -- making -------------------------------------------------------------------------------------


def _parts(archive: Archive, layout: Layout | None, workers: int) -> Iterator[Part]:
    """All parts in order; at most two for each worker are on their way."""
    spans = [(n, min(n + CHUNK, archive.count)) for n in range(0, archive.count, CHUNK)]
    if not workers:
        made = _Making(archive, layout)
        yield from map(made.part, spans)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin, (archive, layout)) as pool:
        waiting: deque[Future[Part]] = deque()
        for span in spans:
            waiting.append(pool.submit(_work, span))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class _Making:
    def __init__(self, archive: Archive, layout: Layout | None) -> None:
        self.archive, self.layout = archive, layout
        self.rows = Rows(archive, layout) if layout else None

    def part(self, span: tuple[int, int]) -> Part:
        made = []
        for act, number, article in told(self.archive, *span):
            made.append((self._act(act), act.rows(self.archive.seed)))
            if self.rows is not None and act.kind == "publish":
                self.rows.add(number, article)
        return Part(span[1] - span[0], made, self.rows.take() if self.rows else {})

    def _act(self, act: Act) -> dict[str, Any]:
        if self.layout is None:
            return {}
        return {
            "uid": act.uid,
            "kind": act.kind,
            "at": self.layout.moment(act.at.strftime("%Y-%m-%d %H:%M:%S")),
            "who_id": self.layout.user,
            "subject_kind": act.subject[0],
            "subject": act.subject[1],
            "public_reason": act.public_reason,
            "private_reason": act.private_reason,
        }


_making: list[_Making] = []


def _begin(archive: Archive, layout: Layout | None) -> None:
    _making[:] = [_Making(archive, layout)]


def _work(span: tuple[int, int]) -> Part:
    return _making[0].part(span)


# -- writing ------------------------------------------------------------------------------------


class _Writer:
    """Gives positions, and writes part after part."""

    def __init__(self, bulk: Bulk, layout: Layout | None) -> None:
        self.bulk, self.layout = bulk, layout
        found = bulk.execute(f"SELECT COALESCE(MAX(position), 0) FROM {_JOURNAL}")  # noqa: S608
        self.position = int(found[0][0])
        self.articles = 0

    def write(self, part: Part) -> None:
        sealed, acts = [], []
        for act, rows in part.acts:
            first = self.position + 1
            for row in rows:
                self.position += 1
                sealed.append((self.position, *row))
            if self.layout is not None:
                places = {"first_position": first, "last_position": self.position}
                acts.append(self.layout.shapes["act"].row(**act, **places))
        self.bulk.insert(_JOURNAL, _COLUMNS, sealed)
        self.articles += part.articles
        if self.layout is None:
            return
        for name, rows_of_table in (*part.tables.items(), ("act", acts)):
            shape = self.layout.shapes[name]
            if name == "entry" and self.bulk.postgres:
                _insert_entries(self.bulk, shape, rows_of_table, self.layout.weights)
            else:
                self.bulk.insert(shape.table, list(shape.defaults), rows_of_table)


def _insert_entries(
    bulk: Bulk, shape: Shape, rows: list[tuple[Any, ...]], weights: Mapping[int, tuple[str, str]]
) -> None:
    """Through a table of texts: PostgreSQL itself makes vectors of them."""
    names = ("content_type_id", "object_id", "title_norm", "title", "autocomplete", "body")
    bulk.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS archive_texts (content_type_id int, object_id text,"
        " title_norm float, title text, autocomplete text, body text)"
    )
    bulk.execute("TRUNCATE archive_texts")
    bulk.insert("archive_texts", names, [row[: len(names)] for row in rows])
    for content_type, (title, body) in weights.items():
        bulk.execute(
            f"INSERT INTO {shape.table} (content_type_id, object_id, title_norm, title,"  # noqa: S608
            " autocomplete, body, title_text, body_text)"
            " SELECT content_type_id, object_id, title_norm,"
            f" setweight(to_tsvector('simple', title), '{title}'),"
            " setweight(to_tsvector('simple', autocomplete), 'D'),"
            f" setweight(to_tsvector('simple', body), '{body}'), title, trim(body)"
            f" FROM archive_texts WHERE content_type_id = {content_type}"
        )


def _batches(parts: Iterable[Part]) -> Iterator[list[Part]]:
    batch: list[Part] = []
    for part in parts:
        batch.append(part)
        if sum(one.articles for one in batch) >= _COMMIT:
            yield batch
            batch = []
    if batch:
        yield batch


def _settle(bulk: Bulk, layout: Layout, archive: Archive) -> None:
    """Counters above what was written, children counted on their shelves."""
    for name in ("page", "revision", "byline", "picture"):
        if name in layout.first:
            bulk.settle(layout.shapes[name].table)
    for shelf in layout.shelves.values():
        bulk.execute(
            "UPDATE wagtailcore_page SET numchild = ("
            "SELECT COUNT(*) FROM wagtailcore_page AS child"
            " WHERE child.path > ? AND child.path < ?) WHERE path = ?",
            (shelf.path, shelf.path + "_", shelf.path),
        )


@contextmanager
def _without_triggers(bulk: Bulk) -> Iterator[None]:
    """The trigger that notes what is not sealed yet: all of this is. It is made anew afterwards."""
    end = " ON wagtailcore_page" if bulk.postgres else ""
    for name in ("newsroom_page_inserted", "newsroom_page_changed"):
        bulk.execute(f"DROP TRIGGER IF EXISTS {name}{end}")
    yield


@contextmanager
def _timed_indexes(bulk: Bulk, tables: list[str], loaded: Loaded) -> Iterator[None]:
    with bulk.without_indexes(tables):
        yield
        begun = time.monotonic()
    loaded.seconds["indexes"] = time.monotonic() - begun


@contextmanager
def _clock(loaded: Loaded, name: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    loaded.seconds[name] = time.monotonic() - begun


def processes() -> int:
    """As many workers as there are processors."""
    return os.cpu_count() or 1
