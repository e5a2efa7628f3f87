"""Rendering and checking in several processes of this machine.

Tasks are handed out a few at a time and their outcomes come back in order: what is in memory does
not grow with the edition. Each task says of which content it is a part; a worker that has seen an
older one forgets what it remembers.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

from shpalta.lib.digests import digest
from shpalta.press.blobs import BlobStore
from shpalta.press.core.family import Registry
from shpalta.press.core.plan import Entry
from shpalta.press.database import open_database
from shpalta.press.disk import siblings
from shpalta.press.disk.io import Disk, RealDisk
from shpalta.press.disk.staging import staged as place_of
from shpalta.press.engine import Press
from shpalta.press.errors import RenderError
from shpalta.press.product import product_at
from shpalta.press.rendering import Rendering
from shpalta.press.staged import Done, Outcome, Pair, Render
from shpalta.press.store.content import StoredContent

TASK = 50
_AHEAD = 3
"""Tasks on their way for each worker: one in work, the others at hand."""
_SCHEMA = "press"

_Task = TypeVar("_Task")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Workshop:
    """All a worker process needs, in words: where things are and which product is pressed."""

    product: str
    rows: str
    tables: str
    blobs: str
    root: str


@dataclass(frozen=True, slots=True)
class Known:
    """A file as the manifest has it. ``packed``: it should have a compressed sibling."""

    path: str
    digest: str
    packed: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """How many files were looked at, those that are not what they should be, and those that are
    but have lost their sibling.
    """

    number: int
    wrong: list[str]
    bare: list[str]


Check = Callable[[Iterable[list[Known]]], Iterator[Checked]]


@dataclass(frozen=True, slots=True)
class Work:
    """How files are rendered and checked: by this process, or by others."""

    render: Render
    check: Check


def inline(press: Press) -> Work:
    """Everything by this process."""
    numbers = count()

    def render(pairs: Iterable[Pair]) -> Iterator[Outcome]:
        for task in tasks(pairs):
            name = f"0-{next(numbers)}"
            yield render_task(press.rendering, press.places.disk, name, task, press.registry)

    def check(parts: Iterable[list[Known]]) -> Iterator[Checked]:
        for part in parts:
            yield look_at(press.places.disk, part)

    return Work(render, check)


@contextmanager
def pool(press: Press, workshop: Workshop, workers: int) -> Iterator[Work]:
    """Everything by so many processes, which end with the block."""
    # spawn: a forked child would share the parent's database connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin, (workshop,)) as executor:
        # They start now, while this process makes content anew.
        executor.submit(os.getpid)
        numbers = count()

        def render(pairs: Iterable[Pair]) -> Iterator[Outcome]:
            state = press.content.changes
            found = ((state, next(numbers), task) for task in tasks(pairs))
            return _through(executor, _work, found, workers * _AHEAD)

        def check(parts: Iterable[list[Known]]) -> Iterator[Checked]:
            return _through(executor, _look, parts, workers * _AHEAD)

        yield Work(render, check)


def _through(
    executor: ProcessPoolExecutor,
    call: Callable[[_Task], _Found],
    waiting: Iterable[_Task],
    ahead: int,
) -> Iterator[_Found]:
    """What ``call`` makes of each of ``waiting``, in order; at most ``ahead`` are on their way."""
    out: deque[Future[_Found]] = deque()
    for task in waiting:
        out.append(executor.submit(call, task))
        if len(out) >= ahead:
            yield out.popleft().result()
    while out:
        yield out.popleft().result()


def tasks(pairs: Iterable[Pair]) -> Iterator[list[Pair]]:
    """``pairs`` in handfuls."""
    waiting = iter(pairs)
    while task := list(islice(waiting, TASK)):
        yield task


# -- in a worker ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Worker:
    rendering: Rendering
    content: StoredContent
    disk: RealDisk
    registry: Registry
    state: int | None = None


_worker: list[_Worker] = []


def _begin(workshop: Workshop) -> None:
    """Set a worker process up, once."""
    # Ctrl-C goes to every process of a terminal: the press says when a worker ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    registry, theming = product_at(workshop.product)
    rows = open_database(workshop.rows, read_only=True)
    tables = open_database(workshop.tables, schema=_SCHEMA, read_only=True)
    content = StoredContent(tables, rows)
    blobs = BlobStore(Path(workshop.blobs))
    # Its theme is looked at by the first task: content may still be in the making.
    rendering = Rendering(content, registry, theming, blobs.read)
    _worker[:] = [_Worker(rendering, content, RealDisk(Path(workshop.root)), registry)]


def _end_with_parent() -> None:
    """A press that is killed tells its workers nothing: they look for themselves."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(given: tuple[int, int, list[Pair]]) -> Outcome:
    worker, (state, number, task) = _worker[0], given
    if worker.state != state:
        worker.content.forget()
        worker.rendering.refresh()
        worker.state = state
    # A name of this process alone: those of a press that was killed may still be at work.
    name = f"{os.getpid()}-{number}"
    return render_task(worker.rendering, worker.disk, name, task, worker.registry)


def _look(part: list[Known]) -> Checked:
    return look_at(_worker[0].disk, part)


def render_task(
    rendering: Rendering, disk: Disk, name: str, task: list[Pair], registry: Registry
) -> Outcome:
    """Render, compress and stage the files of one task."""
    done: list[Done] = []
    broken: list[tuple[Entry, RenderError]] = []
    for number, (entry, known) in enumerate(task):
        try:
            rendered = rendering.render(entry)
        except RenderError as error:
            broken.append((entry, error))
            continue
        staged, sibling = "", False
        if rendered.made.entry.digest != known:
            staged = place_of(f"{name}-{number}")
            disk.write(staged, rendered.data)
            if registry.family(entry.family).compressed and siblings.worth(rendered.data):
                packed = siblings.compress(rendered.data, siblings.GZIP)
                disk.write(staged + siblings.GZIP, packed)
                sibling = True
        done.append(Done(rendered.made, staged, sibling))
    return done, broken


def look_at(disk: Disk, part: list[Known]) -> Checked:
    """Read files and compare their digests."""
    wrong, bare = [], []
    for one in part:
        try:
            data = disk.read(one.path)
        except OSError:
            data = None
        if data is None or digest(data) != one.digest:
            wrong.append(one.path)
        elif one.packed and siblings.worth(data) and disk.read(one.path + siblings.GZIP) is None:
            bare.append(one.path)
    return Checked(len(part), wrong, bare)
