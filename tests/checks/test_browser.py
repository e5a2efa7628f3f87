"""The browser checks: a request that leaves the site is seen; a barrier is found."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.checks.accessibility import Audit, audit, audit_page, overflow
from tests.checks.browser import SITE, Journey, open_browser, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

POLICY = "default-src 'none'; img-src 'self'; style-src 'self'"
GOOD = """<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Міст</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="/s.css"></head>
<body><main><h1>Міст відкрили</h1><p>Рух <a href="/b.html">почався</a> зранку.</p>{more}</main>
</body></html>"""
STYLE = b"""html { color-scheme: light dark; background: Canvas; color: CanvasText }
@media (prefers-color-scheme: dark) { .faint-in-dark { color: #333; background: #222 } }
.wide { width: 900px }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def site(more: str = "", policy: str = POLICY) -> dict[str, bytes]:
    page = GOOD.format(more=more, policy=policy).encode()
    return {"/index.html": page, "/s.css": STYLE}


def judged(browser: Browser, more: str) -> Audit:
    return audit(browser, f"{SITE}/", prepare=lambda context: serve(context, site(more)))


def visited(browser: Browser, files: dict[str, bytes]) -> Journey:
    context = browser.new_context()
    try:
        journey = Journey(context)
        serve(context, files)
        page = context.new_page()
        page.goto(f"{SITE}/", wait_until="load")
        journey.look(page)
        return journey
    finally:
        context.close()


def test_a_good_page_passes_under_its_own_policy(browser):
    found = judged(browser, "")
    assert found.problems == []
    assert found.passes > 10


@pytest.fixture(scope="module")
def barriers(browser: Browser) -> Audit:
    """One page with many: each look at it takes a second."""
    more = """<img src="/a.png"><a href="/c.html"></a><input>
    <p class="faint-in-dark">слова</p><p class="wide">широкий</p>"""
    return judged(browser, more)


@pytest.mark.parametrize("rule", ["image-alt", "link-name", "label", "color-contrast", "reflow"])
def test_a_barrier_is_found(barriers, rule):
    assert rule in {p.rule for p in barriers.problems}


def test_a_fault_of_one_scheme_or_width_is_found_there_alone(barriers):
    contrast = [p for p in barriers.problems if p.rule == "color-contrast"]
    assert all(" dark " in p.where for p in contrast)
    reflow = [p for p in barriers.problems if p.rule == "reflow"]
    assert all(p.where.endswith(" 320") for p in reflow)


def test_reflow_of_an_open_page(browser):
    context = browser.new_context(viewport={"width": 320, "height": 600})
    serve(context, site('<p class="wide">широкий</p>'))
    page = context.new_page()
    page.goto(f"{SITE}/")
    assert overflow(page)
    assert audit_page(page).passes
    context.close()


def test_a_missing_page_is_not_judged(browser):
    with pytest.raises(ValueError, match="404"):
        audit(browser, f"{SITE}/no.html", prepare=lambda context: serve(context, site()))


def test_a_journey_inside_the_site_passes(browser):
    journey = visited(browser, site('<img src="/a.png" alt=""><img src="data:," alt="">'))
    assert journey.problems() == []
    assert f"{SITE}/s.css" in journey.requests


@pytest.mark.parametrize(
    "more",
    [
        '<img src="https://elsewhere.example/a.png" alt="">',
        '<script src="https://elsewhere.example/a.js"></script>',
        '<iframe src="https://elsewhere.example/"></iframe>',
        '<link rel="preconnect" href="https://elsewhere.example/">',
        '<script>fetch("https://elsewhere.example/")</script>',
        '<script>new WebSocket("wss://elsewhere.example/")</script>',
        '<script>navigator.sendBeacon("https://elsewhere.example/")</script>',
    ],
)
def test_a_request_that_leaves_is_seen(browser, more):
    files = {**site(), "/index.html": f"<!doctype html><title>x</title>{more}".encode()}
    journey = visited(browser, files)
    assert [p.text for p in journey.problems() if "elsewhere.example" in p.text]


def test_a_refusal_of_the_policy_is_an_error_of_the_page(browser):
    journey = visited(browser, site("<script>1</script>"))
    assert any("Content Security Policy" in error for error in journey.errors)


def test_a_journey_to_nowhere_is_an_error(browser):
    context = browser.new_context()
    with pytest.raises(ValueError, match="asked for nothing"):
        Journey(context).problems()
    context.close()


def test_no_file_outside_the_folder_is_served(browser, tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_bytes(site()["/index.html"])
    (tmp_path / "secret.html").write_text("secret")
    context = browser.new_context()
    serve(context, tmp_path / "site")
    page = context.new_page()
    assert page.goto(f"{SITE}/").status == 200
    assert page.goto(f"{SITE}/%2e%2e/secret.html").status == 404
    assert page.goto(f"{SITE}/..%2fsecret.html").status == 404
    context.close()
