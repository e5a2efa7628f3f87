"""Senders as processes on machines of their own, over PostgreSQL and a bucket: one is killed in
the middle of an upload, one is cut off in the middle of another and comes back.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from shpalta.press.database import Database, open_postgres
from shpalta.press.destinations.addresses import BucketAddress
from shpalta.press.disk.io import RealDisk
from shpalta.press.engine import Places, Press
from tests.contracts.press import placing
from tests.contracts.press.faulty import line
from tests.contracts.press.grounds import Ground
from tests.contracts.press.readers import Reader
from tests.contracts.press.yards import Yard, network
from tests.contracts.running.wire import Wire
from tests.press import toy
from tests.press.newsroom import Newsroom
from tests.waiting import until

pytestmark = [pytest.mark.serial, pytest.mark.postgres]


class Shelf(RealDisk):
    """A real folder that tells its identity files."""

    def edition(self) -> dict[str, bytes]:
        found = {name: self.read(name) for name in self.walk() if name[-3:] not in {".gz", ".br"}}
        return {name: data for name, data in found.items() if data is not None}


class Paper(Newsroom):
    """A toy newspaper over PostgreSQL and a real folder."""

    def __init__(self, address: str, folder: Path) -> None:
        super().__init__(rows=_open(address, None))  # type: ignore[arg-type]
        self.tables = _open(address, "press")  # type: ignore[assignment]
        self.disk = Shelf(folder)  # type: ignore[assignment]

    def press(self) -> Press:
        places = Places(self.rows, self.tables, self.disk, self.blobs, clock=lambda: self.now)  # type: ignore[arg-type]
        return Press(places, toy.REGISTRY, toy.ToyTheming())


def _open(address: str, schema: str | None) -> Database:
    return open_postgres(address, schema=schema)


@pytest.fixture
def paper(postgres: str, tmp_path: Path) -> Iterator[Paper]:
    paper = Paper(postgres, tmp_path / "edition")
    yield paper
    paper.rows.close()
    paper.tables.close()


class House:
    """Where the processes find things, each by a road of its own."""

    def __init__(self, database: str, edition: Path, stack: contextlib.ExitStack) -> None:
        self.database, self.edition, self.stack = database, edition, stack

    def sender(self, machine: str, yard: Yard, bucket: BucketAddress) -> subprocess.Popen[str]:
        """A process that sends to ``bucket``, on ``machine``."""
        parts = urlsplit(self.database)
        wire = Wire(int(parse_qs(parts.query)["port"][0]), yard.host)
        self.stack.callback(wire.close)
        user = parts.username
        told = {
            "machine": machine,
            "tables": f"postgresql://{user}@{yard.host}:{wire.port}{parts.path}",
            "edition": str(self.edition),
            "bucket": asdict(bucket),
        }
        command = [*yard.before, sys.executable, "-m", placing.__name__, json.dumps(told)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.stack.callback(process.communicate)
        self.stack.callback(process.kill)
        return process


def at(number: int) -> Callable[[int, str], str]:
    """Stop one request after ``number`` others in the middle of its body."""
    stopped: list[int] = []

    def fault(count: int, method: str) -> str:
        if count >= number and method == "PUT" and not stopped:
            stopped.append(count)
            return "hold"
        return ""

    return fault


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_one_is_killed_and_one_cut_off_in_the_middle_of_an_upload(
    paper, postgres, bucket, bucket_service, tmp_path
):
    ground = Ground(bucket, bucket_service.owner(), paper.found("misto", "sport"))
    versions: dict[str, set[bytes]] = {}
    gone: set[str] = set()

    def press() -> None:
        paper.run()
        for path, data in ground.wanted().items():
            versions.setdefault(path, set()).add(data)

    for ident in "abcdef":
        paper.publish(ident)
    press()
    reader = Reader(ground, versions, gone)
    reader.start()
    with contextlib.ExitStack() as stack:
        yards = [stack.enter_context(network()) for _ in range(2)]
        house = House(postgres, tmp_path / "edition", stack)
        behind, lines = [], []
        for yard, number in zip(yards, (14, 10), strict=True):
            road, server = stack.enter_context(line(bucket, at(number), 60, yard.host))
            behind.append(road)
            lines.append(server)

        killed = house.sender("one", yards[0], behind[0])
        assert said(killed) == "started"
        until(lines[0].held.is_set)
        killed.kill()
        killed.wait()
        lines[0].released.set()

        cut = house.sender("two", yards[1], behind[1])
        assert said(cut) == "started"
        until(lines[1].held.is_set)
        yards[1].cut()
        for ident in "abde":
            paper.change(ident, headline=f"Друга редакція: {ident}")
        gone.add("/2026/11/01/c.html")
        paper.retract("c")
        press()

        third = house.sender("three", Yard("127.0.0.1"), bucket)
        assert said(third) == "started"
        wanted = ground.wanted()
        until(lambda: ground.paths() == set(wanted) and ground.stand() == wanted)
        # The line is there again: half an upload of older bytes goes on where it stood.
        yards[1].mend()
        lines[1].released.set()
        assert cut.wait(60) == placing.TAKEN
        assert third.poll() is None
        assert ground.stand() == wanted
        paper.publish("g")
        press()
        until(lambda: ground.get("/2026/11/01/g.html") is not None)
        until(lambda: ground.stand() == ground.wanted())
    reader.stop.set()
    reader.join(60)
    assert reader.wrong == []
    assert reader.polls > 20
