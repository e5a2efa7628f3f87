"""The start after a crash: paths of an open intent may be old or new; they are looked at again."""

from shpalta.press.core.plan import Entry
from shpalta.press.disk.io import Disk
from shpalta.press.disk.siblings import SUFFIXES
from shpalta.press.intents import Intents
from shpalta.press.store.manifest import Manifest
from shpalta.press.store.queue import Queue


def recover(intents: Intents, manifest: Manifest, queue: Queue, disk: Disk) -> list[Entry]:
    """End open intents, inside a transaction; the files in doubt that do not wait already.

    The manifest forgets what it knew of their paths (so that even a file that should vanish is
    owned by somebody), and their siblings go. Lines of the queue that name them are still there: a
    batch leaves the queue in the commit that closes its intent.
    """
    # Folders that a process made before it ended are nobody's to remember: all is synced.
    disk.sync_all()
    begun = intents.take()
    for entry in begun:
        for suffix in SUFFIXES:
            disk.remove(entry.path + suffix)
        manifest.doubt(entry)
    doubted = [manifest.entry(entry.path) for entry in begun if not queue.waits(entry.path)]
    return [entry for entry in doubted if entry]
