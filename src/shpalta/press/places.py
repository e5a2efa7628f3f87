"""What a press works on, and what it says it has done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shpalta.press.blobs import BlobStore
from shpalta.press.database import Database
from shpalta.press.disk.io import Disk


@dataclass(slots=True)
class Report:
    """What a run did: paths rendered (in order), written, deleted; articles held with why; and how
    many files a full press has written, whose paths would be too many to keep.
    """

    rendered: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    made: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """What a press works on. ``clock`` gives the present in UTC; only ticks and leases ask it."""

    rows: Database
    tables: Database
    disk: Disk
    blobs: BlobStore
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
