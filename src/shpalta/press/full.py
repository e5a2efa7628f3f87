"""Press everything: fold the journal in bulk, claim every file, render in several processes.

What it makes is by law the same as what the loop of ``engine`` would leave behind; only the road
differs. Batches are written whole (one sync each); files that have their bytes already are left
alone, whatever is no longer claimed is removed, and the tree is never wiped. Everything waits in
the queue from the moment that content is new: interrupted, it is ended by any press that starts
next, and what is committed is recognised by its digest.
"""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from shpalta.press import intake, journal
from shpalta.press.blobs import BlobStore
from shpalta.press.core.family import Registry
from shpalta.press.core.fold import Fold
from shpalta.press.core.plan import LAST_RANK, Entry, Item, Priority, Reason, entry_of
from shpalta.press.database import open_database
from shpalta.press.disk import siblings
from shpalta.press.disk.io import Disk, RealDisk
from shpalta.press.disk.writer import STAGING, step_of, steps, sync_folders
from shpalta.press.engine import Press
from shpalta.press.enumeration import owning_subjects
from shpalta.press.errors import NoRoom, RenderError
from shpalta.press.product import product_at
from shpalta.press.rendering import Rendering
from shpalta.press.staged import Done, Outcome, Render, by_crew
from shpalta.press.store.content import StoredContent
from shpalta.press.store.folding import FoldingContent
from shpalta.press.store.manifest import columns

BATCH_BYTES = 64 * 2**20
TASK = 100
_SCHEMA = "press"
# Measured on pages of the sample newspaper: what a file takes beside its bytes, with its sibling.
_FILE_OVERHEAD = 4096
_SPARE = 1.1


@dataclass(frozen=True, slots=True)
class Workshop:
    """All a worker process needs, in words: where things are and which product is pressed."""

    product: str
    rows: str
    tables: str
    blobs: str
    root: str


Progress = Callable[[int, int], None]


def press_all(
    press: Press, workshop: Workshop | None, workers: int, progress: Progress = lambda a, b: None
) -> None:
    """Bring the whole edition to press(content(P)); ``press`` must have started.

    With ``workshop`` and ``workers`` > 0 the rendering runs in so many processes, else in this
    one. Raises ``NoRoom`` before anything is written when bytes or inodes would run out.
    """
    with _renders(press, workshop, workers) as render:
        entries = _begin_anew(press)
        if press.ready():
            _replace_unclaimed(press, entries, render)
            _press_each(press, entries, render, progress)
    press.run()


def _press_each(
    press: Press, entries: dict[str, Entry], render: Render, progress: Progress
) -> None:
    """Every file of ``entries``, in batches."""
    broken: list[tuple[Entry, RenderError]] = []
    total, finished = len(entries), 0
    for batch in _batches(render(_in_order(press, entries.values()))):
        for done, failed in batch:
            broken += failed
            finished += len(done) + len(failed)
        _write(press, [one for done, _ in batch for one in done])
        progress(finished, total)
    with press.tables.transaction():
        press.queue.clear()
        for entry, error in broken:
            press.hold(entry, error)
        upto = intake.cursor(press.tables)
        press.pressed.note_all(press.places.rows, upto, press.facts.now())


def _in_order(press: Press, entries: Iterable[Entry]) -> list[Entry]:
    """Pages before lists; inside each, the newest first: lists of the same days then follow each
    other, and what they show is still at hand.
    """
    newest = sorted(entries, key=lambda entry: entry.order, reverse=True)
    ranks = {family.name: family.rank for family in press.registry.families}
    return sorted(newest, key=lambda entry: ranks[entry.family])


def _begin_anew(press: Press) -> dict[str, Entry]:
    """Content from the journal and all that follows from it into the queue, as one: a press that
    ends here or anywhere later leaves to the next one what it has not done.
    """
    try:
        with press.tables.transaction():
            press.lease.check()
            _fold_anew(press)
            if not press.ready():
                return {}
            press.rendering.refresh()
            entries, conflicts = _claims(press)
            _refuse_without_room(press, len(entries))
            _queue_all(press, entries)
            for entry, incumbent in conflicts:
                press.hold_conflict(entry, incumbent)
    except BaseException:
        press.content.forget()
        press.manifest.forget()
        raise
    return entries


def _fold_anew(press: Press) -> None:
    """Make content again from the journal."""
    tables, rows = press.tables, press.places.rows
    known = intake.cursor(tables)
    for name in ("head", "member", "retired", "ahead"):
        tables.execute(f"DELETE FROM {name}")  # noqa: S608
    press.content.forget()
    upto = journal.last_position(rows)
    content = FoldingContent(tables, rows)
    fold = Fold(content, press.registry)
    for row in journal.read_all(rows, upto):
        fold.apply(intake.unseal(row), emit=False)
        if known and row.position > known:
            press.pressed.await_(intake.articles_of([row]))
    content.flush()
    intake.set_cursor(tables, upto)


