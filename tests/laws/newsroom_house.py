"""A real newsroom's database, files and press, quick to begin again for every example."""

from __future__ import annotations

import copy
import dataclasses
import hashlib
import itertools
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

from django.db import connection
from django.test import override_settings
from django.utils import timezone

from shpalta import wiring
from shpalta.press import api
from shpalta.settings.environment import load
from tests.press.faults import FakeDatabase, FakeDisk

PROJECT = Path(__file__).resolve().parents[2]
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
QUICKLY = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-32768;"
    "PRAGMA temp_store=MEMORY;"
)
# Nothing of a process may show in what it presses: hash seed, zone, tongue.
PROCESSES = (("1", "Asia/Tokyo", "C"), ("4242", "America/Lima", "uk_UA.UTF-8"))


class Clock:
    """What newsroom, Wagtail and press believe the time to be."""

    def __init__(self) -> None:
        self.moment = START

    def __call__(self, tz: Any = None) -> datetime:
        return self.moment

    def wait(self, **time: float) -> None:
        self.moment += timedelta(**time)


class Chance:
    """Ids that are the same when an example is repeated: leaves open at some of them."""

    def __init__(self) -> None:
        self.count = itertools.count()

    def token_bytes(self, number: int) -> bytes:
        return hashlib.sha256(str(next(self.count)).encode()).digest()[:number]


class FreshPress:
    """A process with a seed, a zone and a tongue of its own, see ``fresh_press``."""

    def __init__(self, seed: str, zone: str, tongue: str) -> None:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{PROJECT}:{PROJECT / 'src'}",
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": tongue,
            "PYTHONUTF8": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.laws.fresh_press"],
            env=environment,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def press(self, **order: Any) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def close(self) -> None:
        with self.process:
            assert self.process.stdin
            self.process.stdin.close()


class Ground:
    """What every example begins with; ``template`` is the database, pressed into the rest."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.database, self.template = root / "newsroom.db", root / "template.db"
        self.clock, self.chance = Clock(), Chance()
        self.tables: FakeDatabase | None = None
        self.disk: FakeDisk | None = None
        self.memory: Any = None
        """What those who filled the template know of it."""
        self.began = (START, 0)
        self.numbers = itertools.count()
        self.processes: list[FreshPress] = []

    def keep(self, house: House, memory: Any) -> None:
        """What ``house`` holds now is what every later house begins with."""
        self.began = (self.clock.moment, next(self.chance.count))
        self.memory = memory
        house.close()
        with sqlite3.connect(self.database) as source, sqlite3.connect(self.template) as target:
            source.backup(target)
        source.close()
        target.close()
        self.tables, self.disk = house.tables, house.disk

    def begin_again(self) -> None:
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.database}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self.template, self.database)
        self.clock.moment, count = self.began
        self.chance.count = itertools.count(count)

    def process(self) -> FreshPress:
        """One of the processes that press from nothing, each in its turn."""
        if len(self.processes) < len(PROCESSES):
            self.processes.append(FreshPress(*PROCESSES[len(self.processes)]))
        self.processes.append(self.processes.pop(0))
        return self.processes[-1]

    def close(self) -> None:
        for process in self.processes:
            process.close()


class House:
    """A newsroom with its press: the journal is real, the edition lies on a disk in memory."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.clock = ground, ground.clock
        ground.begin_again()
        self.home = ground.root / f"home-{next(ground.numbers)}"
        self.home.mkdir()
        self.settings = dataclasses.replace(load(), home=self.home)
        self.blobs = api.BlobStore(ground.root / "blobs")
        self.rows = api.open_sqlite(ground.database)
        self.rows.raw.execute("PRAGMA synchronous=OFF")
        self.tables = ground.tables.copy() if ground.tables else FakeDatabase()
        self.disk = copy.deepcopy(ground.disk) if ground.disk else FakeDisk()
        self.machine: api.Press | None = None

    def start(self) -> api.Press:
        """Another press over the same tables and files, as after a restart."""
        self.stop()
        places = api.Places(self.rows, self.tables, self.disk, self.blobs, clock=self.clock)  # type: ignore[arg-type]
        self.machine = api.Press(places, *wiring.product())
        self.machine.start()
        self.notice_theme()
        return self.machine

    def stop(self) -> None:
        if self.machine:
            self.machine.lease.release()
            self.machine = None

    def notice_theme(self) -> str:
        """Journal what the folders of theme and owner's files hold; what is wrong with them."""
        assert self.machine
        return wiring.notice_theme(self.machine, self.settings)

    def owned(self) -> set[str]:
        """The owner's own files, by their place in the folder."""
        folder = self.settings.owner_files_dir
        return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    def press(self) -> api.Report:
        """Press all that waits and what the clock makes due; what was done."""
        machine = self.machine or self.start()
        machine.report = api.Report()
        machine.run()
        while machine.tick():
            machine.run()
        return machine.report

    def press_from_nothing(self, *, everything: bool) -> tuple[dict[str, Any], Path]:
        """What another process makes of the same journal, and the folder it made it in."""
        root = self.home / f"fresh-{next(self.ground.numbers)}"
        root.mkdir()
        copied = sqlite3.connect(root / "newsroom.db")
        self.rows.raw.backup(copied)
        copied.close()
        answer = self.ground.process().press(
            rows=str(root / "newsroom.db"),
            blobs=str(self.ground.root / "blobs"),
            root=str(root),
            all=everything,
        )
        return answer, root / "edition"

    def close(self) -> None:
        self.stop()
        self.rows.close()
        connection.close()
        shutil.rmtree(self.home)


@contextmanager
def prepared(root: Path) -> Iterator[Ground]:
    """A ground over a copy of the test's database, while it is used the only one Django knows."""
    known = connection.settings_dict
    before = (known["NAME"], known["OPTIONS"])
    ground = Ground(root)
    with sqlite3.connect(before[0]) as source, sqlite3.connect(ground.template) as target:
        source.backup(target)
        target.execute("DELETE FROM shpalta_journal")
    source.close()
    target.close()
    connection.close()
    known["NAME"] = str(ground.database)
    known["OPTIONS"] = {**before[1], "init_command": QUICKLY}
    files = override_settings(SHPALTA_BLOBS_DIR=root / "blobs", MEDIA_ROOT=str(root / "uploads"))
    now = mock.patch.object(timezone, "now", ground.clock)
    ids = mock.patch(
        "shpalta.newsroom.ids.secrets",
        SimpleNamespace(token_bytes=ground.chance.token_bytes),
    )
    try:
        with files, now, ids:
            yield ground
    finally:
        ground.close()
        connection.close()
        known["NAME"], known["OPTIONS"] = before
