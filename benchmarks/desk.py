"""The newsroom's own screens over an archive: ``python -m benchmarks --only newsroom``.

The archive is loaded by ``tools.archive``, into SQLite up to a hundred thousand articles and into a
PostgreSQL of the benchmark's own. Then one process answers as a worker of the newsroom does, over
Django's client: neither the network nor the server is in the figures, and one core does the work.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

from benchmarks.homes import environment
from benchmarks.measure import run, spread
from benchmarks.options import Options
from benchmarks.plots import bars
from benchmarks.report import Section

_SQLITE = 100_000
"""SQLite is meant for no more."""
_PROGRAM = "benchmarks.desk_process"


def measure(options: Options) -> Section:
    """Medians of each screen, on every database that the archive fits."""
    taken: dict[str, Mapping[str, list[float]]] = {}
    if options.articles <= _SQLITE:
        taken["SQLite"] = _over(options, options.folder / "sqlite", None)
    with _postgres() as url:
        if url:
            home = options.folder / "postgres"
            taken["PostgreSQL"] = _over(options, home, url)
            taken["without our indexes"] = _answers(home, url, options.runs, "--bare")
    return section(taken, options)


def section(taken: Mapping[str, Mapping[str, list[float]]], options: Options) -> Section:
    """The table."""
    from benchmarks.desk_process import AIMS

    how = (
        f"{options.runs} answers of each screen after two to warm up, over {options.articles:,}"
        " articles with bodies of a few hundred characters, thirty sections, topics by the"
        " hundred; in one process, without network. Saving and publishing are the editor's own"
        " form, sent; the index of searches, the references and the social image are a worker's"
        " work afterwards, as they are in a newsroom."
    )
    rows = []
    for screen, aim in AIMS.items():
        times = (spread(found[screen]) if found.get(screen) else "—" for found in taken.values())
        rows.append((screen, *times, f"{aim} ms"))
    plot = bars(
        f"newsroom-{options.articles}",
        f"The newsroom's screens over {options.articles:,} articles",
        "ms",
        taken,
        {screen: float(aim) for screen, aim in AIMS.items()},
        factor=1000.0,
        steep=True,
    )
    header = ("screen", *taken, "aim")
    return Section("The newsroom's screens", how, header, rows, plots=[plot] if taken else [])


def _over(options: Options, home: Path, url: str | None) -> Mapping[str, list[float]]:
    database = ["--postgres", url] if url else []
    size = ["--articles", str(options.articles), "--short"]
    load = [sys.executable, "-m", "tools.archive", *size, "--home", str(home), *database]
    run(load, environment(home))
    return _answers(home, url, options.runs)


def _answers(home: Path, url: str | None, runs: int, *more: str) -> Mapping[str, list[float]]:
    env = dict(environment(home))
    if url:
        env["SHPALTA_DATABASE_URL"] = url
    said = run([sys.executable, "-m", _PROGRAM, str(runs), *more], env).output
    found: dict[str, list[float]] = json.loads(said.splitlines()[-1])
    return found


def _postgres():  # type: ignore[no-untyped-def]
    """A server of one's own, or one that the environment names; nothing where there is none."""
    if "SHPALTA_BENCH_POSTGRES" in os.environ:
        return nullcontext(os.environ["SHPALTA_BENCH_POSTGRES"])
    from tests import postgres

    return postgres.server() if postgres.binaries() else nullcontext("")
