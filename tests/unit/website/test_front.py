"""The front: an editor's choice first, the rest by rule, nothing twice."""

from typing import Any

import msgspec
import pytest

from shpalta.records import Contributor, Front, Language
from tests.unit.website.house import OUTLET, USE, House, article, byline, house
from tests.unit.website.reading import all_of, text_of


def filled(count: int, **values: Any) -> House:
    return house().put(
        *(
            article(
                f"a{n:03}",
                first_published=f"2026-{n // 20 + 1:02}-{n % 20 + 1:02}T07:00:05Z",
                section=("misto", "hroshi", "sport")[n % 3],
                **values,
            )
            for n in range(count)
        )
    )


def shown(h: House, language: str = "uk") -> list[str]:
    """Ids in the order of the page, the feed left out."""
    main = next(e for e in all_of(h.family_render("front", language), "main"))
    found = []
    for element in main.iter():
        if element.tag == "article":
            found.append(element.get("data-id"))
        elif element.tag == "li" and element.get("data-brief"):
            found.append(element.get("data-brief"))
    return found


@pytest.mark.parametrize("count", [0, 1, 3, 100])
def test_it_works_with_however_many_articles(count: int) -> None:
    found = shown(filled(count))
    assert len(found) == len(set(found))
    assert found[:1] == ([f"a{count - 1:03}"] if count else [])
    assert len(found) >= min(count, 10)


def test_an_editor_s_lead_and_pins_stand_first_whatever_their_age() -> None:
    h = filled(60, picture=USE)
    h.seal("front", "uk", Front("uk", "a005", ("a050", "a001", "a058", "a002")))
    found = shown(h)
    assert found[:5] == ["a005", "a050", "a001", "a058", "a002"]
    assert len(found) == len(set(found))
    assert found[5] == "a059"


def test_pins_without_a_lead_leave_the_first_place_to_the_rule() -> None:
    h = filled(30)
    h.seal("front", "uk", Front("uk", pins=("a003", "a029")))
    assert shown(h)[:4] == ["a028", "a003", "a029", "a027"]


def test_what_is_not_public_or_not_for_the_front_is_passed_over() -> None:
    h = filled(5)
    h.put(article("ad", genre="advertising"), article("e1", language="en", section="town"))
    h.seal("front", "uk", Front("uk", "nowhere", ("ad", "e1", "a001", "a001")))
    found = shown(h)
    assert found == ["a004", "a001", "a003", "a002", "a000"]
    h.seal("article", "a001", None)
    assert "a001" not in shown(h)


def test_taking_the_choice_back_leaves_the_rule() -> None:
    h = filled(5)
    h.seal("front", "uk", Front("uk", "a001"))
    assert shown(h)[0] == "a001"
    h.seal("front", "uk", None)
    assert shown(h)[0] == "a004"


def test_a_choice_is_read_as_such_so_that_its_change_renews_the_front() -> None:
    h = filled(5)
    h.doors.forget()
    h.family_render("front", "uk")
    assert h.seal("front", "uk", Front("uk", "a001")) & h.doors.reads


def test_a_front_of_words_alone() -> None:
    page = filled(12).family_render("front", "uk")
    main = next(e for e in all_of(page, "main"))
    assert not [e for e in main.iter() if e.tag == "img"]
    assert "Мери підписали" in text_of(main)


def test_a_card_names_a_few_of_many_authors() -> None:
    h = house()
    for n in range(20):
        h.seal("contributor", f"c{n}", Contributor(f"c{n}", f"Співавторка {n}", f"/c/{n}.html"))
    people = tuple(byline(f"c{n}") for n in range(20))
    page = h.put(article("a1", bylines=people)).family_render("front", "uk")
    assert "Співавторка 0, Співавторка 1, Співавторка 2 …" in page
    assert "Співавторка 3" not in page
    assert "Співавторка 19" in h.family_render("article", "a1")


def test_a_row_has_the_colour_of_its_section() -> None:
    page = filled(40).family_render("front", "uk")
    strips = [e.get("id") for e in all_of(page, "section") if e.get("class") == "strip"]
    assert strips == ["s1", "s2", "s3"]
    assert "#s1{--section:light-dark(#7d3f2e" in page
    assert "#s2{" not in page


def test_a_language_that_runs_from_the_right_says_so() -> None:
    arabic = Language("ar", "العربية", "/ar")
    h = house(msgspec.structs.replace(OUTLET, languages=(*OUTLET.languages, arabic)))
    h.put(article("r1", language="ar", path="/ar/2026/11/23/r1.html", section="nowhere"))
    for place in (("front", "ar"), ("article", "r1"), ("archive", "ar"), ("latest", "ar")):
        root = all_of(h.family_render(*place), "html")[0]
        assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert all_of(h.family_render("front", "uk"), "html")[0].get("dir") is None


def test_an_empty_front_says_so() -> None:
    assert "Тут ще нічого" in house().family_render("front", "uk")
    assert "Тут ще нічого" not in filled(1).family_render("front", "uk")
