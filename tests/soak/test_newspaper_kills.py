"""A newspaper at work whose processes are killed at any moment, its PostgreSQL among them.

An editor publishes over HTTP all the while. What the newsroom has acknowledged is in the journal
and, once everything has settled, on the site; and laws 1 to 3 hold. SHPALTA_TEST_SOAK_NEWSPAPER is
the number of kills (1,000).
"""

from __future__ import annotations

import os
import random
import threading
import time
from contextlib import ExitStack

import pytest

from tests.faults.cluster import Cluster, cluster
from tests.faults.house import until
from tests.soak.paper import Editor, Paper

KILLS = int(os.environ.get("SHPALTA_TEST_SOAK_NEWSPAPER", "1000"))
ROUND = 25
VICTIMS = ("press",) * 7 + ("worker",) * 4 + ("database",) * 3 + ("newsroom", "scheduler")


class Killer:
    """Kills by seeded chance, and counts."""

    def __init__(self, paper: Paper, database: Cluster | None, chance: random.Random) -> None:
        self._paper, self._database, self._chance = paper, database, chance
        self.killed: dict[str, int] = {}

    def total(self) -> int:
        return sum(self.killed.values())

    def strike(self) -> None:
        victim = self._chance.choice(VICTIMS)
        if victim == "database" and self._database is None:
            victim = "press"
        if victim == "worker" and not self._paper.kill_worker(self._chance):
            return
        if victim == "database":
            assert self._database is not None
            self._database.kill()
            self._database.start()
        elif victim != "worker":
            self._paper.kill(victim)
        self._paper.mourn()
        self.killed[victim] = self.killed.get(victim, 0) + 1


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_newspaper_whose_processes_are_killed(tmp_path, capsys, kind):
    chance, begun = random.Random(f"{kind} {KILLS}"), time.monotonic()
    with ExitStack() as stack:
        database = stack.enter_context(cluster()) if kind == "postgres" else None
        paper = Paper(tmp_path / "home", database.address if database else "")
        stack.callback(paper.end)
        for name in ("newsroom", "press", "scheduler"):
            paper.start(name)
        editor, killer, rounds, files = Editor(paper), Killer(paper, database, chance), 0, 0
        editor.sign_in()
        while killer.total() < KILLS // 2:
            _one_round(editor, killer, chance)
            until(paper.is_settled, "the press never came to rest")
            files = _assert_nothing_is_lost(paper, editor, tmp_path)
            rounds += 1
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{kind}: {killer.total()} kills ({killer.killed}) in"
            f" {time.monotonic() - begun:.0f} s; {len(editor.acknowledged)} publications"
            f" acknowledged, none lost; {editor.kept} given back, {editor.unanswered} without an"
            f" answer, {editor.refused} refused; laws held {rounds} times over {files} files"
        )


def _one_round(editor: Editor, killer: Killer, chance: random.Random) -> None:
    goal, ended = killer.total() + ROUND, threading.Event()

    def write() -> None:
        while not ended.is_set():
            editor.publish()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        pause = threading.Event()
        while killer.total() < goal:
            pause.wait(chance.uniform(0.02, 1.6))
            killer.strike()
    finally:
        ended.set()
        writing.join()


def _assert_nothing_is_lost(paper: Paper, editor: Editor, scratch) -> int:
    published = paper.published()
    missing = [headline for headline in editor.acknowledged if headline not in published]
    assert missing == [], "acknowledged, and not in the journal"
    for headline in editor.acknowledged:
        page = paper.settings.edition_dir / published[headline].lstrip("/")
        assert headline in page.read_text(), "acknowledged, and not on the site"
    return paper.assert_laws(scratch / "fresh")
