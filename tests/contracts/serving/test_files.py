"""What is served: types, caching, encodings, conditions, ranges."""

from __future__ import annotations

import os

import pytest

from tests.contracts.serving.edition import ARTICLE, BARE, DAY, MTIME, PAGES, put, take

pytestmark = [pytest.mark.served, pytest.mark.serial]

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
NO_CACHE = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"
PAGE = f"/{DAY}/mist.html"

KINDS = [
    ("/", HTML, NO_CACHE),
    ("/index.html", HTML, NO_CACHE),
    ("/en/", HTML, NO_CACHE),
    (PAGE, HTML, NO_CACHE),
    ("/section/misto.html", HTML, NO_CACHE),
    ("/leaf/latest/5f2c.html", HTML, NO_CACHE),
    ("/google1234.html", HTML, NO_CACHE),
    ("/live/1/uk/latest.html", HTML, "public, max-age=15"),
    ("/assets/main.3f9a.css", "text/css; charset=utf-8", FOR_EVER),
    ("/assets/feed.77c1.js", "text/javascript; charset=utf-8", FOR_EVER),
    ("/assets/logo.91ab.svg", "image/svg+xml; charset=utf-8", FOR_EVER),
    ("/assets/onest.18de.woff2", "font/woff2", FOR_EVER),
    ("/assets/mark.5e1d.png", "image/png", FOR_EVER),
    ("/media/ab/cd/mist-640.avif", "image/avif", FOR_EVER),
    ("/media/ab/cd/mist-640.jpg", "image/jpeg", FOR_EVER),
    ("/feeds/latest.xml", RSS, NO_CACHE),
    ("/feeds/section/misto.xml", RSS, NO_CACHE),
    ("/en/feeds/latest.xml", RSS, NO_CACHE),
    ("/feeds/latest.atom.xml", "application/atom+xml; charset=utf-8", NO_CACHE),
    ("/feeds/latest.json", "application/feed+json; charset=utf-8", NO_CACHE),
    ("/sitemap.xml", XML, NO_CACHE),
    ("/sitemap-news.xml", XML, NO_CACHE),
    ("/sitemaps/2026-11.xml", XML, NO_CACHE),
    ("/robots.txt", "text/plain; charset=utf-8", NO_CACHE),
    ("/ads.txt", "text/plain; charset=utf-8", NO_CACHE),
    ("/favicon.ico", "image/x-icon", NO_CACHE),
    ("/downloads/archive.tar.gz", "application/gzip", NO_CACHE),
    ("/downloads/budget.gz", "application/gzip", NO_CACHE),
    ("/downloads/zvit.PDF", "application/pdf", NO_CACHE),
    ("/downloads/readme", "application/octet-stream", NO_CACHE),
    ("/.well-known/security.txt", "text/plain; charset=utf-8", NO_CACHE),
]


@pytest.mark.parametrize(("target", "kind", "caching"), KINDS, ids=[kind[0] for kind in KINDS])
def test_type_and_caching(client, target, kind, caching):
    for encodings in ({}, {"accept_encoding": "gzip, deflate, br, zstd"}):
        answer = client.get(target, **encodings)
        assert answer.code == 200
        assert answer.get("content-type") == kind
        assert answer.get("cache-control") == caching
        assert answer.get("etag")
        assert answer.get("last-modified") == "Tue, 14 Nov 2023 22:13:20 GMT"


WITH_ADDRESS = [path for path in PAGES if path != "404.html" and not path.endswith(".gone")]


@pytest.mark.parametrize("path", WITH_ADDRESS)
def test_the_body_is_the_file_in_each_encoding(client, path):
    for encoding in ("identity", "gzip", "br"):
        answer = client.get(f"/{path}", accept_encoding=encoding)
        assert answer.encoding == encoding
        assert answer.decoded.decode() == PAGES[path]


