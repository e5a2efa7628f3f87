"""The Front screen in a browser, by mouse and by keyboard, and the front that readers then see."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.running import PASSWORD, USER, Running, environment

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.serial, pytest.mark.slow]

WAIT = 30_000
TITLES = [f"Новина номер {word}" for word in ("один", "два", "три", "чотири", "п’ять", "шість")]
SECOND = "druhyi"
PUBLISH = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from wagtail.models import Locale
from shpalta.newsroom import clock
from shpalta.newsroom.actions import Backdate, Publish
from shpalta.newsroom.models import Article, Byline, Contributor, Section
from shpalta.newsroom.shelves import shelf_here

users = get_user_model().objects
user = users.get(username={user!r})
users.create_superuser({second!r}, "", {password!r}, first_name="Оксана")
uk = Locale.objects.get(language_code="uk")
writer = Contributor.objects.create(name="Ірина Гай")
section = Section.objects.filter(locale=uk).first()
for past, title in zip(range(60, 0, -10), {titles!r}):
    article = Article(title=title, lead="Лід.", section=section, body=[("text", "<p>Текст.</p>")])
    article.bylines = [Byline(contributor=writer)]
    article.live = False
    shelf_here(uk).add_child(instance=article)
    # Two in one second would stand in the order of their ids.
    Backdate(article, clock.now() - timedelta(minutes=past), user).execute()
    Publish(article, user).execute()
"""


