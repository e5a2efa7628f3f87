"""The page of an article."""

import json

import pytest

from shpalta.records import (
    Article,
    ArticleLink,
    Embed,
    EntityLink,
    Paragraph,
    Quote,
    ReadAlso,
    Section,
    Span,
    Text,
    WebLink,
)
from tests.unit.website.house import BASE, USE, article, byline, house, text
from tests.unit.website.reading import all_of, block, hrefs, text_of


def page_of(one: Article, *others: Article) -> str:
    return house().put(one, *others).family_render("article", one.id)


def data_of(page: str) -> list[dict]:
    scripts = [s for s in all_of(page, "script") if s.get("type") == "application/ld+json"]
    return json.loads(scripts[0].text)["@graph"]


def test_headline_lead_section_and_full_date_stand_on_the_page() -> None:
    page = page_of(article("a1", bylines=(byline("hai"), byline("luka", "photographer"))))
    assert text_of(all_of(page, "h1")[0]) == article("a1").headline
    assert "23 листопада 2026, 09:41" in page
    assert 'datetime="2026-11-23T07:41:05Z"' in page
    assert '<a href="/section/misto.html"><bdi>Місто</bdi></a>' in page
    assert "Ірина Гай" in page
    assert "Тарас Лука</bdi></a> (фото)" in page


def test_it_reads_no_live_list_so_that_publications_leave_it_alone() -> None:
    h = house().put(article("a1", picture=USE, bylines=(byline("hai"),), related=("a0",)))
    h.doors.forget()
    h.family_render("article", "a1")
    assert not [s for s in h.doors.reads if s.startswith(("window:", "leaf:", "leaves:"))]
    assert "aged:a1" in h.doors.reads


def test_a_year_old_article_says_so_at_its_head() -> None:
    h = house().put(article("a1", first_published="2024-10-02T11:05:00Z"))
    assert "понад рік" not in h.family_render("article", "a1")
    h.tick("2026-11-23T00:00:00Z")
    assert "Цій статті понад рік: її опубліковано 2 жовтня 2024 року." in h.family_render(
        "article", "a1"
    )


def test_changed_shows_only_for_a_change_that_matters() -> None:
    assert "змінено" not in page_of(article("a1"))
    page = page_of(article("a1", changed="2026-11-24T10:00:00Z"))
    assert "24 листопада 2026, 12:00" in page
    assert data_of(page)[0]["dateModified"] == "2026-11-24T10:00:00Z"


def test_a_link_to_an_article_that_is_not_public_is_plain_text() -> None:
    spans = (Span("є ", link=ArticleLink("a2")), Span("нема", link=ArticleLink("draft")))
    one = article("a1", body=(Text("t", (Paragraph("p", spans),)),))
    page = page_of(one, article("a2"))
    links = [text_of(a) for a in block(page, "p").iter() if a.tag == "a"]
    # The last is the paragraph's own address.
    assert links == ["є ", ""]
    assert text_of(block(page, "p")) == "є нема"


def test_links_to_entities_and_the_web() -> None:
    spans = (
        Span("рубрика", link=EntityLink("section", "misto")),
        Span("людина", link=EntityLink("contributor", "hai")),
        Span("невідоме", link=EntityLink("picture", "bridge")),
        Span("мережа", link=WebLink("https://example.org/?a=1&b=2")),
        Span("лист", link=WebLink("mailto:a@example.org")),
        Span("зло", link=WebLink("java\nscript:alert(1)")),
    )
    page = page_of(article("a1", body=(Text("t", (Paragraph("p", spans),)),)))
    found = [a.get("href") for a in block(page, "p").iter() if a.tag == "a"]
    assert found == [
        "/section/misto.html",
        "/contributor/hai.html",
        "https://example.org/?a=1&b=2",
        "mailto:a@example.org",
        "#b-p",
    ]


