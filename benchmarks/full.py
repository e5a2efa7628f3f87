"""A full press with its siblings against Hugo without any, over the same articles."""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import hugo
from benchmarks.homes import archive_of, environment, size_of, write_journal
from benchmarks.measure import Ran, middle, run, spread
from benchmarks.options import Options
from benchmarks.plots import Plot, bars
from benchmarks.report import Section, ratio

_DATABASES = ("press.db", "press.db-wal", "press.db-shm")


@dataclass(frozen=True, slots=True)
class Taken:
    """Runs of one program over one archive, and what it left. ``wall``: until all was whole."""

    name: str
    runs: tuple[Ran, ...]
    walls: tuple[float, ...]
    left: dict[str, int]


def measure(options: Options) -> Section:
    """All programs over one archive, one after the other, in turns."""
    archive = archive_of(options.articles)
    home = options.folder / "home"
    write_journal(archive, home)
    runs = max(1, options.runs // 4)
    takes = [*_presses(home, runs)]
    if hugo.program():
        takes += [_hugo(options, runs, topics=True), _hugo(options, runs, topics=False)]
    return _section(takes, runs, options.articles)


def _presses(home: Path, runs: int) -> list[Taken]:
    anew, again, polish = [], [], []
    for _ in range(runs):
        shutil.rmtree(home / "edition", ignore_errors=True)
        for name in _DATABASES:
            (home / name).unlink(missing_ok=True)
        anew.append(_press(home))
        again.append(_press(home))
    polish = [ran.wall - wall for ran, wall in anew]
    left = dict(size_of(home / "edition"))
    print(f"polish: {spread(polish, 's')}", file=sys.stderr)
    return [
        Taken("press --all with .gz", *_split(anew), left),
        Taken("press --all again, nothing changed", *_split(again), left),
    ]


def _press(home: Path) -> tuple[Ran, float]:
    """One full press; its wall time ends when every file and ``.gz`` is in place."""
    begun = time.monotonic()
    workers = str(os.cpu_count() or 1)
    ran = run([sys.executable, "-m", "benchmarks.full_press", home, workers], environment(home))
    return ran, json.loads(ran.output.splitlines()[-1])["pressed"] - begun


def _split(taken: Sequence[tuple[Ran, float]]) -> tuple[tuple[Ran, ...], tuple[float, ...]]:
    return tuple(ran for ran, _ in taken), tuple(wall for _, wall in taken)


def _hugo(options: Options, runs: int, *, topics: bool) -> Taken:
    name = "Hugo" if topics else "Hugo without topics and contributors"
    source = options.folder / ("hugo-topics" if topics else "hugo")
    hugo.write_site(archive_of(options.articles), source, topics=topics)
    out = source / "public"
    taken = []
    for _ in range(runs):
        shutil.rmtree(out, ignore_errors=True)
        argv = [hugo.program() or "hugo", "--source", source, "--destination", out]
        taken.append(run([*argv, "--noBuildLock", "--quiet"]))
    return Taken(name, tuple(taken), tuple(ran.wall for ran in taken), dict(size_of(out)))


def _section(takes: Sequence[Taken], runs: int, articles: int) -> Section:
    base = next((t for t in takes if t.name == "Hugo"), None)
    wall = middle(base.walls) if base else 0.0
    peak = max(ran.peak for ran in base.runs) if base else 0
    rows = []
    for taken in takes:
        most = max(ran.peak for ran in taken.runs)
        rows.append(
            (
                taken.name,
                spread(taken.walls, "s"),
                ratio(middle(taken.walls), wall),
                f"{middle([ran.cpu for ran in taken.runs]):.1f} s",
                f"{most / 2**20:.0f} MB",
                ratio(most, peak),
                f"{taken.left['files']:,}",
                f"{taken.left['siblings']:,}",
                f"{(taken.left['bytes']) / 2**20:.0f} MB",
            )
        )
    how = (
        f"{runs} runs of each program over {articles:,} articles, from its start into an empty"
        " folder until every file (and `.gz`) is in place; the press renders in"
        f" {os.cpu_count()} processes and syncs what it writes, Hugo syncs and compresses nothing."
        " Processor time of the press holds the `.br` siblings that it adds afterwards. Memory is"
        " the sum over a program's processes."
    )
    header = (
        "", "wall", "to Hugo", "processors", "peak memory", "to Hugo", "files", "siblings", "bytes",
    )  # fmt: skip
    plots = list(_plots(takes, articles))
    return Section("A full press and Hugo", how, header, rows, plots=plots)


def _plots(takes: Sequence[Taken], articles: int) -> Iterator[Plot]:
    """Wall time, processor time and memory, a bar for each program."""
    aims = dict.fromkeys(taken.name for taken in takes)
    for name, title, unit, figures in (
        ("wall", "until every file is in place", "s", lambda t: t.walls),
        ("processor", "time of all processors", "s", lambda t: [ran.cpu for ran in t.runs]),
        ("memory", "peak memory", "MB", lambda t: [ran.peak / 2**20 for ran in t.runs]),
    ):
        found = {f"{articles:,} articles": {taken.name: figures(taken) for taken in takes}}
        yield bars(f"full-{name}-{articles}", f"A full press and Hugo: {title}", unit, found, aims)
