"""What pages say to machines: schema.org by genre, people, series, pictures; nothing made up."""

import json
from typing import Any

import msgspec
import pytest

from shpalta.lib.digests import digest
from shpalta.records import (
    Account,
    Contributor,
    Credit,
    Gallery,
    Icon,
    Picture,
    PictureUse,
    Social,
)
from tests.checks.problem import assert_none
from tests.checks.structured import (
    opengraph,
    opengraph_problems,
    structured_problems,
    types,
)
from tests.unit.website.house import (
    BASE,
    OUTLET,
    USE,
    House,
    article,
    byline,
    house,
    renditions,
)
from tests.unit.website.reading import all_of

ICONS = tuple(Icon(width, digest(str(width).encode())) for width in (32, 180, 192, 512))
GENRES = {
    "news": "NewsArticle",
    "report": "ReportageNewsArticle",
    "interview": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "advertising": "AdvertiserContentArticle",
    "gallery": "NewsArticle",
}


def data_of(page: str) -> list[dict[str, Any]]:
    assert_none(structured_problems(page))
    [script] = [s for s in all_of(page, "script") if s.get("type") == "application/ld+json"]
    graph: list[dict[str, Any]] = json.loads(script.text)["@graph"]
    return graph


def article_data(h: House, **values: Any) -> dict[str, Any]:
    h.put(article("a1", **values))
    return data_of(h.family_render("article", "a1"))[0]


@pytest.mark.parametrize("genre", GENRES)
def test_each_genre_has_its_type(genre: Any) -> None:
    found = article_data(house(), genre=genre)
    assert found["@type"] == GENRES[genre]
    assert ("genre" in found) == (genre == "interview")


def test_a_gallery_s_page_is_a_gallery_of_its_pictures() -> None:
    block = Gallery("g", (USE, PictureUse("map", "Мапа"), PictureUse("none", "Немає")))
    found = article_data(house(), genre="gallery", body=(block,))
    assert found["mainEntityOfPage"] == {
        "@type": "ImageGallery",
        "@id": f"{BASE}/2026/11/23/a1.html",
    }
    assert [image["@type"] for image in found["associatedMedia"]] == ["ImageObject"] * 2
    assert found["associatedMedia"][0]["caption"] == USE.caption


def test_a_part_says_what_it_is_part_of() -> None:
    found = article_data(house(), series="richka", part=2)
    address = f"{BASE}/series/richka.html"
    assert found["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "@id": f"{address}#series",
        "name": "Ріка",
        "url": address,
    }
    assert found["position"] == 2
    assert "position" not in article_data(house(), series="richka")
    assert "isPartOf" not in article_data(house(), series="none", part=1)


def test_a_date_of_change_only_where_a_change_mattered() -> None:
    assert "dateModified" not in article_data(house())
    assert article_data(house(), changed="2026-11-24T10:00:00Z")["dateModified"]


def test_everyone_by_what_they_did() -> None:
    people = (byline("hai"), byline("luka", "photographer"), byline("nobody"))
    found = article_data(house(), bylines=people)
    assert [one["name"] for one in found["author"]] == ["Ірина Гай"]
    assert [one["name"] for one in found["contributor"]] == ["Тарас Лука"]
    alone = article_data(house(), bylines=(byline("luka", "translator"),))
    assert alone["author"] == {"@id": f"{BASE}/#outlet"}
    assert alone["translator"][0]["name"] == "Тарас Лука"


def test_languages_lead_to_each_other() -> None:
    h = house().put(
        article("a1", translations={"en": "e1", "pl": "e1"}),
        article("e1", language="en", path="/en/e1.html", section="town", translations={"uk": "a1"}),
    )
    uk, en = (h.family_render("article", one) for one in ("a1", "e1"))
    [other] = data_of(uk)[0]["workTranslation"]
    assert other == {"@type": "NewsArticle", "@id": f"{BASE}/en/e1.html", "inLanguage": "en"}
    assert data_of(en)[0]["translationOfWork"][0]["@id"] == f"{BASE}/2026/11/23/a1.html"
    expected = {
        "uk": f"{BASE}/2026/11/23/a1.html",
        "en": f"{BASE}/en/e1.html",
        "x-default": f"{BASE}/2026/11/23/a1.html",
    }
    assert languages(uk) == languages(en) == expected
    h.seal("article", "e1", None)
    alone = h.family_render("article", "a1")
    assert languages(alone) == {}
    assert "workTranslation" not in data_of(alone)[0]


