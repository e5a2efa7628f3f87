"""A tiny run of each benchmark: that they work, never how fast."""

import sys

import pytest

from benchmarks import full, hugo, placing, replica, scale, sizes, waves
from benchmarks.homes import archive_of
from benchmarks.measure import ProgramFailed, run, spread
from benchmarks.options import Options

ARTICLES = 20


@pytest.fixture
def options(tmp_path):
    return Options(ARTICLES, 2, tmp_path, small=10)


def cells(section) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in section.rows}


@pytest.mark.serial
def test_waves(options):
    section = waves.measure(options)
    rows = cells(section)
    assert rows["first wave, durable"][0].endswith(" ms")
    assert not rows["files rendered"][0].startswith("0")
    (plot,) = section.plots
    assert set(plot.labels) < set(rows)
    assert [series.name for series in plot.series] == ["10 articles", "20 articles"]


@pytest.mark.serial
def test_scale(options):
    section = scale.measure(options)
    rows = cells(section)
    assert float(rows["inodes per article"][0]) > 3
    assert rows["a publication's first wave"][1].endswith(" ms")
    assert float(rows["files rendered for it"][0].split()[0]) > 5
    shown = {plot.name: plot for plot in section.plots}
    assert set(shown) == {f"scale-{name}-20" for name in ("publication", "press", "memory")}
    assert {plot.sizes for plot in section.plots} == {(2, ARTICLES)}
    first = shown["scale-publication-20"].series[0]
    said = [cell.split()[0] for cell in rows[first.name][:2]]
    assert [f"{value.middle:.{1 if '.' in text else 0}f}"
            for value, text in zip(first.values, said, strict=True)] == said  # fmt: skip


@pytest.mark.serial
def test_bytes(options):
    rows = cells(sizes.measure(options))
    assert len(rows) == 3
    assert int(rows["10,000 characters"][-1]) >= 4


@pytest.mark.serial
def test_destinations(options):
    rows = cells(placing.measure(options))
    assert list(rows) == ["a folder", "a bucket (SeaweedFS)"]
    assert all(int(row[0]) > 0 and row[-1].endswith(" ms") for row in rows.values())


@pytest.mark.serial
def test_full_press(options):
    section = full.measure(options)
    rows = cells(section)
    mine = rows["press --all with .gz"]
    assert int(mine[-3].replace(",", "")) > ARTICLES
    assert ("Hugo" in rows) == (hugo.program() is not None)
    assert [plot.labels for plot in section.plots] == [tuple(rows)] * 3
    assert all(value for plot in section.plots for value in plot.series[0].values)


def test_hugo_makes_a_page_of_each_article(tmp_path):
    program = hugo.program()
    if program is None:
        pytest.skip("hugo is not installed")
    archive = archive_of(5)
    hugo.write_site(archive, tmp_path / "site", topics=True)
    out = tmp_path / "out"
    run([program, "--source", tmp_path / "site", "--destination", out, "--quiet"])
    for article in archive.articles():
        text = (out / article.path.lstrip("/")).read_text(encoding="utf-8")
        assert article.headline in text
    assert (out / "sitemap.xml").is_file()


def test_a_program_that_fails_says_why():
    with pytest.raises(ProgramFailed, match="no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_a_program_is_measured_with_what_it_starts():
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'b = bytes(9**8)'])"
    ran = run([sys.executable, "-c", f"{code}; import time; time.sleep(0.2)"])
    assert ran.peak > 0
    assert ran.wall > 0
    assert spread([0.001, 0.003, 0.002]) == "2.0 (1.0–3.0) ms"


@pytest.mark.serial
def test_replica(tmp_path):
    rows = cells(replica.measure(Options(ARTICLES, 1, tmp_path)))
    assert rows["deaths"] == ("1",)
    assert float(rows["lost, at most"][0].removesuffix(" s")) >= 0