@pytest.mark.parametrize(
    ("accepted", "served"),
    [
        (None, {"identity"}),
        ("", {"identity"}),
        ("identity", {"identity"}),
        ("zstd, deflate", {"identity"}),
        ("gzip", {"gzip"}),
        ("br", {"br"}),
        ("gzip, br", {"br"}),
        ("gzip, deflate, br, zstd", {"br"}),
        ("gzip;q=0.5, br;q=1.0", {"br"}),
        ("gzip;q=1.0, br;q=0.1", {"br", "gzip"}),
        ("br;q=0, gzip", {"gzip"}),
        ("br;q=0.0, gzip;q=1", {"gzip"}),
        ("gzip;q=0, br", {"br"}),
        ("gzip;q=0", {"identity"}),
        ("br;q=0", {"identity"}),
        ("br;q=0, gzip;q=0", {"identity"}),
        ("*;q=0", {"identity"}),
    ],
)
def test_encodings_are_negotiated(client, accepted, served):
    answer = client.get(PAGE, **({} if accepted is None else {"accept_encoding": accepted}))
    assert answer.code == 200
    assert answer.encoding in served
    assert answer.decoded.decode() == ARTICLE
    assert answer.get("vary") == "Accept-Encoding"


def test_a_proxy_on_the_way_gets_siblings_too(client):
    answer = client.get(PAGE, accept_encoding="gzip", via="1.1 proxy.example")
    assert answer.encoding == "gzip"


def test_a_sibling_that_is_not_there_is_not_needed(client):
    both = client.get(f"/{DAY}/bez-stysnennia.html", accept_encoding="br, gzip")
    assert (both.code, both.encoding, both.get("vary")) == (200, "identity", "Accept-Encoding")
    assert both.body.decode() == ARTICLE
    half = client.get(f"/{DAY}/lyshe-gzip.html", accept_encoding="br, gzip")
    assert (half.code, half.encoding) == (200, "gzip")
    assert half.decoded.decode() == ARTICLE


@pytest.mark.parametrize("path", ["assets/mark.5e1d.png", "downloads/archive.tar.gz"])
def test_what_is_not_compressed_is_sent_as_it_is(client, path):
    answer = client.get(f"/{path}", accept_encoding="br, gzip")
    assert answer.encoding == "identity"
    assert answer.body == BARE[path]
    assert answer.get("vary") is None


def test_an_owners_archive_is_not_taken_for_a_sibling(server, client):
    (server.edition / "downloads" / "budget").write_text("another file of the owner")
    assert client.get("/downloads/budget", accept_encoding="gzip").encoding == "identity"
    assert client.get("/downloads/budget.gz").code == 200


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("target", [PAGE, "/", "/feeds/latest.xml", "/assets/main.3f9a.css"])
def test_revalidation(client, target, encoding):
    first = client.get(target, accept_encoding=encoding)
    by_tag = client.get(target, accept_encoding=encoding, if_none_match=first.get("etag"))
    by_time = client.get(
        target, accept_encoding=encoding, if_modified_since=first.get("last-modified")
    )
    for again in (by_tag, by_time):
        assert again.code == 304
        assert again.body == b""
        assert again.get("etag") == first.get("etag")
        assert again.get("cache-control") == first.get("cache-control")
        assert again.get("vary") == "Accept-Encoding"
    assert client.get(target, accept_encoding=encoding, if_none_match='"other"').code == 200
    assert client.get(target, if_modified_since="Tue, 14 Nov 2023 22:13:19 GMT").code == 200


def test_each_encoding_has_its_own_tag(client):
    tags = {client.get(PAGE, accept_encoding=e).get("etag") for e in ("identity", "gzip", "br")}
    assert len(tags) == 3


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
def test_a_change_of_equal_length_is_seen_at_once(server, client, encoding):
    path = server.edition / DAY / "zminena.html"
    put(path, "<p>Було сто людей." + "." * 400)
    first = client.get(f"/{DAY}/zminena.html", accept_encoding=encoding)
    put(path, "<p>Було три люди!." + "." * 400, MTIME + 1)
    condition = {"if_none_match": first.get("etag"), "accept_encoding": encoding}
    second = client.get(f"/{DAY}/zminena.html", **condition)
    take(path)
    assert second.code == 200
    assert "три люди" in second.decoded.decode()


