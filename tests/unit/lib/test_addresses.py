"""Public addresses: what stands here cannot change after a newsroom is live."""

from __future__ import annotations

import posixpath
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.lib import addresses
from shpalta.lib.addresses import (
    PATH_BYTES,
    SEGMENT_BYTES,
    SLUG_BYTES,
    AddressError,
    article_path,
    check_path,
    check_slug,
    entity_path,
    free_slug,
    is_of_articles,
    is_of_site,
    language_prefix,
    page_path,
    slug_of,
)

# Cabinet of Ministers of Ukraine, resolution 55 of 27 January 2010: the table's own examples.
TABLE = {
    "Алушта": "alushta", "Андрій": "andrii", "Борщагівка": "borshchahivka", "Вінниця": "vinnytsia",
    "Володимир": "volodymyr", "Гадяч": "hadiach", "Богдан": "bohdan", "Згурський": "zghurskyi",
    "Ґалаґан": "galagan", "Ґорґани": "gorgany", "Донецьк": "donetsk", "Рівне": "rivne",
    "Єнакієве": "yenakiieve", "Гаєвич": "haievych", "Короп’є": "koropie", "Житомир": "zhytomyr",
    "Запоріжжя": "zaporizhzhia", "Закарпаття": "zakarpattia", "Медвин": "medvyn",
    "Іванків": "ivankiv", "Їжакевич": "yizhakevych", "Кадиївка": "kadyivka", "Мар’їне": "marine",
    "Йосипівка": "yosypivka", "Стрий": "stryi", "Олексій": "oleksii", "Київ": "kyiv",
    "Лебедин": "lebedyn", "Миколаїв": "mykolaiv", "Ніжин": "nizhyn", "Одеса": "odesa",
    "Полтава": "poltava", "Решетилівка": "reshetylivka", "Суми": "sumy", "Тернопіль": "ternopil",
    "Ужгород": "uzhhorod", "Фастів": "fastiv", "Харків": "kharkiv", "Біла Церква": "bila-tserkva",
    "Чернівці": "chernivtsi", "Шостка": "shostka", "Щербухи": "shcherbukhy", "Юрій": "yurii",
    "Корюківка": "koriukivka", "Яготин": "yahotyn", "Ярошенко": "yaroshenko",
    "Знам’янка": "znamianka", "Феодосія": "feodosiia", "Розгін": "rozghin",
}  # fmt: skip


@pytest.mark.parametrize(("name", "slug"), TABLE.items())
def test_the_official_table(name, slug):
    assert slug_of(name) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Мер каже: «Міст — буде!»", "mer-kazhe-mist-bude"),
        ("м'яч м’яч мʼяч м`яч", "miach-miach-miach-miach"),
        ("  Ціна 5,5 грн…  ", "tsina-5-5-hrn"),
        ("Café Zürich naïve", "cafe-zurich-naive"),
        ("ﬁ ① ½", "fi-1-1-2"),
        ("漢字", "stattia"),
        ("", "stattia"),
        ("---", "stattia"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("a\x00b\u202ec\nd", "a-bc-d"),
        ("Київ–Львів—Одеса", "kyiv-lviv-odesa"),
        ("не\u00adпереносьте", "neperenoste"),
        ("Wałęsa", "waesa"),
        ("й", "y"),
        ("и\u0306", "y"),
        ("мій и\u0306", "mii-y"),
    ],
)
def test_slugs_of_anything(text, slug):
    assert slug_of(text) == slug


@given(st.text(max_size=400))
def test_a_slug_is_always_a_slug(text):
    slug = slug_of(text)
    assert check_slug(slug) == slug
    assert slug.isascii()
    assert slug == slug.lower()
    assert 0 < len(slug) <= SLUG_BYTES
    assert check_path(article_path(date(2026, 11, 23), slug)).endswith(f"/{slug}.html")


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ", min_size=1, max_size=600))
def test_a_long_headline_is_cut_between_words(text):
    whole = re.sub("[^a-z0-9]+", "-", slug_of(text[:60]))
    slug = slug_of(text)
    assert len(slug) <= SLUG_BYTES
    if len(slug_of(text[:60])) < 60 and slug != "stattia" and len(text) <= 60:
        assert slug == whole


def test_a_slug_ends_at_a_word():
    words = " ".join(["слово"] * 80)
    slug = slug_of(words)
    assert SLUG_BYTES - 6 < len(slug) <= SLUG_BYTES
    assert set(slug.split("-")) == {"slovo"}
    assert slug_of("я" * 500) == ("ia" * 500)[:SLUG_BYTES] or len(slug_of("я" * 500)) == SLUG_BYTES


