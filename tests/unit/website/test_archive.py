"""The archive by years, months and days."""

import pytest

from tests.unit.website.house import House, article, house
from tests.unit.website.reading import all_of, dangers, text_of


@pytest.fixture(scope="module")
def kept() -> House:
    days = ("2024-02-29", "2026-10-05", "2026-11-23", "2026-11-23", "2026-11-24")
    return house().put(
        *(
            article(f"a{n}", day=day, first_published=f"{day}T0{n}:00:00Z")
            for n, day in enumerate(days)
        )
    )


def links(page: str) -> dict[str, str]:
    """Where the page's own links lead, by their words."""
    main = next(e for e in all_of(page, "main"))
    return {text_of(a): a.get("href") for a in main.iter() if a.tag == "a"}


def test_years_newest_first(kept: House) -> None:
    page = kept.family_render("archive", "uk")
    assert links(page) == {"2026": "/archive/2026.html", "2024": "/archive/2024.html"}
    assert list(links(page)) == ["2026", "2024"]
    assert 'aria-current="page"' in page


def test_months_of_a_year_link_where_there_are_articles(kept: House) -> None:
    page = kept.family_render("year", "uk", "2026")
    assert {"Жовтень": "/archive/2026-10.html", "Листопад": "/archive/2026-11.html"}.items() <= (
        links(page).items()
    )
    assert "Січень" in page
    assert "Січень" not in links(page)


def test_a_calendar_is_a_table_of_weeks_from_monday(kept: House) -> None:
    page = kept.family_render("month", "uk", "2026-11")
    heads = [(e.get("abbr"), e.get("scope")) for e in all_of(page, "th")]
    assert heads[0] == ("понеділок", "col")
    assert len(heads) == 7
    rows = [[text_of(cell) for cell in row if cell.tag == "td"] for row in all_of(page, "tr")][1:]
    assert rows[0] == ["", "", "", "", "", "", "1"]
    assert rows[-1] == ["30", "", "", "", "", "", ""]
    found = {a.get("aria-label"): a.get("href") for a in all_of(page, "td") for a in a}
    assert found == {
        "23 листопада 2026": "/archive/2026-11-23.html",
        "24 листопада 2026": "/archive/2026-11-24.html",
    }
    assert links(page)["Жовтень 2026"] == "/archive/2026-10.html"
    assert text_of(all_of(page, "caption")[0]).endswith("Листопад 2026")


def test_a_leap_day_has_its_place(kept: House) -> None:
    page = kept.family_render("month", "uk", "2024-02")
    assert "29 лютого 2024" in page
    assert links(page)["29"] == "/archive/2024-02-29.html"


def test_a_day_holds_its_articles_newest_first(kept: House) -> None:
    page = kept.family_render("day", "uk", "2026-11-23")
    assert [e.get("data-id") for e in all_of(page, "li") if e.get("data-id")] == ["a3", "a2"]
    assert text_of(all_of(page, "h1")[0]) == "23 листопада 2026"
    assert links(page)["Листопад 2026"] == "/archive/2026-11.html"


def test_a_day_of_many_articles_goes_on_in_leaves() -> None:
    h = house().put(*(article(f"a{n:03}") for n in range(60)))
    page = h.family_render("day", "uk", "2026-11-23")
    more = next(a.get("href") for a in all_of(page, "a") if a.get("data-more") is not None)
    opening = more.rsplit("/", 1)[1].removesuffix(".html")
    leaf = h.family_render("entity-leaf", "day/uk/2026-11-23", opening)
    assert text_of(all_of(leaf, "h1")[0]) == "23 листопада 2026"
    assert 'href="/archive/2026-11-23.html"' in leaf


def test_a_further_language_has_an_archive_of_its_own() -> None:
    h = house().put(article("e1", language="en", path="/en/x.html", section="town"))
    assert links(h.family_render("archive", "en")) == {"2026": "/en/archive/2026.html"}
    assert "November 2026" in h.family_render("month", "en", "2026-11")
    page = h.family_render("archive", "uk")
    assert links(page) == {}
    assert "Тут ще нічого" in page


def test_nothing_in_it_is_a_danger(kept: House) -> None:
    for place in (("archive", "uk"), ("year", "uk", "2026"), ("month", "uk", "2026-11")):
        assert not dangers(kept.family_render(*place))
