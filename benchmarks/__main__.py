"""``python -m benchmarks``: figures of one run, as tables in Markdown."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import desk, full, placing, publication, replica, scale, sizes, waves
from benchmarks.options import Options
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

HEAD = """\
# Benchmarks

Figures of one run, and how to repeat it:

```
make bench
make bench ARGS="--articles 1000 --only publication"
```

Everything lives in temporary folders and ends with the run. No figure here is a promise: they are
what one machine did on one day, beside what we aim at. The page is written by
`python -m benchmarks --write docs/reference/benchmarks.md`.

"""


def main(arguments: list[str] | None = None) -> int:
    """Take the figures asked for and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000, help="in the large archive")
    parser.add_argument("--only", choices=sorted(BENCHMARKS), action="append", help="repeatable")
    parser.add_argument("--runs", type=int, default=20, help="of each measurement")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page here too")
    given = parser.parse_args(arguments)
    # Whoever ends a run ends all that it started, too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    names = [name for name in BENCHMARKS if not given.only or name in given.only]
    sections = [machine(given.articles)]
    print(sections[0].markdown(), flush=True)
    for name in names:
        print(f"{name}…", file=sys.stderr, flush=True)
        sections.append(taken(name, given.articles, given.runs))
        print(sections[-1].markdown(), flush=True)
        if given.write:
            text = HEAD + "\n".join(section.markdown() for section in sections)
            given.write.write_text(text, encoding="utf-8")
    return 0


def taken(name: str, articles: int, runs: int) -> Section:
    """One benchmark in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="shpalta-bench-") as folder:
        return BENCHMARKS[name](Options(articles, runs, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