def test_a_withdrawn_section_or_contributor_never_stops_the_page() -> None:
    h = house().put(article("a1", picture=USE, bylines=(byline("hai"), byline("nobody"))))
    for kind, subject in (
        ("section", "misto"),
        ("contributor", "hai"),
        ("credit", "dsns"),
        ("picture", "bridge"),
    ):
        h.seal(kind, subject, None)
    page = h.family_render("article", "a1")
    assert "Ірина Гай" not in page
    assert "<figure" not in page


def test_machine_data_follow_the_genre() -> None:
    one = article("a1", picture=USE, bylines=(byline("hai"),), topics=("voda",), genre="opinion")
    news, crumbs = data_of(page_of(one))
    assert news["@type"] == "OpinionNewsArticle"
    assert news["author"] == [
        {"@type": "Person", "name": "Ірина Гай", "url": f"{BASE}/contributor/hai.html"}
    ]
    assert news["image"]["creditText"] == "ДСНС"
    assert news["publisher"]["@type"] == "NewsMediaOrganization"
    assert news["keywords"] == ["Вода"]
    assert [step["name"] for step in crumbs["itemListElement"]] == [
        "Надріччя",
        "Місто",
        one.headline,
    ]


def test_advertising_is_named_before_anything_else() -> None:
    page = page_of(article("a1", genre="advertising"))
    assert 'class="story paid"' in page
    assert page.index("Реклама") < page.index("<h1")
    assert data_of(page)[0]["@type"] == "AdvertiserContentArticle"


def test_translations_are_linked_where_they_are_public() -> None:
    english = article("e1", language="en", path="/en/2026/11/23/water.html", section="town")
    one = article("a1", translations={"en": "e1", "pl": "x"})
    page = page_of(one, english)
    assert f'hreflang="en" href="{BASE}/en/2026/11/23/water.html"' in page
    assert f'hreflang="uk" href="{BASE}/2026/11/23/a1.html"' in page
    alone = page_of(article("a1", translations={"en": "e1"}))
    assert "/en/2026" not in alone


def test_frames_are_allowed_for_this_page_and_loaded_after_a_click() -> None:
    body = (
        Embed("e1", "https://video.example.org/1", "Міст", "Відео", "https://frames.example.org/1"),
        Embed("e2", "https://other.example.org/2", "Без рамки", frame="http://plain.example.org/"),
    )
    page = page_of(article("a1", body=body))
    assert "frame-src https://frames.example.org;" in page
    assert "plain.example.org" not in page
    assert not all_of(page, "iframe")
    assert "https://other.example.org/2" in set(hrefs(page))
    assert "frame-src" not in page_of(article("a1"))


def test_a_quotation_and_read_also() -> None:
    quote = Quote("q", "Ми підписали воду.", "Ірина Гай", "журналістка", "hai")
    body = (quote, ReadAlso("r", ("a2", "x")))
    page = page_of(article("a1", body=body), article("a2"))
    assert "Ми підписали воду." in text_of(block(page, "q"))
    assert 'href="/contributor/hai.html"' in page
    assert len([a for a in block(page, "r").iter() if a.tag == "a"]) == 1
    assert "b-r" not in page_of(article("a1", body=(ReadAlso("r", ("x",)),)))


@pytest.mark.parametrize(("prefix", "expected"), [("uk", "/live/1/uk/"), ("en", "/live/1/en/")])
def test_the_living_feed_is_a_link_that_a_script_fills(prefix: str, expected: str) -> None:
    one = article("a1", language=prefix, section="misto")
    page = page_of(one)
    feed = next(e for e in all_of(page, "aside"))
    assert feed.get("data-live") == f"{expected}latest.html"
    latest = "/latest.html" if prefix == "uk" else "/en/latest.html"
    assert [a.get("href") for a in feed.iter() if a.tag == "a"] == [latest]


def test_the_colour_of_a_section_is_named_by_hash_in_the_policy() -> None:
    h = house().put(article("a1"))
    odd = Section("misto", "uk", "Місто", "/section/misto.html", colour="#fff")
    h.seal("section", "misto", odd)
    assert "--section" not in h.family_render("article", "a1")
    page = house().put(article("a1", body=(text("Так"),))).family_render("article", "a1")
    assert "--section:light-dark(" in page
    assert "unsafe" not in page
