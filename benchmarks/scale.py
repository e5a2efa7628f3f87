"""What grows with the archive and what does not: the press over a small one and a large one."""

import json
import os
import random
import shutil
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.archive import Archive, stamp
from benchmarks.homes import append, archive_of, environment
from benchmarks.measure import Ran, middle, run, spread
from benchmarks.options import Options
from benchmarks.plots import Plot, series_of
from benchmarks.report import Section, ratio
from benchmarks.waves import Waves, opened, publish
from shpalta.press import api
from shpalta.records import Article, Contributor

_WARM = 3
_SMALL, _BETWEEN = 10_000, 100_000
_MEMORY = 500.0


@dataclass(frozen=True, slots=True)
class Scaled:
    """What was measured over one archive."""

    articles: int
    loading: Ran
    pressing: Ran
    again: Ran
    told: dict[str, float]
    told_again: dict[str, float]
    sizes: api.Sizes
    waves: list[Waves]
    behind: "Behind"


@dataclass(frozen=True, slots=True)
class Behind:
    """A contributor's new name, and publications meanwhile: seconds until their first waves."""

    articles: int
    seconds: float
    waits: list[float]
    left: list[int]
    """How many files still waited when each was out."""


def measure(options: Options) -> Section:
    """The archives side by side, the smallest first."""
    scales = [_measure(count, options) for count in sizes(options.articles)]
    return section(scales, options.runs)


