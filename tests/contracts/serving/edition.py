"""A small edition made by hand: every kind of file that a server of one meets."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli

NOT_FOUND = "<!doctype html><title>Немає такої сторінки</title>" + " " * 300
WITHDRAWN = "<!doctype html><title>Статтю відкликано</title>" + " " * 300
ARTICLE = "<!doctype html><title>Міст через Шпальту</title>" + "<p>Ріка стала." * 200
SECRET = "no reader may see this"
MTIME = 1_700_000_000

DAY = "2026/11/23"

PAGES: dict[str, str] = {
    "index.html": "<!doctype html><title>Шпальта</title>" + " " * 500,
    "404.html": NOT_FOUND,
    "en/index.html": "<!doctype html><title>Column</title>" + " " * 500,
    f"{DAY}/mist.html": ARTICLE,
    f"{DAY}/vidklykana.html.gone": WITHDRAWN,
    "en/2026/11/23/bridge.html": "<!doctype html><title>Bridge</title>" + " " * 500,
    "section/misto.html": "<!doctype html><title>Місто</title>" + " " * 500,
    "leaf/latest/5f2c.html": "<!doctype html><title>Аркуш</title>" + " " * 500,
    "live/1/uk/latest.html": "<li>Щойно</li>" * 50,
    "assets/main.3f9a.css": "body { color: black }" * 50,
    "assets/feed.77c1.js": "export const a = 1;" * 50,
    "assets/logo.91ab.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>" * 20,
    "feeds/latest.xml": "<rss version='2.0'/>" * 50,
    "feeds/section/misto.xml": "<rss version='2.0'/>" * 50,
    "feeds/latest.atom.xml": "<feed xmlns='http://www.w3.org/2005/Atom'/>" * 50,
    "feeds/latest.json": '{"version": "https://jsonfeed.org/version/1.1"}' * 20,
    "en/feeds/latest.xml": "<rss version='2.0'/>" * 50,
    "sitemap.xml": "<sitemapindex/>" * 50,
    "sitemap-news.xml": "<urlset/>" * 50,
    "sitemaps/2026-11.xml": "<urlset/>" * 50,
    "robots.txt": "User-agent: *\nAllow: /\n" * 20,
}
"""Files with both compressed siblings."""

BARE: dict[str, str | bytes] = {
    f"{DAY}/bez-stysnennia.html": ARTICLE,
    f"{DAY}/bez-stysnennia-vidklykana.html.gone": WITHDRAWN,
    "ads.txt": "example.com, 1, DIRECT\n",
    "google1234.html": "google-site-verification: google1234.html",
    "assets/onest.18de.woff2": b"wOF2" + bytes(200),
    "assets/mark.5e1d.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "media/ab/cd/mist-640.avif": bytes(300),
    "media/ab/cd/mist-640.jpg": b"\xff\xd8" + bytes(300),
    "favicon.ico": bytes(50),
    "downloads/archive.tar.gz": gzip.compress(b"an owner's own archive"),
    "downloads/budget.gz": gzip.compress(b"an owner's own file"),
    "downloads/readme": "a file without an extension",
    "downloads/новини міста.html": "<!doctype html><title>Не лише латинкою</title>",
    "downloads/zvit.PDF": b"%PDF-1.7",
    ".well-known/security.txt": "Contact: mailto:security@news.example\n",
    ".well-known/.hidden": SECRET,
    ".env": SECRET,
    ".git/config": SECRET,
    "downloads/.htpasswd": SECRET,
    "section/.tmp-misto.html": SECRET,
}
"""Files without siblings; some of them hidden."""

ORPHANS = (
    f"{DAY}/osyrotila.html",
    "assets/main.0000.css",
    "feeds/section/znykla.xml",
)
"""Names of which only the siblings are there."""


def make(root: Path) -> Path:
    """Write the edition into ``root/edition``, and a secret beside it."""
    edition = root / "edition"
    for path, text in PAGES.items():
        put(edition / path, text)
    for path, content in BARE.items():
        _write(edition / path, content.encode() if isinstance(content, str) else content)
    for path in ORPHANS:
        put(edition / path, SECRET)
        (edition / path).unlink()
    put(edition / f"{DAY}/lyshe-gzip.html", ARTICLE)
    (edition / f"{DAY}/lyshe-gzip.html.br").unlink()
    _write(root / "secret.html", SECRET.encode())
    _write(root / "edition-secret.html", SECRET.encode())
    return edition


def put(path: Path, text: str, mtime: int = MTIME) -> None:
    """A file with both of its siblings, all of one time, as the press leaves them."""
    data = text.encode()
    _write(path, data, mtime)
    _write(path.with_name(path.name + ".gz"), gzip.compress(data, mtime=0), mtime)
    _write(path.with_name(path.name + ".br"), brotli.compress(data, quality=5), mtime)


def take(path: Path) -> None:
    """Remove a file and its siblings, siblings first."""
    for name in (path.name + ".br", path.name + ".gz", path.name):
        path.with_name(name).unlink(missing_ok=True)


def _write(path: Path, data: bytes, mtime: int = MTIME) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    os.utime(path, (mtime, mtime))
