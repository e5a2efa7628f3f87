"""Plots as SVG: ``python -m benchmarks.drawing FOLDER``, plots as JSON on the standard input.

The same data give the same bytes, and words stay words. The ground is drawn too, so that a plot
reads the same on a light page and on a dark one. A program of its own, since what it draws with
keeps threads, and a process with threads should not fork.
"""

import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from benchmarks.plots import Plot, Series, Spread

_WIDTH = 8.0
_INK, _FAINT, _GROUND, _AIM = "#1b1b1b", "#c9c9c9", "#ffffff", "#b00020"
# Told apart by eyes that see few colours, and in grey: Okabe and Ito, "Color Universal Design".
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9")
_MARKS = ("o", "s", "^", "D", "v")
_BAR = 0.8
_STYLE: Mapping[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "shpalta",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial"],
    "text.parse_math": False,
    "font.size": 9,
    "text.color": _INK,
    "axes.labelcolor": _INK,
    "axes.edgecolor": _INK,
    "xtick.color": _INK,
    "ytick.color": _INK,
    "grid.color": _FAINT,
    "grid.linewidth": 0.6,
    "figure.facecolor": _GROUND,
    "savefig.facecolor": _GROUND,
    "axes.facecolor": _GROUND,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
}


def svg(plot: Plot) -> bytes:
    """The picture of a plot."""
    with rc_context(dict(_STYLE)):
        height = 3.6 if plot.sizes else 1.5 + plot.places * (0.22 * len(plot.series) + 0.12)
        figure = Figure(figsize=(_WIDTH, height), layout="constrained")
        figure.get_layout_engine().set(w_pad=0.1, h_pad=0.1)
        axes = figure.add_subplot()
        (_lines if plot.sizes else _bars)(axes, plot)
        figure.suptitle(plot.title, fontsize=11)
        handles, names = axes.get_legend_handles_labels()
        figure.legend(handles, names, loc="outside lower center", ncols=4, frameon=False)
        out = BytesIO()
        # No day and no version: they would differ where the figures do not.
        figure.savefig(
            out, format="svg", metadata={"Title": plot.title, "Date": None, "Creator": None}
        )
        return b"\n".join(line.rstrip() for line in out.getvalue().split(b"\n"))


def _lines(axes: Axes, plot: Plot) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log" if plot.steep else "linear")
    for number, series in enumerate(plot.series):
        known = _known(series)
        x = [plot.sizes[place] for place, _ in known]
        y = [spread.middle for _, spread in known]
        look = {"color": _COLOURS[number % 5], "marker": _MARKS[number % 5]}
        axes.errorbar(x, y, yerr=_ends(known), capsize=3, label=series.name, **look)
        # Above and below in turns, so that lines which are close can be read.
        shift, side = ((5, 4), "bottom") if number % 2 == 0 else ((5, -4), "top")
        for at, value in zip(x, y, strict=True):
            axes.annotate(_said(value), (at, value), shift, textcoords="offset points", va=side)
    aims = [(at, aim) for at, aim in zip(plot.sizes, plot.aims, strict=False) if aim]
    if aims:
        axes.plot(*zip(*aims, strict=True), color=_AIM, linestyle="--", label="aim")
    if not plot.steep:
        axes.set_ylim(bottom=0)
    axes.margins(x=0.12)
    axes.set_xticks(plot.sizes, [f"{size:,}" for size in plot.sizes])
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _said(value)))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.set(xlabel="articles in the archive", ylabel=_axis(plot))
    axes.grid(axis="y")


def _bars(axes: Axes, plot: Plot) -> None:
    thick = _BAR / len(plot.series)
    axes.set_xscale("log" if plot.steep else "linear")
    for number, series in enumerate(plot.series):
        known = _known(series)
        y = [place - _BAR / 2 + (number + 0.5) * thick for place, _ in known]
        widths = [spread.middle for _, spread in known]
        drawn = axes.barh(
            y, widths, thick, color=_COLOURS[number % 5], label=series.name,
            xerr=_ends(known), error_kw={"ecolor": _INK, "elinewidth": 0.8, "capsize": 2},
        )  # fmt: skip
        axes.bar_label(drawn, [_said(width) for width in widths], padding=4, fontsize=8)
    aims = [(place, aim) for place, aim in enumerate(plot.aims) if aim]
    if aims:
        low, high = zip(*((place - _BAR / 2, place + _BAR / 2) for place, _ in aims), strict=True)
        axes.vlines([aim for _, aim in aims], low, high, color=_AIM, linestyle="--", label="aim")
    axes.set_yticks(range(plot.places), plot.labels)
    # The first on top; a label without any figure has its place too.
    axes.set_ylim(plot.places - 0.5, -0.5)
    axes.margins(x=0.1)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _said(value)))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xlabel(_axis(plot))
    axes.grid(axis="x")


def _known(series: Series) -> list[tuple[int, Spread]]:
    return [(place, spread) for place, spread in enumerate(series.values) if spread]


def _ends(known: Sequence[tuple[int, Spread]]) -> list[list[float]]:
    """How far the lowest and the highest are from the middle."""
    spreads = [spread for _, spread in known]
    return [[s.middle - s.low for s in spreads], [s.high - s.middle for s in spreads]]


def _axis(plot: Plot) -> str:
    return f"{plot.unit}, logarithmic" if plot.steep else plot.unit


def _said(value: float) -> str:
    """A figure at a glance: one digit behind the point, where it is small."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}"


def main(folder: Path) -> None:
    """A file for each plot that is given."""
    folder.mkdir(parents=True, exist_ok=True)
    for plot in msgspec.json.decode(sys.stdin.buffer.read(), type=list[Plot]):
        (folder / plot.file).write_bytes(svg(plot))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
