"""``shpalta run`` from an empty folder to a page that a reader has, and nothing left behind."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.contracts.running.publish import HEADLINE

pytestmark = [pytest.mark.serial, pytest.mark.served]

PATIENCE = 120.0
"""Seconds until which something has to happen on a machine with much else to do."""


@dataclass(frozen=True)
class House:
    """A data folder, two ports, and the commands over them."""

    home: Path
    site: int
    newsroom: int

    @property
    def environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO_"))}
        return {
            **kept,
            "SHPALTA_HOME": str(self.home),
            "SHPALTA_SITE_ADDRESS": f"http://localhost:{self.site}",
            "SHPALTA_NEWSROOM_ADDRESS": f"http://localhost:{self.newsroom}",
            "LANGUAGE": "en",
        }

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *arguments],
            check=False,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    @contextmanager
    def run(self) -> Iterator[str]:
        """Running, with what it said; ended by Ctrl-C's signal, at once and clean."""
        process = subprocess.Popen(
            [sys.executable, "-m", "shpalta", "run"],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        try:
            yield self._first_words(process)
        finally:
            process.send_signal(signal.SIGINT)
            last_words, _ = process.communicate(timeout=PATIENCE)
            late.cancel()
            late.join()
        assert process.returncode == 0, last_words
        assert self.processes() == []

    @staticmethod
    def _first_words(process: subprocess.Popen[str]) -> str:
        said: list[str] = []
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        return "".join(said)

    def processes(self) -> list[str]:
        """Everything that lives and was told of this data folder."""
        mine, found = f"SHPALTA_HOME={self.home}\0".encode(), []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mine in (place / "environ").read_bytes():
                    found.append((place / "cmdline").read_text().replace("\0", " "))
        return found

    def read(self, port: int, path: str) -> str:
        """A page, as soon as it is there."""
        pause, until = threading.Event(), time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as page:
                    return page.read().decode()
            except urllib.error.URLError:
                if time.monotonic() > until:
                    raise
            pause.wait(0.05)


@pytest.fixture
def house(tmp_path):
    with (
        socket.create_server(("127.0.0.1", 0)) as one,
        socket.create_server(("127.0.0.1", 0)) as two,
    ):
        ports = one.getsockname()[1], two.getsockname()[1]
    return House(tmp_path / "newspaper", *ports)


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
