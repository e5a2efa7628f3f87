"""Law 3 with real processes, a real folder and real databases: ended at random, always whole."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from shpalta.press.blobs import BlobStore
from shpalta.press.database import open_sqlite
from shpalta.press.disk.io import RealDisk
from shpalta.press.disk.siblings import SUFFIXES, decoded
from shpalta.records import Byline, PictureUse
from tests.laws import child
from tests.press.newsroom import Newsroom

ROOT = Path(__file__).parents[2]
KILLS = 220


class Presses:
    """A process that presses on order, in children that end themselves."""

    def __init__(self, root: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.laws.child", str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", **environment},
        )

    def order(self, words: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def close(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        assert self.process.wait(60) == 0
        self.process.stdout.close()

    def __enter__(self) -> Presses:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Desk:
    """Journals random acts into the real database."""

    def __init__(self, root: Path) -> None:
        self.newsroom = Newsroom(rows=open_sqlite(root / "newsroom.db"))
        self.newsroom.blobs = BlobStore(root / "blobs")  # type: ignore[assignment]
        self.newsroom.now = child.NOW - timedelta(days=20)
        self.newsroom.found()
        self.newsroom.contributor("c0", "Оля")
        self.newsroom.picture("p0", b"picture" * 99)
        self.count = 0
        self.retracted: list[str] = []

    def publish(self, chance: random.Random, **fields: Any) -> None:
        self.count += 1
        self.newsroom.wait(minutes=7)
        self.newsroom.publish(f"a{self.count}", f"слово{self.count}.", **fields)

    def act(self, chance: random.Random) -> None:
        newsroom = self.newsroom
        some = chance.choice(sorted(newsroom.articles)) if newsroom.articles else ""
        kind = chance.choice(
            ["new", "new", "lead", "slug", "retract", "theme", "broken", "section"]
        )
        if kind == "new" or not some:
            self.publish(chance, bylines=(Byline("c0"),), picture=PictureUse("p0", "опис"))
        elif kind == "broken":
            self.publish(chance)
            newsroom.change(f"a{self.count}", headline=f"BROKEN слово{self.count}.")
        elif kind == "lead":
            newsroom.change(some, lead=f"лід {chance.random()}")
        elif kind == "slug":
            self.count += 1
            newsroom.change(some, path=f"/moved/{some}-{self.count}.html")
        elif kind == "retract":
            self.retracted.append(newsroom.articles[some].headline.split()[-1])
            newsroom.retract(some)
        elif kind == "theme":
            newsroom.dress(f"look {chance.random()}", b"c%d" % chance.randrange(3))
        else:
            newsroom.section("misto", f"Місто {chance.random()}")


def assert_says_nothing_of(root: Path, words: list[str]) -> None:
    disk = RealDisk(root)
    for name in disk.walk():
        data = disk.read(name) or b""
        suffix = next((s for s in SUFFIXES if name.endswith(s)), "")
        plain = decoded(data, suffix) if suffix else data
        assert plain is not None
        text = plain.decode(errors="replace")
        assert [word for word in words if word in text] == [], name
        if suffix:
            assert plain == disk.read(name.removesuffix(suffix)), name


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_hundred_ends(tmp_path):
    chance, killed, calls = random.Random(20261123), 0, 250
    desk = Desk(tmp_path)
    with Presses(tmp_path, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8") as presses:
        while killed < KILLS:
            for _ in range(chance.randint(0, 2)):
                desk.act(chance)
            answer = presses.order(f"press {chance.randint(1, calls)}")
            assert answer in {"killed", "done"}
            killed += answer == "killed"
            if answer == "done" or chance.random() < 0.1:
                assert presses.order("press 0") == "done"
                assert_says_nothing_of(tmp_path / "edition", desk.retracted)
        assert presses.order("press 0") == "done"
    assert_says_nothing_of(tmp_path / "edition", desk.retracted)
    with Presses(tmp_path, PYTHONHASHSEED="77", TZ="Pacific/Apia", LC_ALL="tr_TR.UTF-8") as other:
        expected = json.loads(other.order("digests"))
    assert len(expected) > 50
    assert child.files_of(tmp_path / "edition") == expected
