"""The journal on each database: dense positions, nothing skipped, commitments that verify."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from shpalta.lib.digests import commitment, digest
from shpalta.press import journal
from shpalta.press.database import Database, open_postgres, open_sqlite
from shpalta.press.errors import JournalError

AT = "2026-11-23T07:41:05Z"
Opener = Callable[[], Database]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def opened(request, tmp_path: Path):
    """Opens one more connection to the same journal."""
    address = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
    connections: list[Database] = []

    def open_one() -> Database:
        one = open_postgres(address) if address else open_sqlite(tmp_path / "newsroom.db")
        connections.append(one)
        return one

    journal.create_tables(open_one())
    yield open_one
    for one in connections:
        one.close()


def write(database: Database, *idents: str, act: str = "publish") -> range:
    facts = [journal.Fact("article", ident, b'{"id":"%s"}' % ident.encode()) for ident in idents]
    return journal.append(database, facts, act=act, act_id=f"act-{idents[0]}", at=AT)


def test_positions_are_dense_and_acts_whole(opened):
    database = opened()
    with database.transaction():
        assert write(database, "a", "b") == range(1, 3)
    with database.transaction():
        assert write(database, "c") == range(3, 4)
    rows = journal.read(opened(), 0, 10)
    assert [(row.position, row.id, row.act_id) for row in rows] == [
        (1, "a", "act-a"), (2, "b", "act-a"), (3, "c", "act-c"),
    ]  # fmt: skip
    assert journal.last_position(database) == 3
    assert [row.position for row in journal.read_all(database, 3, batch=2)] == [1, 2, 3]


def test_a_rollback_leaves_no_hole(opened):
    database = opened()
    with database.transaction():
        write(database, "a")
    with contextlib.suppress(ZeroDivisionError), database.transaction():
        write(database, "lost", "too")
        raise ZeroDivisionError
    with database.transaction():
        assert write(database, "b") == range(2, 3)
    assert [row.id for row in journal.read(database, 0, 9)] == ["a", "b"]


def test_commitments_verify_and_hide(opened):
    database = opened()
    with database.transaction():
        write(database, "a")
        write(database, "a")
        journal.append(database, [journal.Fact("article", "a", None)], act="x", act_id="y", at=AT)
    first, second, third = journal.read(database, 0, 9)
    for row in (first, second):
        assert row.commitment == commitment(row.salt or b"", row.record or b"")
        assert row.digest == digest(row.record or b"")
    assert first.record == second.record
    assert first.commitment != second.commitment
    assert third.record is third.digest is None
    assert third.commitment == commitment(third.salt or b"", journal.NULL_RECORD)


def test_a_hole_stops_the_reader(opened):
    database = opened()
    with database.transaction():
        write(database, "a", "b", "c")
    database.execute("DELETE FROM shpalta_journal WHERE position = 2")
    with pytest.raises(JournalError, match="no row 2 but has row 3"):
        journal.read(database, 0, 9)
    with pytest.raises(JournalError):
        list(journal.read_all(database, 4))


def test_who_began_first_need_not_be_first(opened):
    """Transactions overlap; positions follow the order in which rows become visible."""
    slow, quick, reader = opened(), opened(), opened()
    if slow.postgres:
        slow.execute("BEGIN")
        slow.execute("SELECT 1")
        with quick.transaction():
            assert write(quick, "quick") == range(1, 2)
        assert write(slow, "slow") == range(2, 3)
    else:
        slow.execute("BEGIN IMMEDIATE")
        write(slow, "slow")
    waiting = threading.Thread(target=append_one, args=(opened(), "late"))
    waiting.start()
    # The third waits for the second's lock: a reader sees neither.
    assert "slow" not in [row.id for row in journal.read(reader, 0, 9)]
    assert "late" not in [row.id for row in journal.read(reader, 0, 9)]
    slow.execute("COMMIT")
    waiting.join()
    names = [row.id for row in journal.read(reader, 0, 9)]
    assert names[-2:] == ["slow", "late"]
    assert [row.position for row in journal.read(reader, 0, 9)] == list(range(1, len(names) + 1))


def append_one(database: Database, name: str) -> None:
    with database.transaction():
        write(database, name)


class Race:
    """Writers that overlap, some of whose transactions fail, and one reader that follows them."""

    def __init__(self, writers: int, each: int) -> None:
        self.begin, self.done = threading.Barrier(writers + 1), threading.Event()
        self.each = each
        self.committed: list[str] = []
        self.seen: list[journal.Row] = []
        self.errors: list[BaseException] = []

    def thread(self, act: Callable[..., None], *values: object) -> threading.Thread:
        def guarded() -> None:
            try:
                self.begin.wait()
                act(*values)
            except BaseException as error:
                self.errors.append(error)

        return threading.Thread(target=guarded)

    def edit(self, number: int, database: Database) -> None:
        for turn in range(self.each):
            names = [f"w{number}-{turn}-{part}" for part in range(1 + turn % 3)]
            with contextlib.suppress(ZeroDivisionError):
                with database.transaction():
                    database.execute("SELECT COUNT(*) FROM shpalta_journal").fetchone()
                    write(database, *names)
                    if turn % 5 == number:
                        raise ZeroDivisionError
                self.committed.extend(names)

    def follow(self, database: Database) -> None:
        while True:
            last_look = self.done.is_set()
            rows = journal.read(database, self.seen[-1].position if self.seen else 0, 7)
            self.seen.extend(rows)
            if last_look and not rows:
                return


def test_a_reader_never_skips_a_row(opened):
    """It sees every committed row, once, in order, and no other."""
    race = Race(writers=4, each=25)
    writers = [race.thread(race.edit, number, opened()) for number in range(4)]
    reader = race.thread(race.follow, opened())
    for thread in (*writers, reader):
        thread.start()
    for thread in writers:
        thread.join()
    race.done.set()
    reader.join()
    assert race.errors == []
    assert [row.position for row in race.seen] == list(range(1, len(race.committed) + 1))
    assert sorted(row.id for row in race.seen) == sorted(race.committed)
    for row in race.seen:
        assert row.commitment == commitment(row.salt or b"", row.record or b"")


def test_withdrawals_and_held_facts_are_found(opened):
    database = opened()
    with database.transaction():
        write(database, "a", "b")
        facts = [journal.Fact("article", "b", None), journal.Fact("redirect", "/b.html", b"{}")]
        journal.append(database, facts, act="retract", act_id="r", at=AT)
        held = [journal.Fact("held", "a.00", b"{}"), journal.Fact("held", "a.11", None)]
        journal.append(database, held, act="hold", act_id="h", at=AT)
    assert journal.withdrawals_after(database, 0) == ["b"]
    assert journal.withdrawals_after(database, 3) == []
    assert journal.holds_after(database, 0) == ["a.00"]
    assert journal.paths_of_act(database, "r") == ["/b.html"]
    assert [row.position for row in journal.rows_of(database, "article", "b")] == [2, 3]
    assert journal.record_at(database, 3) is None
    with pytest.raises(JournalError):
        journal.record_at(database, 99)
