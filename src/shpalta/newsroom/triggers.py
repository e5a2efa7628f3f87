"""The database trigger that no road past our code can avoid.

It notes, in the same transaction, every page that is created live or whose liveness or live
revision changes. Sealing empties the table; what stays there is sealed by the sweep.
"""

from typing import Any

from django.db import connections

_INSERTED = "newsroom_page_inserted"
_CHANGED = "newsroom_page_changed"

_SQLITE = (
    f"DROP TRIGGER IF EXISTS {_INSERTED}",
    f"DROP TRIGGER IF EXISTS {_CHANGED}",
    f"""CREATE TRIGGER {_INSERTED} AFTER INSERT ON wagtailcore_page WHEN NEW.live
    BEGIN
        INSERT OR IGNORE INTO newsroom_unsealed (page_id, error) VALUES (NEW.id, '');
    END""",  # noqa: S608
    f"""CREATE TRIGGER {_CHANGED} AFTER UPDATE OF live, live_revision_id ON wagtailcore_page
    WHEN OLD.live IS NOT NEW.live OR OLD.live_revision_id IS NOT NEW.live_revision_id
    BEGIN
        INSERT OR IGNORE INTO newsroom_unsealed (page_id, error) VALUES (NEW.id, '');
    END""",  # noqa: S608
)
_POSTGRES = (
    """CREATE OR REPLACE FUNCTION newsroom_note_unsealed() RETURNS trigger AS $$
    BEGIN
        INSERT INTO newsroom_unsealed (page_id, error) VALUES (NEW.id, '')
            ON CONFLICT DO NOTHING;
        RETURN NULL;
    END $$ LANGUAGE plpgsql""",
    f"DROP TRIGGER IF EXISTS {_INSERTED} ON wagtailcore_page",
    f"DROP TRIGGER IF EXISTS {_CHANGED} ON wagtailcore_page",
    f"""CREATE TRIGGER {_INSERTED} AFTER INSERT ON wagtailcore_page
    FOR EACH ROW WHEN (NEW.live) EXECUTE FUNCTION newsroom_note_unsealed()""",
    f"""CREATE TRIGGER {_CHANGED} AFTER UPDATE OF live, live_revision_id ON wagtailcore_page
    FOR EACH ROW WHEN (
        OLD.live IS DISTINCT FROM NEW.live
        OR OLD.live_revision_id IS DISTINCT FROM NEW.live_revision_id
    ) EXECUTE FUNCTION newsroom_note_unsealed()""",
)


def ensure_triggers(using: str = "default") -> None:
    """Make the triggers anew. SQLite drops them when a migration rebuilds the table."""
    connection = connections[using]
    statements = _POSTGRES if connection.vendor == "postgresql" else _SQLITE
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing_triggers(using: str = "default") -> list[str]:
    """Names of the triggers that are not there."""
    connection = connections[using]
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgname = %s"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name = %s"
    )
    missing = []
    with connection.cursor() as cursor:
        for name in (_INSERTED, _CHANGED):
            cursor.execute(query, [name])
            if cursor.fetchone() is None:
                missing.append(name)
    return missing


def make_after_migrate(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Receiver of ``post_migrate``: both tables must be there, which a partial migrate lacks."""
    tables = connections[using].introspection.table_names()
    if {"wagtailcore_page", "newsroom_unsealed"} <= set(tables):
        ensure_triggers(using)