@pytest.fixture(scope="module", autouse=True)
def articles(newspaper: Running) -> None:
    """Six published articles, the last the newest."""
    code = PUBLISH.format(user=USER, second=SECOND, password=PASSWORD, titles=TITLES)
    ports = (urlsplit(address).port for address in (newspaper.site, newspaper.newsroom))
    done = subprocess.run(
        [sys.executable, "-m", "shpalta", "manage", "shell", "-c", code],
        env=environment(newspaper.home, *ports),
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def signed_in(chromium: Browser, newspaper: Running, user: str) -> BrowserContext:
    made = chromium.new_context(viewport={"width": 1280, "height": 1000}, locale="uk-UA")
    made.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    page = made.new_page()
    page.goto(newspaper.newsroom + "/admin/login/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]")
    expect(page.locator("h1")).to_be_visible()
    page.close()
    return made


@pytest.fixture(scope="module")
def first(chromium: Browser, newspaper: Running) -> Iterator[BrowserContext]:
    made = signed_in(chromium, newspaper, USER)
    yield made
    made.close()


@pytest.fixture(scope="module")
def second(chromium: Browser, newspaper: Running) -> Iterator[BrowserContext]:
    made = signed_in(chromium, newspaper, SECOND)
    yield made
    made.close()


@pytest.fixture
def screen(first: BrowserContext, newspaper: Running) -> Iterator[Page]:
    page = opened(first, newspaper)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    page.close()
    assert wrong == []


def opened(context: BrowserContext, newspaper: Running) -> Page:
    page = context.new_page()
    page.goto(newspaper.newsroom + "/admin/front/")
    expect(page.locator("#newsroom-front-keys")).to_be_visible()
    return page


def place(page: Page, name: str) -> Locator:
    return page.locator(f"[data-list={name}]")


def card(page: Page, title: str, name: str | None = None) -> Locator:
    where = place(page, name) if name else page.locator("#newsroom-front")
    return where.locator(f"[data-headline='{title}']").first


def titles(page: Page, name: str) -> list[str]:
    return (
        place(page, name)
        .locator("[data-headline]")
        .evaluate_all("cards => cards.map(card => card.dataset.headline)")
    )


def press(page: Page, title: str, verb: str, name: str | None = None) -> None:
    card(page, title, name).locator(f"[data-do={verb}]").click()


def drag(page: Page, one: Locator, other: Locator, *, below: bool = False) -> None:
    """By mouse, in steps, as a hand does it: what gives way is followed."""
    one.locator("[data-handle]").hover()
    page.mouse.down()
    for _ in range(3):
        box = other.bounding_box()
        assert box is not None
        at = box["y"] + box["height"] * (0.75 if below else 0.25)
        page.mouse.move(box["x"] + 40, at, steps=8)
    page.mouse.up()


def said(page: Page) -> Locator:
    return page.locator("#newsroom-front-said")


def save(page: Page) -> None:
    page.get_by_role("button", name="Зберегти першу шпальту").click()


def saved(page: Page) -> None:
    save(page)
    expect(page.locator(".messages .success")).to_be_visible()


def test_the_menu_leads_there_and_the_rule_fills(first: BrowserContext, newspaper: Running) -> None:
    page = first.new_page()
    page.goto(newspaper.newsroom + "/admin/")
    page.get_by_role("link", name="Перша шпальта").first.click()
    expect(page.locator("h1")).to_have_text("Перша шпальта")
    assert titles(page, "filled") == TITLES[::-1]
    page.close()


def test_chosen_by_buttons(screen: Page) -> None:
    press(screen, TITLES[0], "lead", "found")
    expect(said(screen)).to_have_text(f"«{TITLES[0]}» — головна.")
    for title in (TITLES[1], TITLES[2], TITLES[3]):
        press(screen, title, "pin", "found")
    assert titles(screen, "pin") == [TITLES[3], TITLES[2], TITLES[1]]
    assert set(titles(screen, "filled")) == {TITLES[4], TITLES[5]}
    # Whoever leads instead sends the one before to the pins.
    press(screen, TITLES[4], "lead", "filled")
    assert titles(screen, "lead") == [TITLES[4]]
    assert titles(screen, "pin")[0] == TITLES[0]
    expect(screen.locator("[data-unsaved-note]")).to_be_visible()
    saved(screen)
    assert titles(screen, "lead") == [TITLES[4]]
    assert titles(screen, "pin") == [TITLES[0], TITLES[3], TITLES[2], TITLES[1]]


def test_moved_by_keys_with_announcements_and_focus(screen: Page) -> None:
    handle = card(screen, TITLES[3], "pin").locator("[data-handle]")
    handle.focus()
    for key, position in (("ArrowUp", 1), ("ArrowDown", 2), ("End", 4), ("Home", 1)):
        screen.keyboard.press(key)
        expect(said(screen)).to_have_text(f"«{TITLES[3]}»: місце {position} з 4.")
        expect(handle).to_be_focused()
    screen.keyboard.press("ArrowUp")
    expect(said(screen)).to_have_text(f"«{TITLES[3]}» далі не йде: місце 1 з 4.")
    assert titles(screen, "pin") == [TITLES[3], TITLES[0], TITLES[2], TITLES[1]]
    down = card(screen, TITLES[3], "pin").get_by_role("button", name="Нижче")
    down.focus()
    screen.keyboard.press("Enter")
    expect(down).to_be_focused()
    expect(said(screen)).to_have_text(f"«{TITLES[3]}»: місце 2 з 4.")
    handle.focus()
    screen.keyboard.press("Delete")
    expect(said(screen)).to_have_text(f"«{TITLES[3]}» знято з першої шпальти.")
    expect(card(screen, TITLES[2], "pin").locator("[data-handle]")).to_be_focused()
    screen.get_by_role("button", name="Зберегти першу шпальту").focus()
    screen.keyboard.press("Enter")
    expect(screen.locator(".messages .success")).to_be_visible()
    assert titles(screen, "pin") == [TITLES[0], TITLES[2], TITLES[1]]


def test_dragged_by_mouse(screen: Page) -> None:
    drag(screen, card(screen, TITLES[1], "pin"), card(screen, TITLES[0], "pin"))
    assert titles(screen, "pin") == [TITLES[1], TITLES[0], TITLES[2]]
    expect(said(screen)).to_have_text(f"«{TITLES[1]}»: місце 1 з 3.")
    drag(screen, card(screen, TITLES[1], "pin"), card(screen, TITLES[2], "pin"), below=True)
    assert titles(screen, "pin") == [TITLES[0], TITLES[2], TITLES[1]]
    # From what is offered, and onto the lead.
    drag(screen, card(screen, TITLES[5], "found"), card(screen, TITLES[2], "pin"))
    assert titles(screen, "pin") == [TITLES[0], TITLES[5], TITLES[2], TITLES[1]]
    drag(screen, card(screen, TITLES[2], "pin"), card(screen, TITLES[4], "lead"))
    assert titles(screen, "lead") == [TITLES[2]]
    assert titles(screen, "pin") == [TITLES[4], TITLES[0], TITLES[5], TITLES[1]]
    # Escape puts a card back where it was.
    card(screen, TITLES[1], "pin").locator("[data-handle]").hover()
    screen.mouse.down()
    box = card(screen, TITLES[4], "pin").bounding_box()
    assert box is not None
    screen.mouse.move(box["x"] + 40, box["y"] + 4, steps=8)
    screen.keyboard.press("Escape")
    screen.mouse.up()
    assert titles(screen, "pin") == [TITLES[4], TITLES[0], TITLES[5], TITLES[1]]
    saved(screen)
    assert titles(screen, "lead") == [TITLES[2]]
    assert titles(screen, "pin") == [TITLES[4], TITLES[0], TITLES[5], TITLES[1]]


def test_found_while_one_types(screen: Page) -> None:
    words = screen.get_by_label("Слова із заголовка")
    words.fill("чотири")
    expect(place(screen, "found").locator("[data-headline]")).to_have_count(1)
    assert titles(screen, "found") == [TITLES[3]]
    # What is chosen already is not offered.
    words.fill("п’ять")
    expect(place(screen, "found").locator("[data-headline]")).to_have_count(0)


def test_two_editors_at_once(
    first: BrowserContext, second: BrowserContext, newspaper: Running
) -> None:
    one, other = opened(first, newspaper), opened(second, newspaper)
    press(one, TITLES[2], "remove", "lead")
    saved(one)
    press(other, TITLES[1], "remove", "pin")
    saved(other)
    expect(other.locator(".messages")).to_contain_text("тим часом")
    assert titles(other, "lead") == []
    assert titles(other, "pin") == [TITLES[4], TITLES[0], TITLES[5]]
    # Now the same place.
    one.reload()
    press(one, TITLES[1], "lead", "found")
    press(other, TITLES[3], "lead", "found")
    saved(other)
    save(one)
    clash = one.locator(".newsroom-clash")
    expect(clash).to_contain_text("Оксана")
    expect(clash).to_contain_text(f"Головна: «{TITLES[3]}»")
    expect(clash).to_contain_text(f"Головна: «{TITLES[1]}»")
    assert titles(one, "lead") == [TITLES[1]]
    saved(one)
    assert titles(one, "lead") == [TITLES[1]]
    one.close()
    other.close()


def test_readers_see_it(chromium: Browser, newspaper: Running) -> None:
    """The lead, then the pins in their order, then the newest; no article twice."""
    wanted = [TITLES[1], TITLES[4], TITLES[0], TITLES[5], TITLES[3], TITLES[2]]
    visitor = chromium.new_context(java_script_enabled=False, locale="uk-UA")
    page = visitor.new_page()
    page.set_default_timeout(WAIT)

    def front() -> list[str]:
        page.goto(newspaper.site + "/")
        text = page.locator("main").inner_text()
        return re.findall("|".join(map(re.escape, TITLES)), text)[: len(wanted)]

    deadline = time.monotonic() + WAIT / 1000
    while front() != wanted and time.monotonic() < deadline:
        # The press is asked again as a reader would.
        page.wait_for_timeout(100)
    assert front() == wanted
    visitor.close()


def test_without_scripts(chromium: Browser, first: BrowserContext, newspaper: Running) -> None:
    plain = chromium.new_context(
        java_script_enabled=False, locale="uk-UA", storage_state=first.storage_state()
    )
    page = plain.new_page()
    page.goto(newspaper.newsroom + "/admin/front/")
    press(page, TITLES[0], "up", "pin")
    press(page, TITLES[2], "pin", "found")
    page.fill("[name=q]", "шість")
    page.keyboard.press("Enter")
    save(page)
    assert titles(page, "pin") == [TITLES[2], TITLES[0], TITLES[4], TITLES[5]]
    plain.close()
