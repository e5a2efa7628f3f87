"""The press: one loop of small durable steps, each of which a crash may cut anywhere.

A step takes rows in, or writes one batch, or makes siblings, or renews files of an older theme,
whatever is most urgent. Everything a step needs to know stands in the press's tables; nothing is
held in memory between intent and effect.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from shpalta.press import enumeration, intake, journal
from shpalta.press.blobs import BlobStore
from shpalta.press.core.family import Registry
from shpalta.press.core.fold import Fold, held_id
from shpalta.press.core.plan import Cause, Conflict, Entry, Item, Plan, Priority, Reason, plan
from shpalta.press.database import Database
from shpalta.press.disk import siblings
from shpalta.press.disk.io import Disk
from shpalta.press.disk.writer import Change, write
from shpalta.press.errors import RenderError
from shpalta.press.lease import Lease
from shpalta.press.recovery import recover
from shpalta.press.rendering import Rendered, Rendering, Theming
from shpalta.press.store import schema
from shpalta.press.store.failures import Failures
from shpalta.press.store.content import StoredContent
from shpalta.press.store.manifest import Made, Manifest, columns
from shpalta.press.store.queue import Queue, Waiting
from shpalta.records import Held, Tick, encode

BATCH = 64
_OUTLET = "record:outlet:outlet"
_EVERYTHING = {"record:theme:theme", _OUTLET}


@dataclass(slots=True)
class Report:
    """What a run did: paths rendered (in order), written, deleted; articles held with why."""

    rendered: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """What a press works on. ``clock`` gives the present in UTC; only ticks and leases ask it."""

    rows: Database
    tables: Database
    disk: Disk
    blobs: BlobStore
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


class Press:
    """Makes the edition at ``places.disk`` equal to press(content(P)) for the newest P."""

    def __init__(self, places: Places, registry: Registry, theming: Theming) -> None:
        self.places = places
        self.registry = registry
        self.tables = places.tables
        self.report = Report()
        schema.create_tables(self.tables)
        self.content = StoredContent(self.tables, places.rows)
        self.manifest = Manifest(self.tables)
        self.queue = Queue(self.tables)
        self.failures = Failures(self.tables)
        self.fold = Fold(self.content, registry)
        self.rendering = Rendering(self.content, registry, theming, places.blobs.read)
        self.lease = Lease(self.tables, places.clock)

    def start(self) -> None:
        """Take the lease and end what a crash left open."""
        self.lease.take()
        recover(self.tables, self.manifest, self.queue, self.places.disk)
        with self.tables.transaction():
            self.failures.retry(self.queue, self.manifest)

    # -- the loop -------------------------------------------------------------------------------

    def run(self) -> Report:
        """Work until nothing waits; what was done since the press began."""
        while self.step():
            continue
        return self.report

    def step(self) -> bool:
        """One piece of work, the most urgent; whether there was any."""
        return (
            self._take_in()
            or self._write_queue()
            or self._make_siblings()
            or self._write_outdated()
        )

    def _take_in(self) -> bool:
        chunk = intake.next_chunk(self.places.rows, self.tables)
        if chunk is None or (chunk.upto is not None and self._busy()):
            return False
        try:
            with self.tables.transaction():
                self.lease.check()
                made = self._plan(chunk)
                for entry, error in self._conflicts(made):
                    self.hold(entry, error)
        except BaseException:
            self.content.forget()
            self.manifest.forget()
            raise
        return True

    def _busy(self) -> bool:
        """Whether what is in the queue goes before rows that overtake nobody."""
        if not self.ready():
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
        elif _OUTLET in changed:
            changed = self._named_subjects(Cause(Priority.THEME, last)) | changed
        self.rendering.refresh()
        if changed.keys() & _EVERYTHING:
            self.failures.retry(self.queue, self.manifest)
        made = plan(changed, self.manifest, self.registry, self.rendering.doors)
        known = [path for path in made.items if self.manifest.entry(path)]
        self.queue.put(made.items.values(), known)
        self._await(intake.articles_of(chunk.rows))
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
        batch = self.queue.take(BATCH) if self.ready() else []
        if not batch:
            return False
        self._write(batch)
        return True

    def _write_outdated(self) -> bool:
        if not self.ready():
            return False
        stale = self.manifest.outdated(self.rendering.answer, BATCH)
        if not stale:
            self.manifest.forget_unused_stamps()
            return False
        reason = str(Reason("theme"))
        self._write(
            [Waiting(e, "render", Priority.THEME, 2, 0, reason, fresh=False) for e in stale]
        )
        return True

    def _write(self, batch: Sequence[Waiting]) -> None:
        rendered, deleted, broken = self._render(batch)
        if any(error.article for _, error in broken):
            # An article that cannot be made is about to be held: lists wait until content says so.
            pages = {line.entry.path for line in batch if line.rank <= 0}
            batch = [line for line in batch if line.entry.path in pages]
            rendered = [one for one in rendered if one.made.entry.path in pages]
            deleted = [entry for entry in deleted if entry.path in pages]
        fresh = [one for one in rendered if self._differs(one)]
        self._intend(fresh, deleted)
        changes = [Change(one.made.entry.path, one.data) for one in fresh]
        changes += [Change(entry.path, None) for entry in deleted]
        order = {line.entry.path: (line.rank, line.action == "delete") for line in batch}
        changes.sort(key=lambda change: order[change.path])
        if changes:
            write(self.places.disk, changes)
        self._commit(batch, rendered, fresh, deleted)
        for entry, error in broken:
            with self.tables.transaction():
                self.hold(entry, error)
        self.report.written += [one.made.entry.path for one in fresh]
        self.report.deleted += [entry.path for entry in deleted]

    def _render(
        self, batch: Sequence[Waiting]
    ) -> tuple[list[Rendered], list[Entry], list[tuple[Entry, RenderError]]]:
        rendered, deleted, broken = [], [], []
        for line in batch:
            if line.action == "delete":
                deleted.append(line.entry)
                continue
            try:
                self.report.rendered.append(line.entry.path)
                rendered.append(self.rendering.render(line.entry))
            except RenderError as error:
                broken.append((line.entry, self._excuse(line, error)))
        return rendered, deleted, broken

    @staticmethod
    def _excuse(line: Waiting, error: RenderError) -> RenderError:
        """A file that stood under the theme before keeps standing: its article is not to blame."""
        if line.priority == Priority.THEME and not line.fresh:
            return RenderError(error.path, error.cause)
        return error

    def _differs(self, one: Rendered) -> bool:
        known = self.manifest.entry(one.made.entry.path)
        return known is None or known.digest != one.made.entry.digest

    def _intend(self, fresh: Sequence[Rendered], deleted: Sequence[Entry]) -> None:
        rows = [(*columns(one.made.entry), one.made.entry.digest) for one in fresh]
        rows += [(*columns(entry), "") for entry in deleted]
        if rows:
            self.intend(rows)

    def intend(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Commit the intent to write paths (manifest columns and digest; "" to remove)."""
        with self.tables.transaction():
            self.lease.check()
            self.tables.executemany(
                "INSERT INTO intent (path, family, owner, args, sequence, digest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                rows,
            )

    def _commit(
        self,
        batch: Sequence[Waiting],
        rendered: Sequence[Rendered],
        fresh: Sequence[Rendered],
        deleted: Sequence[Entry],
    ) -> None:
        try:
            with self.tables.transaction():
                self.lease.check()
                self.manifest.put([one.made for one in rendered], self.rendering.answer)
                self.manifest.drop([entry.path for entry in deleted])
                self.queue.remove([line.entry.path for line in batch])
                self.tables.execute("DELETE FROM intent")
                siblings.await_(
                    self.tables,
                    [one.made.entry.path for one in fresh if self._compressed(one)],
                )
                self._note_pressed()
        except BaseException:
            self.manifest.forget()
            raise

    def commit_made(self, made: Sequence[Made], polish: Sequence[str]) -> None:
        """Take files of a full press into the manifest; ``polish`` still want their best sibling."""
        try:
            with self.tables.transaction():
                self.lease.check()
                self.manifest.put(made, self.rendering.answer)
                self.tables.execute("DELETE FROM intent")
                siblings.await_(self.tables, polish, (siblings.BROTLI,))
        except BaseException:
            self.manifest.forget()
            raise

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files that nobody claims, durably."""
        entries = [entry for path in paths if (entry := self.manifest.entry(path))]
        self._intend([], entries)
        write(self.places.disk, [Change(entry.path, None) for entry in entries])
        self._commit([], [], [], entries)
        self.report.deleted += paths

    def compressed_families(self) -> set[str]:
        """Names of the families whose files get siblings."""
        return {family.name for family in self.registry.families if family.compressed}

    def hold_conflict(self, newcomer: Entry, incumbent: str) -> None:
        """Set a claim aside whose path another owner has."""
        made = Plan(conflicts=[Conflict(newcomer.path, incumbent, newcomer)])
        with self.tables.transaction():
            for entry, error in self._conflicts(made):
                self.hold(entry, error)

    def _compressed(self, one: Rendered) -> bool:
        return self.registry.family(one.made.entry.family).compressed

    def _make_siblings(self) -> bool:
        return siblings.make_due(self.tables, self.places.disk, BATCH)

    # -- what goes wrong ------------------------------------------------------------------------

    @staticmethod
    def _conflicts(made: Plan) -> list[tuple[Entry, RenderError]]:
        found = []
        for conflict in made.conflicts:
            owner = conflict.newcomer.owner
            words = f"its path is taken by {conflict.incumbent}, {owner} claims it too"
            blame = owner.rsplit(":", 1)[-1] if owner.startswith("record:article:") else ""
            found.append((conflict.newcomer, RenderError(conflict.path, words, blame)))
        return found

    def hold(self, entry: Entry, error: RenderError) -> None:
        """Journal that a copy cannot be rendered; or, when no article is to blame, note it.

        Called inside a transaction of the press's tables. A crash before that commits journals the
        same fact again: a second row with the same record changes nothing.
        """
        now = self.places.clock()
        head = self.content.head("article", error.article) if error.article else None
        if head is None:
            self.report.failed[entry.path] = error.cause
            self.failures.put(entry, error.cause, _text(now))
            return
        self.report.failed[entry.path] = error.cause
        record = Held(article=error.article, digest=head.digest, error=error.cause[:2000])
        fact = journal.Fact("held", held_id(error.article, head.digest), encode(record))
        self.journal([fact], act="hold")

    # -- facts that the press knows -------------------------------------------------------------

    def journal(self, facts: Sequence[journal.Fact], *, act: str) -> None:
        """Append facts of the press itself: ticks, held copies, themes."""
        at = _text(self.places.clock())
        rows = self.places.rows
        with rows.transaction():
            number = journal.last_position(rows) + 1
            journal.append(rows, facts, act=act, act_id=f"press-{act}-{number}", at=at)

    def tick(self) -> bool:
        """Journal a new day in the outlet's zone, if one has begun; whether it has.

        A clock that goes back takes no day back.
        """
        outlet = self.content.head("outlet", "outlet")
        if outlet is None:
            return False
        zone = ZoneInfo(self.content.record("outlet", outlet).zone)
        now = self.places.clock()
        day = now.astimezone(zone).date().isoformat()
        last = self.content.head("tick", "tick")
        if last is not None and self.content.record("tick", last).day >= day:
            return False
        self.journal([journal.Fact("tick", "tick", encode(Tick(at=_text(now), day=day)))], act="tick")
        return True

    # -- what the newsroom asks -----------------------------------------------------------------

    def _await(self, articles: Sequence[tuple[str, int]]) -> None:
        """Note articles whose page is now in the queue, to say later when it was out."""
        row = self.tables.execute("SELECT value FROM state WHERE name = 'awaited'").fetchone()
        awaited = dict(json.loads(row[0])) if row else {}
        awaited.update(articles)
        self._set_awaited(awaited)

    def _set_awaited(self, awaited: dict[str, int]) -> None:
        self.tables.execute(
            "INSERT INTO state (name, value) VALUES ('awaited', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (json.dumps(awaited),),
        )

    def _note_pressed(self) -> None:
        """Note the articles whose files of the first wave are all written."""
        row = self.tables.execute("SELECT value FROM state WHERE name = 'awaited'").fetchone()
        awaited = dict(json.loads(row[0])) if row else {}
        if not awaited:
            return
        busy = self.tables.execute(
            "SELECT 1 FROM queue WHERE wave = 1 AND priority <= ? LIMIT 1",
            (int(Priority.CORRECTION),),
        ).fetchone()
        if busy:
            return
        at = _text(self.places.clock())
        self.tables.executemany(
            "INSERT INTO pressed (article, position, at) VALUES (?, ?, ?) ON CONFLICT (article)"
            " DO UPDATE SET position = excluded.position, at = excluded.at",
            [(article, position, at) for article, position in awaited.items()],
        )
        self._set_awaited({})


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
