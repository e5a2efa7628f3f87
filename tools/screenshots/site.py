"""Pages as readers see them: light and dark, narrow and wide, and on paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext

from tools.screenshots.browser import keep
from tools.screenshots.paper import Paper

# Of the sample newspaper; in another one, addresses that are not there show its 404.
PAGES = {
    "front": "/",
    "article": "/2026/11/22/mist-na-nich.html",
    "section": "/section/misto.html",
    "old-article": "/2024/10/02/two-towns-water.html",
    "not-found": "/2026/11/22/nothing-here.html",
}
# The other kinds: two shapes of each tell enough.
KINDS = {
    "interview": "/2026/11/19/rozmova-ustym.html",
    "opinion": "/2026/10/10/kolonka-bezimenni.html",
    "gallery": "/2026/07/05/svitanok-halereia.html",
    "advertising": "/2026/11/19/reklama-svitlytsia.html",
    "part-of-series": "/2026/02/13/nichna-zmina-nasosna.html",
    "series": "/series/nichna-zmina.html",
    "topic": "/topic/voda.html",
    "contributor": "/contributor/iryna-hai.html",
    "latest": "/latest.html",
    "years": "/archive.html",
    "year": "/archive/2026.html",
    "month": "/archive/2026-11.html",
    "day": "/archive/2026-11-22.html",
    "free-page": "/pravyla.html",
    "english-front": "/en/index.html",
}
WITHDRAWN = "/2026/11/19/rybalka-na-pontoni.html"
REASON = "Фото й час у тексті не збігаються. Перевіримо й повернемося."
SIZES = {"narrow": (390, 844), "wide": (1280, 860)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TELLING: tuple[tuple[str, Literal["light", "dark"]], ...] = (("wide", "light"), ("narrow", "dark"))
PAPER = (794, 1123)

_RETRACT = """
from shpalta.newsroom.actions import Retract
from shpalta.newsroom.models import Article
article = Article.objects.get(public_slug={slug!r})
Retract(article, article.owner, public_reason={reason!r}).execute()
"""


def take(browser: Browser, paper: Paper, folder: Path) -> Iterator[str]:
    """Every page in every shape; names of the files as they are made."""
    pages = dict(PAGES)
    if paper.own:
        _retract(paper)
        pages["gone"] = WITHDRAWN
    for scheme in SCHEMES:
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            for name, path in pages.items():
                yield _picture(context, paper.site + path, folder / f"{name}-{size}-{scheme}")
            context.close()
    for size, scheme in TELLING:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        for name, path in KINDS.items():
            yield _picture(context, paper.site + path, folder / f"{name}-{size}-{scheme}")
        context.close()
    for name in ("article", "front"):
        yield _printed(browser, paper.site + pages[name], folder / f"{name}-print")


def _picture(context: BrowserContext, address: str, place: Path) -> str:
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    name = keep(page, place)
    page.close()
    return name


def _printed(browser: Browser, address: str, place: Path) -> str:
    width, height = PAPER
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(address, wait_until="networkidle")
    page.emulate_media(media="print")
    name = keep(page, place)
    page.close()
    return name


def _retract(paper: Paper) -> None:
    slug = Path(WITHDRAWN).stem
    paper.run("manage", "shell", "--command", _RETRACT.format(slug=slug, reason=REASON))
    paper.wait_for(f"{WITHDRAWN}.gone")
