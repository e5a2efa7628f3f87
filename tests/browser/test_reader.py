"""A reader's ways through the newspaper, in a browser; no newsroom runs meanwhile."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.edition import Edition, Site

pytest_plugins = ("tests.browser.reader_fixtures",)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.served,
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.timeout(600),
]

MORE = "Показати більше"
FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


def public(edition: Edition) -> set[str]:
    """Paths of every article in the main language that can be read."""
    found = (path for path in edition.files(".html") if re.match(r"/\d{4}/", path))
    return {path for path in found if "<header>" in edition.page(path)}


def paths(items: Locator) -> list[str]:
    found: list[str] = items.evaluate_all("all => all.map(e => e.getAttribute('href'))")
    return found


# -- from the front on ----------------------------------------------------------------------------


def test_from_the_front_to_an_article_and_its_living_feed(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/")
    page.locator("main h2 a, main h3 a").get_by_text("Великий міст перекриють").first.click()
    expect(page).to_have_url(site.at("mist-na-nich"))
    expect(page.locator("h1")).to_contain_text("Сім ночей без Великого мосту")
    feed = page.locator("aside.feed")
    expect(feed.locator("li[data-id]")).to_have_count(25)
    item = feed.locator("li.pic").first
    expect(item.locator("time").first).to_have_text(
        re.compile("[0-9]{2}:[0-9]{2}, [0-9]+ [а-я]+ 20[0-9]{2}")
    )
    for part in (".to", ".teaser", ".meta a", ".credit", "img"):
        expect(item.locator(part).first).to_be_attached()


def test_show_more_leads_to_every_article_each_once(site: Site, page: Page) -> None:
    page.goto(site.at("mist-na-nich"))
    items = page.locator("aside.feed li[data-id] .to")
    expect(items).to_have_count(25)
    more = page.get_by_role("link", name=MORE)
    while more.count():
        before = items.count()
        more.click()
        # The first that is new has the keyboard: a reader goes on from there.
        expect(items.nth(before)).to_be_focused()
        expect(page.get_by_role("status")).to_have_text(re.compile("^Додано [0-9]+ стат"))
    assert len(paths(items)) == len(set(paths(items)))
    assert set(paths(items)) == public(site.edition)
    days = page.locator("aside.feed .day").evaluate_all("all => all.map(e => e.dataset.day)")
    assert days == sorted(set(days), reverse=True)


def test_show_more_that_fails_says_so_and_stays_a_link(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/latest.html")
    page.route("**/leaf/**", lambda route: route.abort())
    page.get_by_role("link", name=MORE).click()
    expect(page.get_by_text("Не вдалося завантажити. Спробуйте ще раз.")).to_be_visible()
    page.unroute("**/leaf/**")
    page.get_by_role("link", name=MORE).click()
    expect(page.locator("li[data-id]").nth(25)).to_be_visible()


def test_an_article_without_its_feed_is_whole(site: Site, page: Page) -> None:
    page.route("**/live/**", lambda route: route.abort())
    page.goto(site.at("mist-na-nich"))
    expect(page.locator(".text p").first).to_be_visible()
    page.locator("aside.feed").get_by_role("link", name="Стрічка").click()
    expect(page).to_have_url(f"{site.address}/latest.html")


@pytest.mark.parametrize(
    ("link", "path"),
    [
        (".kicker a", "/section/misto.html"),
        (".topics a", "/topic/mosty.html"),
        (".by a[rel]", "/contributor/iryna-hai.html"),
        (".bar a", "/latest.html"),
    ],
)
def test_lists_that_an_article_leads_to(site: Site, page: Page, link: str, path: str) -> None:
    page.goto(site.at("mist-na-nich"))
    page.locator(f"{link}[href='{path}']").click()
    expect(page).to_have_url(site.address + path)
    expect(page.locator("h1")).to_be_visible()
    # The same article is in the list, or behind "show more".
    target = page.locator(f".feed .to[href='{site.edition.places['mist-na-nich']}']")
    while not target.count():
        count = page.locator(".feed li").count()
        page.get_by_role("link", name=MORE).click()
        expect(page.locator(".feed li").nth(count)).to_be_attached()
    target.click()
    expect(page).to_have_url(site.at("mist-na-nich"))


def test_two_languages(site: Site, page: Page) -> None:
    page.goto(site.at("usi-bloky"))
    page.locator(".by").get_by_role("link", name="English").click()
    expect(page).to_have_url(site.at("bridge-by-night"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("aside.feed li").first).to_be_visible()
    page.locator(".by").get_by_role("link", name="Українська").click()
    expect(page).to_have_url(site.at("usi-bloky"))


# -- what a page can do ---------------------------------------------------------------------------


def test_an_embed_loads_nothing_before_the_click(site: Site) -> None:
    context, journey = site.context()
    context.route(
        "https://www.youtube-nocookie.com/**",
        lambda route: route.fulfill(content_type="text/html", body="<p>video</p>"),
    )
    page = context.new_page()
    page.goto(site.at("usi-bloky"))
    expect(page.locator("aside.feed li").first).to_be_attached()
    expect(page.locator("iframe")).to_have_count(0)
    assert journey.outside() == []
    page.get_by_role("button", name="Показати тут").click()
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", "Відео з мосту")
    expect(frame).to_have_attribute("src", FRAME)
    expect(page.frame_locator("iframe").locator("p")).to_have_text("video")
    assert journey.outside() == [FRAME]
    assert journey.errors == []
    context.close()


def test_a_document_is_downloaded(site: Site, page: Page) -> None:
    page.goto(site.at("usi-bloky"))
    with page.expect_download() as begun:
        page.get_by_role("link", name="План об’їзду").click()
    assert begun.value.path().read_bytes().startswith(b"%PDF")


def test_by_keyboard_alone(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Перейти до тексту")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.locator("main :is(h2, h3) a").first
    expect(first).to_be_focused()
    # What has the focus shows it.
    assert first.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    href = first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}{href}")
    page.goto(f"{site.address}/latest.html")
    page.get_by_role("link", name=MORE).focus()
    page.keyboard.press("Enter")
    expect(page.locator("li[data-id] .to").nth(25)).to_be_focused()


def test_a_table_scrolls_by_itself_and_by_keyboard(site: Site, page: Page) -> None:
    page.goto(site.at("usi-bloky"))
    table = page.get_by_role("region", name="показник")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("e => e.scrollLeft > 0", arg=table.element_handle())


# -- without scripts ------------------------------------------------------------------------------


def test_without_scripts_the_same_ways_are_links(site: Site, plain: Page) -> None:
    plain.goto(f"{site.address}/")
    plain.locator("main h2 a, main h3 a").get_by_text("Великий міст перекриють").first.click()
    expect(plain.locator("h1")).to_contain_text("Сім ночей")
    plain.locator("aside.feed").get_by_role("link", name="Стрічка").click()
    expect(plain).to_have_url(f"{site.address}/latest.html")
    seen = set(paths(plain.locator("li[data-id] .to")))
    assert len(seen) == 25
    more = plain.get_by_role("link", name=MORE)
    while more.count():
        more.click()
        expect(plain.locator("h1")).to_be_visible()
        seen |= set(paths(plain.locator("li[data-id] .to")))
    assert seen == public(site.edition)
    # And back towards the newest.
    if plain.get_by_role("link", name="Новіші").count():
        plain.get_by_role("link", name="Новіші").click()
        expect(plain.locator("li[data-id]").first).to_be_visible()


def test_without_scripts_an_embed_is_a_link(site: Site, plain: Page) -> None:
    plain.goto(site.at("usi-bloky"))
    expect(plain.get_by_role("button", name="Показати тут")).to_have_count(0)
    link = plain.get_by_role("link", name="Відкрити: YouTube")
    expect(link).to_have_attribute("href", re.compile("^https://www.youtube.com/watch"))


# -- where something was --------------------------------------------------------------------------


def test_an_address_that_does_not_exist(site: Site, page: Page) -> None:
    answer = page.goto(f"{site.address}/2026/11/22/nemaie-takoi.html")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Такої сторінки немає")
    page.get_by_role("link", name="Читати стрічку").click()
    expect(page).to_have_url(f"{site.address}/latest.html")


def test_a_withdrawn_article(site: Site, page: Page) -> None:
    answer = page.goto(site.at("vidklykana"))
    assert answer is not None
    assert answer.status == 410
    expect(page.locator("h1")).to_have_text("Цю статтю відкликано")
    expect(page.locator("main")).to_contain_text("Джерело помилилося.")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_on(site: Site, scripts: bool) -> None:
    context, _ = site.context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site.at("nova-adresa").replace("nova", "stara"))
    page.wait_for_url(site.at("nova-adresa"))
    expect(page.locator("h1")).to_have_text("Стаття, що змінила адресу")
    context.close()


def test_an_old_article_says_so(site: Site, page: Page) -> None:
    page.goto(site.at("yalynka-bez-vohniv"))
    expect(page.locator(".old")).to_contain_text("Цій статті понад рік")
    expect(page.locator(".old")).to_contain_text("19 грудня 2024")
    page.goto(site.at("mist-na-nich"))
    expect(page.locator(".old")).to_have_count(0)


# -- how it looks ---------------------------------------------------------------------------------


def test_a_dark_evening(site: Site, page: Page) -> None:
    brightness = """() => getComputedStyle(document.documentElement).backgroundColor
      .match(/[\\d.]+/g).slice(0, 3).reduce((sum, n) => sum + Number(n), 0)"""
    page.goto(site.at("mist-na-nich"))
    light = page.evaluate(brightness)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(brightness)
    assert light > 600
    assert dark < 120


def test_on_paper(site: Site, page: Page) -> None:
    page.goto(site.at("mist-na-nich"))
    expect(page.locator("aside.feed li").first).to_be_attached()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".text p").first).to_be_visible()
    for away in ("aside.feed", "nav.bar", ".skip", ".read_also"):
        expect(page.locator(away).first).not_to_be_visible()
    # Two pages of text and pictures, not a blank one.
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF")
    assert len(paper) > 20_000
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 4


def test_hostile_text_is_read_as_text(site: Site, page: Page) -> None:
    page.goto(site.at("vorozha"))
    expect(page.locator("h1")).to_contain_text("<script>hacked=1</script>")
    expect(page.locator(".text p").first).to_contain_text("{{ 7*7 }}{% raw %} &lt;b&gt;")
    expect(page.locator("aside.feed li").first).to_be_attached()
    assert page.evaluate("'hacked' in window") is False
