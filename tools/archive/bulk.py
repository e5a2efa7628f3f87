"""Rows by the hundred thousand: ``executemany`` on SQLite, COPY on PostgreSQL."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Rows = Sequence[Sequence[Any]]

_CACHE_KILOBYTES = 256 * 1024


class Bulk:
    """Writes past every layer, over the driver's own connection (``sqlite3`` or ``psycopg``)."""

    def __init__(self, raw: Any, *, postgres: bool) -> None:
        self.raw = raw
        self.postgres = postgres

    def insert(self, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Add rows, whose values are what the database stores."""
        names = ", ".join(f'"{name}"' for name in columns)
        if not self.postgres:
            marks = ", ".join("?" * len(columns))
            self.raw.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608
            return
        with (
            self.raw.cursor() as cursor,
            cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as out,
        ):
            for row in rows:
                out.write_row(row)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """One statement with ``?``; its rows, if it has any."""
        cursor = self.raw.execute(sql.replace("?", "%s") if self.postgres else sql, values)
        return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def without_indexes(self, tables: Sequence[str]) -> Iterator[None]:
        """Drop the indexes of ``tables`` that are no constraints, and make them at the end: a
        sorted index is made ten times as fast as one that grows by chance.
        """
        found = [index for table in tables for index in self._indexes(table)]
        for name, _ in found:
            self.execute(f'DROP INDEX "{name}"')
        yield
        for _, statement in found:
            self.execute(statement)

    def _indexes(self, table: str) -> list[tuple[str, str]]:
        if self.postgres:
            return self.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ?"
                " AND schemaname = current_schema()"
                " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
                (table,),
            )
        return self.execute(
            "SELECT name, sql FROM sqlite_master"
            " WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            (table,),
        )

    @contextmanager
    def unsafe(self) -> Iterator[None]:
        """No syncs and no checks of foreign keys: whoever pulls the plug now starts again."""
        if self.postgres:
            wanted = {"synchronous_commit": "off", "maintenance_work_mem": "'512MB'"}
            if self.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")[0][0]:
                wanted["session_replication_role"] = "replica"
            set_, unset = "SET {} TO {}", dict.fromkeys(wanted, "DEFAULT")
        else:
            wanted = {"synchronous": "0", "foreign_keys": "0", "cache_size": f"-{_CACHE_KILOBYTES}"}
            set_ = "PRAGMA {} = {}"
            unset = {name: str(self.execute(f"PRAGMA {name}")[0][0]) for name in wanted}
        for name, value in wanted.items():
            self.execute(set_.format(name, value))
        try:
            yield
        finally:
            for name, value in unset.items():
                self.execute(set_.format(name, value))

    def next_id(self, table: str, column: str = "id") -> int:
        """The first number that no row has or had before."""
        newest = self.execute(f'SELECT COALESCE(MAX("{column}"), 0) FROM "{table}"')[0][0]  # noqa: S608
        if self.postgres:
            name = self.execute("SELECT pg_get_serial_sequence(?, ?)", (table, column))[0][0]
            given = self.execute(f"SELECT last_value FROM {name}")[0][0]  # noqa: S608
        else:
            rows = self.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
            given = rows[0][0] if rows else 0
        return int(max(newest, given)) + 1

    def settle(self, table: str, column: str = "id") -> None:
        """After rows with given numbers: let the database go on above them (SQLite does)."""
        if self.postgres:
            self.execute(
                f"SELECT setval(pg_get_serial_sequence(?, ?), (SELECT MAX({column}) FROM {table}))",  # noqa: S608
                (table, column),
            )
