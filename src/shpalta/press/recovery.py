"""The start after a crash: paths of an open intent may be old or new; they are looked at again."""

from typing import Literal

from shpalta.press.core.family import Registry
from shpalta.press.core.plan import Entry, Item, Priority, Reason
from shpalta.press.database import Database
from shpalta.press.disk.io import Disk
from shpalta.press.disk.siblings import SUFFIXES
from shpalta.press.lease import Lease
from shpalta.press.store.manifest import Manifest, entry_of
from shpalta.press.store.queue import Queue


def recover(
    tables: Database,
    manifest: Manifest,
    queue: Queue,
    disk: Disk,
    registry: Registry,
    lease: Lease,
) -> bool:
    """End open intents; whether there were any.

    The manifest forgets what it knew of their paths (so that even a file that should vanish is
    owned by somebody), their siblings go, and they wait to be made again. Lines of the queue that
    name them are still there: a batch leaves the queue in the commit that closes its intent.
    """
    rows = tables.execute(
        "SELECT path, family, owner, args, sequence, digest FROM intent ORDER BY fence"
    ).fetchall()
    if not rows:
        return False
    # Folders that a process made before it ended are nobody's to remember: all is synced.
    disk.sync_all()
    entries = {entry.path: entry for entry in map(entry_of, rows)}
    with tables.transaction():
        lease.check()
        for path, entry in entries.items():
            for suffix in SUFFIXES:
                disk.remove(path + suffix)
            manifest.doubt(entry)
            if not queue.waits(path):
                queue.put([_again(entry, registry)], known=[path])
        tables.execute("DELETE FROM intent")
    return True


def _again(entry: Entry, registry: Registry) -> Item:
    """What was to be written is written again, what was to go goes."""
    family = registry.family(entry.family)
    action: Literal["render", "delete"] = "render" if entry.digest else "delete"
    return Item(entry, action, Reason("mend"), Priority.CORRECTION, family.wave, family.rank)
