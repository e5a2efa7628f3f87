"""The newsroom's database: a copy at one moment while editors work, and that copy put back.

SQLite by its online backup, in one step, so that the copy is one transaction's view; PostgreSQL by
``pg_dump`` in its custom format, under the snapshot of the transaction that reads the facts. The
press's own tables are left out: they are made again.
"""

import gzip
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from shpalta.backup.errors import BackupError, Refused
from shpalta.backup.format import DatabaseFacts, JournalFacts
from shpalta.backup.messages import _
from shpalta.lib.digests import digest
from shpalta.press import api
from shpalta.press.api import journal

# Fast, and within a tenth of the best.
_LEVEL = 3
_POSTGRES = ("postgresql://", "postgres://")
_LIBPQ = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of the database in ``place``, and what it holds."""

    place: Path
    database: DatabaseFacts
    journal: JournalFacts
    articles: int


def is_postgres(address: str) -> bool:
    """Whether an address names a PostgreSQL database; else it is the path of an SQLite file."""
    return address.startswith(_POSTGRES)


def snapshot(address: str, folder: Path) -> Snapshot:
    """Copy the database at ``address`` into ``folder``.

    Raises:
        BackupError: there is no newsroom, its database is damaged, or a program is missing.
    """
    return _dump(address, folder) if is_postgres(address) else _copy(Path(address), folder)


def facts(database: api.Database) -> tuple[JournalFacts, int]:
    """What a journal says of itself, and how many articles are public by it.

    Raises:
        BackupError: it is empty: there is no newsroom yet.
    """
    end = journal.last_position(database)
    if end == 0:
        raise BackupError(_("The newsroom's journal is empty: there is nothing to keep yet."))
    newest, first = journal.read(database, end - 1, 1)[0], journal.read(database, 0, 1)[0]
    chain = journal.chain(database, end).hex()
    return JournalFacts(end, newest.at, chain, first.commitment.hex()), journal.standing(database)


# -- SQLite
# ----------------------------------------------------------------------------------------


def _copy(source: Path, folder: Path) -> Snapshot:
    if not source.is_file():
        raise BackupError(_("There is no newsroom here: {place} is missing.").format(place=source))
    rough, packed = folder / "database.sqlite", folder / "database.sqlite.gz"
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=30)) as live,
        closing(sqlite3.connect(rough)) as copy,
    ):
        rough.chmod(0o600)
        # All pages in one step: the view of one transaction. Writers go on beside it (WAL).
        live.backup(copy, pages=-1)
    check_sqlite(rough)
    with closing(api.open_sqlite(rough, read_only=True)) as database:
        known, articles = facts(database)
    with rough.open("rb") as data, gzip.open(packed, "wb", compresslevel=_LEVEL) as target:
        shutil.copyfileobj(data, target, 1 << 20)
    rough.unlink()
    return Snapshot(packed, DatabaseFacts("sqlite", sqlite3.sqlite_version), known, articles)


def check_sqlite(place: Path) -> None:
    """Make the file whole in itself, without a log beside it, and have SQLite look at every page.

    Raises:
        BackupError: SQLite finds it damaged.
    """
    try:
        with closing(sqlite3.connect(place)) as database:
            database.execute("PRAGMA journal_mode=DELETE")
            found = [row[0] for row in database.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found != ["ok"]:
        text = _("The newsroom's database is damaged: {error}")
        raise BackupError(text.format(error="; ".join(found)))


def unpack_sqlite(packed: BinaryIO, place: Path, expected: JournalFacts) -> None:
    """Put the database back as the file ``place``.

    Raises:
        Refused: it is not what the archive says of it.
    """
    descriptor = os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        try:
            with gzip.open(packed) as data:
                shutil.copyfileobj(data, target, 1 << 20)
        except (OSError, EOFError) as error:
            raise Refused(_("The database cannot be unpacked: {error}").format(error=error)) from (
                error
            )
        target.flush()
        os.fsync(target.fileno())
    check_sqlite(place)
    with closing(api.open_sqlite(place, read_only=True)) as database:
        _compare(database, expected)


def _compare(database: api.Database, expected: JournalFacts) -> None:
    found, _articles = facts(database)
    if found != expected:
        text = _("The database is not the one the archive names: it ends at row {position}.")
        raise Refused(text.format(position=found.position))


# -- PostgreSQL
# ------------------------------------------------------------------------------------


def _dump(url: str, folder: Path) -> Snapshot:
    import psycopg

    program = find_program("pg_dump")
    place = folder / "database.pgdump"
    with closing(psycopg.connect(url, autocommit=True)) as raw:
        raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        seen = raw.execute("SELECT pg_export_snapshot()").fetchone()
        database = api.Database(raw, postgres=True)
        known, articles = facts(database)
        version = str(raw.info.server_version)
        assert seen is not None
        _run(
            [program, "--format=custom", "--schema=public", "--no-owner", "--no-privileges",
             f"--snapshot={seen[0]}", f"--file={place}"],
            url,
        )  # fmt: skip
    place.chmod(0o600)
    return Snapshot(place, DatabaseFacts("postgresql", version), known, articles)


def check_empty(url: str) -> None:
    """Raises ``Refused`` unless the PostgreSQL database at ``url`` holds no table yet."""
    import psycopg

    find_program("pg_restore")
    try:
        with closing(psycopg.connect(url, autocommit=True)) as raw:
            row = raw.execute(
                "SELECT COUNT(*) FROM pg_tables"
                " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            ).fetchone()
    except psycopg.OperationalError as error:
        raise Refused(_("The database cannot be reached: {error}").format(error=error)) from error
    if row is None or row[0]:
        raise Refused(
            _("The PostgreSQL database is not empty. Name an empty one: nothing is ever dropped.")
        )


def load_postgres(dump: Path, url: str, expected: JournalFacts) -> None:
    """Put a dump back into the empty database at ``url``, in one transaction."""
    program = find_program("pg_restore")
    _run(
        [program, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
         "--schema=public", f"--dbname={_parts(url)['dbname']}", str(dump)],
        url,
    )  # fmt: skip
    with closing(api.open_postgres(url)) as database:
        _compare(database, expected)
        # Without statistics the first queries would read whole tables.
        database.execute("ANALYZE")


@contextmanager
def spare(url: str) -> Iterator[str]:
    """The address of an empty database beside that of ``url``, on its server, dropped at the end.

    Raises:
        BackupError: the role may not make one.
    """
    import psycopg
    from psycopg import sql

    with closing(psycopg.connect(url, autocommit=True)) as raw:
        # One drill of a newsroom at a time: what another of this database left was killed.
        ours = f"shpalta_drill_{digest(raw.info.dbname.encode())[:12]}_"
        query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
        for (left,) in raw.execute(query, [ours]).fetchall():
            raw.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(left)))
        name = ours + secrets.token_hex(6)
        try:
            raw.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            text = _("A drill needs a database of its own: ALTER ROLE {role} CREATEDB.")
            raise BackupError(text.format(role=raw.info.user)) from error
        try:
            parts = urlsplit(url)
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            raw.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )


def find_program(name: str) -> str:
    """The path of one of PostgreSQL's programs.

    Raises:
        BackupError: it is not installed.
    """
    found = shutil.which(name)
    if found is None:
        text = _("The program {name} is not installed (Debian: apt install postgresql-client).")
        raise BackupError(text.format(name=name))
    return found


def _parts(url: str) -> dict[str, Any]:
    from psycopg.conninfo import conninfo_to_dict

    return dict(conninfo_to_dict(url))


def _run(command: list[str], url: str) -> None:
    """Run a client program; where the database is stands in its environment, which nobody sees."""
    known = {_LIBPQ[name]: str(value) for name, value in _parts(url).items() if name in _LIBPQ}
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, **known}
    )
    if done.returncode:
        name, error = Path(command[0]).name, done.stderr.strip()[-600:]
        raise BackupError(_("{name} failed: {error}").format(name=name, error=error))
