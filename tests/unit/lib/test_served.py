"""Headers of a file by its path: the same for servers and for buckets."""

from __future__ import annotations

import pytest

from shpalta.lib.served import cache_control, content_type


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/2026/11/23/a.html", "text/html; charset=utf-8"),
        ("/feeds/all.xml", "application/rss+xml; charset=utf-8"),
        ("/en/feeds/all.atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feeds/all.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/assets/serif.0123456789ab.woff2", "font/woff2"),
        ("/ads.txt", "text/plain; charset=utf-8"),
        ("/.well-known/security", "application/octet-stream"),
        ("/html", "application/octet-stream"),
        ("/strange.exe", "application/octet-stream"),
    ],
)
def test_type(path, expected):
    assert content_type(path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "no-cache"),
        ("/2026/11/23/a.html", "no-cache"),
        ("/media/ab/cd.avif", "public, max-age=31536000, immutable"),
        ("/assets/site.css", "public, max-age=31536000, immutable"),
        ("/live/1/uk.html", "public, max-age=15"),
        ("/2026/assets/a.html", "no-cache"),
    ],
)
def test_caching(path, expected):
    assert cache_control(path) == expected
