"""Plots are well-formed pictures that hold every word and figure, the same bytes each time."""

from pathlib import Path

import pytest
from lxml import etree

from benchmarks.plots import Plot, bars, draw, series_of

SCREENS = {"dashboard": 250.0, "save <a draft>": 60.0, "not & measured": None}
BARS = bars(
    "screens-100",
    "Screens & forms",
    "ms",
    {
        "SQLite": {"dashboard": [0.010, 0.0123, 0.5], "save <a draft>": [0.020]},
        "PostgreSQL": {"dashboard": [0.0456]},
    },
    SCREENS,
    factor=1000.0,
)
LINES = Plot(
    "memory-100000",
    "Most memory of a $full$ press",
    "MB",
    (series_of("the press", [90, [100, 120, 150]]), series_of("a worker", [80, []])),
    sizes=(10_000, 100_000),
    aims=(500.0, 500.0),
)
STEEP = Plot(
    "press-100000",
    "A full press",
    "s",
    (series_of("a full press", [12, 345, 6789]),),
    sizes=(10_000, 100_000, 1_000_000),
    steep=True,
)
WORDS = {
    BARS.file: {*SCREENS, "SQLite", "PostgreSQL", "aim", "ms", "12.3", "20", "45.6"},
    LINES.file: {"the press", "a worker", "aim", "MB", "10,000", "100,000", "90", "120", "80"},
    STEEP.file: {"a full press", "s, logarithmic", "1,000,000", "12", "345", "6,789"},
}

pytestmark = pytest.mark.serial


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("plots")
    draw([BARS, LINES, STEEP], folder)
    return folder


def texts(place: Path) -> set[str]:
    root = etree.fromstring(place.read_bytes())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    return {"".join(found.itertext()).strip() for found in root.iter("{*}text")}


@pytest.mark.parametrize("plot", [BARS, LINES, STEEP], ids=lambda plot: plot.name)
def test_a_plot_holds_its_words_and_its_figures(drawn, plot):
    found = texts(drawn / plot.file)
    assert WORDS[plot.file] | {plot.title} <= found
    assert not plot.aims or "aim" in found


def test_a_plot_without_aims_names_none(drawn):
    assert "aim" not in texts(drawn / STEEP.file)


def test_the_same_figures_are_the_same_bytes(drawn, tmp_path):
    draw([STEEP, BARS], tmp_path / "not" / "there")
    for plot in (STEEP, BARS):
        again = (tmp_path / "not" / "there" / plot.file).read_bytes()
        assert again == (drawn / plot.file).read_bytes()


def test_no_day_and_no_version_is_in_it(drawn):
    text = (drawn / BARS.file).read_text(encoding="utf-8")
    assert "dc:date" not in text
    assert "dc:creator" not in text


def test_nothing_is_drawn_of_no_plots(tmp_path):
    draw([], tmp_path / "plots")
    assert list(tmp_path.iterdir()) == []
