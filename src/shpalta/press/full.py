"""Press everything: fold the journal in bulk, claim every file, render in several processes.

What it makes is by law the same as what the loop of ``engine`` would leave behind; only the road
differs. What stands is first compared with the manifest, byte by byte; then content is folded anew
where it was not folded by this version of the program; then everything that is not known to be
right waits in the queue, and is made from there, pages before lists, newest first. So a press that
was interrupted is ended by any that starts next, and what it has finished is not made again.

Batches are written whole (one sync each); files that have their bytes already are left alone,
whatever is no longer claimed is removed, and the tree is never wiped. Between batches acts that
came meanwhile are let pass.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from shpalta.press import intake, journal, room, wanting
from shpalta.press.core.fold import Fold
from shpalta.press.core.plan import Entry, Item, Reason
from shpalta.press.disk import siblings
from shpalta.press.engine import Press
from shpalta.press.errors import Interrupted, RenderError
from shpalta.press.processes import Known, Work, Workshop, inline, pool
from shpalta.press.staged import Done, Outcome, Pair, by_crew, put_in_place
from shpalta.press.store.folding import FoldingContent
from shpalta.press.store.manifest import columns

BATCH_BYTES = 64 * 2**20
BATCH_FILES = 2000
# Files looked at by one task, and removed with one sync.
_TOGETHER = 200
# So many rows that wait are folded one by one; more, with all the others, in bulk.
_FEW = 2000
_FOLDED, _SETTLED = "folded", "settled"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a full press tells and asks. ``pressed`` and ``checked`` are given (done, total);
    ``stop`` says that it is to end at the next batch.
    """

    pressed: Progress = lambda done, total: None
    checked: Progress = lambda done, total: None
    stop: Callable[[], bool] = lambda: False


def press_all(
    press: Press,
    workshop: Workshop | None,
    workers: int,
    progress: Progress = lambda a, b: None,
    *,
    told: Told | None = None,
    anew: bool = False,
) -> None:
    """Bring the whole edition to press(content(P)); ``press`` must have started.

    With ``workshop`` and ``workers`` > 0 the rendering runs in so many processes, else in this
    one. With ``anew`` nothing is believed: content is folded and every file rendered again.

    Raises ``NoRoom`` before anything is written when bytes or inodes would run out, and
    ``Interrupted`` when it was told to stop: whatever is finished by then stays so.
    """
    told = told or Told(pressed=progress)
    with _work(press, workshop, workers) as work:
        _check(press, work, told)
        if _plan(press, told, anew=anew):
            _drain(press, work, told)
    _end(press)


def _work(press: Press, workshop: Workshop | None, workers: int) -> AbstractContextManager[Work]:
    alone = inline(press)
    if press.making.crew is not None:
        return nullcontext(Work(by_crew(press, press.making.crew, alone.render), alone.check))
    return pool(press, workshop, workers) if workshop and workers else nullcontext(alone)


def _end(press: Press) -> None:
    """What is left to the loop; then, if nothing is, note that all is as it should be."""
    press.run()
    if press.queue.size() == 0 and not press.failures.all():
        with press.tables.transaction():
            press.lease.check()
            _note(press, _SETTLED, f"{_version(press)} {intake.cursor(press.tables)}")


def reckoned(press: Press) -> room.Sizes:
    """What an edition pressed from nothing would take more than there is now; changes nothing.

    Takes as long as folding the journal and claiming every file.
    """
    press.tables.execute("BEGIN")
    try:
        _fold_anew(press, Told())
        if press.ready():
            press.rendering.refresh()
            wanting.plan_all(press, anew=True)
        return room.reckon(press)
    finally:
        press.tables.execute("ROLLBACK")
        press.content.forget()
        press.manifest.forget()


# -- what stands ----------------------------------------------------------------------------------


def _check(press: Press, work: Work, told: Told) -> None:
    """Compare every file with the manifest; what is wrong waits to be made again."""
    total, seen = press.manifest.count()[0], 0
    for found in work.check(_known(press, told)):
        seen += found.number
        told.checked(seen, total)
        if found.wrong or found.bare:
            with press.tables.transaction():
                press.lease.check()
                _doubt(press, found.wrong)
                siblings.await_(press.tables, found.bare)
    _heed(told, "checked", seen, total)


def _known(press: Press, told: Told) -> Iterator[list[Known]]:
    packed = {family.name for family in press.registry.families if family.compressed}
    part: list[Known] = []
    for path, name, family in press.manifest.standing():
        part.append(Known(path, name, family in packed))
        if len(part) >= _TOGETHER:
            if told.stop():
                return
            yield part
            part = []
    if part:
        yield part


def _doubt(press: Press, paths: Sequence[str]) -> None:
    for path in paths:
        entry = press.manifest.entry(path)
        if entry is not None:
            press.manifest.doubt(entry)
            press.queue.put([_mend(press, entry)], [])


def _mend(press: Press, entry: Entry) -> Item:
    family = press.registry.family(entry.family)
    return Item(entry, "render", Reason("mend"), wanting.PRIORITY, family.wave, family.rank)


# -- content and plan -----------------------------------------------------------------------------


