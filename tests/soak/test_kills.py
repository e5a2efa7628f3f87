"""Law 3 at length: real presses of the real product over a real folder, ended at any moment.

The number of ends is SHPALTA_TEST_SOAK_KILLS (1,000); each batch of them is followed by law 1.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from benchmarks.archive import stamp
from benchmarks.homes import append_articles, archive_of, tick, write_journal
from shpalta.press.api import journal, open_sqlite
from shpalta.press.journal import Fact
from shpalta.records import Article, Redirect, encode
from tests.soak import child

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("SHPALTA_TEST_SOAK_KILLS", "1000"))
BATCH = 50
ARTICLES = 60


class Presses:
    """A process that presses on order, in children that it ends."""

    def __init__(self, home: Path, **environment: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.child", str(home)],
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

    def __enter__(self) -> Presses:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(120)
        self.process.stdout.close()


class Desk:
    """Journals acts of every kind that readers can see, by seeded chance."""

    def __init__(self, home: Path, chance: random.Random) -> None:
        self.archive, self.chance = archive_of(ARTICLES), chance
        write_journal(self.archive, home)
        self.rows = open_sqlite(home / "newsroom.db")
        self.now = datetime.now(UTC) - timedelta(days=3)
        self.taken: dict[str, set[str]] = defaultdict(set)
        self.live: dict[str, Article] = {
            article.id: article
            for number, article in enumerate(self.archive.articles())
            if not self.archive.retracted(number)
        }
        self.acts = 0

    def act(self) -> None:
        self.acts += 1
        self.now += timedelta(seconds=61)
        kind = self.chance.choice(("new", "new", "new", "lead", "section", "retract", "entity"))
        some = self.live[self.chance.choice(sorted(self.live))]
        if kind == "new":
            made = self.archive.article(self.chance, self.now, self.taken)
            self.live[made.id] = made
            with self.rows.transaction():
                append_articles(self.rows, [made])
        elif kind == "retract":
            del self.live[some.id]
            grave = Redirect(some.path, "uk", gone=True, reason="Помилка", at=stamp(self.now))
            self._journal(
                Fact("article", some.id, None), Fact("redirect", some.path, encode(grave))
            )
        elif kind == "entity":
            section = self.chance.choice(self.archive.sections)
            name = f"{section.name} {self.acts}"
            record = msgspec.structs.replace(section, name=name)
            self._journal(Fact("section", section.id, encode(record)))
        else:
            changed = {
                "lead": {"lead": f"Лід {self.acts}."},
                "section": {"section": self.chance.choice(self.archive.sections).id},
            }[kind]
            self.live[some.id] = msgspec.structs.replace(some, **changed)
            self._journal(Fact("article", some.id, encode(self.live[some.id])))

    def tick(self) -> None:
        """The day as it is now, so that two presses of one journal see the same one."""
        with self.rows.transaction():
            tick(self.rows)

    def _journal(self, *facts: Fact) -> None:
        with self.rows.transaction():
            at = stamp(self.now)
            journal.append(self.rows, facts, act="soak", act_id=f"soak-{self.acts}", at=at)


def assert_equal_to_a_press_from_nothing(home: Path) -> int:
    """Law 1, by a process with another hash seed, zone and locale; how many files there are."""
    with Presses(home, PYTHONHASHSEED="77", TZ="Pacific/Apia", LC_ALL="tr_TR.UTF-8") as other:
        expected = json.loads(other.order("digests"))
    shutil.rmtree(home / "fresh")
    found = child.files_of(home / "edition")
    assert {p: d for p, d in found.items() if expected.get(p) != d} == {}
    assert expected.keys() - found.keys() == set()
    return len(found)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_presses_ended_at_any_moment(tmp_path, capsys):
    chance = random.Random(KILLS)
    desk = Desk(tmp_path, chance)
    killed, ended, batches, files, begun = 0, 0, 0, 0, time.monotonic()
    longest = {"press": 600, "all": 2000}
    while killed < KILLS:
        with Presses(tmp_path, PYTHONHASHSEED=str(batches % 5)) as presses:
            goal = min(KILLS, killed + BATCH)
            while killed < goal:
                for _ in range(chance.randint(0, 2)):
                    desk.act()
                order = "all" if chance.random() < 0.15 else "press"
                answer, spent = presses.order(
                    f"{order} {chance.randint(1, longest[order])}"
                ).split()
                assert answer in {"killed", "done"}
                killed += answer == "killed"
                ended += answer == "done"
                if answer == "done":
                    # Ends are spread over the time that a press takes on this machine.
                    longest[order] = max(50, (longest[order] + int(spent)) // 2)
                else:
                    longest[order] = round(longest[order] * 1.02) + 1
            assert presses.order("press 0").startswith("done")
        desk.tick()
        with Presses(tmp_path) as presses:
            assert presses.order("press 0").startswith("done")
        files = assert_equal_to_a_press_from_nothing(tmp_path)
        batches += 1
    with capsys.disabled():
        spent = time.monotonic() - begun
        print(  # noqa: T201
            f"\n{killed} presses ended at random and {ended} let finish in {spent:.0f} s,"
            f" {desk.acts} acts, law 1 held {batches} times over {files} files at the end"
        )
