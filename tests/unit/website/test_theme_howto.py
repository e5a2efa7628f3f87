"""The how-to about themes, done as it is written."""

import re
import subprocess
from pathlib import Path

import pytest

from shpalta.website.theme import ThemeFiles, collect
from tests.unit.website.house import THEME

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "howto" / "theme.md"


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> ThemeFiles:
    """What its commands leave in the folder; those that need a running newspaper are left out."""
    folder = tmp_path_factory.mktemp("howto")
    (folder / "src").symlink_to(ROOT / "src")
    blocks = re.findall(r"(?m)(?:^    .*\n)+", PAGE.read_text(encoding="utf-8"))
    commands = [re.sub(r"(?m)^    ", "", block) for block in blocks]
    for command in commands:
        if not command.startswith("shpalta "):
            subprocess.run(["bash", "-ec", command], cwd=folder, check=True)
    return collect(folder / "newspaper" / "theme")


def test_each_step_changes_what_it_says_and_nothing_else(theme: ThemeFiles) -> None:
    changed = {n for n in THEME.templates if theme.templates[n] != THEME.templates[n]}
    assert changed == {"end.html"}
    assert theme.templates["end.html"].endswith("both banks of the river.</p>\n")
    css = theme.assets["site.css"].data.decode()
    assert css.endswith("}\n.front .first h2{font-style:italic}\n")
    assert "--paper:light-dark(#fff1e5,#1b1611)" in css
    assert {n for n in THEME.assets if theme.assets[n] != THEME.assets[n]} == {"site.css"}


def test_every_sheet_it_names_is_there() -> None:
    named = set(re.findall(r"`(\w+\.css)`", PAGE.read_text(encoding="utf-8")))
    laid_over = {"tokens.css", "own.css"}
    assert named - laid_over == {n for n in THEME.assets if n.endswith(".css")}