def languages(page: str) -> dict[str, str]:
    links = (e for e in all_of(page, "link") if e.get("rel") == "alternate" and e.get("hreflang"))
    return {link.get("hreflang"): link.get("href") for link in links}


def test_fronts_and_free_pages_lead_to_their_languages() -> None:
    h = house()
    fronts = {"uk": f"{BASE}/", "en": f"{BASE}/en/index.html", "x-default": f"{BASE}/"}
    assert languages(h.family_render("front", "uk")) == fronts
    assert languages(h.family_render("front", "en")) == fronts
    about = f"{BASE}/about.html"
    pages = {"uk": about, "en": f"{BASE}/en/about.html", "x-default": about}
    assert languages(h.family_render("page", "about")) == pages
    page = data_of(h.family_render("page", "about"))[0]
    assert page["workTranslation"][0]["@id"] == pages["en"]
    assert page["dateModified"] == "2026-01-05T10:00:00Z"


# -- pictures -------------------------------------------------------------------------------------


def picture_data(**values: Any) -> dict[str, Any]:
    h = house()
    given = {"width": 1600, "height": 1000, "kind": "news", "credit": "dsns", **values}
    h.seal("picture", "bridge", Picture("bridge", **given, renditions=renditions("bridge")))
    found: dict[str, Any] = article_data(h, picture=USE)["image"]
    return found


def test_a_picture_says_whose_it_is_and_on_what_terms() -> None:
    found = picture_data(licence="https://creativecommons.org/licenses/by/4.0/")
    assert found["creditText"] == "ДСНС"
    assert found["creator"] == {
        "@type": "Organization",
        "name": "ДСНС",
        "url": "https://dsns.example.org/",
    }
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["contentUrl"] == found["url"]
    assert "license" not in picture_data(licence="За домовленістю")


@pytest.mark.parametrize(
    ("kind", "taken", "source"),
    [
        ("generated", "", "TrainedAlgorithmicMedia"),
        ("collage", "", "Composite"),
        ("screenshot", "", "ScreenCapture"),
        ("news", "2026-11-20", "DigitalCapture"),
        ("news", "", None),
        ("illustrative", "2026-11-20", None),
        ("archive", "1998-01-01", None),
        ("map", "", None),
    ],
)
def test_how_a_picture_came_to_be_is_said_where_it_is_known(
    kind: str, taken: str, source: str | None
) -> None:
    expected = f"https://schema.org/{source}DigitalSource" if source else None
    assert picture_data(kind=kind, taken=taken).get("digitalSourceType") == expected


@pytest.mark.parametrize(
    ("kind", "creator"),
    [
        ("staff", "Person"),
        ("reader", "Person"),
        ("agency", "Organization"),
        ("outlet", None),
        ("social", ""),
        ("other", ""),
    ],
)
def test_a_creator_is_named_where_the_credit_says_what_it_is(kind: Any, creator: Any) -> None:
    h = house()
    h.seal("credit", "dsns", Credit("dsns", "Хтось", kind))
    found = article_data(h, picture=USE)["image"]
    assert found["creditText"] == "Хтось"
    if creator is None:
        assert found["creator"] == {"@id": f"{BASE}/#outlet"}
    else:
        assert found.get("creator", {}).get("@type", "") == creator


# -- people, lists, the outlet --------------------------------------------------------------------


def test_a_contributor_is_known_by_all_their_record_says() -> None:
    h = house()
    h.seal(
        "contributor",
        "hai",
        Contributor(
            "hai",
            "Ірина Гай",
            "/contributor/hai.html",
            "кореспондентка",
            "Про воду.",
            "portrait",
            ("вода", "тарифи"),
            ("uk", "en"),
            "hai@example.org",
            (Account("mastodon", "https://m.example.org/@hai"), Account("x", "javascript:1")),
        ),
    )
    found, crumbs = data_of(h.family_render("contributor", "hai", "uk"))
    person = found["mainEntity"]
    assert found["@type"] == "ProfilePage"
    assert person["knowsAbout"] == ["вода", "тарифи"]
    assert person["knowsLanguage"] == ["uk", "en"]
    assert person["sameAs"] == ["https://m.example.org/@hai"]
    assert person["email"] == "hai@example.org"
    assert person["image"]["@type"] == "ImageObject"
    assert crumbs["@type"] == "BreadcrumbList"
    bare = data_of(h.family_render("contributor", "luka", "uk"))[0]["mainEntity"]
    assert set(bare) == {"@type", "name", "url"}