def _plan(press: Press, told: Told, *, anew: bool) -> bool:
    """Bring content to P and queue all that follows from it, as one: a press that ends here or
    anywhere later leaves to the next one what it has not done. Whether there can be pages at all.
    """
    folded = _state(press, _FOLDED)
    if not anew and folded and folded == _version(press):
        press.let_pass(_FEW)
    anew = anew or folded != _version(press) or _behind(press)
    if not anew and _state(press, _SETTLED) == f"{folded} {intake.cursor(press.tables)}":
        return press.ready()
    try:
        with press.tables.transaction():
            press.lease.check()
            if anew:
                _fold_anew(press, told)
            if press.ready():
                press.rendering.refresh()
                for entry, incumbent in wanting.plan_all(press, anew=anew):
                    press.hold_conflict(entry, incumbent)
                room.refuse_without(press)
                wanting.forget_wanted(press)
                _note(press, _FOLDED, _version(press))
                _note(press, _SETTLED, "")
    except BaseException:
        press.content.forget()
        press.manifest.forget()
        raise
    return press.ready()


def _version(press: Press) -> str:
    """The version of the program that content says it is pressed by."""
    head = press.content.head("theme", "theme")
    return str(press.content.record("theme", head).press_version) if head else ""


def _behind(press: Press) -> bool:
    return journal.last_position(press.places.rows) > intake.cursor(press.tables)


def _fold_anew(press: Press, told: Told) -> None:
    """Make content again from the journal."""
    tables, rows = press.tables, press.places.rows
    known = intake.cursor(tables)
    for name in ("head", "member", "retired", "ahead"):
        tables.execute(f"DELETE FROM {name}")  # noqa: S608
    press.content.forget()
    upto = journal.last_position(rows)
    content = FoldingContent(tables, rows)
    fold = Fold(content, press.registry)
    new: list[tuple[str, int]] = []
    for row in journal.read_all(rows, upto):
        _heed(told, "folded", row.position, upto)
        fold.apply(intake.unseal(row), emit=False)
        if known and row.position > known:
            new += intake.articles_of([row])
    content.flush()
    press.pressed.await_(new)
    intake.set_cursor(tables, upto)


def _state(press: Press, name: str) -> str:
    row = press.tables.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def _note(press: Press, name: str, value: str) -> None:
    press.tables.execute(
        "INSERT INTO state (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


# -- making ---------------------------------------------------------------------------------------


def _drain(press: Press, work: Work, told: Told) -> None:
    """Everything that waits to be made: pages that are new, before anything goes; all pages,
    before what lists them.
    """
    count = _Count(press.queue.renders(), told)
    if press.queue.deletes(1):
        _make(press, work, count, "rank <= 0 AND fresh = 1")
        while gone := press.queue.deletes(_TOGETHER):
            press.remove(gone)
    _make(press, work, count, "rank <= 0")
    press.let_pass()
    _make(press, work, count, "1 = 1")
    with press.tables.transaction():
        press.lease.check()
        upto = intake.cursor(press.tables)
        press.pressed.note_all(press.places.rows, upto, press.facts.now())


class _Count:
    """How much is done, of how much."""

    def __init__(self, total: int, told: Told) -> None:
        self.done, self.total, self.told = 0, total, told

    def add(self, number: int) -> None:
        self.done += number
        self.total = max(self.total, self.done)
        self.told.pressed(self.done, self.total)


def _make(press: Press, work: Work, count: _Count, which: str) -> None:
    """Make what waits and is ``which``, in batches; acts that come meanwhile are let pass."""
    while True:
        waiting = _Waiting(press, count.told, which)
        for batch in _batches(work.render(waiting)):
            _write(press, [one for done, _ in batch for one in done])
            for _, broken in batch:
                _hold(press, broken)
            count.add(sum(len(done) + len(broken) for done, broken in batch))
        _heed(count.told, "pressed", count.done, count.total)
        if not waiting.paused:
            return
        press.let_pass()


class _Waiting:
    """The lines of the queue with the digests of what stands, until an act comes."""

    def __init__(self, press: Press, told: Told, which: str) -> None:
        self._press, self._told, self._which = press, told, which
        self._seen = journal.last_position(press.places.rows)
        self.paused = False

    def __iter__(self) -> Iterator[Pair]:
        for pairs in self._press.queue.pairs(self._which, _TOGETHER):
            if self._told.stop():
                return
            if journal.last_position(self._press.places.rows) > self._seen:
                self.paused = True
                return
            yield from pairs


def _hold(press: Press, broken: Iterable[tuple[Entry, RenderError]]) -> None:
    for entry, error in broken:
        with press.tables.transaction():
            press.lease.check()
            press.hold(entry, error)
            press.queue.remove([entry.path])


def _heed(told: Told, name: str, done: int, total: int) -> None:
    if told.stop():
        raise Interrupted(name, done, total)


def _batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    size = files = 0
    for outcome in outcomes:
        batch.append(outcome)
        files += len(outcome[0])
        size += sum(one.made.size for one in outcome[0] if one.staged)
        if size >= BATCH_BYTES or files >= BATCH_FILES:
            yield batch
            batch, size, files = [], 0, 0
    if batch:
        yield batch


def _write(press: Press, files: Sequence[Done]) -> None:
    """Put one batch in place: the same order of steps as every other write."""
    disk = press.places.disk
    fresh = [one for one in files if one.staged]
    if fresh:
        press.intend([(*columns(one.made.entry), one.made.entry.digest) for one in fresh])
        disk.sync_all()
        press.lease.confirm()
        put_in_place(disk, fresh, press.registry)
    press.report.made += len(fresh)
    press.commit_made([one.made for one in files], [o.made.entry.path for o in fresh if o.sibling])