@pytest.mark.parametrize("encoding", ["identity", "gzip", "br"])
@pytest.mark.parametrize("target", [PAGE, "/en/", "/live/1/uk/latest.html", "/robots.txt"])
def test_head_says_what_get_would(client, target, encoding):
    asked = client.get(target, accept_encoding=encoding)
    told = client.head(target, accept_encoding=encoding)
    assert told.code == 200
    assert told.body == b""
    assert told.get("content-length") == str(len(asked.body))
    ours = ("content-type", "cache-control", "etag", "last-modified", "vary", "content-encoding")
    assert [told.get(name) for name in ours] == [asked.get(name) for name in ours]


def test_a_range_of_a_picture(client):
    whole = BARE["media/ab/cd/mist-640.jpg"]
    answer = client.get("/media/ab/cd/mist-640.jpg", range="bytes=0-9")
    assert answer.code == 206
    assert answer.body == whole[:10]
    assert answer.get("content-range") == f"bytes 0-9/{len(whole)}"
    assert answer.get("cache-control") == FOR_EVER
    tail = client.get("/media/ab/cd/mist-640.jpg", range="bytes=-5")
    assert (tail.code, tail.body) == (206, whole[-5:])


def test_a_range_of_a_page_belongs_to_its_encoding(client):
    for encoding in ("identity", "gzip", "br"):
        whole = client.get(PAGE, accept_encoding=encoding)
        part = client.get(PAGE, accept_encoding=encoding, range="bytes=5-24")
        assert part.code in (200, 206)
        assert part.encoding == encoding
        assert part.body == (whole.body[5:25] if part.code == 206 else whole.body)


def test_a_range_outside_the_file(client):
    assert client.get("/media/ab/cd/mist-640.jpg", range="bytes=90000-").code == 416


def test_a_range_of_another_version_is_the_whole(client):
    answer = client.get("/media/ab/cd/mist-640.jpg", range="bytes=0-9", if_range='"other"')
    assert (answer.code, answer.body) == (200, BARE["media/ab/cd/mist-640.jpg"])


@pytest.mark.parametrize(
    "target",
    [
        "/downloads/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8%20%D0%BC%D1%96%D1%81%D1%82%D0%B0.html",
        "/downloads/%d0%bd%d0%be%d0%b2%d0%b8%d0%bd%d0%b8%20%d0%bc%d1%96%d1%81%d1%82%d0%b0.html",
        "/downloads/новини%20міста.html",
    ],
)
def test_a_path_beyond_ascii(client, target):
    answer = client.get(target)
    assert answer.code == 200
    assert answer.get("content-type") == HTML
    assert "Не лише латинкою" in answer.body.decode()


@pytest.mark.parametrize("query", ["?", "?utm_source=x", "?a=../../x", "?//", "?%00", "?x=.gone"])
def test_a_query_changes_nothing(client, query):
    assert client.get(PAGE + query).body.decode() == ARTICLE


def test_a_file_that_appears_is_served_without_a_reload(server, client):
    path = server.edition / DAY / "nova.html"
    assert client.get(f"/{DAY}/nova.html").code == 404
    put(path, ARTICLE)
    assert client.get(f"/{DAY}/nova.html", accept_encoding="br").encoding == "br"
    take(path)
    assert client.get(f"/{DAY}/nova.html").code == 404


def test_a_page_replaced_while_it_is_read_is_whole(server, client):
    path = server.edition / DAY / "zamina.html"
    texts = [letter * 30_000 for letter in "аб"]
    put(path, texts[0])
    for turn in range(40):
        fresh = path.with_name(".new")
        fresh.write_text(texts[turn % 2])
        os.replace(fresh, path)
        answer = client.get(f"/{DAY}/zamina.html")
        assert answer.body.decode() in texts
    take(path)
