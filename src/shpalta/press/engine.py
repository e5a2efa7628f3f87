"""The press: one loop of small durable steps, each of which a crash may cut anywhere.

A step takes rows in, or writes one batch, or makes siblings, or renews files of an older theme,
whatever is most urgent. Everything a step needs to know stands in the press's tables; nothing is
held in memory between intent and effect.
"""

from collections.abc import Mapping, Sequence

from shpalta.press import anew, enumeration, intake, journal
from shpalta.press.core import subjects
from shpalta.press.core.family import Registry
from shpalta.press.core.fold import Fold
from shpalta.press.core.plan import (
    Again,
    Cause,
    Conflict,
    Entry,
    Item,
    Plan,
    Priority,
    Reason,
    plan,
)
from shpalta.press.disk import siblings
from shpalta.press.disk.writer import Change, clear_staging, write
from shpalta.press.errors import PressError, RenderError
from shpalta.press.facts import Facts
from shpalta.press.intents import Intents, lines
from shpalta.press.lease import Lease
from shpalta.press.making import BATCH, Making
from shpalta.press.places import Places, Report
from shpalta.press.pressed import Pressed
from shpalta.press.recovery import recover
from shpalta.press.rendering import Rendered, Rendering, Theming
from shpalta.press.store import schema
from shpalta.press.store.content import StoredContent
from shpalta.press.store.failures import Failures
from shpalta.press.store.graph import StoredGraph
from shpalta.press.store.manifest import Made, Manifest
from shpalta.press.store.queue import Queue, Waiting

_OUTLET = "record:outlet:outlet"
_EVERYTHING = {"record:theme:theme", _OUTLET}


