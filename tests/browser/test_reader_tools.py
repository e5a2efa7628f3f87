"""Tools for reading: the look, sharing, reading aloud, print, addresses of paragraphs."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.edition import HOST, Site
from tests.browser.shifts import moved, watched
from tests.checks.accessibility import Audit, audit_page, overflow
from tests.checks.problem import assert_none

pytest_plugins = ("tests.browser.reader_fixtures",)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.served,
    pytest.mark.slow,
    pytest.mark.xdist_group("chromium"),
    pytest.mark.timeout(600),
]

ARTICLE = "mist-na-nich"
# A browser with these voices, which writes down what it was given to say; say.done() ends a part.
VOICES = """(() => {
  const heard = window.heard = [], waiting = [];
  const speech = Object.assign(new EventTarget(), {
    voices: %s,
    getVoices() { return this.voices },
    speak(part) { heard.push(part.text); waiting.push(part) },
    cancel() { for (const part of waiting.splice(0)) part.onerror?.({error: "canceled"}) },
  });
  Object.defineProperty(window, "speechSynthesis", {value: speech});
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
  window.done = () => waiting.shift().onend();
})()"""
OWN = '[{lang: "uk_UA", localService: true, name: "Леся"}]'


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("details.look")).to_be_attached()


def look(page: Page) -> Locator:
    """The panel of size and theme, open."""
    page.locator(".look summary").click()
    return page.locator(".look div")


def brightness(page: Page) -> float:
    found = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return sum(map(float, re.findall(r"[\d.]+", found)[:3]))


def size(page: Page) -> float:
    found = page.locator(".text p").first.evaluate("e => getComputedStyle(e).fontSize")
    return float(found.removesuffix("px"))


# -- size and theme -------------------------------------------------------------------------------


def test_a_theme_is_there_before_the_first_paint(site: Site, page: Page) -> None:
    opened(page, site.at(ARTICLE))
    look(page).get_by_label("Темна").check()
    assert brightness(page) < 120
    # With nothing but what stands in the head: no module, no fragment.
    page.route("**/site.*.js", lambda route: route.abort())
    for place in (site.edition.places["kubometr"], "/", "/section/misto.html", "/nemaie.html"):
        page.goto(site.address + place)
        assert brightness(page) < 120, place


def test_a_theme_outweighs_the_device_and_is_given_back(site: Site, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, site.at(ARTICLE))
    assert brightness(page) < 120
    panel = look(page)
    panel.get_by_label("Світла").check()
    assert brightness(page) > 600
    opened(page, f"{site.address}/section/misto.html")
    assert brightness(page) > 600
    panel = look(page)
    expect(panel.get_by_label("Світла")).to_be_checked()
    panel.get_by_label("Як на пристрої").check()
    assert brightness(page) < 120
    opened(page, site.at(ARTICLE))
    assert brightness(page) < 120


def test_sizes_are_four_and_remembered(site: Site, page: Page) -> None:
    opened(page, site.at(ARTICLE))
    panel, found = look(page), list[float]()
    for name in ("Дрібний", "Звичайний", "Великий", "Найбільший"):
        panel.get_by_label(name).check()
        found.append(size(page))
    assert found == sorted(set(found))
    assert found[3] > found[1] * 1.4
    page.reload()
    assert size(page) == found[3]
    page.emulate_media(media="print")
    paper = size(page)
    page.emulate_media(media="screen")
    expect(page.locator("details.look")).to_be_attached()
    look(page).get_by_label("Звичайний").check()
    page.emulate_media(media="print")
    assert size(page) == paper


def test_a_large_text_on_the_narrowest_screen(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    opened(page, site.at("usi-bloky"))
    look(page).get_by_label("Найбільший").check()
    assert_none(overflow(page, "largest"))


def test_the_look_by_keyboard_alone(site: Site, page: Page) -> None:
    opened(page, site.at(ARTICLE))
    share, panel = page.locator(".tools summary").first, page.locator(".look")
    share.focus()
    for stop in (page.get_by_role("button", name="Друк"), panel.locator("summary")):
        page.keyboard.press("Tab")
        expect(stop).to_be_focused()
    expect(panel.locator("summary")).to_have_text("Аа: розмір тексту й тема")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(panel.get_by_label("Звичайний")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_label("Великий")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowUp")
    expect(panel.get_by_label("Темна")).to_be_checked()
    assert brightness(page) < 120
    page.keyboard.press("Escape")
    expect(panel.locator("div")).to_be_hidden()
    expect(panel.locator("summary")).to_be_focused()


def test_a_panel_closes_when_something_else_is_clicked(site: Site, page: Page) -> None:
    opened(page, site.at(ARTICLE))
    panel = look(page)
    panel.get_by_text("Тема").click()
    expect(panel).to_be_visible()
    page.locator("h1").click()
    expect(panel).to_be_hidden()


# -- sharing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_networks_are_plain_links(site: Site, scripts: bool) -> None:
    context, journey = site.context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(site.at(ARTICLE))
    page.get_by_text("Поділитися", exact=True).click()
    address = f"https://{HOST}{site.edition.places[ARTICLE]}"
    links = {"Telegram": "https://t.me/share/url?url=", "Facebook": "https://www.facebook.com/"}
    for name, start in links.items():
        link = page.locator(".tools").get_by_role("link", name=name)
        expect(link).to_be_visible()
        href = link.get_attribute("href") or ""
        assert href.startswith(start)
        assert href.endswith("=" + address)
    assert journey.outside() == []
    context.close()


def test_without_scripts_there_are_no_tools_that_need_them(site: Site, plain: Page) -> None:
    plain.goto(site.at(ARTICLE))
    expect(plain.locator(".tools button, .look, button.new")).to_have_count(0)
    expect(plain.get_by_role("button")).to_have_count(0)


def test_the_link_is_copied_and_it_is_said(site: Site, reader: BrowserContext) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.new_page()
    opened(page, f"{site.at(ARTICLE)}?fbclid=1#main")
    page.get_by_text("Поділитися", exact=True).click()
    page.get_by_role("button", name="Копіювати посилання").click()
    said = page.get_by_role("status")
    expect(said).to_have_text("Посилання скопійовано")
    expect(said).to_be_in_viewport()
    assert page.evaluate("navigator.clipboard.readText()") == site.at(ARTICLE)
    expect(said).to_have_text("")


def test_the_sheet_of_the_system_where_there_is_one(site: Site, page: Page) -> None:
    page.add_init_script("navigator.share = async data => { window.shared = data }")
    opened(page, site.at(ARTICLE))
    page.get_by_text("Поділитися", exact=True).click()
    page.get_by_role("button", name="Інші способи…").click()
    shared = page.evaluate("window.shared")
    assert shared["url"] == site.at(ARTICLE)
    assert shared["title"].startswith("Сім ночей")


def test_no_sheet_and_no_clipboard(site: Site, page: Page) -> None:
    page.add_init_script(
        """delete Navigator.prototype.share;
        Object.defineProperty(navigator, "clipboard", {value: undefined})"""
    )
    opened(page, site.at(ARTICLE))
    page.get_by_text("Поділитися", exact=True).click()
    expect(page.locator(".tools").get_by_role("link")).to_have_count(2)
    expect(page.locator(".tools p button")).to_have_count(0)
    page.locator(".text .p").first.click(force=True)
    expect(page).to_have_url(re.compile("#b-"))


def test_print(site: Site, page: Page) -> None:
    page.add_init_script("window.print = () => { window.printed = true }")
    opened(page, site.at(ARTICLE))
    page.get_by_role("button", name="Друк").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator(".tools")).to_be_hidden()


# -- reading aloud --------------------------------------------------------------------------------


def heard(page: Page) -> list[str]:
    found: list[str] = page.evaluate("window.heard")
    return found


def listening(page: Page) -> tuple[Locator, Locator]:
    """The buttons that start and stop."""
    listen = page.locator("[data-tool=listen]")
    return listen, page.get_by_role("button", name="Спинити")


def test_an_article_is_read_from_its_headline_to_its_end(site: Site, page: Page) -> None:
    page.add_init_script(VOICES % OWN)
    opened(page, site.at("usi-bloky"))
    listen, stop = listening(page)
    expect(listen).to_have_text("Слухати")
    expect(stop).to_be_hidden()
    listen.click()
    expect(listen).to_have_text("Пауза")
    expect(stop).to_be_visible()
    while page.evaluate("heard.length && !document.querySelector('[data-tool=stop]').hidden"):
        page.evaluate("done()")
    expect(listen).to_have_text("Слухати")
    said = heard(page)
    assert said[0] == page.locator("h1").inner_text()
    text = page.locator(".text > p[data-block=paragraph]").all_inner_texts()
    assert [part for part in said if part in text] == text
    # What is not running text is not read: captions, tables, lists of other articles.
    away = page.locator(".text figure:not(.quote), .text .also, .text .wide").all_inner_texts()
    assert away
    assert not set(said) & set(away)
    assert len(said) == len(set(said))


def test_reading_pauses_goes_on_and_stops(site: Site, page: Page) -> None:
    page.add_init_script(VOICES % OWN)
    opened(page, site.at(ARTICLE))
    listen, stop = listening(page)
    listen.press("Enter")
    page.evaluate("done(), done()")
    listen.press("Enter")
    expect(listen).to_have_text("Далі")
    # On from the beginning of the paragraph that was broken off.
    listen.press("Enter")
    assert heard(page)[3] == heard(page)[2]
    stop.press("Enter")
    expect(listen).to_be_focused()
    expect(listen).to_have_text("Слухати")
    expect(stop).to_be_hidden()
    listen.press("Enter")
    assert heard(page)[-1] == heard(page)[0]


@pytest.mark.parametrize(
    "voices",
    [
        "[]",
        '[{lang: "en-GB", localService: true}]',
        # This one would have the text sent to its maker.
        '[{lang: "uk-UA", localService: false}]',
    ],
)
def test_without_a_voice_for_the_language_there_is_no_button(
    site: Site, page: Page, voices: str
) -> None:
    page.add_init_script(VOICES % voices)
    opened(page, site.at(ARTICLE))
    listen, _ = listening(page)
    expect(listen).to_be_hidden()
    # Voices often come after the page.
    page.evaluate(
        f"speechSynthesis.voices = {OWN}; speechSynthesis.dispatchEvent(new Event('voiceschanged'))"
    )
    expect(listen).to_be_visible()


# -- a paragraph's own address --------------------------------------------------------------------


def test_a_paragraph_has_an_address_without_scripts(site: Site, plain: Page) -> None:
    plain.goto(site.at(ARTICLE))
    paragraph = plain.locator(".text > p").nth(2)
    mark = paragraph.get_by_role("link", name="Посилання на цей абзац")
    opacity = "e => getComputedStyle(e).opacity"
    assert mark.evaluate(opacity) == "0"
    paragraph.hover()
    assert mark.evaluate(opacity) == "1"
    before = paragraph.evaluate("e => getComputedStyle(e).backgroundColor")
    mark.click()
    expect(plain).to_have_url(f"{site.at(ARTICLE)}#{paragraph.get_attribute('id')}")
    assert paragraph.evaluate("e => getComputedStyle(e).backgroundColor") != before


def test_the_address_of_a_paragraph_is_copied(site: Site, reader: BrowserContext) -> None:
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    page = reader.new_page()
    opened(page, site.at(ARTICLE))
    marks = page.locator(".text .p")
    page.locator(".look summary").focus()
    stops: list[Any] = []
    # One stop of the Tab key for all of them; up and down lead from one to the next.
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className"))
    assert stops.count("p") == 1
    marks.first.focus()
    page.keyboard.press("ArrowDown")
    expect(marks.nth(1)).to_be_focused()
    assert marks.nth(1).evaluate("e => getComputedStyle(e).opacity") == "1"
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Посилання скопійовано")
    expect(page).to_have_url(re.compile("#b-"))
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.keyboard.press("ArrowUp")
    expect(marks.first).to_be_focused()


# -- for everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_open_panels_have_no_barrier(site: Site, scheme: str, width: int) -> None:
    context, journey = site.context(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    context.add_init_script(VOICES % OWN)
    context.add_init_script("navigator.share = async () => {}")
    page, audit = context.new_page(), Audit()
    opened(page, site.at(ARTICLE))
    for number in range(2):
        page.locator(".tools summary").nth(number).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".tools details").nth(number)).to_have_attribute("open", "")
        audit.add(audit_page(page, f"panel {number}"))
        assert_none(overflow(page, f"panel {number}"))
        page.keyboard.press("Escape")
    opened(page, f"{site.address}/section/misto.html")
    look(page)
    audit.add(audit_page(page, "foot"))
    assert_none([*audit.problems, *overflow(page, "foot"), *journey.problems()])
    assert journey.errors == []
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_tools_come_without_moving_anything(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1200})
    page.add_init_script(VOICES % OWN)
    watched(page)
    for place in (site.edition.places[ARTICLE], "/section/misto.html", "/nemaie.html"):
        opened(page, site.address + place)
        assert moved(page) == 0, place


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves_by_itself(site: Site, motion: str) -> None:
    context, _ = site.context(reduced_motion=motion)
    page = context.new_page()
    opened(page, site.at(ARTICLE))
    look(page).get_by_label("Темна").check()
    page.locator(".text > p").first.hover()
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()


def test_english_pages_speak_english(site: Site, page: Page) -> None:
    page.add_init_script(VOICES % '[{lang: "en-GB", localService: true}]')
    opened(page, site.at("bridge-by-night"))
    for name in ("Listen", "Print"):
        expect(page.get_by_role("button", name=name)).to_be_visible()
    expect(look(page).get_by_label("As on the device")).to_be_checked()
