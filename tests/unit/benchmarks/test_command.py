"""``python -m benchmarks``: what is taken over how many articles, and the page of it."""

from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import scale
from benchmarks.__main__ import Order
from benchmarks.plots import Plot, series_of
from benchmarks.report import Section


@pytest.fixture
def asked(monkeypatch) -> list[tuple[str, int, int]]:
    """What is asked for, of benchmarks that take no time: one has a plot, one has none."""
    found: list[tuple[str, int, int]] = []

    def made(name: str, options) -> Section:
        found.append((name, options.articles, options.runs))
        shown = Plot(f"{name}-{options.articles}", "Made up", "s", (series_of("it", [1]),), ("a",))
        rows = [("a", "1 s")]
        return Section(f"Made {name}", "By hand.", ("", "time"), rows,
                       plots=[shown] if name == "full" else [])  # fmt: skip

    for name in command.BENCHMARKS:
        monkeypatch.setitem(command.BENCHMARKS, name, lambda o, name=name: made(name, o))
    return found


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--only", "waves"], [("waves", 10_000, 20)]),
        (["--only", "scale"], [("scale", 100_000, 20)]),
        (["--only", "scale", "--articles", "1000000"], [("scale", 1_000_000, 20)]),
        (["--only", "scale@1,000,000", "--runs", "5"], [("scale", 1_000_000, 5)]),
        (
            ["--articles", "500", "--only", "full@100_000", "--only", "waves", "--only", "full"],
            [("full", 100_000, 20), ("waves", 500, 20), ("full", 500, 20)],
        ),
    ],
)
def test_what_is_taken_over_how_many_articles(asked, capsys, arguments, wanted):
    assert command.main(arguments) == 0
    assert asked == wanted
    said = capsys.readouterr().out
    assert all(f"{articles:,}" in said for _, articles, _ in wanted)


def test_all_are_taken_when_none_is_named(asked):
    assert command.main([]) == 0
    taken = {name: articles for name, articles, _ in asked}
    assert taken == dict.fromkeys(command.BENCHMARKS, 10_000) | {"scale": 100_000}
    assert command.orders([], 7) == [Order(name, 7) for name in command.BENCHMARKS]


@pytest.mark.parametrize(
    ("articles", "wanted"),
    [
        (20, [2, 20]),
        (10_000, [1_000, 10_000]),
        (100_000, [10_000, 100_000]),
        (1_000_000, [10_000, 100_000, 1_000_000]),
    ],
)
def test_what_an_archive_is_compared_with(articles, wanted):
    assert scale.sizes(articles) == wanted


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "nothing"], "no such benchmark: nothing"),
        (["--only", "full@"], "not a number of at least one"),
        (["--articles", "0"], "not a number of at least one: 0"),
        (["--articles", "many"], "not a number of at least one: many"),
    ],
)
def test_what_cannot_be_taken_is_said(asked, capsys, arguments, said):
    with pytest.raises(SystemExit):
        command.main(arguments)
    assert said in capsys.readouterr().err
    assert asked == []


def test_plots_need_a_page(asked, tmp_path):
    with pytest.raises(SystemExit, match="--write"):
        command.main(["--only", "full", "--plots", str(tmp_path)])
    assert asked == []


@pytest.mark.serial
def test_the_page_shows_the_plots_of_its_run(asked, tmp_path, capsys):
    page, images = tmp_path / "reference" / "benchmarks.md", tmp_path / "images"
    page.parent.mkdir()
    where = ["--write", str(page), "--plots", str(images)]
    runs = ["--only", "full@20", "--only", "waves@20", "--only", "full@50"]
    assert command.main([*runs, *where]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Benchmarks")
    assert str(tmp_path) not in text
    assert "## The machine" in text
    # What is taken over two archives says which; what is taken once has its plain title.
    assert "## Made full: 20 articles\n" in text
    assert "## Made full: 50 articles\n" in text
    assert "## Made waves\n" in text
    for name in ("bench-full-20.svg", "bench-full-50.svg"):
        assert f"![Made up](../images/{name})" in text
        assert (images / name).stat().st_size > 0
    assert "images" not in capsys.readouterr().out
    # Another run's page shows other plots; what is not a benchmark's stays.
    Path(images / "front.webp").touch()
    assert command.main(["--only", "full@50", *where]) == 0
    assert "## Made full\n" in page.read_text(encoding="utf-8")
    assert sorted(place.name for place in images.iterdir()) == ["bench-full-50.svg", "front.webp"]


def test_a_page_without_plots(asked, tmp_path):
    page = tmp_path / "benchmarks.md"
    assert command.main(["--only", "full", "--write", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert "## Made full" in text
    assert "![" not in text
    assert list(tmp_path.iterdir()) == [page]
