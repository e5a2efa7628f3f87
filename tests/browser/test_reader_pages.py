"""What a browser makes of each kind of page: barriers, bytes, movement, complaints."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.edition import Edition, Site
from tests.browser.extremes import SECRET
from tests.checks.accessibility import Audit, audit_page, overflow
from tests.checks.problem import Problem, assert_none

pytest_plugins = ("tests.browser.reader_fixtures",)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.served,
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.timeout(900),
]

KB = 1024
# Of the layout's shift; 0.1 is called good. What is left is a line that breaks elsewhere when the
# site's own letters replace the machine's.
MOVED = 0.05
SHIFTS = """() => new Promise(done => new PerformanceObserver((list, observer) => {
  observer.disconnect();
  const moved = list.getEntries().flatMap(e => e.sources.map(s => s.node?.outerHTML?.slice(0, 90)));
  done([list.getEntries().reduce((sum, e) => sum + e.value, 0), moved]);
}).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done([0, []]), 300))"""


KINDS = {
    "article": "mist-na-nich",
    "an old article": "yalynka-bez-vohniv",
    "advertising": "reklama-svitlytsia",
    "every block": "usi-bloky",
    "withdrawn": "vidklykana",
    "front": "/",
    "section": "/section/misto.html",
    "contributor": "/contributor/usi-polia.html",
    "interview": "dovha-rozmova",
    "opinion": "dumka",
    "gallery": "dovha-halereia",
    "series": "/series/richka-pamiataie.html",
    "free page": "/pro-hazetu.html",
    "archive": "/archive.html",
    "latest": "/latest.html",
    "not found": "/nemaie.html",
}
# What tries the pages is looked at narrow and light, wide and dark.
EXTREMES = {
    "hostile text": "vorozha",
    "long words": "dovhi-slova",
    "a long headline": "dovhyi-zaholovok",
    "twenty names": "dvadtsiatero",
    "right to left": "sprava-nalivo",
    "nothing but a headline": "hola",
    "English": "bridge-by-night",
    "English front": "/en/index.html",
    "topic": "/topic/mosty.html",
    "hostile contributor": "/contributor/vorozha.html",
    "hostile series": "/series/vorozha.html",
    "hostile free page": "/vorozha-storinka.html",
    "parts without numbers": "bez-nomera-dva",
    "Arabic": "jisr",
    "Arabic front": "/ar/index.html",
    "Arabic series": "/ar/series/river.html",
    "Arabic month": "/ar/archive/2026-11.html",
}
SIDES = [("light", 320, True), ("light", 1280, False), ("dark", 320, False), ("dark", 1280, True)]


def pages_of(edition: Edition, extremes: bool) -> dict[str, str]:
    """Paths by what they are pages of."""
    named = {**KINDS, **(EXTREMES if extremes else {})}
    found = {name: edition.places.get(place, place) for name, place in named.items()}
    year, month, day = edition.places["mist-na-nich"].split("/")[1:4]
    spans = {"year": year, "month": f"{year}-{month}", "day": f"{year}-{month}-{day}"}
    archive = {name: f"/archive/{span}.html" for name, span in spans.items()}
    return {**found, **archive, "leaf": edition.leaves[0]}


def settled(page: Page, address: str) -> Response:
    """Open a page, and wait until its fonts and its living feed are there."""
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    if page.locator("script[type=module]").count():
        expect(page.locator("details.look")).to_be_attached()
    if page.locator(".feed[data-live]").count():
        expect(page.locator(".feed[data-live] .day li").first).to_be_visible()
    page.evaluate("document.fonts.ready.then(() => 0)")
    return answer


@pytest.mark.parametrize(("scheme", "width", "extremes"), SIDES)
def test_no_page_has_a_barrier_moves_or_complains(
    site: Site, scheme: str, width: int, extremes: bool
) -> None:
    """Each page is opened once and looked at from all sides: opening it is what takes time."""
    context, journey = site.context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    page, audit, found = context.new_page(), Audit(), list[Problem]()
    for name, path in pages_of(site.edition, extremes).items():
        settled(page, site.address + path)
        score, moved = page.evaluate(SHIFTS)
        if score > MOVED:
            found.append(Problem(name, "moves", f"{score:.3f} {moved}"))
        if page.evaluate("'hacked' in window"):
            found.append(Problem(name, "hostile text came alive", path))
        found += overflow(page, name) if width == 320 else []
        audit.add(audit_page(page, name))
        journey.look(page)
    # Browsers write a line for each page that is not there or gone: they were asked for.
    expected = ("404 (Not Found)", "410 (Gone)")
    errors = [e for e in journey.errors if not e.endswith(tuple(f"of {x}" for x in expected))]
    found += [Problem("console", "error", e) for e in errors]
    context.close()
    assert_none([*audit.problems, *found, *journey.problems()])


# -- bytes ----------------------------------------------------------------------------------------


def bytes_of(site: Site, slug: str) -> dict[str, list[int]]:
    """Sizes of bodies as they came over the line, by what they are."""
    context, journey = site.context(viewport={"width": 390, "height": 844})
    page, came = context.new_page(), list[Response]()

    def note(answer: Response) -> None:
        came.append(answer)

    page.on("response", note)
    settled(page, site.at(slug))
    sizes: dict[str, list[int]] = {}
    for answer in came:
        assert answer.status == 200, answer.url
        kind = answer.request.resource_type
        sizes.setdefault(kind, []).append(answer.request.sizes()["responseBodySize"])
    assert_none(journey.problems())
    context.close()
    return sizes


@pytest.mark.parametrize(
    ("slug", "most"), [("desiat-tysiach", 14 * KB), ("porozhnia", 7 * KB)], ids=str
)
def test_the_weight_of_an_article(site: Site, slug: str, most: int) -> None:
    sizes = bytes_of(site, slug)
    counts = {kind: len(each) for kind, each in sizes.items() if kind not in ("image", "font")}
    # "other" is the icon in the browser's tab.
    assert counts == {"document": 1, "stylesheet": 1, "script": 1, "fetch": 1, "other": 1}
    document, sheet = sum(sizes["document"]), sum(sizes["stylesheet"])
    assert document + sheet <= most, (document, sheet)
    assert sum(sizes["script"]) <= 5 * KB
    assert len(sizes["font"]) <= 3
    assert sum(sizes["font"]) <= 80 * KB


def test_every_answer_is_compressed_and_typed(site: Site) -> None:
    context, _ = site.context()
    page, came = context.new_page(), list[Response]()

    def note(answer: Response) -> None:
        came.append(answer)

    page.on("response", note)
    settled(page, site.at("usi-bloky"))
    for answer in came:
        kind, coding = answer.header_value("content-type"), answer.header_value("content-encoding")
        assert kind
        packed = kind.startswith(("image/", "font/")) and "svg" not in kind
        small = len(answer.body()) < KB
        assert small or (coding == "br") != packed, f"{answer.url}: {kind} {coding}"
        assert answer.header_value("x-content-type-options") == "nosniff", answer.url
    context.close()


# -- what is not there ----------------------------------------------------------------------------


def test_drafts_are_nowhere_that_a_reader_looks(site: Site) -> None:
    context, _ = site.context()
    page = context.new_page()
    for path in ("/", "/latest.html", "/section/misto.html", "/contributor/iryna-hai.html"):
        settled(page, site.address + path)
        assert SECRET not in page.content()
    context.close()


def test_an_outlet_asks_nobody_else(site: Site) -> None:
    """From the front to a leaf and back, with everything scrolled into view."""
    context, journey = site.context()
    page = context.new_page()
    for path in ("/", site.edition.places["usi-bloky"], "/latest.html", site.edition.leaves[-1]):
        settled(page, site.address + path)
        page.keyboard.press("End")
        page.wait_for_load_state("networkidle")
        journey.look(page)
    assert_none(journey.problems())
    assert {urlsplit(address).hostname for address in journey.requests} == {"127.0.0.1"}
    assert journey.errors == []
    context.close()
