"""Themes: collected, overridden file by file, refused with file and line."""

import re
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
    assert theme.assets["site.css"].data.endswith(b"}\n:root{--ink:#000}\n")
    assert "own.css" not in theme.assets
    assert theme.assets["site.css"].path != THEME.assets["site.css"].path


def test_a_newsroom_says_only_the_tokens_that_differ(tmp_path: Path) -> None:
    tokens = ":root{--paper:light-dark(#fff1e5,#1b1611)}"
    css = collect(write(tmp_path, assets__tokens_css=tokens)).assets["site.css"].data.decode()
    assert css.index("--paper:light-dark(#fbfaf6") < css.index("--paper:light-dark(#fff1e5")
    assert css.index("--paper:light-dark(#fff1e5") < css.index("*{box-sizing")
    assert "--soft:" in css
    assert "tokens.css" not in THEME.assets


def test_rules_of_the_package_are_a_layer_that_a_newsroom_s_own_outrank(tmp_path: Path) -> None:
    theme = collect(write(tmp_path, assets__own_css="h1{color:red}"))
    for name, asset in theme.assets.items():
        if name.endswith(".css"):
            assert asset.data.startswith(b"@layer stock{")
            inside, _, after = asset.data.decode().rpartition("}\nh1{")
            assert (after == "color:red}\n") is (name == "site.css")
            assert inside.count("{") == inside.count("}") + 1 or not inside


@pytest.mark.parametrize(
    ("tokens", "error"),
    [
        ("--soft:light-dark(#c0b8a8,#a8a397)", "--soft on --paper, light: contrast 1.9"),
        ("--ink:light-dark(#191917,#3a3a3a)", "--ink on --paper, dark"),
        ("--paper:light-dark(#8a8a8a,#131311)", "--soft on --paper, light"),
        (
            "--mark:light-dark(#f2edd9,#4a4a46);--soft:light-dark(#5d5a52,#d8d4c8)",
            "--mark, dark: #4a4a46 leaves the accent too little contrast; take a darker one",
        ),
        ("--paper:white", "write --paper as light-dark"),
    ],
)
def test_colours_that_cannot_be_read_are_refused(tmp_path: Path, tokens: str, error: str) -> None:
    with pytest.raises(ThemeError, match=re.escape(error)):
        collect(write(tmp_path, assets__tokens_css=f":root{{{tokens}}}"))


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
