"""Bytes and requests of an article's page, as the press has written them."""

import random
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.archive import Archive
from benchmarks.homes import append_articles, archive_of, write_journal
from benchmarks.options import Options
from benchmarks.report import Section
from benchmarks.waves import opened
from shpalta.press import api
from shpalta.records import Article

LONG = 10_000
_LINK = re.compile(r'<(link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>')
_FONT = re.compile(r"url\(\"?([^)\"]+\.woff2)")
_LIVE = re.compile(r'data-live="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own bytes, the style sheet's, and what else a browser asks for."""

    html: tuple[int, int, int]
    """As it is, ``.gz``, ``.br``."""
    css: tuple[int, int, int]
    scripts: tuple[int, int, int]
    fonts: int
    font_bytes: int
    fragments: int


def measure(options: Options) -> Section:
    """Three pages of a small archive: one of it, one of 10,000 characters, one without a body."""
    home = options.folder / "home"
    archive = archive_of(options.small)
    write_journal(archive, home)
    press = opened(home)
    wanted = dict(_articles(archive))
    with press.places.rows.transaction():
        append_articles(press.places.rows, wanted.values())
    api.press_all(press, None, 0)
    press.run()
    press.lease.release()
    edition = home / "edition"
    pages = {name: page_of(edition, article.path) for name, article in wanted.items()}
    rows = [_row(name, page) for name, page in pages.items()]
    how = (
        "Files as the press wrote them, with its own siblings (brotli 5, gzip by libdeflate 6)."
        " Requests: page, style sheet, script, fragment, fonts; pictures are not counted."
    )
    header = ("", "html", "css", "html + css br", "html + css gz", "script br", "fonts", "requests")
    after = "Budgets: html and css 14 KB compressed for 10,000 characters, 7 KB with an empty body."
    return Section("Bytes of an article", how, header, rows, after)


def _articles(archive: Archive) -> list[tuple[str, Article]]:
    chance = random.Random(f"{archive.seed}/sizes")
    taken: dict[str, set[str]] = defaultdict(set)
    now = datetime.now(UTC)
    usual = archive.article(chance, now, taken, length=4250)
    long = archive.article(chance, now, taken, length=LONG)
    empty = msgspec.structs.replace(archive.article(chance, now, taken), body=())
    return [
        ("an article of the archive (4,250 characters)", usual),
        ("10,000 characters", long),
        ("an empty body", empty),
    ]


def page_of(edition: Path, path: str) -> Page:
    """What a reader of ``path`` loads."""
    text = _text(edition, path)
    found = [(tag[1], tag[2], tag[0]) for tag in _LINK.finditer(text)]
    styles = {href for kind, href, tag in found if kind == "link" and "stylesheet" in tag}
    scripts = {href for kind, href, _ in found if kind == "script"}
    fonts = {font for style in styles for font in _FONT.findall(_text(edition, style))}
    return Page(
        _sizes(edition, {path}),
        _sizes(edition, styles),
        _sizes(edition, scripts),
        len(fonts),
        sum((edition / font.lstrip("/")).stat().st_size for font in fonts),
        len(set(_LIVE.findall(text))),
    )


def _text(edition: Path, path: str) -> str:
    return (edition / path.lstrip("/")).read_text(encoding="utf-8")


def _sizes(edition: Path, paths: set[str]) -> tuple[int, int, int]:
    """Bytes as they are, as gzip, as brotli; a file too small for a sibling counts as it is."""
    sizes = []
    for suffix in ("", ".gz", ".br"):
        places = [edition / path.lstrip("/") for path in paths]
        packed = [place.with_name(place.name + suffix) for place in places]
        both = zip(packed, places, strict=True)
        sizes.append(sum((a if a.exists() else b).stat().st_size for a, b in both))
    return sizes[0], sizes[1], sizes[2]


def _row(name: str, page: Page) -> tuple[str, ...]:
    requests = 1 + bool(page.css[0]) + bool(page.scripts[0]) + page.fragments + page.fonts
    return (
        name,
        _kilobytes(page.html[0]),
        _kilobytes(page.css[0]),
        _kilobytes(page.html[2] + page.css[2]),
        _kilobytes(page.html[1] + page.css[1]),
        _kilobytes(page.scripts[2]),
        f"{page.fonts}, {_kilobytes(page.font_bytes)}",
        str(requests),
    )


def _kilobytes(size: int) -> str:
    return f"{size / 1024:.1f} KB"
