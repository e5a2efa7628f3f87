"""The same for machines: ``status.json``."""

import json
from datetime import UTC, datetime

from shpalta.status.report import Report


def as_json(report: Report) -> bytes:
    """Every figure of the page; its members are documented in ``docs/reference/health.md``."""
    standing = report.standing
    value = {
        "at": _text(report.at),
        "last_publication": _text(report.published_at),
        "position": standing.position,
        "cursor": standing.cursor,
        "backlog": {
            "rows": standing.unread,
            "files": sum(standing.queue.values()),
            "by_priority": dict(standing.queue),
        },
        "held": standing.held,
        "failures": standing.failures,
        "destinations": [
            {
                "name": one.name,
                "waiting": one.waiting,
                "lag_seconds": round(one.lag_seconds),
                "problem": one.problem,
                "running": one.running,
            }
            for one in report.destinations
        ],
        "next_scheduled": _text(report.next_due),
        "last_backup": _text(report.backup_at),
        "last_drill": _text(report.drill_at),
        "last_drill_succeeded": report.drill_succeeded if report.drill_at else None,
        "free_bytes": report.room.bytes,
        "free_inodes": report.room.inodes,
    }
    return json.dumps(value, indent=1).encode() + b"\n"


def _text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
