"""The living feed: what is added, what is kept for whoever comes back, what comes meanwhile."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, Route, expect

from tests.browser.edition import Site
from tests.browser.shifts import moved, watched

pytest_plugins = ("tests.browser.reader_fixtures",)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.served,
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.timeout(600),
]

MORE = "Показати більше"
FRAGMENT = "**/live/1/uk/latest.html"
DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def items(page: Page) -> Locator:
    return page.locator(".feed li[data-id]")


def opened(page: Page, address: str) -> None:
    """Open a page and wait for what the fragment brings."""
    page.goto(address)
    expect(page.locator("details.look")).to_be_attached()


def top_of(item: Locator) -> float:
    return float(item.evaluate("e => e.getBoundingClientRect().top"))


def grown(site: Site, count: int, *, alone: bool = False) -> Callable[[Route], None]:
    """Answers with the fragment and ``count`` articles newer than all (or with them alone)."""
    old = site.edition.page("/live/1/uk/latest.html")
    made = "".join(
        f'<li data-id="new{n}"><time datetime="2099-01-01T10:{59 - n}:00Z">10:{59 - n}</time>'
        f'<a class="to" href="/new{n}.html">Нова {n}</a></li>'
        for n in range(count)
    )
    head = '<section class="day" data-day="2099-01-01"><h3>1 січня 2099</h3>'
    day = f"{head}<ul>{made}</ul></section>"
    first, last = old.index('<section class="day"'), old.rindex("</section>") + len("</section>")
    body = old[:first] + day + (old[last:] if alone else old[first:])
    return lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=body)


# -- coming back ----------------------------------------------------------------------------------


def read_on(page: Page) -> Locator:
    """Press "show more" twice; the item somewhere below, in view."""
    for _ in range(2):
        before = items(page).count()
        page.get_by_role("link", name=MORE).click()
        expect(items(page).nth(before)).to_be_attached()
    chosen = items(page).nth(items(page).count() - 5)
    chosen.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 200)")
    return chosen.locator(".to")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("place", ["mist-na-nich", "/latest.html", "/"])
def test_back_leads_to_the_same_place(site: Site, page: Page, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, site.address + site.edition.places.get(place, place))
    chosen = read_on(page)
    count, href, top = items(page).count(), chosen.get_attribute("href"), top_of(chosen)
    chosen.click()
    expect(page).to_have_url(f"{site.address}{href}")
    page.go_back()
    same = page.locator(f".feed .to[href='{href}']")
    expect(same).to_be_focused()
    expect(items(page)).to_have_count(count)
    assert abs(top_of(same) - top) < 2


def test_back_leads_to_the_same_place_below_what_came_meanwhile(site: Site, page: Page) -> None:
    opened(page, site.at("mist-na-nich"))
    chosen = read_on(page)
    count, href, top = items(page).count(), chosen.get_attribute("href"), top_of(chosen)
    chosen.click()
    expect(page.locator("h1")).to_be_visible()
    page.route(FRAGMENT, grown(site, 3))
    page.go_back()
    same = page.locator(f".feed .to[href='{href}']")
    expect(same).to_be_focused()
    expect(items(page)).to_have_count(count + 3)
    assert abs(top_of(same) - top) < 2


def test_back_into_the_text_leads_into_the_text(site: Site, page: Page) -> None:
    opened(page, site.at("mist-na-nich"))
    page.get_by_role("link", name=MORE).click()
    expect(items(page).nth(25)).to_be_attached()
    link = page.locator(".text a:not(.p)").first
    link.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 300)")
    top = top_of(link)
    link.click()
    page.wait_for_url(lambda url: not url.endswith("mist-na-nich.html"))
    page.go_back()
    expect(items(page).nth(25)).to_be_attached()
    assert abs(top_of(page.locator(".text a:not(.p)").first) - top) < 2


def test_a_reader_who_moves_on_is_not_thrown_back(site: Site, page: Page) -> None:
    opened(page, site.at("mist-na-nich"))
    read_on(page).click()
    expect(page.locator("h1")).to_be_visible()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/leaf/**", hold)
    page.go_back()
    expect(items(page).nth(24)).to_be_attached()
    page.keyboard.press("Home")
    page.wait_for_function("() => scrollY === 0")
    for route in held:
        route.continue_()
    expect(items(page).nth(30)).to_be_attached()
    assert page.evaluate("scrollY") == 0


def test_a_leaf_that_is_gone_leaves_what_there_is(site: Site, page: Page) -> None:
    opened(page, site.at("mist-na-nich"))
    read_on(page).click()
    expect(page.locator("h1")).to_be_visible()
    page.route("**/leaf/**", lambda route: route.fulfill(status=404, body="no"))
    page.go_back()
    expect(items(page)).to_have_count(25)
    expect(page.get_by_role("link", name=MORE)).to_be_visible()


# -- show more ------------------------------------------------------------------------------------


def test_more_is_counted_aloud_and_moves_nothing(site: Site, page: Page) -> None:
    watched(page)
    opened(page, site.at("mist-na-nich"))
    more = page.get_by_role("link", name=MORE)
    more.scroll_into_view_if_needed()
    above = items(page).nth(20)
    top = top_of(above)
    more.press("Enter")
    expect(items(page).nth(25)).to_be_attached()
    added = items(page).count() - 25
    said = page.get_by_role("status")
    form = "статтю" if added % 10 == 1 else "статті" if added % 10 in (2, 3, 4) else "статей"
    expect(said).to_have_text(f"Додано {added} {'статей' if 10 < added < 20 else form}")
    assert abs(top_of(above) - top) < 1
    assert moved(page) == 0


def test_without_the_fragment_more_that_fails_is_a_link(site: Site, page: Page) -> None:
    page.route("**/live/**", lambda route: route.abort())
    page.goto(f"{site.address}/latest.html")
    link = page.get_by_role("link", name=MORE)
    href = link.get_attribute("href")
    failed: list[str] = []

    def once(route: Route) -> None:
        if failed:
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort()

    page.route("**/leaf/**", once)
    link.click()
    expect(page).to_have_url(f"{site.address}{href}")
    assert len(failed) == 1


# -- new while one reads --------------------------------------------------------------------------


def reading(site: Site, page: Page, place: str = "mist-na-nich") -> None:
    """An open page whose time the test moves."""
    page.clock.install()
    opened(page, site.address + site.edition.places.get(place, place))


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 нова"), (3, "3 нові"), (5, "5 нових"), (21, "21 нова")]
)
def test_what_is_new_waits_until_it_is_asked_for(
    site: Site, page: Page, count: int, words: str
) -> None:
    watched(page)
    reading(site, page)
    feed = page.locator("aside.feed")
    feed.scroll_into_view_if_needed()
    top, height = top_of(items(page).first), page.evaluate("scrollY")
    button = feed.locator("button.new")
    expect(button).to_be_hidden()
    page.route(FRAGMENT, grown(site, count))
    page.clock.fast_forward(61_000)
    expect(button).to_have_text(words)
    expect(page.get_by_role("status")).to_have_text(words)
    expect(items(page)).to_have_count(25)
    assert (top_of(items(page).first), page.evaluate("scrollY")) == (top, height)
    assert moved(page) == 0
    button.press("Enter")
    expect(items(page)).to_have_count(25 + count)
    expect(items(page).first.locator(".to")).to_be_focused()
    expect(items(page).first).to_have_attribute("data-id", "new0")
    expect(button).to_be_hidden()
    assert moved(page) == 0


def test_it_stays_in_sight_beside_the_text(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 600})
    watched(page)
    reading(site, page)
    page.evaluate("scrollTo(0, 900)")
    page.route(FRAGMENT, grown(site, 2))
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("button", name="2 нові")).to_be_in_viewport(ratio=1)
    assert moved(page) == 0
    assert page.evaluate("scrollY") == 900


@pytest.mark.parametrize("place", ["/", "/latest.html"])
def test_the_front_and_the_latest_learn_of_it_too(site: Site, page: Page, place: str) -> None:
    watched(page)
    reading(site, page, place)
    page.route(FRAGMENT, grown(site, 2))
    page.clock.fast_forward(61_000)
    page.get_by_role("button", name="2 нові").click()
    expect(items(page)).to_have_count(27)
    assert moved(page) == 0


def test_a_page_older_than_the_fragment_offers_what_is_newer(site: Site, page: Page) -> None:
    watched(page)
    page.route(FRAGMENT, grown(site, 3))
    page.goto(f"{site.address}/latest.html")
    expect(page.get_by_role("button", name="3 нові")).to_be_visible()
    expect(items(page)).to_have_count(25)
    assert moved(page) == 0


def test_after_a_long_time_the_feed_begins_anew(site: Site, page: Page) -> None:
    reading(site, page)
    page.route(FRAGMENT, grown(site, 25, alone=True))
    page.clock.fast_forward(61_000)
    page.get_by_role("button", name="25 нових").click()
    expect(items(page)).to_have_count(25)
    expect(items(page).last).to_have_attribute("data-id", "new24")
    expect(page.locator(".feed .more")).to_have_count(1)


def test_what_is_asked_is_one_address_revalidated_and_ever_less_often(
    site: Site, page: Page
) -> None:
    reading(site, page)
    for after in (60, 90, 135):
        page.clock.fast_forward((after - 3) * 1000)
        with page.expect_response(FRAGMENT) as answer:
            page.clock.fast_forward(4_000)
        assert answer.value.request.all_headers()["if-none-match"]
        answer.value.finished()
        # The next wait begins when this answer has been read.
        page.evaluate(
            "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )


def asked(page: Page) -> list[str]:
    """Addresses of fragments asked for from now on."""
    found: list[str] = []

    def note(request: Request) -> None:
        if "/live/" in request.url:
            found.append(request.url)

    page.on("request", note)
    return found


def test_nobody_asks_while_the_page_is_hidden(site: Site, page: Page) -> None:
    reading(site, page)
    found = asked(page)
    page.evaluate(HIDE, True)
    page.clock.fast_forward(600_000)
    page.evaluate(DRAWN)
    assert found == []
    with page.expect_response(FRAGMENT):
        page.evaluate(HIDE, False)
    assert len(found) == 1


def test_nobody_asks_while_there_is_no_line(site: Site, page: Page) -> None:
    reading(site, page)
    found = asked(page)
    page.context.set_offline(True)
    page.wait_for_function("() => !navigator.onLine")
    page.clock.fast_forward(600_000)
    page.evaluate(DRAWN)
    assert found == []
    with page.expect_response(FRAGMENT):
        page.context.set_offline(False)


def test_whoever_saves_data_is_not_asked_for_more(site: Site, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    reading(site, page)
    found = asked(page)
    page.clock.fast_forward(600_000)
    page.evaluate(DRAWN)
    assert found == []


def test_other_lists_ask_once(site: Site, page: Page) -> None:
    found = asked(page)
    reading(site, page, "/section/misto.html")
    page.clock.fast_forward(600_000)
    page.evaluate(DRAWN)
    assert len(found) == 1


def test_everything_works_where_nothing_may_be_stored(site: Site, reader: BrowserContext) -> None:
    reader.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, name, {get() { throw new DOMException("no") }})"""
    )
    page = reader.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened(page, site.at("mist-na-nich"))
    chosen = read_on(page)
    href, top = chosen.get_attribute("href"), top_of(chosen)
    chosen.click()
    expect(page).to_have_url(f"{site.address}{href}")
    page.go_back()
    same = page.locator(f".feed .to[href='{href}']")
    expect(same).to_be_focused()
    assert abs(top_of(same) - top) < 2
    page.locator(".look summary").click()
    page.get_by_label("Темна").check()
    expect(page.locator("html")).to_have_class(re.compile("dark"))
    assert errors == []
