"""What is known of the last backup and the last drill: one small file in the data folder.

The newsroom's screens and the page of the press's state read it with ``read``.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

NAME = "backups.json"
BACKUP_DAYS = 2
"""A newest backup that is older is warned of."""

DRILL_DAYS = 100
"""A newest drill that is older is warned of."""


class Stage(msgspec.Struct, frozen=True):
    """A part of a drill: ``backup``, ``restore``, ``press``, ``compare``, ``replica``; whole
    milliseconds.
    """

    name: str
    milliseconds: int


class BackupNote(msgspec.Struct, frozen=True):
    """The last backup: when it ended (UTC), where it lies, what it holds, its size in bytes."""

    at: str
    place: str
    name: str
    position: int
    articles: int
    files: int
    bytes: int


class DrillNote(msgspec.Struct, frozen=True):
    """The last drill.

    ``same`` is whether the restored edition was the living one, digest for digest; None where
    nothing could be compared. ``lost`` are the acts that a death of the machine at its beginning
    would have cost, by the newest backup of that moment; None where there was none. ``behind`` are
    the acts that the continuous copy did not have; None where there is no such copy. ``error`` says
    why it failed, or is empty.
    """

    at: str
    name: str
    position: int
    stages: tuple[Stage, ...]
    same: bool | None
    lost: int | None
    error: str = ""
    behind: int | None = None

    @property
    def succeeded(self) -> bool:
        """Whether a newsroom came out that presses, and nothing says that it is another one."""
        return not self.error and self.same is not False

    @property
    def seconds(self) -> float:
        """How long all stages took together."""
        return sum(stage.milliseconds for stage in self.stages) / 1000


class State(msgspec.Struct, frozen=True):
    """The last backup and the last drill; None for none yet."""

    backup: BackupNote | None = None
    drill: DrillNote | None = None


def read(home: Path) -> State:
    """The state of backups of the newsroom in ``home``; empty where nothing was noted."""
    try:
        return msgspec.json.decode((home / NAME).read_bytes(), type=State)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        # It is a note for eyes; an unreadable one says as much as none.
        return State()


def note(home: Path, *, backup: BackupNote | None = None, drill: DrillNote | None = None) -> None:
    """Remember the newest backup, or drill; the other stays as it is."""
    known = read(home)
    state = State(backup or known.backup, drill or known.drill)
    temporary = home / f".{NAME}.{os.getpid()}"
    temporary.write_bytes(msgspec.json.format(msgspec.json.encode(state), indent=1))
    os.replace(temporary, home / NAME)


def moment(text: str) -> datetime:
    """A moment as notes write it: 2026-11-28T11:30:00Z."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def is_old(at: str, now: datetime, days: int) -> bool:
    """Whether a moment lies more than ``days`` back."""
    return now - moment(at) > timedelta(days=days)
