"""The newsroom's tables at a start: made on the first, changed after an upgrade, else left alone.

Loading the newsroom to learn that nothing is to be done takes longer than everything else at a
start. So a stamp in the data folder says which migrations the code had and which the database
had when they were last compared. A stamp that differs in either, or is not there, costs the whole
comparison; it never decides that a migration may be left out.
"""

import contextlib
import gc
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from shpalta import wiring
from shpalta.press import api
from shpalta.settings.environment import Settings
from shpalta.supervisor.messages import _

_STAMP = "tables.json"
_APPLIED = "SELECT app, name FROM django_migrations ORDER BY app, name"
# Models drawn anew for each migration are many small objects: fewer looks at them for garbage
# take a quarter of the time and 40 MB more. The numbers are Python's gc.set_threshold.
_FEWER_COLLECTIONS = (100_000, 20, 20)


def up_to_date(settings: Settings) -> bool:
    """Whether code and database are those that were compared last; loads no newsroom."""
    try:
        stamp = json.loads((settings.home / _STAMP).read_text(encoding="utf-8"))
        return bool(stamp == _stamp(settings, stamp["folders"]))
    except (OSError, ValueError, KeyError, TypeError):
        return False
    except Exception as error:
        # A driver's own: no file, no table, no server. The whole comparison says it in words.
        if _is_database_error(error):
            return False
        raise


def bring_up_to_date(settings: Settings) -> None:
    """Make or change the tables where need be. Django is set up."""
    from django.core.management import call_command

    executor = _executor()
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        click.echo(_("The newsroom's tables are being brought up to date, about ten seconds…"))
        if settings.database_url is None and _is_blank():
            _make(settings.newsroom_db)
        else:
            call_command("migrate", interactive=False, verbosity=0)
    from shpalta.newsroom import startup

    startup.check_triggers()
    _write_stamp(settings, _folders(executor))


def is_empty(settings: Settings) -> bool:
    """Whether nobody has said yet what the outlet is called; the tables are up to date."""
    rows = api.open_database(wiring.rows_address(settings), read_only=True)
    try:
        return not api.journal.rows_of(rows, "outlet", "outlet")
    finally:
        rows.close()


# -- the first start
# ---------------------------------------------------------------------------------


def _is_blank() -> bool:
    from django.db import connection

    return not connection.introspection.table_names()


def _make(place: Path) -> None:
    """A new SQLite file with all tables, beside its name, there only when it is whole on the disk.

    Until it has its name nobody relies on it: what a power cut leaves is made again. So nothing is
    synced before the end.
    """
    from django.core.management import call_command
    from django.db import connection

    rough = place.with_name(f"{place.name}.new")
    for leftover in rough.parent.glob(f"{rough.name}*"):
        leftover.unlink()
    connection.close()
    connection.settings_dict["NAME"] = rough
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
        with _fewer_collections():
            call_command("migrate", interactive=False, verbosity=0)
    finally:
        # The last connection writes the log back into the file and removes it.
        connection.close()
        connection.settings_dict["NAME"] = place
    # Drafts and passwords' digests: for the newsroom's user alone, like the logs SQLite adds.
    rough.chmod(0o600)
    _sync(rough)
    os.replace(rough, place)
    _sync(place.parent)


def _sync(place: Path) -> None:
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _fewer_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(*_FEWER_COLLECTIONS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


# -- the stamp
# ---------------------------------------------------------------------------------------


def _write_stamp(settings: Settings, folders: Iterable[str]) -> None:
    temporary = settings.home / f"{_STAMP}.new"
    temporary.write_text(json.dumps(_stamp(settings, folders), indent=1), encoding="utf-8")
    os.replace(temporary, settings.home / _STAMP)


def _stamp(settings: Settings, folders: Iterable[str]) -> dict[str, Any]:
    folders = sorted(folders)
    return {"folders": folders, "code": _code(folders), "database": _applied(settings)}


def _code(folders: Iterable[str]) -> str:
    """Changes when a migration comes, goes or becomes another, and when applications change."""
    import shpalta.settings

    places = [Path(place) / "django.py" for place in shpalta.settings.__path__]
    for folder in folders:
        places += sorted(Path(folder).glob("*.py"))
    digest = hashlib.sha256()
    for place in places:
        state = place.stat()
        digest.update(f"{place} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _applied(settings: Settings) -> str:
    """Which migrations the database says it has had."""
    rows = api.open_database(wiring.rows_address(settings), read_only=True)
    try:
        names = [list(row) for row in rows.execute(_APPLIED).fetchall()]
    finally:
        rows.close()
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def _executor() -> Any:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return MigrationExecutor(connection)


def _folders(executor: Any) -> list[str]:
    """Where the migrations of every application lie."""
    from importlib.util import find_spec

    found: set[str] = set()
    for app in executor.loader.migrated_apps:
        name, _explicit = executor.loader.migrations_module(app)
        spec = find_spec(name)
        found.update(spec.submodule_search_locations or () if spec else ())
    return sorted(found)


def _is_database_error(error: Exception) -> bool:
    """Whether a driver raised it (DB-API 2.0 names the class, not where it comes from)."""
    return any(kind.__name__ == "Error" for kind in type(error).__mro__)
