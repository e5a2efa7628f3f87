"""What the browser's script works with: words and tools in the fragment, hooks in the page."""

import re
from html import unescape
from typing import Any

import pytest

from shpalta.website.policy import EARLY, source_of
from tests.unit.website.house import BASE, THEME, article, house, text
from tests.unit.website.reading import all_of, tree


def fragment(language: str) -> str:
    return house().put(article("a1")).family_render("fragment", language)


def words(language: str) -> Any:
    return next(e for e in all_of(fragment(language), "main"))


@pytest.mark.parametrize(
    ("language", "new", "added"),
    [
        ("uk", "1 нова|2 нові|5 нових|", "Додано 1 статтю|Додано 2 статті|Додано 5 статей|"),
        ("en", "1 new|2 new|5 new|", "1 article added|2 articles added|5 articles added|"),
    ],
)
def test_counts_come_in_the_forms_of_the_language(language: str, new: str, added: str) -> None:
    main = words(language)
    assert (main.get("data-new"), main.get("data-added")) == (new, added)
    assert main.get("data-failed")
    assert main.get("data-copied")


def test_the_fragment_brings_every_tool_that_the_script_asks_for() -> None:
    script = THEME.assets["site.js"].data.decode()
    [listed] = re.findall(r"= (\[.*\])\.map\(tool\)", script)
    asked = {*re.findall(r'"(\w+)"', listed), *re.findall(r'tool\("(\w+)"\)', script)}
    [template] = all_of(fragment("uk"), "template")
    brought = {e.get("data-tool") for e in template.iter() if e.get("data-tool")}
    assert asked == brought
    assert {"copy", "look", "listen"} < asked


def test_looks_that_can_be_chosen_are_in_the_stylesheet() -> None:
    sheet = THEME.assets["site.css"].data.decode()
    values = {e.get("value") for e in all_of(fragment("uk"), "input")} - {""}
    assert values == {"s1", "s3", "s4", "light", "dark"}
    assert all(f".{value}{{" in sheet for value in values)


def test_a_page_has_no_tool_that_needs_a_script() -> None:
    page = house().put(article("a1")).family_render("article", "a1")
    assert all_of(page, "button") == []
    assert all_of(page, "input") == []
    [tools] = [e for e in tree(page).iter() if e.get("class") == "tools"]
    links = [e.get("href") for e in tools.iter() if e.tag == "a"]
    assert len(links) == 2
    assert all(link.endswith(f"={BASE}/2026/11/23/a1.html") for link in links)


def test_every_paragraph_ends_in_its_own_address() -> None:
    page = (
        house()
        .put(article("a1", body=(text("Перший.", "Другий."),)))
        .family_render("article", "a1")
    )
    found = [e for e in all_of(page, "p") if e.get("data-block") == "paragraph"]
    assert len(found) == 2
    for paragraph in found:
        mark = list(paragraph)[-1]
        assert mark.get("href") == f"#{paragraph.get('id')}"
        assert (mark.text, mark.tail) == (None, None)
        assert mark.get("aria-label") == "Посилання на цей абзац"


@pytest.mark.parametrize("family", [("article", "a1"), ("front", "uk"), ("not-found", "uk")])
def test_the_chosen_look_is_worn_before_anything_is_loaded(family: tuple[str, str]) -> None:
    page = house().put(article("a1")).family_render(*family)
    head = page.split("</head>")[0]
    assert f"<script>{EARLY}</script>" in head
    assert source_of(EARLY) in unescape(head)
    assert len(EARLY) < 80
    assert head.index(EARLY) < head.index('type="module"')


@pytest.mark.parametrize(
    ("family", "living"),
    [
        (("article", "a1"), "aside"),
        (("front", "uk"), "aside"),
        (("latest", "uk"), "div"),
        (("section", "misto"), "footer"),
        (("not-found", "uk"), "footer"),
    ],
)
def test_every_page_knows_the_one_address_of_what_lives(
    family: tuple[str, str], living: str
) -> None:
    page = house().put(article("a1")).family_render(*family)
    found = [e for e in tree(page).iter() if e.get("data-live")]
    assert found[0].tag == living
    assert {e.get("data-live") for e in found} == {"/live/1/uk/latest.html"}
