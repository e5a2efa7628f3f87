"""A real PostgreSQL that stops, is killed, and comes back: the press waits and goes on."""

from __future__ import annotations

import pytest

from shpalta.press import journal
from shpalta.press.api import StoppageKind, open_postgres
from tests.faults.cluster import cluster
from tests.faults.house import House, end, until

pytestmark = [pytest.mark.serial, pytest.mark.postgres]


@pytest.mark.slow
def test_a_press_waits_for_its_database_and_goes_on(tmp_path):
    with cluster() as server:
        house = House(tmp_path / "home", server.address, open_postgres(server.address))
        house.publish("first")
        with house.watching() as press:
            until(house.is_settled)
            for stop in (server.kill, server.stop):
                stop()
                until(lambda: house.note() is not None)
                assert house.note().kind is StoppageKind.DATABASE
                assert press.poll() is None
                server.start()
                house.desk.rows.close()
                house.desk.rows = open_postgres(server.address)
                house.publish(f"after-{stop.__name__}")
                until(lambda: house.is_settled() and house.note() is None)
            assert journal.last_position(house.desk.rows) > 0
            words = end(press)
        assert "The database cannot be reached" in words
        assert "press.works" in words
        assert "Traceback" not in words
        house.assert_laws(tmp_path / "fresh")
        house.desk.rows.close()
