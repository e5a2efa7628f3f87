"""Documentation holds what the code has: settings, commands, acts, doors, kinds, files, links."""

import re
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

from shpalta import wiring
from shpalta.newsroom.actions import ACTIONS
from shpalta.press.core.family import Doors
from shpalta.records import KINDS
from shpalta.settings.environment import Settings
from tests.architecture import sources
from tools.command_reference import all_commands
from tools.reference.pages import PAGES, outdated

DOCS = sources.ROOT / "docs"
REFERENCE = DOCS / "reference"
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
MARKDOWN = sorted([*sources.ROOT.glob("*.md"), *DOCS.rglob("*.md")])


@cache
def headings(path: Path) -> tuple[str, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line.lstrip("#").strip().strip("`") for line in lines if line.startswith("#"))


@cache
def anchors(path: Path) -> set[str]:
    """What the headings of a page are called in an address."""
    return {
        re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-")
        for heading in headings(path)
    }


def test_every_setting_is_documented_and_no_other():
    # What only says whether a variable was there at all is no variable of its own.
    names = {field.name.removesuffix("_given") for field in fields(Settings)}
    settings = {f"SHPALTA_{name.upper()}" for name in names}
    documented = {h for h in headings(REFERENCE / "settings.md") if h.startswith("SHPALTA_")}
    assert documented == settings


def test_every_command_is_documented_and_no_other():
    known = set(all_commands())
    documented = {h for h in headings(REFERENCE / "commands.md") if h.startswith("shpalta ")}
    assert documented == known


def test_every_command_has_a_help_text():
    assert [name for name, command in all_commands().items() if not command.help] == []


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("acts.md", [action.__name__ for action in ACTIONS]),
        ("doors.md", [name for name in vars(Doors) if not name.startswith("_")]),
        ("records.md", list(KINDS)),
        ("files.md", [family.name for family in wiring.registry().families]),
    ],
)
def test_everything_has_its_heading(page, names):
    assert set(names) - set(headings(REFERENCE / page)) == set()


def test_pages_from_code_say_what_the_code_says(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    assert outdated() == [], "run `make docs`"
    assert {page.name for page in REFERENCE.glob("*.md")} >= set(PAGES)


@pytest.mark.parametrize("page", MARKDOWN, ids=sources.name)
def test_links_between_pages_lead_somewhere(page):
    text = CODE.sub("", page.read_text(encoding="utf-8"))
    lost = []
    for target, anchor in LINK.findall(text):
        if ":" in target:
            continue
        place = (page.parent / target) if target else page
        if not place.exists() or (
            anchor and place.suffix == ".md" and anchor not in anchors(place.resolve())
        ):
            lost.append(f"{target}#{anchor}" if anchor else target)
    assert lost == []


def test_every_page_can_be_reached():
    """From README.md, link by link."""
    seen: set[Path] = set()
    waiting = [sources.ROOT / "README.md"]
    while waiting:
        page = waiting.pop().resolve()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        for target, _ in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
            if target and ":" not in target:
                waiting.append(page.parent / target)
    # The plan is the builders' own list, and no documentation.
    unreached = set(DOCS.rglob("*.md")) - seen - {DOCS / "plan.md"}
    assert sorted(map(sources.name, unreached)) == []


def test_laws_name_tests_that_are_there():
    text = (REFERENCE / "laws.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    assert named, "the table of laws names no test"
    assert sorted(name for name in named if not (sources.ROOT / name).exists()) == []


def test_pictures_are_light():
    heavy = {
        sources.name(path): path.stat().st_size
        for path in (DOCS / "images").glob("*")
        if path.stat().st_size >= 150_000
    }
    assert heavy == {}
