"""Which edition stands, when nothing waits: what a backup notes and a drill compares."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from shpalta.press import intake, journal
from shpalta.press.database import Database
from shpalta.press.engine import Press


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition at rest: the position it was pressed from, its root, how many files it names."""

    position: int
    root: str
    files: int


def edition_at_rest(press: Press) -> Edition | None:
    """The edition that stands, if all that was published is in it; None while something waits.

    Takes no lease and changes nothing: another process may be pressing meanwhile.
    """
    press.content.forget()
    with _one_view(press.tables):
        upto = intake.cursor(press.tables)
        if not press.ready() or journal.last_position(press.places.rows) != upto:
            return None
        press.rendering.refresh()
        waits = (
            press.queue.take(1)
            or press.intents.any()
            or press.manifest.outdated(press.rendering.answer, 1)
        )
        if waits:
            return None
        return Edition(upto, press.manifest.root(), press.manifest.count()[0])


@contextmanager
def _one_view(tables: Database) -> Iterator[None]:
    """Everything read inside is of one moment."""
    tables.execute("BEGIN ISOLATION LEVEL REPEATABLE READ" if tables.postgres else "BEGIN")
    try:
        yield
    finally:
        tables.execute("ROLLBACK")
