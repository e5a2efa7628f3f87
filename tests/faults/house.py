"""A small newspaper in a real folder, pressed by real processes."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from benchmarks.homes import environment
from shpalta import wiring
from shpalta.lib.digests import digest
from shpalta.press import api
from shpalta.press.blobs import BlobStore
from shpalta.press.database import Database, open_sqlite
from shpalta.press.disk.siblings import SUFFIXES, decoded
from shpalta.settings.environment import Settings
from tests.press.newsroom import Newsroom

PATIENCE = 90.0


class House:
    """Journals acts by hand as the newsroom would, into ``home`` or a PostgreSQL database."""

    def __init__(self, home: Path, url: str = "", rows: Database | None = None) -> None:
        self.home = home
        self.environ = environment(home) | {"LANGUAGE": "en"}
        if url:
            self.environ["SHPALTA_DATABASE_URL"] = url
        self.settings = Settings.from_environ(self.environ)
        home.mkdir(parents=True, exist_ok=True)
        self.desk = Newsroom(rows=rows or open_sqlite(home / "newsroom.db"))  # type: ignore[arg-type]
        self.desk.blobs = BlobStore(home / "blobs")  # type: ignore[assignment]
        self.desk.outlet("Вісник")
        self.desk.section("misto", "Місто")

    def publish(self, name: str, words: str = "") -> str:
        """The path of a new article."""
        self.desk.wait(minutes=1)
        self.desk.publish(name, words or name)
        return self.desk.articles[name].path

    # -- processes ------------------------------------------------------------------------------

    def command(self, *arguments: str, timeout: float = PATIENCE) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "shpalta", *arguments],
            check=False, env=self.environ, capture_output=True, text=True, timeout=timeout,
        )  # fmt: skip

    def begin(self, *arguments: str) -> subprocess.Popen:
        """A process that goes on; what it says goes to a file of its number."""
        log = (self.home.parent / f"log-{time.monotonic_ns()}").open("w+")
        process = subprocess.Popen(
            [sys.executable, "-m", "shpalta", *arguments],
            env=self.environ, stdout=log, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        process.log = log  # type: ignore[attr-defined]
        return process

    @contextmanager
    def watching(self) -> Iterator[subprocess.Popen]:
        """``press --watch``, ended after the block if it still runs."""
        process = self.begin("press", "--watch")
        try:
            yield process
        finally:
            end(process)

    # -- looking --------------------------------------------------------------------------------

    def has(self, path: str) -> bool:
        return (self.settings.edition_dir / path.lstrip("/")).is_file()

    def is_settled(self) -> bool:
        """Whether everything journaled is pressed and nothing waits."""
        if not self.settings.press_db.exists() and not self.settings.database_url:
            return False
        tables = api.open_database(wiring.tables_address(self.settings), schema=api.SCHEMA)
        try:
            at = dict(tables.execute("SELECT name, value FROM state").fetchall()).get("cursor")
            return int(at or 0) == api.journal.last_position(self.desk.rows) and not any(
                tables.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone()
                for name in ("queue", "intent", "sibling_due")
            )
        except (sqlite3.OperationalError, psycopg.Error):
            return False
        finally:
            tables.close()

    def note(self) -> api.Stoppage | None:
        return api.note_at(self.settings.press_note)

    def files(self) -> dict[str, str]:
        """Digests of the edition's files; every compressed copy says what its file says."""
        return edition_of(self.settings.edition_dir)

    def afresh(self, folder: Path) -> dict[str, str]:
        """What a press from nothing makes of the same journal, by a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.afresh", str(folder)],
            check=True, env=self.environ, capture_output=True, text=True, timeout=PATIENCE,
        )  # fmt: skip
        found: dict[str, str] = json.loads(done.stdout)
        return found

    def assert_laws(self, scratch: Path) -> int:
        """Law 1, and siblings; how many files there are."""
        expected, found = self.afresh(scratch), self.files()
        assert {p: d for p, d in found.items() if expected.get(p) != d} == {}
        assert expected.keys() - found.keys() == set()
        return len(found)


def edition_of(root: Path) -> dict[str, str]:
    disk = api.RealDisk(root)
    found = {}
    for name in disk.walk():
        data = disk.read(name) or b""
        suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
        if suffix:
            assert decoded(data, suffix) == disk.read(name.removesuffix(suffix)), name
        else:
            found[name] = digest(data)
    return found


def end(process: subprocess.Popen) -> str:
    """Ask a process to end, make it, and what it has said."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGCONT)
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return said(process)


def said(process: subprocess.Popen) -> str:
    """What a process has said so far."""
    log = process.log  # type: ignore[attr-defined]
    if log.closed:
        return ""
    log.flush()
    text = Path(log.name).read_text()
    if process.poll() is not None:
        log.close()
    return text


def until(true: Callable[[], object], what: str = "") -> None:
    """Wait until something is so."""
    late, pause = time.monotonic() + PATIENCE, threading.Event()
    while not true():
        assert time.monotonic() < late, what or "it never came"
        pause.wait(0.02)
