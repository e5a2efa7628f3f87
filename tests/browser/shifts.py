"""How far a page moved by itself."""

from playwright.sync_api import Page

# Every shift of the layout that no act of the reader explains.
WATCH = """window.moved = 0; new PerformanceObserver(list => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.moved += e.value;
}).observe({type: "layout-shift", buffered: true})"""


def watched(page: Page) -> None:
    """Count shifts from now on; in the machine's own letters, whose lines never break anew."""
    page.route("**/*.woff2", lambda route: route.abort())
    page.add_init_script(WATCH)


def moved(page: Page) -> float:
    """The sum of shifts, after they have been drawn."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return float(page.evaluate("window.moved"))
