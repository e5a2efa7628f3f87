"""The HTML check passes what is right and finds what is wrong."""

from pathlib import Path

import pytest

from tests.checks.html import html_problems

GOOD = """<!doctype html>
<html lang="uk"><head><meta charset="utf-8"><title>Міст відкрили</title></head>
<body><h1>Міст відкрили</h1><p>Рух мостом почався о сьомій ранку.</p></body></html>"""


@pytest.fixture(scope="module")
def found() -> list:
    """One run over many documents: starting the checker costs more than checking."""
    documents = {
        "good.html": GOOD,
        "unclosed.html": GOOD.replace("<p>", "<p><b>"),
        "no-title.html": GOOD.replace("<title>Міст відкрили</title>", ""),
        "double-id.html": GOOD.replace("<h1>", '<h1 id="a">').replace("<p>", '<p id="a">'),
        "warned.html": GOOD.replace("<p>", "<section><p>").replace("</p>", "</p></section>"),
        "retracted.html.gone": GOOD.replace("<p>", "<p wrong>"),
        "style.css": "p { colr: red }",
        "good.css": "p { color: red }",
        "picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rectangle width="1"/></svg>',
        "good.svg": '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>',
    }
    return html_problems(documents)


def test_what_is_right_passes(found):
    assert [p for p in found if p.where.startswith("good")] == []


@pytest.mark.parametrize(
    "name",
    ["unclosed.html", "no-title.html", "double-id.html", "retracted.html.gone"],
)
def test_an_error_is_found(found, name):
    assert any(p.where.startswith(name) and p.rule == "error" for p in found)


def test_a_warning_is_found(found):
    assert any(p.where.startswith("warned.html") and p.rule == "warning" for p in found)


@pytest.mark.parametrize("name", ["style.css", "picture.svg"])
def test_style_sheets_and_drawings_are_checked(found, name):
    assert any(p.where.startswith(name) for p in found)


def test_files_are_checked_under_their_own_names(tmp_path: Path):
    bad = tmp_path / "x.html"
    bad.write_text(GOOD.replace("<p>", "<p><i>"))
    assert all(p.where.startswith(str(bad)) for p in html_problems([bad]))
    assert html_problems([bad])


def test_nothing_to_check_is_an_error():
    with pytest.raises(ValueError, match="no document"):
        html_problems({})
