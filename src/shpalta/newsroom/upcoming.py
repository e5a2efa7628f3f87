"""When the next scheduled article is due, for those who have no Django: the press's status page."""

from datetime import UTC, datetime

from shpalta.press.api import Database

_NEXT = (
    "SELECT MIN(approved_go_live_at) FROM wagtailcore_revision"
    " WHERE approved_go_live_at IS NOT NULL"
)


def next_due(rows: Database) -> datetime | None:
    """The moment (UTC) of the next scheduled publication; None when nothing is scheduled.

    ``rows`` is the newsroom's database. Wagtail keeps an index of this column.
    """
    found = rows.execute(_NEXT).fetchone()[0]
    if not found:
        return None
    moment = found if isinstance(found, datetime) else datetime.fromisoformat(str(found))
    # SQLite keeps Django's moments in UTC, without saying so.
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