@given(st.lists(st.sampled_from(["mist", "m" * 180, "m" * 179 + "-", "m-" * 90]), max_size=30))
def test_a_free_slug_is_free_and_short_enough(texts):
    taken: set[str] = set()
    for text in texts:
        slug = free_slug(slug_of(text), taken)
        assert slug not in taken
        assert check_slug(slug) == slug
        taken.add(slug)


def test_collisions_count_from_two():
    assert free_slug("mist", set()) == "mist"
    assert free_slug("mist", {"mist"}) == "mist-2"
    assert free_slug("mist", {"mist", "mist-2", "mist-4"}) == "mist-3"
    long = free_slug("m" * SLUG_BYTES, {"m" * SLUG_BYTES})
    assert long == "m" * (SLUG_BYTES - 2) + "-2"


@pytest.mark.parametrize(
    "slug",
    ["", "-", "a-", "-a", "a--b", "A", "ї", "a/b", "a.b", "..", "a b", "a\n", "a\x00", "m" * 181,
     "a%2e"],
)  # fmt: skip
def test_what_is_no_slug(slug):
    with pytest.raises(AddressError):
        check_slug(slug)
    with pytest.raises(AddressError):
        article_path(date(2026, 11, 23), slug)
    with pytest.raises(AddressError):
        entity_path("section", slug)


def test_addresses():
    day = date(2026, 1, 2)
    assert article_path(day, "mist") == "/2026/01/02/mist.html"
    assert article_path(day, "mist", "/en") == "/en/2026/01/02/mist.html"
    assert entity_path("section", "misto") == "/section/misto.html"
    assert page_path("pro-nas") == "/pro-nas.html"
    assert page_path("about", "/en") == "/en/about.html"
    assert language_prefix("uk", "uk") == ""
    assert language_prefix("pt-BR", "uk") == "/pt-br"
    with pytest.raises(AddressError):
        language_prefix("../x", "uk")


hostile = st.text(alphabet="./\\%2eaA~\x00\n\r \u2024\uff0e\u2215ї-_", max_size=30)


@given(st.text() | hostile | hostile.map(lambda text: f"/{text}"))
def test_every_path_is_refused_or_lies_inside(path):
    """Law 7."""
    try:
        assert check_path(path) == path
    except AddressError:
        return
    root = "/srv/edition"
    assert posixpath.normpath(f"{root}{path}") == f"{root}{path}"
    assert path.isascii()
    assert len(path.encode()) <= PATH_BYTES
    assert not set(path) & set("\\%\x00\n\r ?#:*\"<>|'")
    for segment in path[1:].split("/"):
        assert segment
        assert not segment.startswith(".")
        assert len(segment) <= SEGMENT_BYTES


@pytest.mark.parametrize(
    "path",
    ["", "/", "a", "//", "/a//b", "/a/", "/.", "/..", "/../a", "/a/../b", "/a/./b", "/.git/config",
     "/a\\..\\b", "/%2e%2e/a", "/a\x00.html", "/a\n", "/ї.html", "/a b", "/a?b", "/a#b",
     "/" + "a" * 221, "/a" * 451, "https://x/a"],
)  # fmt: skip
def test_what_is_no_path(path):
    with pytest.raises(AddressError):
        check_path(path)


@pytest.mark.parametrize(
    "path",
    ["/index.html", "/en/index.html", "/pt-br/latest.html", "/404.html", "/robots.txt",
     "/sitemap.xml", "/sitemap-news.xml", "/sitemaps/uk/a.xml", "/section/misto.html",
     "/en/contributor/x.html", "/assets/site.css", "/media/a/b.jpeg", "/leaf/all/uk/a.html",
     "/live/1/uk/latest.html", "/feeds/uk/all.xml", "/topic", "/series/mosty.html",
     "/archive.html", "/en/archive/2026-11-23.html"],
)  # fmt: skip
def test_what_the_site_makes_for_itself(path):
    assert is_of_site(path)
    assert not is_of_articles(path)


def test_what_articles_may_come_to_have():
    for path in ("/2026/11/23/mist.html", "/en/2026/11/23/mist.html", "/2026/11/23/mist.html.gone"):
        assert is_of_articles(path)
        assert not is_of_site(path)
    for path in ("/ads.txt", "/news/2019/17.html", "/.well-known/a.txt", "/sections/x.html"):
        assert not is_of_articles(path)
        assert not is_of_site(path)


def test_an_error_is_short_and_names_the_place():
    with pytest.raises(AddressError, match="unsafe part '\\.\\.'") as caught:
        check_path("/a/../b")
    assert len(str(caught.value)) < 300
    with pytest.raises(AddressError) as caught:
        check_path("x" * 100_000)
    assert len(str(caught.value)) < 300


def test_nothing_else_is_an_address_module_s_business():
    assert issubclass(AddressError, ValueError)
    assert addresses.SLUG_BYTES == 180
