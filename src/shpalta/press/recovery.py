"""The start after a crash: paths of an open intent may be old or new; they are looked at again."""

from shpalta.press.core.plan import Item, Priority, Reason
from shpalta.press.database import Database
from shpalta.press.disk.io import Disk
from shpalta.press.disk.siblings import SUFFIXES
from shpalta.press.store.manifest import Manifest, entry_of
from shpalta.press.store.queue import Queue


def recover(tables: Database, manifest: Manifest, queue: Queue, disk: Disk) -> int:
    """End open intents; how many paths were in doubt.

    The manifest forgets what it knew of them (so that even a file that should vanish is owned by
    somebody), their siblings go, and they wait to be made again. Lines of the queue that name them
    are still there: a batch leaves the queue in the commit that closes its intent.
    """
    rows = tables.execute(
        "SELECT path, family, owner, args, sequence, digest FROM intent"
    ).fetchall()
    if not rows:
        return 0
    entries = [entry_of(row) for row in rows]
    for entry in entries:
        for suffix in SUFFIXES:
            disk.remove(entry.path + suffix)
    with tables.transaction():
        for entry in entries:
            manifest.doubt(entry)
            if not queue.waits(entry.path):
                queue.put([_again(entry)], known=[entry.path])
        tables.execute("DELETE FROM intent")
    return len(entries)


def _again(entry: object) -> Item:
    return Item(entry, "render", Reason("mend"), Priority.CORRECTION)  # type: ignore[arg-type]
