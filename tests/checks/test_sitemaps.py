"""The sitemap check passes good sitemaps and finds each planted fault."""

from datetime import date

import pytest

from tests.checks.sitemaps import locations, sitemap_problems

GOOD = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://example.org/1.html</loc><lastmod>2026-11-23T07:41:05Z</lastmod>
<news:news><news:publication><news:name>G</news:name><news:language>uk</news:language>
</news:publication><news:publication_date>2026-11-23T07:41:05Z</news:publication_date>
<news:title>T</news:title></news:news></url>
<url><loc>https://example.org/2.html</loc><lastmod>2026-11-23</lastmod></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/a.xml</loc></sitemap></sitemapindex>"""

FAULTS = [
    (b"https://example.org/2.html", b"/2.html"),
    (b"https://example.org/2.html", b"https://example.org/1.html"),
    (b"https://example.org/2.html", b"https://example.com/2.html"),
    (b"https://example.org/2.html", b"https://example.org/" + b"a" * 2048),
    (b"https://example.org/2.html", "https://example.org/ї.html".encode()),
    (b"<lastmod>2026-11-23</lastmod>", b"<lastmod>yesterday</lastmod>"),
    (b"<lastmod>2026-11-23</lastmod>", b"<lastmod>2026-11-23T07:41:05</lastmod>"),
    (b"<lastmod>2026-11-23</lastmod>", b"<changed>2026-11-23</changed>"),
    (b"<news:title>T</news:title>", b""),
    (b"<news:title>T</news:title>", b"<news:title> </news:title>"),
    (b"<news:name>G</news:name>", b""),
    (b">uk<", b">Ukrainian<"),
    (b"<news:title>T</news:title>", b"<news:title>T</news:title><news:x/>"),
    (b"sitemap/0.9", b"sitemap/0.8"),
    (b"</urlset>", b""),
]


def test_good_sitemaps_pass():
    assert sitemap_problems(GOOD, host="example.org", today=date(2026, 11, 23)) == []
    assert sitemap_problems(INDEX) == []
    assert locations(INDEX) == ["https://example.org/a.xml"]


@pytest.mark.parametrize(("right", "wrong"), FAULTS)
def test_each_fault_is_found(right: bytes, wrong: bytes):
    assert right in GOOD
    assert sitemap_problems(GOOD.replace(right, wrong))


def test_an_empty_sitemap_is_a_fault():
    empty = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'
    assert sitemap_problems(empty)
    assert sitemap_problems(empty.replace(b"urlset", b"sitemapindex"))


def test_old_news_is_a_fault():
    assert sitemap_problems(GOOD, today=date(2026, 11, 27))
    assert sitemap_problems(GOOD, today=date(2026, 11, 20))


def test_too_much_news_is_a_fault():
    start, end = GOOD.index(b"<url>"), GOOD.index(b"</url>") + len(b"</url>")
    one = GOOD[start:end]
    many = [one.replace(b"1.html", b"a%d.html" % number) for number in range(1001)]
    thousand = GOOD[:start] + b"".join(many[:1000]) + GOOD[end:]
    assert sitemap_problems(thousand) == []
    assert sitemap_problems(GOOD[:start] + b"".join(many) + GOOD[end:])
