"""Moved, gone, not found."""

from shpalta.records import Redirect
from tests.unit.website.house import article, house
from tests.unit.website.reading import all_of, text_of


def test_a_moved_page_leads_on_and_is_not_indexed() -> None:
    h = house().put(article("a1"))
    h.seal("redirect", "/old.html", Redirect("/old.html", "uk", article="a1"))
    page = h.family_render("moved", "/old.html")
    assert 'content="0; url=/2026/11/23/a1.html"' in page
    assert 'name="robots" content="noindex"' in page
    assert "/2026/11/23/a1.html" in [a.get("href") for a in all_of(page, "a")]


def test_a_page_that_moved_to_a_withdrawn_article_tells_nothing_of_it() -> None:
    h = house().put(article("a1"))
    h.seal("redirect", "/old.html", Redirect("/old.html", "uk", article="a1"))
    h.seal("article", "a1", None)
    page = h.family_render("moved", "/old.html")
    assert "a1" not in page
    assert "refresh" not in page
    assert "Такої сторінки немає" in page


def test_a_gone_page_says_what_happened_and_no_more() -> None:
    h = house().put(article("a1"))
    h.seal("article", "a1", None)
    words = "Ми помилилися.\n\nПерепрошуємо."
    gone = Redirect("/2026/11/23/a1.html", "uk", gone=True, reason=words)
    h.seal("redirect", gone.path, gone)
    page = h.family_render("gone", gone.path)
    assert "Ми помилилися." in page
    assert "Перепрошуємо." in page
    assert "Два міста" not in page
    assert "noindex" in page
    assert "ld+json" not in page


def test_not_found_has_a_way_on() -> None:
    page = house().family_render("not-found", "uk")
    assert text_of(all_of(page, "h1")[0]) == "Такої сторінки немає"
    found = [a.get("href") for a in all_of(page, "a")]
    assert "/latest.html" in found
    assert "/section/misto.html" in found
