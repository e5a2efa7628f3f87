"""What a plot shows, as data: spreads of figures at labels or at sizes of the archive.

``benchmarks.drawing`` makes pictures of them.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.measure import middle

PREFIX = "bench-"
"""What the file of every plot begins with."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A median between the lowest and the highest figure of a run."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """What was measured of one thing: a figure for each of the plot's labels, or none there."""

    name: str
    values: tuple[Spread | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars at ``labels``, or, where ``sizes`` are given instead, lines over numbers of articles.

    ``name`` is the file's, of small letters, digits and hyphens. ``aims`` are drawn beside the
    figures, one for each label or size, or none there. ``steep``: on a logarithmic axis.
    """

    name: str
    title: str
    unit: str
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    aims: tuple[float | None, ...] = ()
    steep: bool = False

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{PREFIX}{self.name}.svg"

    @property
    def places(self) -> int:
        """How many figures each series has."""
        return len(self.sizes or self.labels)


def spread_of(figures: Sequence[float], factor: float = 1.0) -> Spread | None:
    """Median, lowest and highest, each times ``factor``; nothing of no figures."""
    if not figures:
        return None
    return Spread(middle(figures) * factor, min(figures) * factor, max(figures) * factor)


def series_of(name: str, figures: Iterable[Sequence[float] | float], factor: float = 1.0) -> Series:
    """A series from the figures at each place: several of a run, or a single one."""
    listed = ([each] if isinstance(each, int | float) else each for each in figures)
    return Series(name, tuple(spread_of(each, factor) for each in listed))


def bars(
    name: str,
    title: str,
    unit: str,
    found: Mapping[str, Mapping[str, Sequence[float]]],
    aims: Mapping[str, float | None],
    *,
    factor: float = 1.0,
    steep: bool = False,
) -> Plot:
    """Bars at the labels that ``aims`` has, for each series of ``found``."""
    series = (
        series_of(who, (figures.get(label, ()) for label in aims), factor)
        for who, figures in found.items()
    )
    labels, marks = tuple(aims), tuple(aims.values())
    return Plot(name, title, unit, tuple(series), labels, aims=marks, steep=steep)


def draw(plots: Sequence[Plot], folder: Path) -> None:
    """A file in ``folder`` for each plot; raises ``CalledProcessError``."""
    if plots:
        subprocess.run(
            [sys.executable, "-m", "benchmarks.drawing", folder],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
            input=msgspec.json.encode(plots),
            check=True,
        )
