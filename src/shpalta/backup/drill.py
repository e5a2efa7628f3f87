"""A drill: the newest backup becomes a newspaper again, beside the living one, and is compared."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from shpalta.backup import database, restoring
from shpalta.backup import format as form
from shpalta.backup.errors import Missing
from shpalta.backup.state import DrillNote, Stage
from shpalta.backup.stores import Store
from shpalta.backup.taking import Source, alone, take
from shpalta.press import api
from shpalta.press.api import journal

Replica = Callable[[Path], int]
"""Restores the continuous copy into a folder; where its journal ends."""

Press = Callable[[Path, str | None], str]
"""Presses a newsroom (data folder, PostgreSQL URL or None) as its journal says; the root."""


@dataclass(slots=True)
class _Clock:
    """How long each stage took."""

    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Measure a stage, whatever its end."""
        begun = time.monotonic()
        try:
            yield
        finally:
            spent = round((time.monotonic() - begun) * 1000)
            self.stages.append(Stage(name, spent))


@dataclass(frozen=True, slots=True)
class Drill:
    """What a drill works on. ``fresh``: it takes a backup of its own first. ``replica`` is given
    where the database is copied continuously.
    """

    source: Source
    store: Store
    press: Press
    fresh: bool
    replica: Replica | None = None

    def run(self, now: datetime) -> DrillNote:
        """Do all of it; what came out, a failure included. Nothing of the newsroom is changed."""
        clock = _Clock()
        name, position, lost, same, behind, error = "", 0, None, None, None, ""
        try:
            lost = self._acts_since_newest()
            if self.fresh:
                with clock.of("backup"):
                    take(self.source, self.store, now)
            name = restoring.newest(self.store)
            position, same = self._rehearse(name, clock, now)
            behind = self._behind(clock)
        except Exception as problem:
            # Whatever it was: a rehearsal that failed is what a drill is for.
            error = str(problem) or type(problem).__name__
        at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        return DrillNote(at, name, position, tuple(clock.stages), same, lost, error, behind)

    def _acts_since_newest(self) -> int | None:
        """The acts that the newest backup does not have; None where there is no backup."""
        try:
            name = restoring.newest(self.store)
        except Missing:
            return None
        return self._acts_after(int(name.split("-p")[1].split("-")[0]))

    def _acts_after(self, position: int) -> int:
        with closing(api.open_database(self.source.rows, read_only=True)) as rows:
            return journal.acts_after(rows, position)

    def _behind(self, clock: _Clock) -> int | None:
        """The acts that the continuous copy does not have at this moment."""
        if self.replica is None:
            return None
        with alone(self.source.home, "drill") as folder, clock.of("replica"):
            return self._acts_after(self.replica(folder))

    def _rehearse(self, name: str, clock: _Clock, now: datetime) -> tuple[int, bool | None]:
        with alone(self.source.home, "drill") as folder, _database(self.source.rows) as url:
            home = folder / "home"
            target = restoring.Target(home, url)
            with (
                clock.of("restore"),
                restoring.fetched(self.store, name, folder) as opened,
            ):
                restored = restoring.restore(opened, self.store, target, now)
            with clock.of("press"):
                root = self.press(home, url)
            with clock.of("compare"):
                return restored.contents.journal.position, self._same(restored.contents, root)

    def _same(self, contents: form.Contents, root: str) -> bool | None:
        """Whether the edition is the one that stood, or stands, at the backup's position."""
        known = contents.edition or self.source.edition()
        if contents.shpalta != self.source.version:
            # Other code, other pages: no difference would say anything.
            return None
        if known is None or known.position != contents.journal.position:
            return None
        return known.root == root


@contextmanager
def _database(rows: str) -> Iterator[str | None]:
    """An empty database on the newsroom's own server for the while of a drill; None for SQLite."""
    if not database.is_postgres(rows):
        yield None
        return
    with database.spare(rows) as url:
        yield url