def _queue_all(press: Press, entries: dict[str, Entry]) -> None:
    """Every file to be made, and those to go that nobody claims."""
    known = {path: digest for path, digest, _ in press.manifest.files()}
    items = [_item(press, entry) for entry in entries.values()]
    for path in known:
        entry = None if path in entries else press.manifest.entry(path)
        if entry is not None:
            items.append(_item(press, entry, gone=True))
    press.queue.clear()
    press.queue.put(items, [path for path, digest in known.items() if digest])


def _item(press: Press, entry: Entry, *, gone: bool = False) -> Item:
    family = press.registry.family(entry.family)
    if not gone:
        reason = Reason("all")
        return Item(entry, "render", reason, Priority.CORRECTION, family.wave, family.rank)
    reason = Reason("dropped", entry.owner)
    rank = family.rank if family.rank >= 0 else LAST_RANK
    return Item(entry, "delete", reason, Priority.CORRECTION, family.wave, rank)


def _claims(press: Press) -> tuple[dict[str, Entry], list[tuple[Entry, str]]]:
    """Every file that should exist, by path, pages before lists; and claims on a path that is
    taken, each with who has it.
    """
    owners: dict[tuple[int, str], None] = {}
    for subject in owning_subjects(press.content, press.registry):
        for index, family in enumerate(press.registry.families):
            owner = family.owner_of(subject)
            if owner is not None:
                owners[(index, owner)] = None
    ranked = sorted(owners, key=lambda o: (press.registry.families[o[0]].rank, o))
    entries: dict[str, Entry] = {}
    conflicts: list[tuple[Entry, str]] = []
    for index, owner in ranked:
        family = press.registry.families[index]
        for claim in family.claims(owner, press.rendering.doors):
            entry = entry_of(claim, family.name, owner)
            if claim.path in entries:
                incumbent = entries[claim.path]
                conflicts.append((entry, f"{incumbent.family} {incumbent.owner}"))
                continue
            entries[claim.path] = entry
    return entries, conflicts


def _refuse_without_room(press: Press, files: int) -> None:
    """Raise ``NoRoom`` when the files still missing would not fit."""
    number, size = press.manifest.count()
    missing = max(0, files - number)
    mean = size // number if number else 24_000
    room = press.places.disk.room()
    need_bytes = int(missing * (mean * 1.4 + _FILE_OVERHEAD) * _SPARE)
    need_inodes = int(missing * 2 * _SPARE)
    if room.bytes < need_bytes:
        raise NoRoom(
            f"{missing} files need about {need_bytes // 2**20} MB, {room.bytes // 2**20} MB are"
            " free: make room or press into another folder"
        )
    if room.inodes is not None and room.inodes < need_inodes:
        raise NoRoom(
            f"{missing} files need about {need_inodes} inodes, {room.inodes} are free:"
            " make room or press into another file system"
        )


def _replace_unclaimed(press: Press, entries: dict[str, Entry], render: Render) -> None:
    """Remove what no one claims; but first come the pages that are new, the graves among them: a
    list must not lead to nothing while all the rest is made.
    """
    known = {path for path, _, _ in press.manifest.files()}
    gone = [path for path in known if path not in entries]
    if not gone:
        return
    ranks = {family.name: family.rank for family in press.registry.families}
    new = [e for path, e in entries.items() if path not in known and ranks[e.family] <= 0]
    for batch in _batches(render(_in_order(press, new))):
        _write(press, [one for done, _ in batch for one in done])
    for start in range(0, len(gone), TASK):
        press.remove(gone[start : start + TASK])


# -- rendering
# --------------------------------------------------------------------------------------


def _renders(
    press: Press, workshop: Workshop | None, workers: int
) -> AbstractContextManager[Render]:
    if press.making.crew is not None:
        return nullcontext(by_crew(press, press.making.crew, _stored(press)))
    return _pool(workshop, workers) if workshop and workers else nullcontext(_inline(press))


def _stored(press: Press) -> Callable[[Sequence[Entry]], Iterator[Outcome]]:
    """Files that are copied as they lie, made here while a crew has the rest."""
    numbers = count()

    def render(entries: Sequence[Entry]) -> Iterator[Outcome]:
        known = {
            entry.path: found.digest
            for entry in entries
            if (found := press.manifest.entry(entry.path))
        }
        for task in _tasks(entries, known):
            name = f"stored-{next(numbers)}"
            yield _render_task(press.rendering, press.places.disk, name, task, press)

    return render


