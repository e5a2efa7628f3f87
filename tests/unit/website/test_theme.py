"""Themes: collected, overridden file by file, refused with file and line."""

from pathlib import Path

import pytest

from shpalta.lib.digests import digest
from shpalta.press.errors import RenderError, ThemeError
from shpalta.website.policy import integrity_of
from shpalta.website.templating import TemplateRenderer, closure
from shpalta.website.theme import collect
from tests.unit.website.house import THEME


def write(folder: Path, **named: str) -> Path:
    for name, text in named.items():
        path = folder / name.replace("__", "/").replace("_html", ".html").replace("_css", ".css")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_assets_stand_at_paths_that_carry_their_digest() -> None:
    for name, asset in THEME.assets.items():
        stem, _, extension = name.rpartition(".")
        digits = asset.path.removeprefix(f"/assets/{stem}.").removesuffix(f".{extension}")
        assert digest(asset.data).startswith(digits)
        assert len(digits) == (64 if extension == "js" else 12)
    css = THEME.assets["site.css"].data.decode()
    for name in ("fonts/text.woff2", "fonts/ui.woff2", "fonts/italic.woff2"):
        assert THEME.assets[name].path in css
    assert "/*" not in css


def test_the_record_names_everything_that_is_stored() -> None:
    record = THEME.record("0.1", "https://example.org/")
    stored = THEME.blobs()
    assert record.base_address == "https://example.org"
    for file in [*record.templates.values(), *record.assets.values()]:
        assert digest(stored[file.digest]) == file.digest


def test_the_integrity_of_a_script_is_read_from_its_path() -> None:
    assert integrity_of(THEME.assets["site.js"].path).startswith("sha256-")
    with pytest.raises(ValueError, match="does not carry"):
        integrity_of("/assets/site.js")


def test_a_newsroom_overrides_one_file_and_adds_its_own_styles(tmp_path: Path) -> None:
    folder = write(
        tmp_path, templates__more_html="{{ feed.more }}", assets__own_css=":root{--ink:#000}"
    )
    theme = collect(folder)
    assert theme.templates["more.html"] == "{{ feed.more }}"
    assert theme.templates["base.html"] == THEME.templates["base.html"]
    assert theme.assets["site.css"].data.endswith(b":root{--ink:#000}\n")
    assert "own.css" not in theme.assets
    assert theme.assets["site.css"].path != THEME.assets["site.css"].path


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("templates__more_html", "\n{{ oops( }}", "templates/more.html, line 2"),
        ("templates__more_html", "\n\n{% include 'none.html' %}", "more.html, line 3.*none.html"),
        ("templates__more_html", "{% include feed.more %}", "more.html, line 1: write the name"),
        ("assets__site_css", "a{}\nb{background:url(none.png)}", "site.css, line 2.*none.png"),
        ("assets__x.exe", "", "holds no files of this kind"),
    ],
)
def test_an_error_names_file_and_line(tmp_path: Path, name: str, text: str, error: str) -> None:
    with pytest.raises(ThemeError, match=error):
        collect(write(tmp_path, **{name: text}))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match="no such theme folder"):
        collect(tmp_path / "none")


def test_a_template_that_is_not_utf8(tmp_path: Path) -> None:
    write(tmp_path, templates__more_html="x")
    (tmp_path / "templates" / "more.html").write_bytes(b"x\n\xff")
    with pytest.raises(ThemeError, match=r"more\.html, line 2: not UTF-8"):
        collect(tmp_path)


def test_a_render_error_names_template_and_line() -> None:
    renderer = TemplateRenderer({"a.html": "\n{{ page.nothing }}"}.get)
    with pytest.raises(RenderError, match=r"a.html, line 2"):
        renderer.render("a.html", {"page": {}})
    with pytest.raises(RenderError, match="b"):
        renderer.render("b.html", {})


def test_a_closure_holds_all_that_a_page_is_made_of() -> None:
    found = closure("article.html", THEME.templates.get)
    assert {"article.html", "base.html", "blocks.html", "picture.html", "end.html"} <= set(found)
    assert "front.html" not in found
    assert list(found) == sorted(found)