def test_lists_name_their_articles_in_order() -> None:
    h = house().put(
        article("a1", first_published="2026-11-01T08:00:00Z", series="richka", topics=("voda",)),
        article("a2", first_published="2026-11-02T08:00:00Z", series="richka", topics=("voda",)),
    )
    newest_first = [f"{BASE}/2026/11/23/a{n}.html" for n in (2, 1)]
    for place in (("section", "misto"), ("topic", "voda"), ("latest", "uk")):
        found = data_of(h.family_render(*place))[0]
        assert found["@type"] == "CollectionPage"
        items = found["mainEntity"]["itemListElement"]
        assert [item["url"] for item in items] == newest_first
        assert [item["position"] for item in items] == [1, 2]
    series = data_of(h.family_render("series", "richka"))[0]
    assert [i["url"] for i in series["mainEntity"]["itemListElement"]] == newest_first[::-1]
    assert series["about"]["@type"] == "CreativeWorkSeries"


def test_the_outlet_says_what_its_settings_say() -> None:
    organization, site = data_of(house().family_render("front", "en"))
    assert organization["@type"] == "NewsMediaOrganization"
    assert organization["sameAs"] == ["https://telegram.example.org/nadrichchia"]
    assert "publishingPrinciples" not in organization
    assert "logo" not in organization
    assert (site["@type"], site["inLanguage"]) == ("WebSite", "en")
    drawn = msgspec.structs.replace(OUTLET, icons=ICONS)
    organization = data_of(house(drawn).family_render("front", "uk"))[0]
    assert organization["logo"]["url"].endswith("-512.png")


# -- cards ----------------------------------------------------------------------------------------


def card_of(page: str) -> str:
    [card] = [e.get("content") for e in all_of(page, "meta") if e.get("name") == "twitter:card"]
    return str(card)


def test_an_article_is_shared_with_its_picture_or_the_image_drawn_for_it() -> None:
    h = house().put(article("a1", picture=USE))
    page = h.family_render("article", "a1")
    assert_none(opengraph_problems(page))
    assert "/media/bridge/" in opengraph(page)["og:image"][0]
    assert opengraph(page)["og:image:alt"] == [USE.alt]
    assert opengraph(page)["article:section"] == ["Місто"]
    assert card_of(page) == "summary_large_image"
    h.seal("social", "a1", Social("a1", digest(b"drawn"), 1200, 630, 9000, "r1"))
    page = h.family_render("article", "a1")
    assert opengraph(page)["og:image"] == [f"{BASE}/media/social/a1-{digest(b'drawn')[:8]}.jpg"]
    assert opengraph(page)["og:image:width"] == ["1200"]
    assert card_of(page) == "summary_large_image"


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        (("front", "uk"), "website"),
        (("latest", "uk"), "website"),
        (("section", "misto"), "website"),
        (("topic", "voda"), "website"),
        (("series", "richka"), "website"),
        (("page", "about"), "website"),
        (("contributor", "luka", "uk"), "profile"),
        (("article", "a1"), "article"),
    ],
)
def test_every_page_can_be_shared(place: tuple[str, ...], kind: str) -> None:
    h = house(msgspec.structs.replace(OUTLET, icons=ICONS)).put(article("a1"))
    page = h.family_render(*place)
    assert_none(opengraph_problems(page))
    assert_none(structured_problems(page))
    assert types(page)
    assert opengraph(page)["og:type"] == [kind]
    assert opengraph(page)["og:image"][0].endswith("-512.png")
    assert card_of(page) == "summary"


def test_pages_that_are_nowhere_are_not_shared() -> None:
    assert opengraph(house().family_render("not-found", "uk")) == {}


def test_every_form_of_feed_is_named_where_it_stands() -> None:
    h = house()
    assert feeds(h.family_render("front", "en")) == [
        f"/feeds/en/all{end}" for end in (".xml", ".atom.xml", ".json")
    ]
    assert feeds(h.family_render("section", "misto")) == [
        f"/feeds/uk/section/misto{end}" for end in (".xml", ".atom.xml", ".json")
    ]
    assert feeds(h.family_render("topic", "voda")) == ["/feeds/uk/topic/voda.xml"]
    assert feeds(h.family_render("series", "richka")) == ["/feeds/uk/series/richka.xml"]


def feeds(page: str) -> list[str]:
    links = (e for e in all_of(page, "link") if e.get("rel") == "alternate" and e.get("type"))
    return [link.get("href") for link in links]