def _inline(press: Press) -> Render:
    def render(entries: Sequence[Entry]) -> Iterator[Outcome]:
        known = {path: digest for path, digest, _ in press.manifest.files()}
        for number, task in enumerate(_tasks(entries, known)):
            yield _render_task(press.rendering, press.places.disk, f"0-{number}", task, press)

    return render


@contextmanager
def _pool(workshop: Workshop, workers: int) -> Iterator[Render]:
    # spawn: a forked child would share the parent's database connections.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _begin, (workshop,)) as pool:
        # They start now, while this process makes content anew.
        pool.submit(os.getpid)

        def render(entries: Sequence[Entry]) -> Iterator[Outcome]:
            tables = open_database(workshop.tables, schema=_SCHEMA, read_only=True)
            known = dict(tables.execute("SELECT path, digest FROM resource").fetchall())
            tables.close()
            yield from pool.map(_work, enumerate(_tasks(entries, known)))

        yield render


Task = list[tuple[Entry, str]]
_worker: list[tuple[Rendering, RealDisk, Press | None]] = []


def _tasks(entries: Sequence[Entry], known: dict[str, str]) -> Iterator[Task]:
    for start in range(0, len(entries), TASK):
        yield [(entry, known.get(entry.path, "")) for entry in entries[start : start + TASK]]


def _begin(workshop: Workshop) -> None:
    """Set a worker process up, once."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    registry, theming = product_at(workshop.product)
    rows = open_database(workshop.rows, read_only=True)
    tables = open_database(workshop.tables, schema=_SCHEMA, read_only=True)
    content = StoredContent(tables, rows)
    blobs = BlobStore(Path(workshop.blobs))
    # Its theme is looked at by the first task: content may still be in the making.
    rendering = Rendering(content, registry, theming, blobs.read)
    _compressed.update(_names_compressed(registry))
    _worker[:] = [(rendering, RealDisk(Path(workshop.root)), None)]


def _end_with_parent() -> None:
    """A press that is killed tells its workers nothing: they look for themselves."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


_compressed: set[str] = set()


def _names_compressed(registry: Registry) -> set[str]:
    return {family.name for family in registry.families if family.compressed}


def _work(task: tuple[int, Task]) -> Outcome:
    rendering, disk, _ = _worker[0]
    # A name of this process alone: those of a press that was killed may still be at work.
    return _render_task(rendering, disk, f"{os.getpid()}-{task[0]}", task[1], None)


def _render_task(
    rendering: Rendering, disk: Disk, name: str, task: Task, press: Press | None
) -> Outcome:
    """Render, compress and stage the files of one task."""
    families = _names_compressed(press.registry) if press else _compressed
    done: list[Done] = []
    broken: list[tuple[Entry, RenderError]] = []
    for number, (entry, known) in enumerate(task):
        try:
            rendered = rendering.render(entry)
        except RenderError as error:
            # An exception with several arguments does not survive the road between processes.
            broken.append((entry, error))
            continue
        staged, sibling = "", False
        if rendered.made.entry.digest != known:
            staged = f"{STAGING}/{name}-{number}"
            disk.write(staged, rendered.data)
            if entry.family in families and siblings.worth(rendered.data):
                packed = siblings.compress(rendered.data, siblings.GZIP)
                disk.write(staged + siblings.GZIP, packed)
                sibling = True
        done.append(Done(rendered.made, staged, sibling))
    return done, broken


# -- writing
# ----------------------------------------------------------------------------------------


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    size = 0
    for outcome in outcomes:
        batch.append(outcome)
        size += sum(one.made.size for one in outcome[0] if one.staged)
        if size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _write(press: Press, files: Sequence[Done]) -> None:
    """Put one batch in place: the same order of steps as every other write."""
    disk = press.places.disk
    fresh = [one for one in files if one.staged]
    if fresh:
        press.intend([(*columns(one.made.entry), one.made.entry.digest) for one in fresh])
        disk.sync_all()
        ranks = {family.name: step_of(family.rank) for family in press.registry.families}
        for step in steps(fresh, lambda one: ranks[one.made.entry.family]):
            for one in step:
                _put_in_place(disk, one)
            sync_folders(disk, [one.made.entry.path for one in step])
    press.commit_made([one.made for one in files], [o.made.entry.path for o in fresh if o.sibling])


def _put_in_place(disk: Disk, one: Done) -> None:
    path = one.made.entry.path
    for suffix in siblings.SUFFIXES:
        disk.remove(path + suffix)
    disk.rename(one.staged, path)
    if one.sibling:
        disk.rename(one.staged + siblings.GZIP, path + siblings.GZIP, time_of=path)
