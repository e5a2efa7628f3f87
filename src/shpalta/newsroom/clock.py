"""The newsroom's clock: the one place that asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
"""Before everything that has a moment: what has none comes last among the newest first."""


def now() -> datetime:
    """This moment, aware, in whole seconds."""
    return timezone.now().replace(microsecond=0)


def stamp(moment: datetime | None) -> str:
    """``2026-11-23T07:41:05Z``, as records write times; empty for None."""
    if moment is None:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_in(moment: datetime, zone: str) -> date:
    """The calendar day of ``moment`` in an IANA zone."""
    return moment.astimezone(ZoneInfo(zone)).date()
