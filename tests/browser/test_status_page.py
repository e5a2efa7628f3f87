"""The status page for eyes and hands: no barrier, one column at 320 px, and old when it is."""

import pytest

from shpalta.status import html
from tests.checks.accessibility import audit
from tests.checks.browser import SITE, serve
from tests.checks.html import html_problems
from tests.unit.status.reports import QUIET, TROUBLED

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("chromium")]

PAGES = {
    f"/{name}-{language}.html": html(report, language)
    for name, report in (("quiet", QUIET), ("troubled", TROUBLED))
    for language in ("uk", "en")
}


def test_it_is_html():
    assert html_problems(PAGES) == []


@pytest.mark.parametrize("path", ["/troubled-uk.html", "/quiet-en.html"])
def test_no_barrier(chromium, path):
    found = audit(chromium, f"{SITE}{path}", prepare=lambda context: serve(context, PAGES))
    assert found.problems == []


def test_a_page_that_nobody_renews_says_so(chromium):
    context = chromium.new_context()
    try:
        serve(context, PAGES)
        page = context.new_page()
        page.clock.install(time=QUIET.at)
        page.goto(f"{SITE}/quiet-en.html")
        old = page.locator("#old")
        assert old.is_hidden()
        page.clock.run_for(70_000)
        old.wait_for(state="visible")
        assert "the press is not running" in old.inner_text()
    finally:
        context.close()
