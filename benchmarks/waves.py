"""The press alone: from a journaled act to durable files, in a small archive and a large one."""

import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.homes import append_articles, archive_of, environment, write_journal
from benchmarks.measure import middle, spread
from benchmarks.options import Options
from benchmarks.plots import Plot, bars
from benchmarks.report import Section, ratio
from shpalta import wiring
from shpalta.press import api
from shpalta.records import Article
from shpalta.settings.environment import Settings

_WARM = 2


@dataclass(frozen=True, slots=True)
class Waves:
    """One publication: seconds until the first wave, the second and all siblings were durable."""

    first: float
    second: float
    siblings: float
    processor: float
    """Seconds of the processor until the first wave was durable: what no other load changes."""
    rendered: int
    parts: int
    """Sections, topics and contributors of the article: what law 4 counts."""


def measure(options: Options) -> Section:
    """Waves in both archives, side by side."""
    small = press_and_publish(options.folder / "small", options.small, options.runs)
    large = press_and_publish(options.folder / "large", options.articles, options.runs)
    rows = []
    for name, field, aim in (
        ("first wave, durable", "first", "25 ms"),
        ("of it the processor", "processor", "—"),
        ("second wave, durable", "second", "within 1 s"),
        ("all siblings, durable", "siblings", "—"),
    ):
        mine = [getattr(waves, field) for waves in small]
        theirs = [getattr(waves, field) for waves in large]
        times = ratio(middle(theirs), middle(mine))
        rows.append((name, spread(mine), spread(theirs), times, aim))
    counts = [[float(w.rendered) for w in waves] for waves in (small, large)]
    bounds = [[25.0 + 5 * w.parts for w in waves] for waves in (small, large)]
    rows.append(
        (
            "files rendered",
            spread(counts[0], "files"),
            spread(counts[1], "files"),
            ratio(middle(counts[1]), middle(counts[0])),
            f"at most {min(bounds[0] + bounds[1]):.0f}",
        )
    )
    how = (
        f"{options.runs} publications of new articles after {_WARM} to warm up, each with one"
        " section, one to three topics, one or two contributors and mostly a picture; from the"
        " moment that the act is journaled, in the press's own process, with every sync."
    )
    header = ("", f"{options.small:,} articles", f"{options.articles:,} articles", "ratio", "aim")
    found = {f"{options.small:,} articles": small, f"{options.articles:,} articles": large}
    return Section("The press: a publication", how, header, rows, plots=[_plot(found, options)])


def _plot(found: Mapping[str, Sequence[Waves]], options: Options) -> Plot:
    aims = {"first": 25.0, "processor": None, "second": 1000.0, "siblings": None}
    named = {
        "first": "first wave, durable",
        "processor": "of it the processor",
        "second": "second wave, durable",
        "siblings": "all siblings, durable",
    }
    figures = {
        who: {named[field]: [getattr(waves, field) for waves in taken] for field in named}
        for who, taken in found.items()
    }
    labels = {named[field]: aim for field, aim in aims.items()}
    name, title = f"waves-{options.articles}", "The press: a publication"
    return bars(name, title, "ms", figures, labels, factor=1000.0, steep=True)


def press_and_publish(home: Path, count: int, runs: int) -> list[Waves]:
    """Press an archive of ``count`` articles, then publish into it."""
    archive = archive_of(count)
    write_journal(archive, home)
    press = opened(home)
    try:
        api.press_all(press, None, 0)
        press.run()
        chance = random.Random(f"{archive.seed}/new")
        taken: dict[str, set[str]] = defaultdict(set)
        made = (archive.article(chance, datetime.now(UTC), taken) for _ in range(runs + _WARM))
        return [publish(press, article) for article in made][_WARM:]
    finally:
        press.lease.release()
        press.tables.close()
        press.places.rows.close()


def opened(home: Path) -> api.Press:
    """The press of a data folder, started, under the theme of the package."""
    settings = Settings.from_environ(environment(home))
    press = wiring.open_press(settings)
    press.start()
    wiring.notice_theme(press, settings)
    return press


def publish(press: api.Press, article: Article, *, whole: bool = True) -> Waves:
    """Publish ``article`` and press; with ``whole`` until nothing waits, else its first wave."""
    with press.places.rows.transaction():
        append_articles(press.places.rows, [article])
    press.report = api.Report()
    begun, spent = time.perf_counter(), time.process_time()
    first = second = siblings = processor = 0.0
    while press.step():
        now = time.perf_counter() - begun
        if not first and press.report.rendered and not _waiting(press, _FIRST):
            first, processor = now, time.process_time() - spent
            if not whole:
                break
        if not second and press.report.rendered and not _waiting(press):
            second = now
        siblings = now
    parts = 1 + len(article.topics) + len(article.bylines)
    return Waves(first, second, siblings, processor, len(press.report.rendered), parts)


# What is older than the publication does not count.
_FIRST = "wave = 1 AND priority <= 1"


def _waiting(press: api.Press, which: str = "1 = 1") -> bool:
    row = press.tables.execute(f"SELECT 1 FROM queue WHERE {which} LIMIT 1").fetchone()
    return row is not None
