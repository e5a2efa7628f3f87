"""The board: orders and answers in tables beside the press's own, for every machine to see.

Derived like everything of the press: a press that starts wipes it. An order is taken by one hand
at a time; an answer counts only while its order still hangs there, so that one that comes late
(from a machine that was cut off, to a press that has asked again) is dropped at the door.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shpalta.press.crew.orders import (
    Answer,
    Line,
    answers_of_bytes,
    answers_to_bytes,
    lines_of_text,
    lines_to_text,
)
from shpalta.press.database import Database

_TABLES = """
CREATE TABLE IF NOT EXISTS crew_order (
    number BIGINT PRIMARY KEY, mark TEXT NOT NULL, lines TEXT NOT NULL,
    taken TEXT NOT NULL, seen TEXT NOT NULL, answer {bytes}
);
CREATE TABLE IF NOT EXISTS crew_file (digest TEXT PRIMARY KEY, data {bytes} NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Order:
    """An order as it hangs on the board. ``mark`` names the content that it was given under."""

    number: int
    mark: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a hand made of an order. ``mark`` names the content that it read."""

    mark: str
    answers: tuple[Answer, ...]


def create_tables(tables: Database) -> None:
    """Make the board where it is missing."""
    tables.script(_TABLES.format(bytes="BYTEA" if tables.postgres else "BLOB"))


def mark_of(tables: Database, version: str) -> str:
    """A name of the content as this connection sees it, for code of ``version``: it changes with
    every row taken in, and pages of other code are other pages.

    The cursor alone would not do: rows that overtake are in content before the cursor is there.
    """
    row = tables.execute(
        "SELECT (SELECT value FROM state WHERE name = 'cursor'),"
        " (SELECT COUNT(*) FROM ahead), (SELECT MAX(position) FROM ahead)"
    ).fetchone()
    return f"{row[0] or 0}.{row[1]}.{row[2] or 0} {version}"


class Board:
    """One connection's view of the board; each call is a transaction of its own."""

    def __init__(self, tables: Database) -> None:
        self._tables = tables

    def wipe(self) -> None:
        """Take everything down: orders of a press before this one are nobody's."""
        with self._tables.transaction():
            for name in ("crew_order", "crew_file"):
                self._tables.execute(f"DELETE FROM {name}")  # noqa: S608

    # -- the press's side -----------------------------------------------------------------------

    def ask(self, orders: Sequence[Order]) -> None:
        """Hang orders up."""
        with self._tables.transaction():
            self._tables.executemany(
                "INSERT INTO crew_order (number, mark, lines, taken, seen)"
                " VALUES (?, ?, ?, '', '')",
                [(order.number, order.mark, lines_to_text(order.lines)) for order in orders],
            )

    def take_down(self, numbers: Sequence[int]) -> None:
        """Orders whose answers are wanted no more."""
        with self._tables.transaction():
            self._tables.executemany(
                "DELETE FROM crew_order WHERE number = ?", [(number,) for number in numbers]
            )

    def reply(self, number: int) -> Reply | None:
        """The answer to an order; None while there is none. The order comes down with it."""
        row = self._tables.execute(
            "SELECT seen, answer FROM crew_order WHERE number = ? AND answer IS NOT NULL", (number,)
        ).fetchone()
        if row is None:
            return None
        self.take_down([number])
        return Reply(row[0], answers_of_bytes(bytes(row[1])))

    def put_files(self, files: Mapping[str, bytes]) -> None:
        """Files by digest that hands elsewhere need and do not have: those of the theme."""
        with self._tables.transaction():
            self._tables.executemany(
                "INSERT INTO crew_file (digest, data) VALUES (?, ?)"
                " ON CONFLICT (digest) DO NOTHING",
                list(files.items()),
            )

    # -- a hand's side --------------------------------------------------------------------------

    def take(self, number: int, who: str) -> Order | None:
        """Take an order for oneself; None when it is taken, answered or no longer there."""
        with self._tables.transaction():
            row = self._tables.execute(
                "UPDATE crew_order SET taken = ? WHERE number = ? AND taken = ''"
                " RETURNING mark, lines",
                (who, number),
            ).fetchone()
        return Order(number, row[0], lines_of_text(row[1])) if row else None

    def answer(self, number: int, mark: str, answers: Sequence[Answer]) -> bool:
        """Answer an order; whether it still hung there without an answer."""
        with self._tables.transaction():
            row = self._tables.execute(
                "UPDATE crew_order SET seen = ?, answer = ? WHERE number = ? AND answer IS NULL"
                " RETURNING number",
                (mark, answers_to_bytes(answers), number),
            ).fetchone()
        return row is not None

    def file(self, digest: str) -> bytes | None:
        """A file that the press has put up."""
        row = self._tables.execute(
            "SELECT data FROM crew_file WHERE digest = ?", (digest,)
        ).fetchone()
        return None if row is None else bytes(row[0])
