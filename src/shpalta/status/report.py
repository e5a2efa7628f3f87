"""What the status page says, as data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shpalta.press.api import Room, Standing


@dataclass(frozen=True, slots=True)
class Destination:
    """One further place of the edition: its name, files that wait, for how many seconds the oldest
    of them has, the kind of trouble (or empty), and whether anybody sends there.
    """

    name: str
    waiting: int = 0
    lag_seconds: float = 0.0
    problem: str = ""
    running: bool = True


@dataclass(frozen=True, slots=True)
class Report:
    """One moment of a newspaper. Moments are UTC; None or empty for what never was.

    ``destinations`` is None where it is not known whether there are any.
    """

    at: datetime
    zone: str
    standing: Standing
    room: Room
    next_due: datetime | None = None
    backup_at: datetime | None = None
    drill_at: datetime | None = None
    drill_succeeded: bool = False
    destinations: Sequence[Destination] = field(default_factory=tuple)

    @property
    def published_at(self) -> datetime | None:
        """When an article's files were last out."""
        text = self.standing.out_at
        return datetime.fromisoformat(text) if text else None
