"""``python -m tests.faults``: try every fault of the press and print what came of it.

``--every N`` tries each N-th; ``--only NAME`` one story; ``--docs`` writes the table into
docs/reference/faults.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.faults.matrix import Tally, run_matrix
from tests.faults.modes import DATABASE_MODES, DISK_MODES
from tests.faults.stories import STORIES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "faults.md"
BEGIN, END = "<!-- matrix -->", "<!-- /matrix -->"


def table(tally: Tally) -> str:
    """Markdown: survived of tried, a line for each way to fail, a column for each story."""
    stories = [story.name for story in STORIES if any(key[0] == story.name for key in tally.tried)]
    lines = [
        "| what goes wrong | " + " | ".join(stories) + " |",
        "|---|" + "---|" * len(stories),
    ]
    for mode in (*DISK_MODES, *DATABASE_MODES):
        cells = [
            f"{tally.survived[name, mode.name]}/{tally.tried[name, mode.name]}" for name in stories
        ]
        lines.append(f"| {mode.name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    """Run as the arguments say; 1 when a fault was not survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only")
    parser.add_argument("--docs", action="store_true")
    given = parser.parse_args()
    chosen = tuple(story for story in STORIES if given.only in (None, story.name))
    begun = time.monotonic()
    tally = run_matrix(given.every, chosen)
    made = table(tally)
    tried, survived = tally.tried.total(), tally.survived.total()
    out = sys.stdout.write
    out(f"{made}\n\n{tried} faults tried, {survived} survived, in ")
    out(f"{time.monotonic() - begun:.0f} s\n")
    for loss in tally.losses:
        out(f"! {loss}\n")
    if given.docs and not tally.losses:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        part = f", one in {given.every} of all" if given.every > 1 else ""
        words = f"{tried:,} faults tried{part}; {survived:,} survived."
        PAGE.write_text(f"{before}{BEGIN}\n{made}\n\n{words}\n{END}{after}", encoding="utf-8")
    return 1 if tally.losses else 0


if __name__ == "__main__":
    sys.exit(main())
