"""What a view asks of the database, and how much of the archive the answers read. No clocks.

PostgreSQL runs each statement once more and says how many rows every node of its plan touched;
SQLite says which tables it reads from end to end, and counts the steps of its machine.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

# What grows with the archive.
BIG = frozenset(
    {
        "wagtailcore_page",
        "newsroom_article",
        "newsroom_byline",
        "newsroom_article_topics",
        "newsroom_address",
        "newsroom_act",
        "newsroom_picture",
        "wagtailcore_revision",
        "wagtailcore_pagelogentry",
        "wagtailcore_referenceindex",
        "wagtailsearch_indexentry",
        "shpalta_journal",
    }
)
ROWS = 16_000
"""What a node of a plan may touch: a bounded count, and no more."""
STEPS = 4_000_000
"""What all statements of a view may take of SQLite's machine; a scan of the archive takes more."""
_EXPLAINED = ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")
_SCAN = re.compile(r"SCAN (\w+)(?! USING (?:COVERING )?INDEX)(?: |$)")


@dataclass
class Asked:
    """The statements of one view."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    steps: int = 0

    def __len__(self) -> int:
        return len(self.statements)

    def offences(self) -> list[str]:
        """What reads too much of the archive, in words."""
        found = []
        for (sql, _), params in {(sql, repr(p)): p for sql, p in self.statements}.items():
            if sql.lstrip("( ").startswith(_EXPLAINED) and _is_about_the_archive(sql):
                found += [f"{why}\n    {_shown(sql)}" for why in _problems(sql, params)]
        if self.steps > STEPS:
            found.append(f"{self.steps:,} steps of SQLite's machine")
        return found

    def listing(self) -> str:
        """The statements, for a message."""
        return "\n".join(sql[:160] for sql, _ in self.statements)


@contextmanager
def asked() -> Iterator[Asked]:
    """Every statement until the end of the block."""
    found = Asked()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            # Of a statement that is executed for many rows, the first.
            found.statements.append((sql, next(iter(params), ()) if many else params))
        return execute(sql, params, many, context)

    def step() -> int:
        found.steps += 1000
        return 0

    connection.ensure_connection()
    sqlite = connection.connection if connection.vendor == "sqlite" else None
    if sqlite is not None:
        sqlite.set_progress_handler(step, 1000)
    try:
        with connection.execute_wrapper(note):
            yield found
    finally:
        if sqlite is not None:
            sqlite.set_progress_handler(None, 1000)


def _problems(sql: str, params: Any) -> list[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
            return [
                f"reads all of {match[1]}"
                for row in cursor.fetchall()
                # A walk of the newest ends at its limit; if it does not, the steps say so.
                if (match := _SCAN.match(row[3]))
                and "LIMIT" not in sql
                and _table(match[1], sql) in BIG
            ]
        reads = sql.startswith(("SELECT", "(SELECT", "WITH")) and "pg_advisory" not in sql
        options = "ANALYZE, TIMING OFF, FORMAT JSON" if reads else "FORMAT JSON"
        cursor.execute(f"EXPLAIN ({options}) {sql}", params)
        row = cursor.fetchone()[0]
        plan = json.loads(row) if isinstance(row, str) else row
        return list(_heavy(plan[0]["Plan"]))


def _heavy(node: dict[str, Any], bounded: bool = False) -> Iterator[str]:
    """A plan's parts that read too much; one below a limit may begin to read a table."""
    table = node.get("Relation Name", "")
    touched = _touched(node)
    if table in BIG and node["Node Type"] == "Seq Scan" and (touched > ROWS or not bounded):
        yield f"reads all of {table}"
    elif table in BIG and touched > ROWS:
        yield f"{node['Node Type']} touches {touched:,} rows of {table} ({node.get('Index Name')})"
    elif node["Node Type"] == "Bitmap Index Scan" and touched > ROWS:
        yield f"{node['Node Type']} touches {touched:,} entries of {node['Index Name']}"
    for below in node.get("Plans", ()):
        yield from _heavy(below, bounded or node["Node Type"] == "Limit")


def _touched(node: dict[str, Any]) -> int:
    """Rows that came out of a node and rows that it threw away."""
    loops = node.get("Actual Loops", 0)
    gone = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node.get("Actual Rows", 0) + gone) * loops)


def _is_about_the_archive(sql: str) -> bool:
    return any(table in sql for table in BIG)


def _table(alias: str, sql: str) -> str:
    """The table that a statement calls by ``alias``."""
    found = re.search(rf'"(\w+)" (?:AS )?"?{alias}"?\b', sql)
    return alias if alias in BIG or found is None else found[1]


def _shown(sql: str) -> str:
    return re.sub(r"SELECT .{200,}? FROM", "SELECT … FROM", sql)[:700]
