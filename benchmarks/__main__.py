"""``python -m benchmarks``: figures of one run, as tables in Markdown and as plots."""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import desk, full, placing, publication, replica, scale, sizes, waves
from benchmarks.options import Options
from benchmarks.plots import PREFIX, draw
from benchmarks.report import Section, machine

BENCHMARKS: dict[str, Callable[[Options], Section]] = {
    "publication": publication.measure,
    "waves": waves.measure,
    "full": full.measure,
    "newsroom": desk.measure,
    "bytes": sizes.measure,
    "replica": replica.measure,
    "scale": scale.measure,
    "destinations": placing.measure,
}

_ARTICLES, _LARGE = 10_000, 100_000

HEAD = """\
# Benchmarks

Figures of one run, and [how to repeat it](../howto/large-archive.md#measure-it):

```
make bench
make bench ARGS="--articles 1000 --only publication"
```

Everything lives in temporary folders and ends with the run. No figure here is a promise: they are
what one machine did on one day, beside what we aim at. The page is written by
`python -m benchmarks --write docs/reference/benchmarks.md --plots docs/images`.

"""


@dataclass(frozen=True, slots=True)
class Order:
    """A benchmark, and over how many articles."""

    name: str
    articles: int


def main(arguments: list[str] | None = None) -> int:
    """Take the figures asked for, print them, write and draw them where that is asked for."""
    given = _parser().parse_args(arguments)
    if given.plots and not given.write:
        raise SystemExit("--plots needs --write: a page that shows them")
    # Whoever ends a run ends all that it started, too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    wanted = orders(given.only or [], given.articles)
    sections = [machine([order.articles for order in wanted])]
    print(sections[0].markdown(), flush=True)
    times = Counter(order.name for order in wanted)
    for order in wanted:
        print(f"{order.name}, {order.articles:,} articles…", file=sys.stderr, flush=True)
        section = taken(order, given.runs)
        if times[order.name] > 1:
            section = replace(section, title=f"{section.title}: {order.articles:,} articles")
        sections.append(section)
        print(section.markdown(), flush=True)
        if given.write:
            write(sections, given.write, given.plots)
    if given.plots:
        tidy(sections, given.plots)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--articles",
        type=_number,
        metavar="N",
        help=f"in every archive (without this: {_ARTICLES:,}, and {_LARGE:,} for `scale`)",
    )
    parser.add_argument(
        "--only",
        type=_order,
        action="append",
        metavar="NAME[@N]",
        help=f"one of {', '.join(BENCHMARKS)}; over N articles; repeatable, taken in this order",
    )
    parser.add_argument("--runs", type=_number, default=20, help="of each measurement")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page here too")
    parser.add_argument("--plots", type=Path, metavar="DIR", help="draw plots here, for the page")
    return parser


def _number(text: str) -> int:
    """One or more: `100000`, `100,000` and `100_000` are the same."""
    try:
        number = int(text.replace(",", ""))
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"not a number of at least one: {text}")
    return number


def _order(text: str) -> tuple[str, int | None]:
    name, at, articles = text.partition("@")
    if name not in BENCHMARKS:
        raise argparse.ArgumentTypeError(f"no such benchmark: {name} ({', '.join(BENCHMARKS)})")
    return name, _number(articles) if at else None


def orders(only: Sequence[tuple[str, int | None]], articles: int | None) -> list[Order]:
    """What a command asks for: ``only`` those, each over its own number of articles.

    Where neither it nor ``articles`` says how many: what a full press can be tried with in
    minutes, and for what grows with the archive ten times as many.
    """
    chosen = only or [(name, None) for name in BENCHMARKS]
    usual = {"scale": _LARGE}
    return [
        Order(name, number or articles or usual.get(name, _ARTICLES)) for name, number in chosen
    ]


def write(sections: Sequence[Section], page: Path, folder: Path | None) -> None:
    """The page as far as it is known, and the plots of its last section into ``folder``."""
    pictures = ""
    if folder:
        pictures = Path(os.path.relpath(folder, page.parent)).as_posix()
        draw(sections[-1].plots, folder)
    text = HEAD + "\n".join(section.markdown(pictures) for section in sections)
    page.write_text(text, encoding="utf-8")


def tidy(sections: Sequence[Section], folder: Path) -> None:
    """Remove plots of earlier runs, which the page shows no more."""
    shown = {plot.file for section in sections for plot in section.plots}
    for place in folder.glob(f"{PREFIX}*.svg"):
        if place.name not in shown:
            place.unlink()


def taken(order: Order, runs: int) -> Section:
    """One benchmark in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="shpalta-bench-") as folder:
        return BENCHMARKS[order.name](Options(order.articles, runs, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
