"""``shpalta run`` from an empty folder to a page that a reader has, and nothing left behind."""

import socket
import sqlite3
import urllib.error
import urllib.request

import pytest

from tests.contracts.running.house import House, free_ports
from tests.contracts.running.publish import HEADLINE

pytestmark = [pytest.mark.serial, pytest.mark.served]


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "newspaper", *free_ports(2))


@pytest.mark.slow
def test_from_an_empty_folder_to_a_page_and_back_to_silence(house):
    house.home.mkdir()
    # What a power cut in the middle of an earlier first start may have left.
    (house.home / "newsroom.db.new").write_bytes(b"half a database")
    made = house.command(
        *("shpalta", "init", "--name", "Надріччя", "--languages", "uk", "--zone", "Europe/Kyiv"),
        *("--sections", "Місто", "--user", "olena"),
    )
    assert made.returncode == 0, made.stderr
    assert not list(house.home.glob("newsroom.db.new*"))
    database = sqlite3.connect(house.home / "newsroom.db")
    assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    database.close()

    with house.run() as said:
        assert f"http://localhost:{house.site}/" in said
        assert f"http://localhost:{house.newsroom}/" in said
        assert "user olena, password" in said
        assert "csrf" in house.read(house.newsroom, "/admin/login/")
        published = house.command("tests.contracts.running.publish")
        assert published.returncode == 0, published.stderr
        path = published.stdout
        assert HEADLINE in house.read(house.site, path)
        assert HEADLINE in house.read(house.site, "/")
        # A page that is missing is one static answer.
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://127.0.0.1:{house.site}/none.html", timeout=10)

    with house.run() as said:
        # Nothing had to be brought up to date, and everything is as it was.
        assert "tables" not in said
        assert HEADLINE in house.read(house.site, path)


def test_a_busy_port_is_named_with_what_to_change(house):
    with socket.create_server(("127.0.0.1", house.newsroom)):
        done = house.command("shpalta", "run")
    assert done.returncode == 1
    assert f"Port {house.newsroom} (the newsroom) is taken" in done.stderr
    assert "SHPALTA_NEWSROOM_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_named_with_what_to_change(house, tmp_path):
    (tmp_path / "file").write_text("")
    done = House(tmp_path / "file" / "below", house.site, house.newsroom).command("shpalta", "run")
    assert done.returncode == 1
    assert f"The folder {tmp_path / 'file' / 'below'} cannot be written to" in done.stderr
    assert "SHPALTA_HOME" in done.stderr
    assert "Traceback" not in done.stderr
