"""What a sudden death of the machine costs where SQLite is copied continuously."""

import itertools
import os
import random
import statistics
import subprocess
import time
from contextlib import closing
from pathlib import Path

from benchmarks.options import Options
from benchmarks.report import Section
from shpalta.backup import replica
from shpalta.press import api
from shpalta.press.api import journal

PAUSE = 0.05
"""Seconds between two acts: far more than any newsroom publishes."""


def measure(options: Options) -> Section:
    """The newsroom publishes all the time; Litestream dies; what is missing from the copy."""
    chance = random.Random("deaths")
    lost = [
        death(options.folder / f"death-{number}", 2 + 3 * chance.random())
        for number in range(options.runs)
    ]
    rows = [
        ("deaths", str(len(lost))),
        ("lost, median", f"{statistics.median(lost):.2f} s"),
        ("lost, at most", f"{max(lost):.2f} s"),
    ]
    how = (
        "A real Litestream copies the database into a folder; acts are journaled twenty times a"
        " second; Litestream is ended by SIGKILL at a moment by chance. Lost is the time between"
        " that and the newest act that the restored copy has."
    )
    return Section("A death beside a continuous copy", how, ("", ""), rows)


def death(folder: Path, after: float) -> float:
    """One death, at least ``after`` seconds from the start; the seconds of acts that it cost."""
    folder.mkdir(parents=True)
    source, copied = folder / "newsroom.db", folder / "copied"
    with closing(api.open_sqlite(source)) as rows:
        journal.create_tables(rows)
        place = replica.write_configuration(folder, source, str(copied))
        process = subprocess.Popen(
            replica.arguments(place),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=replica.environment(os.environ),
        )
        try:
            written = _publish(rows, copied, after)
        finally:
            process.kill()
            process.wait()
    ended = time.monotonic()
    (folder / "again").mkdir()
    found = replica.fetch(str(copied), folder / "again" / "newsroom.db")
    return ended - written[found.position - 1]


def _publish(rows: api.Database, copied: Path, after: float) -> list[float]:
    """Journal acts until the copy has begun and the time is over; when each was."""
    written: list[float] = []
    until = None
    for number in itertools.count():
        fact = journal.Fact("article", f"a{number}", os.urandom(2000).hex().encode())
        with rows.transaction():
            journal.append(
                rows, [fact], act="publish", act_id=f"{number}", at="2026-11-28T00:00:00Z"
            )
        written.append(time.monotonic())
        if until is None and any(copied.glob("ltx/0/*")):
            until = time.monotonic() + after
        if until is not None and time.monotonic() > until:
            return written
        time.sleep(PAUSE)
    raise AssertionError("unreachable")
