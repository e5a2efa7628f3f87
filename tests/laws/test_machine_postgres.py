"""The same laws, with journal and press's tables in a real PostgreSQL; a shorter run of them.

The edition that all is compared with is pressed over SQLite: one content, whatever keeps it.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from shpalta.press.database import Database, open_postgres
from tests import postgres
from tests.laws.test_machine import Machine, _common
from tests.press.faults import FakeDatabase
from tests.press.newsroom import Newsroom

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.skipif(postgres.binaries() is None, reason="no PostgreSQL server is installed"),
]
_schemas = itertools.count(1)


class FailingPostgres(FakeDatabase):
    """A schema of its own that fails at its n-th commit."""

    def __init__(self, address: str) -> None:
        opened = open_postgres(address, schema=f"laws_{next(_schemas)}")
        Database.__init__(self, opened.raw, postgres=True)
        self.commits, self.fail_at, self.kept = 0, None, False


def machine_over(address: str) -> type[Machine]:
    class OverPostgres(Machine):
        def open(self) -> Newsroom:
            self.opened: list[FailingPostgres] = []
            return Newsroom(database=self.database)

        def database(self) -> FailingPostgres:
            self.opened.append(FailingPostgres(address))
            return self.opened[-1]

        def teardown(self) -> None:
            try:
                super().teardown()
            finally:
                for database in self.opened:
                    database.close()

    return OverPostgres


def test_the_laws_hold_over_postgresql() -> None:
    profile = settings(_common, max_examples=8, stateful_step_count=20)
    with postgres.server() as address:
        run_state_machine_as_test(machine_over(address), settings=profile)
