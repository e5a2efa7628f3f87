"""Documentation holds what the code has: settings, commands, links."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from shpalta.settings.environment import Settings
from tests.architecture import sources
from tools.command_reference import all_commands

REFERENCE = sources.ROOT / "docs" / "reference"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def headings(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.lstrip("#").strip().strip("`") for line in lines if line.startswith("#")}


def test_every_setting_is_documented_and_no_other():
    settings = {f"SHPALTA_{field.name.upper()}" for field in fields(Settings)}
    documented = {h for h in headings(REFERENCE / "settings.md") if h.startswith("SHPALTA_")}
    assert documented == settings


def test_every_command_is_documented_and_no_other():
    known = set(all_commands())
    documented = {h for h in headings(REFERENCE / "commands.md") if h.startswith("shpalta ")}
    assert documented == known


def test_every_command_has_a_help_text():
    assert [name for name, command in all_commands().items() if not command.help] == []


@pytest.mark.parametrize(
    "page",
    sorted([*sources.ROOT.glob("*.md"), *(sources.ROOT / "docs").rglob("*.md")]),
    ids=sources.name,
)
def test_links_between_pages_lead_somewhere(page):
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    local = [target for target in targets if "://" not in target and ":" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []
