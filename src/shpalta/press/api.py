"""The press's front door: all that newsroom, wiring and command line may use of it."""

from shpalta.press.blobs import BlobError, BlobStore
from shpalta.press.core.content import MemoryContent
from shpalta.press.core.doors import ContentDoors
from shpalta.press.core.fold import Fold, Sealed
from shpalta.press.database import Database, adopt, open_postgres, open_sqlite
from shpalta.press.disk.io import RealDisk
from shpalta.press.engine import Places, Press, Report
from shpalta.press.rendering import Rendering, Theming
from shpalta.press.wakeup import Bell, hint

__all__ = [
    "Bell",
    "BlobError",
    "BlobStore",
    "ContentDoors",
    "Database",
    "Fold",
    "MemoryContent",
    "Places",
    "Press",
    "RealDisk",
    "Rendering",
    "Report",
    "Sealed",
    "Theming",
    "adopt",
    "hint",
    "open_postgres",
    "open_sqlite",
]
