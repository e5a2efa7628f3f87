"""A database that comes from a copy: calls that wait in it may have been made since.

Told in SQL, over a connection of its own, because it is done before the newsroom is one again: what
nobody has held back, the next start would send. ``settling.doubt_all`` says the same in models.
"""

from datetime import UTC, datetime

from shpalta.press.api import Database

_TABLE = "newsroom_outboxrow"
_DOUBT = f"""
UPDATE {_TABLE} SET
state = 'unknown', why = 'restored', next_try = ?, lease_until = NULL, token = ''
WHERE state IN ('waiting', 'failed', 'sending')
"""  # noqa: S608 - the name of our own table


def doubt_all(database: Database, now: datetime) -> int:
    """Every call that is not over stands as unknown; how many there were.

    A copy from before there were calls has none.
    """
    if not _is_there(database):
        return 0
    # As Django keeps moments: SQLite has text in UTC.
    moment = now if database.postgres else str(now.astimezone(UTC).replace(tzinfo=None))
    return int(database.execute(_DOUBT, [moment]).rowcount)


def _is_there(database: Database) -> bool:
    query = (
        "SELECT to_regclass(?)"
        if database.postgres
        else "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?"
    )
    row = database.execute(query, [_TABLE]).fetchone()
    return row is not None and row[0] is not None
