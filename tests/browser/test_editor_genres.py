"""An editor writes a page, an interview in a series with a gallery, and links a translation."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.running import Running
from tests.browser.test_editor import (
    Editor,
    act,
    add_block,
    address,
    choose,
    choose_byline,
    context,
    editor,
    modal,
    publish,
    save_entity,
    upload_picture,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.serial, pytest.mark.slow]

__all__ = ["context", "editor"]
HEADLINE = "Поромник розповідає про річку"
ENGLISH = "The ferryman speaks of the river"


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    made: BrowserContext = chromium.new_context(locale="uk-UA")
    yield made.new_page()
    made.close()


def test_what_articles_refer_to(editor: Editor) -> None:
    save_entity(editor, "contributor", "Ірина Гай")
    save_entity(editor, "credit", "Надріччя")
    save_entity(editor, "series", "Люди річки")
    editor.open("/admin/snippets/newsroom/section/add/?locale=en")
    editor.page.fill("[name=name]", "City")
    editor.page.locator("footer button[type=submit]").first.click()
    expect(editor.page.locator(".messages .success")).to_be_visible()


def test_a_page_is_seen_written_and_public(
    editor: Editor, newspaper: Running, reader: Page
) -> None:
    page = editor.page
    editor.open("/admin/snippets/newsroom/freepage/add/")
    page.fill("[name=title]", "Про нас")
    page.fill("[name=lead]", "Газета однієї річки.")
    write(add_block(page, "Текст"), "Нас четверо.")
    page.locator("[data-side-panel-toggle=preview]").click()
    expect(page.frame_locator("#w-preview-iframe").locator("h1")).to_have_text("Про нас")
    page.locator("[data-side-panel-toggle=preview]").click()
    page.locator("footer button[type=submit]").first.click()
    expect(page.locator(".messages .success")).to_be_visible()

    def there() -> bool:
        answer = reader.request.get(f"{newspaper.site}/pro-nas.html")
        return answer.ok and "Нас четверо." in answer.text()

    for _ in range(100):
        if there():
            break
        page.wait_for_timeout(100)
    reader.goto(f"{newspaper.site}/pro-nas.html")
    expect(reader.locator("h1")).to_have_text("Про нас")
    expect(reader.locator("main")).to_contain_text("Нас четверо.")


def test_an_interview_in_a_series_with_a_gallery(editor: Editor, reader: Page) -> None:
    page = editor.page
    editor.open("/admin/articles/new/uk/")
    page.fill("[name=title]", HEADLINE)
    page.fill("[name=lead]", "Тридцять років від берега до берега.")
    write(page.locator("[data-streamfield-child]").last, "Ми говорили на причалі.")
    exchange = add_block(page, "Запитання й відповідь")
    exchange.locator("textarea").first.fill("Чого боїться поромник?")
    exchange.locator("input[type=text]").first.fill("Остап Криниця")
    write(exchange, "Туману. Решта буває.")
    add_block(page, "Галерея")
    body = page.locator("[data-contentpath=body]").first
    body.locator("[data-contentpath=title] input[type=text]").fill("Причал удосвіта")
    pictures = body.locator("[data-contentpath=pictures]")
    pictures.locator(".c-sf-add-button").last.click()
    places = pictures.locator("[data-streamfield-child]")
    expect(places).to_have_count(2)
    for place, colour in enumerate(("navy", "teal")):
        choose(places.nth(place))
        upload_picture(page, colour)
    choose_byline(page, "Ірина Гай")
    page.get_by_role("tab", name="Місце у виданні").click()
    page.select_option("[name=section]", label="Місто")
    page.select_option("[name=genre]", label="інтерв’ю")
    page.select_option("[name=series]", label="Люди річки")
    page.fill("[name=part]", "1")
    publish(editor)
    reader.goto(address(editor))
    story = reader.locator("article")
    for text in ("Чого боїться поромник?", "Туману. Решта буває.", "Причал удосвіта"):
        expect(story).to_contain_text(text)
    expect(reader.locator("main")).to_contain_text("Люди річки")


def test_a_translation_is_linked(editor: Editor, reader: Page) -> None:
    page = editor.page
    editor.open("/admin/articles/new/en/")
    page.fill("[name=title]", ENGLISH)
    page.fill("[name=lead]", "Thirty years from shore to shore.")
    write(page.locator("[data-streamfield-child]").last, "We spoke on the pier.")
    choose_byline(page, "Ірина Гай")
    page.get_by_role("tab", name="Місце у виданні").click()
    page.select_option("[name=section]", label="City")
    publish(editor)
    there = address(editor)
    act(editor, "Пов’язати переклад")
    choose(page.locator(".newsroom-act"))
    box = modal(page)
    expect(box.locator("table, p.help-block, .chooser-empty").first).to_be_visible()
    other = box.get_by_role("link", name=HEADLINE)
    if not other.count():
        box.locator("[name=locale], [data-locale-selector] button").first.click()
        box.get_by_role("link", name=re.compile("Україн")).first.click()
    other.first.click()
    expect(page.locator(".modal-body")).to_have_count(0)
    expect(page.locator(".newsroom-act [data-chooser-title]")).to_contain_text(HEADLINE)
    page.locator(".newsroom-act button[type=submit]").click()
    expect(page.locator("#newsroom-where")).to_have_attribute("data-stage", "pressed")
    reader.goto(there)
    alternate = reader.locator("link[rel=alternate][hreflang=uk]")
    expect(alternate).to_have_attribute("href", re.compile(r"/poromnyk"))
