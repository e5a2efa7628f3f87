"""A press and its hands as real processes over a real PostgreSQL: one dies, one is cut off."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from benchmarks.homes import archive_of, store_pictures
from shpalta.press.api import open_postgres
from tests import postgres
from tests.browser.running import environment
from tests.contracts.running.wire import Wire
from tools.archive.loading import load_journal

pytestmark = [pytest.mark.serial, pytest.mark.postgres, pytest.mark.slow]

ARTICLES = 400
SITE, NEWSROOM = 18180, 18181
TIMEOUT = 240


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.server() as address:
        yield address


def settings(home: Path, database: str) -> dict[str, str]:
    return environment(home, SITE, NEWSROOM) | {"SHPALTA_DATABASE_URL": database}


def shpalta(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "shpalta", *words], env=env, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def done(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 0, said
    return said


def write_journal(database: str, home: Path) -> None:
    """An archive's acts, in a journal that ``shpalta init`` has begun."""
    store_pictures(home)
    rows = open_postgres(database)
    load_journal(archive_of(ARTICLES), rows)
    rows.close()


def edition(home: Path) -> dict[str, bytes]:
    base = home / "edition"
    return {
        place.relative_to(base).as_posix(): place.read_bytes()
        for place in base.rglob("*")
        if place.is_file() and ".staging" not in place.parts and place.suffix not in {".gz", ".br"}
    }


@contextmanager
def hands(env: dict[str, str], far: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Two hands, the second over a wire: their process ids."""
    started = [shpalta(env, "hand"), shpalta(far, "hand")]
    try:
        for process in started:
            wait_until_it_listens(process)
        yield started[0].pid, started[1].pid
    finally:
        for process in started:
            process.kill()
            process.communicate()


def wait_until_it_listens(hand: subprocess.Popen[str]) -> None:
    """A hand that is still starting would find the work done."""
    assert hand.stdout is not None
    said = []
    for line in hand.stdout:
        said.append(line)
        if "Starting worker" in line:
            return
    raise AssertionError("the hand ended:\n" + "".join(said))


def taken_by(watching: psycopg.Connection, pid: int) -> bool:
    """Whether an order is in the hands of a process and not answered."""
    row = watching.execute(
        "SELECT 1 FROM press.crew_order WHERE taken LIKE %s AND answer IS NULL", (f"%:{pid}",)
    ).fetchone()
    return row is not None


def wait_for_an_order(watching: psycopg.Connection, pid: int, press: subprocess.Popen[str]) -> None:
    while not taken_by(watching, pid):
        assert press.poll() is None, f"the press ended before hand {pid} had an order"


def test_a_hand_dies_and_one_is_cut_off_and_the_edition_is_whole(
    server: str, tmp_path: Path
) -> None:
    parts = parse_qs(urlsplit(server).query)
    wire = Wire(int(parts["port"][0]))
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    env = settings(home, server)
    outlet = ["--name", "Надріччя", "--languages", "uk", "--zone", "Europe/Kyiv"]
    house = ["--sections", "Місто", "--user", "editor", "--password", "досить-довгий"]
    done(shpalta(env, "init", *outlet, *house))
    write_journal(server, home)
    far = settings(elsewhere, f"postgresql://postgres@127.0.0.1:{wire.port}/postgres")
    far["SHPALTA_SECRET_KEY"] = (home / "secret-key").read_text()
    with hands(env, far) as (near_pid, far_pid), psycopg.connect(server, autocommit=True) as seen:
        press = shpalta(env | {"SHPALTA_PRESS_CREW": "1"}, "press", "--all")
        wait_for(seen)
        wait_for_an_order(seen, near_pid, press)
        os.kill(near_pid, signal.SIGKILL)
        wait_for_an_order(seen, far_pid, press)
        wire.cut()
        done(press)
        wire.mend()
    wire.close()
    by_crew = edition(home)
    alone = settings(tmp_path / "alone", server)
    alone["SHPALTA_SECRET_KEY"] = far["SHPALTA_SECRET_KEY"]
    os.symlink(home / "blobs", home_of(alone) / "blobs")
    with psycopg.connect(server, autocommit=True) as schema:
        schema.execute("DROP SCHEMA press CASCADE")
    done(shpalta(alone, "press", "--all", "--workers", "0"))
    assert len(by_crew) > ARTICLES
    assert by_crew == edition(home_of(alone))


def wait_for(seen: psycopg.Connection) -> None:
    """Until the press has its board."""
    while True:
        row = seen.execute("SELECT to_regclass('press.crew_order')").fetchone()
        if row and row[0]:
            return


def home_of(env: dict[str, str]) -> Path:
    home = Path(env["SHPALTA_HOME"])
    home.mkdir(exist_ok=True)
    return home
