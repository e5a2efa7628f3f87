"""Take the pictures."""

import argparse
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.screenshots import newsroom, site
from tools.screenshots.browser import opened
from tools.screenshots.paper import Paper, running, started

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"


def main() -> None:
    """Read the options, find or start a newspaper, and go through its pages."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots")
    parser.add_argument("--home", type=Path, help="the data folder of a newspaper that runs")
    parser.add_argument("--site", default="http://localhost:8080", help="its site's address")
    parser.add_argument("--newsroom", default="http://localhost:8081", help="its newsroom's")
    parser.add_argument("--only", choices=("site", "newsroom"))
    parser.add_argument("--to", type=Path, default=IMAGES)
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    with _paper(options) as paper, opened() as browser:
        if options.only != "newsroom":
            for name in site.take(browser, paper, options.to):
                print(name)
        if options.only != "site":
            for name in newsroom.take(browser, paper, options.to):
                print(name)


@contextlib.contextmanager
def _paper(options: argparse.Namespace) -> Iterator[Paper]:
    if options.home:
        yield running(options.home, options.site, options.newsroom)
        return
    with tempfile.TemporaryDirectory(prefix="shpalta-pictures-") as home, started(Path(home)) as it:
        yield it


if __name__ == "__main__":
    main()
