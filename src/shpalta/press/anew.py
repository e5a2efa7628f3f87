"""A press whose tables are new: its folder may hold an edition of which nobody remembers a thing.

The whole journal is taken in before anything is written (what stood only for a while long ago is
not pressed again, nor judged again), then every file goes that no one claims: an article that was
withdrawn while the tables were lost must not outlive them.
"""

from shpalta.press import intake, journal
from shpalta.press.database import Database
from shpalta.press.disk.io import Disk
from shpalta.press.disk.siblings import SUFFIXES
from shpalta.press.disk.staging import MARK
from shpalta.press.disk.writer import sync_folders
from shpalta.press.store.graph import StoredGraph

_STATE = "anew"


def begin(tables: Database, rows: Database, disk: Disk) -> None:
    """Note at a start that nothing was taken in so far, and up to where the journal reaches."""
    # Only a folder that a press has marked is an edition: in another one nothing is swept away.
    marked = disk.read(MARK) is not None
    if not marked:
        disk.write(MARK, b"A press keeps its edition here.\n")
        disk.sync(MARK)
        disk.sync_folder(MARK)
    if intake.cursor(tables) == 0 and _row(tables) is None:
        upto = journal.last_position(rows)
        tables.execute(
            "INSERT INTO state (name, value) VALUES (?, ?)", (_STATE, f"{upto} {int(marked)}")
        )


def catching_up(tables: Database) -> bool:
    """Whether rows that were there at the first start are still to be taken in."""
    row = _row(tables)
    return row is not None and intake.cursor(tables) < int(row.split()[0])


def sweep(tables: Database, disk: Disk, graph: StoredGraph) -> bool:
    """Once, after catching up: remove what no line of manifest or queue names; whether it was
    due.
    """
    row = _row(tables)
    if row is None or catching_up(tables):
        return False
    if row.endswith(" 1"):
        foreign = [path for path in disk.walk() if graph.entry(_identity(path)) is None]
        for path in foreign:
            disk.remove(path)
        sync_folders(disk, foreign)
    tables.execute("DELETE FROM state WHERE name = ?", (_STATE,))
    return True


def _identity(path: str) -> str:
    return next((path.removesuffix(suffix) for suffix in SUFFIXES if path.endswith(suffix)), path)


def _row(tables: Database) -> str | None:
    row = tables.execute("SELECT value FROM state WHERE name = ?", (_STATE,)).fetchone()
    return row[0] if row else None