def sizes(articles: int) -> list[int]:
    """What an archive of so many articles is compared with, and itself."""
    small = min(_SMALL, max(1, articles // 10))
    between = [_BETWEEN] if articles > _BETWEEN else []
    return [small, *between, articles]


def _measure(count: int, options: Options) -> Scaled:
    home = options.folder / f"scale-{count}"
    argv = [sys.executable, "-m", "tools.archive", "--articles", str(count), "--home", home]
    loading = run([*argv, "--journal-only"], environment(home))
    pressing, told = press_everything(home)
    again, told_again = press_everything(home)
    press = opened(home)
    try:
        edition = home / "edition"
        sizes = api.count_sizes(press, lambda path: _size_of(f"{edition}{path}"))
        archive = archive_of(count)
        meanwhile = min(10, options.runs)
        made = new_articles(archive, options.runs + _WARM + meanwhile)
        waves = [publish(press, article) for article in made[meanwhile:]][_WARM:]
        behind = _rename(press, archive, made[:meanwhile])
    finally:
        press.lease.release()
        press.tables.close()
        press.places.rows.close()
    shutil.rmtree(home)
    return Scaled(count, loading, pressing, again, told, told_again, sizes, waves, behind)


def press_everything(home: Path) -> tuple[Ran, dict[str, float]]:
    """A full press as a program of its own, and what it says of itself."""
    begun = time.monotonic()
    workers = str(os.cpu_count() or 1)
    ran = run([sys.executable, "-m", "benchmarks.full_press", home, workers], environment(home))
    told: dict[str, float] = json.loads(ran.output.splitlines()[-1])
    return ran, told | {name: told[name] - begun for name in ("checked", "pressed", "polished")}


def _size_of(place: str) -> int | None:
    try:
        return os.stat(place).st_size
    except OSError:
        return None


def new_articles(archive: Archive, number: int) -> list[Article]:
    """Articles of now, after the archive's."""
    chance = random.Random(f"{archive.seed}/scale")
    taken: dict[str, set[str]] = defaultdict(set)
    return [archive.article(chance, datetime.now(UTC), taken) for _ in range(number)]


def _rename(press: api.Press, archive: Archive, new: Sequence[Article]) -> Behind:
    """The contributor with the most articles has a new name; ``new`` come out meanwhile."""
    most, number = _most_productive(press, archive)
    named = msgspec.structs.replace(most, name=f"{most.name}-Нова")
    now = stamp(datetime.now(UTC))
    with press.places.rows.transaction():
        append(press.places.rows, "contributor", named.id, named, "rename", now)
    waits, left = [], []
    begun = time.perf_counter()
    press.step()
    for article in new:
        if not press.queue.size():
            break
        press.step()
        waits.append(publish(press, article, whole=False).first)
        left.append(press.queue.size())
    press.run()
    return Behind(number, time.perf_counter() - begun, waits, left)


def _most_productive(press: api.Press, archive: Archive) -> tuple[Contributor, int]:
    readers = Counter({c: len(press.manifest.readers(f"record:contributor:{c.id}"))
                       for c in archive.contributors})  # fmt: skip
    return readers.most_common(1)[0]


def section(scales: Sequence[Scaled], runs: int) -> Section:
    """The table, a column for each archive, and what grows against how many articles."""
    counts = [f"{scaled.articles:,}" for scaled in scales]
    rows = [*_figures(scales), *_publications(scales)]
    how = (
        f"Archives of {' and '.join(counts)} articles, loaded into the journal,"
        f" pressed from nothing by {os.cpu_count()} processes, pressed again, published into"
        f" {runs} times. Memory is the most that one process held. The ratio is of the largest"
        " to the smallest."
    )
    header = ("", *counts, "ratio", "aim")
    return Section("What grows with the archive", how, header, rows, plots=list(plots(scales)))


Row = tuple[str, ...]
_FIGURES: tuple[tuple[str, Callable[[Scaled], float], str, str], ...] = (
    ("articles loaded a second", lambda s: s.articles / s.loading.wall, "", "—"),
    ("files of the edition", lambda s: s.sizes.whole.files, "", "—"),
    ("a full press, until every file and .gz stands", lambda s: s.told["pressed"], " s", "—"),
    ("of it files a second", lambda s: s.sizes.whole.files / s.told["pressed"], "", "—"),
    ("processor time with .br", lambda s: s.pressing.cpu, " s", "—"),
    ("most memory of the press", lambda s: s.told["memory"] / 2**20, " MB", "500 MB"),
    ("most memory of a worker", lambda s: s.told["worker_memory"] / 2**20, " MB", "500 MB"),
    ("a repeat with nothing changed", lambda s: s.told_again["polished"], " s", "—"),
    (
        "of it files a second of a processor",
        lambda s: s.sizes.whole.files / s.again.cpu,
        "",
        "5,000",
    ),
    ("inodes per article", lambda s: s.sizes.whole.inodes / s.articles, "", "—"),
    ("bytes on the disk per article", lambda s: s.sizes.whole.disk / s.articles, "", "—"),
    ("a contributor's new name: articles", lambda s: s.behind.articles, "", "—"),
    ("until all of them say so", lambda s: s.behind.seconds, " s", "—"),
)


def _figures(scales: Sequence[Scaled]) -> Iterator[Row]:
    for name, value, unit, aim in _FIGURES:
        found = [value(scaled) for scaled in scales]
        shown = (f"{each:,.{_digits(each)}f}{unit}" for each in found)
        yield name, *shown, ratio(found[-1], found[0]), aim


_WAVES = (
    ("a publication's first wave", "first"),
    ("of it the processor", "processor"),
    ("a publication's second wave", "second"),
)


def _publications(scales: Sequence[Scaled]) -> Iterator[Row]:
    for name, attribute in _WAVES:
        yield _spread(name, _each(scales, attribute), "ratio at most 1.3")
    waits = [s.behind.waits for s in scales]
    yield _spread("its first wave while a new name is pressed", waits, "—")
    yield _spread("files rendered for it", _each(scales, "rendered"), "—", "files")


def _each(scales: Sequence[Scaled], attribute: str) -> list[list[float]]:
    return [[float(getattr(wave, attribute)) for wave in scaled.waves] for scaled in scales]


def _spread(name: str, found: Sequence[Sequence[float]], aim: str, unit: str = "ms") -> Row:
    times = ratio(middle(found[-1]), middle(found[0]))
    return name, *(spread(each, unit) for each in found), times, aim


def _digits(value: float) -> int:
    return 0 if value >= 100 else 1


def plots(scales: Sequence[Scaled]) -> Iterator[Plot]:
    """Publications, full presses and memory against the number of articles."""
    sizes = tuple(scaled.articles for scaled in scales)
    waves = (series_of(name, _each(scales, field), 1000.0) for name, field in _WAVES)
    yield Plot(
        f"scale-publication-{sizes[-1]}",
        "A publication, by the size of the archive",
        "ms",
        tuple(waves),
        sizes=sizes,
    )
    presses = (
        ("a full press, until every file and .gz stands", [s.told["pressed"] for s in scales]),
        ("processor time with .br", [s.pressing.cpu for s in scales]),
        ("a repeat with nothing changed", [s.told_again["polished"] for s in scales]),
    )
    yield Plot(
        f"scale-press-{sizes[-1]}",
        "A full press, by the size of the archive",
        "s",
        tuple(series_of(name, times) for name, times in presses),
        sizes=sizes,
        steep=True,
    )
    memory = (("the press", "memory"), ("a worker", "worker_memory"))
    yield Plot(
        f"scale-memory-{sizes[-1]}",
        "Most memory of a full press, by the size of the archive",
        "MB",
        tuple(series_of(name, [s.told[key] / 2**20 for s in scales]) for name, key in memory),
        sizes=sizes,
        aims=(_MEMORY,) * len(sizes),
    )
