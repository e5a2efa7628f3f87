"""The page of an article."""

import json
import re
from typing import Any

import pytest

from shpalta.records import (
    Article,
    ArticleLink,
    Embed,
    EntityLink,
    Exchange,
    Gallery,
    Paragraph,
    PictureUse,
    Quote,
    ReadAlso,
    Section,
    Series,
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
    assert 'class="story advertising"' in page
    labels = [e for e in all_of(page, "p") if "ad-label" in e.get("class", "")]
    assert [text_of(e).split()[0] for e in labels] == ["Реклама", "Реклама"]
    first, last = (m.start() for m in re.finditer('class="ad-label', page))
    assert first < page.index("<h1") < page.index('class="text"') < last
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


# -- genres ---------------------------------------------------------------------------------------


def test_an_interview_names_who_answers_and_every_paragraph_has_its_place() -> None:
    answer = (Paragraph("x1", (Span("Перша відповідь."),)), Paragraph("x2", (Span("Далі."),)))
    body = (
        Exchange("e1", "Скільки води?", answer, "Олена Степ"),
        Exchange("e2", "А потім?", (Paragraph("x3", (Span("Потім осінь."),)),)),
    )
    page = page_of(article("a1", genre="interview", body=body))
    first, second = block(page, "e1"), block(page, "e2")
    assert text_of(first).split("\n")[0] == "Скільки води?Олена Степ"
    assert "Олена Степ" not in text_of(second)
    assert [text_of(block(page, x)) for x in ("x1", "x2", "x3")] == [
        "Перша відповідь.", "Далі.", "Потім осінь.",
    ]  # fmt: skip


def test_the_words_of_an_interview_count_as_time_to_read() -> None:
    answer = (Paragraph("x1", (Span("я" * 3300),)),)
    page = page_of(article("a1", body=(Exchange("e1", "Чому?", answer),)))
    assert "3 хв" in page


def test_an_opinion_shows_whose_it_is() -> None:
    page = page_of(article("a1", genre="opinion", bylines=(byline("luka"), byline("hai"))))
    portrait = next(e for e in all_of(page, "img") if "/media/portrait/" in e.get("src"))
    assert portrait.get("alt") == ""
    assert "особистий погляд" in page
    plain = page_of(article("a1", bylines=(byline("hai"),)))
    assert "/media/portrait/" not in plain
    assert "особистий погляд" not in plain


def test_a_gallery_shows_its_pictures_in_order_with_its_own_sheet() -> None:
    uses = (USE, PictureUse("map", "Мапа", "Друга"), PictureUse("gone"), PictureUse("map"))
    page = page_of(article("a1", genre="gallery", body=(Gallery("g", uses, "Вісім мостів"),)))
    captions = [text_of(e) for e in block(page, "g").iter() if e.get("class") == "caption"]
    assert captions == ["Водозабір нижче мосту.", "Друга"]
    assert len([e for e in block(page, "g").iter() if e.tag == "figure"]) == 3
    assert text_of(next(e for e in block(page, "g").iter() if e.tag == "h2")) == "Вісім мостів"
    assert "/assets/genres." in page
    assert "/assets/genres." not in page_of(article("a1"))
    assert "b-g" not in page_of(article("a1", body=(Gallery("g", (PictureUse("gone"),)),)))


def part(number: int, **values: Any) -> Article:
    day = f"2026-11-{number:02}"
    given = {"series": "richka", "part": number, "first_published": f"{day}T08:00:00Z", "day": day}
    return article(f"s{number}", headline=f"Частина {number}", **(given | values))


def box_of(page: str) -> str:
    found = next(e for e in all_of(page, "nav") if e.get("aria-labelledby") == "series")
    return " ".join(text_of(found).split())


def test_a_part_leads_to_the_parts_beside_it() -> None:
    h = house().put(part(1), part(2), part(3))
    page = h.family_render("article", "s2")
    assert box_of(page) == "Серія: Ріка, частина 2 Перед цим: Частина 1 Далі: Частина 3"
    assert box_of(h.family_render("article", "s1")) == "Серія: Ріка, частина 1 Далі: Частина 2"
    assert box_of(h.family_render("article", "s3")).endswith("Далі буде.")
    h.seal("series", "richka", Series("richka", "uk", "Ріка", "/series/richka.html", complete=True))
    assert box_of(h.family_render("article", "s3")).endswith("Це остання частина.")
    h.seal("article", "s1", None)
    assert "Частина 1" not in h.family_render("article", "s2")


def test_a_series_that_is_not_there_leaves_no_box() -> None:
    h = house().put(part(1))
    h.seal("series", "richka", None)
    assert 'id="series"' not in h.family_render("article", "s1")