class Press:
    """Makes the edition at ``places.disk`` equal to press(content(P)) for the newest P."""

    def __init__(self, places: Places, registry: Registry, theming: Theming) -> None:
        self.places = places
        self.registry = registry
        self.tables = places.tables
        self.report = Report()
        schema.create_tables(self.tables)
        self.content = StoredContent(self.tables, places.rows)
        self.manifest = Manifest(self.tables, places.clock)
        self.queue = Queue(self.tables)
        self.graph = StoredGraph(self.manifest, self.queue)
        self.failures = Failures(self.tables)
        self.fold = Fold(self.content, registry)
        self.rendering = Rendering(self.content, registry, theming, places.blobs.read)
        self.making = Making(self.rendering, self.manifest)
        self.facts = Facts(places.rows, self.content, places.clock)
        self.pressed = Pressed(self.tables, self.places.rows)
        self.lease = Lease(self.tables, places.clock)
        self.intents = Intents(self.tables, self.lease)

    def start(self) -> None:
        """Take the lease and end what a crash left open."""
        self.lease.take()
        self.content.forget()
        self.manifest.forget()
        clear_staging(self.places.disk)
        anew.begin(self.tables, self.places.rows, self.places.disk)
        self._recover()
        if self.ready():
            self.rendering.refresh()
            with self.tables.transaction():
                self._set_aside(self._enqueue({}, self.failures.take()))

    # -- the loop -------------------------------------------------------------------------------

    def run(self) -> Report:
        """Work until nothing waits; what was done since the press began."""
        while self.step():
            continue
        return self.report

    def step(self) -> bool:
        """One piece of work, the most urgent; whether there was any."""
        return (
            self._recover()
            or self._take_in()
            or self._sweep()
            or self._write_queue()
            or self._make_siblings()
            or self._write_outdated()
        )

    def let_pass(self, most: int | None = None) -> None:
        """Take in the rows that wait, and write what of them overtakes a full press; nothing if
        more than ``most`` rows wait.
        """
        ahead = journal.last_position(self.places.rows) - intake.cursor(self.tables)
        if most is not None and ahead > most:
            return
        while self._recover() or self._take_in() or self._write_urgent():
            continue

    def _recover(self) -> bool:
        """End what was begun and not finished: by a crash, by an error, by a press before."""
        if not self.intents.any():
            return False
        with self.tables.transaction():
            self.lease.check()
            again = recover(self.intents, self.manifest, self.queue, self.places.disk)
            self._set_aside(self._enqueue({}, again, Priority.CORRECTION))
        return True

    def _sweep(self) -> bool:
        return self.ready() and anew.sweep(self.tables, self.places.disk, self.graph)

    def _take_in(self) -> bool:
        chunk = intake.next_chunk(self.places.rows, self.tables)
        if chunk is None or (chunk.upto is not None and self._busy()):
            return False
        try:
            with self.tables.transaction():
                self.lease.check()
                self._set_aside(self._plan(chunk))
        except BaseException:
            self.content.forget()
            self.manifest.forget()
            raise
        return True

    def _busy(self) -> bool:
        """Whether what is in the queue goes before rows that overtake nobody."""
        if not self.ready() or anew.catching_up(self.tables):
            return False
        withdrawn = self.queue.urgent(Priority.WITHDRAWAL) > 0
        return withdrawn or self.queue.urgent(Priority.PUBLICATION) >= BATCH

    def _plan(self, chunk: intake.Chunk) -> Plan:
        was_ready = self.ready()
        changed = intake.take_in(chunk, self.fold, self.content, self.tables)
        if not self.ready():
            return Plan()
        last = chunk.rows[-1].position if chunk.rows else 0
        if not was_ready:
            changed |= self._all_subjects(Cause(Priority.PUBLICATION, last))
            self.pressed.await_all()
        elif _OUTLET in changed:
            changed = self._named_subjects(Cause(Priority.THEME, last)) | changed
        self.rendering.refresh()
        again = self.failures.take(None if changed.keys() & _EVERYTHING else changed)
        self.pressed.await_(intake.articles_of(chunk.rows))
        return self._enqueue(changed, again)

    def _enqueue(
        self,
        changed: Mapping[str, Cause],
        again: Sequence[Entry],
        urgency: Priority = Priority.THEME,
    ) -> Plan:
        retry = Again(tuple(again), Cause(urgency, 0))
        made = plan(changed, self.graph, self.registry, self.rendering.doors, retry)
        known = [p for p in made.items if (e := self.manifest.entry(p)) and e.digest]
        self.queue.put(made.items.values(), known)
        return made

    def ready(self) -> bool:
        """Whether content holds what every page needs: an outlet and a theme."""
        return bool(self.content.head("outlet", "outlet") and self.content.head("theme", "theme"))

    def _all_subjects(self, cause: Cause) -> dict[str, Cause]:
        """Every subject that may own files: what came before outlet and theme is planned late."""
        return dict.fromkeys(enumeration.owning_subjects(self.content, self.registry), cause)

    def _named_subjects(self, cause: Cause) -> dict[str, Cause]:
        """Entities, whose pages depend on the outlet's languages; never the archive."""
        return dict.fromkeys(enumeration.entity_subjects(self.content), cause)

    def dry_run(self) -> list[Item]:
        """What waits would do, line by line; nothing is changed."""
        items: dict[str, Item] = {}
        self.tables.execute("BEGIN")
        try:
            while chunk := intake.next_chunk(self.places.rows, self.tables):
                items.update(self._plan(chunk).items)
        finally:
            self.tables.execute("ROLLBACK")
            self.content.forget()
            self.manifest.forget()
        return sorted(items.values(), key=lambda i: (i.priority, i.wave, i.rank, i.path))

    # -- writing --------------------------------------------------------------------------------

    def _write_queue(self) -> bool:
        batch = self.queue.take(self.making.width(self.queue)) if self.ready() else []
        if not batch:
            return False
        self._write(batch)
        return True

    def _write_urgent(self) -> bool:
        batch = self.queue.take(BATCH) if self.ready() else []
        # Before a list come the pages that are new, however little they matter: those are many,
        # and the full press makes them.
        if not batch or max(line.priority for line in batch) >= Priority.ENTITY:
            return False
        self._write(batch)
        return True

    def _pressing(self) -> bool:
        """Whether rows wait that what is made in the background must let pass."""
        return journal.last_position(self.places.rows) > intake.cursor(self.tables)

    def _write_outdated(self) -> bool:
        if not self.ready():
            return False
        stale = self.manifest.outdated(self.rendering.answer, self.making.width(self.queue))
        if not stale:
            self.manifest.forget_unused_stamps()
            return False
        reason = str(Reason("theme"))
        self._write(
            [Waiting(e, "render", Priority.THEME, 2, 0, reason, fresh=False) for e in stale]
        )
        return True

    def _write(self, batch: Sequence[Waiting]) -> None:
        made = self.making.make(batch, self._pressing, self.report.rendered)
        batch, rendered = made.lines, made.rendered
        deleted, broken = made.deleted, made.broken
        if not batch:
            return
        if any(error.article for _, error in broken):
            # An article that cannot be made is about to be held: lists wait until content says so.
            pages = {line.entry.path for line in batch if line.rank <= 0}
            batch = [line for line in batch if line.entry.path in pages]
            rendered = [one for one in rendered if one.made.entry.path in pages]
            deleted = [entry for entry in deleted if entry.path in pages]
        fresh = [one for one in rendered if self._differs(one)]
        self._intend(fresh, deleted)
        try:
            self._carry_out(batch, rendered, fresh, deleted, broken)
        except (PressError, OSError):
            # Another press may have taken over, and closed this intent, while files were written:
            # whatever they are now, they must be looked at again.
            self._doubt(fresh, deleted)
            raise
        self.report.written += [one.made.entry.path for one in fresh]
        self.report.deleted += [entry.path for entry in deleted]

    def _carry_out(
        self,
        batch: Sequence[Waiting],
        rendered: Sequence[Rendered],
        fresh: Sequence[Rendered],
        deleted: Sequence[Entry],
        broken: Sequence[tuple[Entry, RenderError]],
    ) -> None:
        rank = {line.entry.path: line.rank for line in batch}
        data = [(one.made.entry.path, one.data) for one in fresh]
        gone = [(entry.path, None) for entry in deleted]
        changes = [Change(path, new, rank[path]) for path, new in (*data, *gone)]
        if changes:
            write(self.places.disk, changes, self.lease.confirm)
        # Before the batch leaves the queue: a crash here tries it again, and finds it held.
        for entry, error in broken:
            with self.tables.transaction():
                self.hold(entry, error)
        self._commit(batch, rendered, fresh, deleted, broken)

    def _differs(self, one: Rendered) -> bool:
        known = self.manifest.entry(one.made.entry.path)
        return known is None or known.digest != one.made.entry.digest

    def _intend(self, fresh: Sequence[Rendered], deleted: Sequence[Entry]) -> None:
        if fresh or deleted:
            self.intend(lines([one.made.entry for one in fresh], deleted))

    def _doubt(self, fresh: Sequence[Rendered], deleted: Sequence[Entry]) -> None:
        with self.tables.transaction():
            self.intents.note(lines([one.made.entry for one in fresh], deleted))

    def intend(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Commit the intent to write paths (manifest columns and digest; "" to remove)."""
        with self.tables.transaction():
            self.lease.check()
            self.intents.note(rows)

    def _commit(
        self,
        batch: Sequence[Waiting],
        rendered: Sequence[Rendered],
        fresh: Sequence[Rendered],
        deleted: Sequence[Entry],
        broken: Sequence[tuple[Entry, RenderError]] = (),
    ) -> None:
        try:
            with self.tables.transaction():
                self.lease.check()
                self.manifest.put([one.made for one in rendered], self.rendering.answer)
                self.manifest.drop([entry.path for entry in deleted])
                for entry, error in (one for one in broken if one[0] in deleted):
                    self.failures.put(entry, error, self.facts.now())
                self.queue.remove([line.entry.path for line in batch])
                self.intents.close()
                siblings.await_(
                    self.tables,
                    [one.made.entry.path for one in fresh if self._compressed(one)],
                )
                self.pressed.note(self.facts.now())
        except BaseException:
            self.manifest.forget()
            raise

    def commit_made(self, made: Sequence[Made], polish: Sequence[str]) -> None:
        """Take files of a full press into the manifest; ``polish`` want their best sibling."""
        try:
            with self.tables.transaction():
                self.lease.check()
                self.manifest.put(made, self.rendering.answer)
                self.queue.remove([one.entry.path for one in made])
                self.intents.close()
                siblings.await_(self.tables, polish, (siblings.BROTLI,))
        except BaseException:
            self.manifest.forget()
            raise

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files that nobody claims, durably."""
        self._intend([], entries := [e for path in paths if (e := self.manifest.entry(path))])
        write(self.places.disk, [Change(entry.path, None) for entry in entries])
        self._commit([], [], [], entries)
        with self.tables.transaction():
            self.queue.remove(paths)
        self.report.deleted += paths

    def hold_conflict(self, newcomer: Entry, incumbent: str) -> None:
        """Set a claim aside whose path another owner has. Called inside a transaction."""
        self._set_aside(Plan(conflicts=[Conflict(newcomer.path, incumbent, newcomer)]))

    def _compressed(self, one: Rendered) -> bool:
        return self.registry.family(one.made.entry.family).compressed

    def _make_siblings(self) -> bool:
        return siblings.make_due(self.tables, self.places.disk, BATCH)

    # -- what goes wrong ------------------------------------------------------------------------

    def _set_aside(self, made: Plan) -> None:
        """Hold the claims of a plan whose path another owner has."""
        for conflict in made.conflicts:
            owner = conflict.newcomer.owner
            words = f"its path is taken by {conflict.incumbent}, {owner} claims it too"
            blame = owner.rsplit(":", 1)[-1] if owner.startswith("record:article:") else ""
            reads = frozenset({subjects.absent(conflict.path)})
            self.hold(conflict.newcomer, RenderError(conflict.path, words, blame, reads))

    def hold(self, entry: Entry, error: RenderError) -> None:
        """Journal that a copy cannot be rendered; or, when no article is to blame, note it.

        Called inside a transaction of the press's tables.
        """
        self.report.failed[entry.path] = error.cause
        if not self.facts.hold(error):
            self.failures.put(entry, error, self.facts.now())

    # -- facts that the press knows -------------------------------------------------------------

    def journal(self, facts: Sequence[journal.Fact], *, act: str) -> None:
        """Append facts of the press itself: ticks, held copies, themes."""
        self.facts.append(facts, act)

    def tick(self) -> bool:
        """Journal a new day in the outlet's zone, if one has begun; whether it has."""
        return self.facts.tick()
