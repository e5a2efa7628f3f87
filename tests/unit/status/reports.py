"""Reports to show: a quiet newspaper, and one in trouble."""

from datetime import UTC, datetime, timedelta

from shpalta.press.api import Room, Standing
from shpalta.status import Destination, Report

NOW = datetime(2026, 11, 28, 12, 0, 5, tzinfo=UTC)
QUIET = Report(
    at=NOW,
    zone="Europe/Kyiv",
    standing=Standing(position=7, cursor=7, lease_seconds=25.0, out_at="2026-11-28T11:59:58Z"),
    room=Room(5_000_000_000, 1_000_000),
)
TROUBLED = Report(
    at=NOW,
    zone="Europe/Kyiv",
    standing=Standing(
        position=9,
        cursor=7,
        queue={"withdrawal": 1, "theme": 4},
        held=2,
        failures=1,
        lease_seconds=-3.0,
        out_at="2026-11-27T23:30:00Z",
    ),
    room=Room(5_000_000, None),
    next_due=NOW + timedelta(hours=3),
    backup_at=NOW - timedelta(days=3),
    drill_at=NOW - timedelta(days=30),
    drill_succeeded=False,
    destinations=(
        Destination("bucket <1>", waiting=5, lag_seconds=61.4, problem="unreachable"),
        Destination("mirror"),
    ),
)
