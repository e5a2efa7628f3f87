"""Free pages, the menus that lead to them, the 404 that leads on, and people's pages."""

from typing import Any

import msgspec
import pytest

from shpalta.records import Gallery, MenuItem, Page
from tests.unit.website.house import BASE, OUTLET, USE, article, byline, house, text
from tests.unit.website.reading import all_of, dangers, text_of


def end_of(page: str) -> dict[str, str]:
    footer = next(e for e in all_of(page, "footer") if e.get("class", "").startswith("end"))
    return {text_of(a): a.get("href") for a in footer.iter() if a.tag == "a"}


def test_a_free_page_has_title_lead_text_and_the_day_it_changed() -> None:
    page = house().family_render("page", "about")
    assert text_of(all_of(page, "h1")[0]) == "Про редакцію"
    assert "Нас дев’ятеро." in page
    assert "5 січня 2026" in page
    assert f'hreflang="en" href="{BASE}/en/about.html"' in page
    assert "nowhere" not in page
    assert not dangers(page)


def test_a_free_page_shows_every_block() -> None:
    h = house()
    body = (text("Текст."), Gallery("g", (USE,)))
    h.seal("page", "x", Page("x", "uk", "/x.html", "Ікс", body=body))
    page = h.family_render("page", "x")
    assert "Водозабір" in page
    assert "/assets/genres." in page


def test_the_end_leads_to_free_pages_by_their_titles() -> None:
    h = house()
    found = end_of(h.family_render("front", "uk"))
    assert found["Про редакцію"] == "/about.html"
    assert found["Телеграм"] == "https://telegram.example.org/nadrichchia"
    assert found["Архів"] == "/archive.html"
    h.seal("page", "about", None)
    assert "Про редакцію" not in end_of(h.family_render("front", "uk"))


def test_the_bar_takes_sections_pages_and_addresses() -> None:
    lines = (MenuItem(page="about", label="Про нас"), MenuItem(section="sport"), MenuItem(page="-"))
    h = house(msgspec.structs.replace(OUTLET, menu={"uk": lines}))
    bar = next(e for e in all_of(h.family_render("page", "about"), "nav"))
    found = {text_of(a): a.get("aria-current") for a in bar.iter() if a.tag == "a"}
    assert found == {"Стрічка": None, "Про нас": "page", "Спорт": None}


@pytest.mark.parametrize(("field", "renews"), [("title", True), ("path", True), ("lead", False)])
def test_other_pages_read_titles_and_places_of_free_pages_and_no_more(
    field: str, renews: bool
) -> None:
    h = house().put(article("a1"))
    h.doors.forget()
    h.family_render("article", "a1")
    assert "setting:pages" in h.doors.reads
    assert "record:page:about" not in h.doors.reads
    before = h.doors.setting("pages")
    record: Any = h.doors.get("page", "about")
    h.seal("page", "about", msgspec.structs.replace(record, **{field: "/changed.html"}))
    assert (h.doors.setting("pages") != before) is renews


def test_a_page_that_is_not_there_has_a_way_on() -> None:
    page = house().family_render("not-found", "uk")
    main = next(e for e in all_of(page, "main"))
    found = {a.get("href") for a in main.iter() if a.tag == "a"}
    assert {"/", "/latest.html", "/archive.html", "/section/misto.html"} <= found


def test_a_person_s_page_says_what_they_know_and_how_to_reach_them() -> None:
    h = house().put(article("a1", bylines=(byline("hai"),)))
    page = h.family_render("contributor", "hai", "uk")
    words = " ".join(text_of(next(e for e in all_of(page, "dl"))).split())
    assert "водогін, тарифи" in words
    assert "українська, кримськотатарська, xx" in words
    assert "hai@nadrichchia.example.org Mastodon" in words
    assert "/media/portrait/" in page
    bare = h.family_render("contributor", "luka", "uk")
    assert not all_of(bare, "dl")


def test_a_series_shows_its_parts_first_to_last() -> None:
    h = house().put(
        *(
            article(
                f"s{n:02}", series="richka", part=n, first_published=f"2026-10-{n:02}T08:00:00Z"
            )
            for n in range(1, 31)
        )
    )
    page = h.family_render("series", "richka")
    found = [e.get("data-id") for e in all_of(page, "article")]
    assert found == [f"s{n:02}" for n in range(6, 31)]
    assert "Далі буде." in page
    earlier = next(a.get("href") for a in all_of(page, "a") if "Попередні" in text_of(a))
    opening = earlier.rsplit("/", 1)[1].removesuffix(".html")
    leaf = h.family_render("entity-leaf", "series/richka", opening)
    assert 'data-id="s05"' in leaf
    assert 'href="/series/richka.html"' in leaf
    assert "Тут ще нічого" in house().family_render("series", "richka")
