"""An editor's day in a browser, and what readers see of it: real newsroom, press and Caddy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Request, expect

from tests.browser.running import PASSWORD, USER, Running

pytestmark = [pytest.mark.browser, pytest.mark.journey, pytest.mark.serial, pytest.mark.slow]

HEADLINE = "Поромна переправа відкриється в неділю"
SLUG = "poromna-pereprava-vidkryietsia-v-nediliu"
WAIT = 30_000


@dataclass
class Editor:
    """A signed-in editor, and what the screens did that they must not."""

    page: Page
    newspaper: Running
    wrong: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("request", self._request)

    def _request(self, request: Request) -> None:
        own = (self.newspaper.newsroom, "data:", "blob:", "about:")
        if not request.url.startswith(own):
            self.wrong.append(f"outside: {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.newspaper.newsroom + path)

    def sign_in(self) -> None:
        self.open("/admin/login/")
        self.page.fill("[name=username]", USER)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("button[type=submit]")
        expect(self.page.locator("h1")).to_be_visible()


@pytest.fixture(scope="module")
def context(chromium: Browser, newspaper: Running) -> Iterator[BrowserContext]:
    """A browser in which an editor is signed in."""
    made = chromium.new_context(viewport={"width": 1280, "height": 1000}, locale="uk-UA")
    made.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    page = made.new_page()
    Editor(page, newspaper).sign_in()
    page.close()
    yield made
    made.close()


@pytest.fixture
def editor(context: BrowserContext, newspaper: Running) -> Iterator[Editor]:
    found = Editor(context.new_page(), newspaper)
    found.watch()
    yield found
    found.page.close()
    assert found.wrong == []


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(request, chromium: Browser, newspaper: Running) -> Iterator[Page]:
    made = chromium.new_context(java_script_enabled=request.param, locale="uk-UA")
    page = made.new_page()
    page.set_default_timeout(WAIT)
    yield page
    made.close()


def jpeg(colour: str) -> dict[str, object]:
    buffer = BytesIO()
    Image.new("RGB", (800, 500), colour).save(buffer, "JPEG")
    return {"name": f"{colour}.jpg", "mimeType": "image/jpeg", "buffer": buffer.getvalue()}


def add_block(page: Page, name: str) -> Locator:
    """The block of that name, added at the end of the body."""
    body = page.locator("[data-contentpath=body]").first
    blocks = body.locator("[data-streamfield-child]")
    there = blocks.count()
    body.locator(".c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()
    # The block comes after the menu has closed: until then "the last one" is its neighbour.
    expect(blocks).not_to_have_count(there)
    return blocks.last


def write(block: Locator, text: str) -> None:
    block.locator("[contenteditable=true]").first.click()
    block.page.keyboard.type(text)


def modal(page: Page) -> Locator:
    found = page.locator(".modal-body")
    expect(found).to_be_visible()
    return found


def choose(place: Locator) -> None:
    """Open the chooser of a field that holds nothing yet."""
    place.locator("[data-chooser-action-choose]:visible").first.click()


def upload_picture(page: Page, colour: str) -> None:
    """In the chooser that is open: a new picture, with what a newsroom must know of it."""
    box = modal(page)
    box.get_by_role("tab", name="Надіслати").click()
    box.locator("[name$='-file']").set_input_files(jpeg(colour))
    box.locator("[name$='-title']").fill("Пором на Тихій")
    box.locator("[name$='-description']").fill("Пором із двома автівками посеред річки.")
    box.locator("[name$='-credit']").select_option(label="Надріччя")
    box.locator("form[data-chooser-modal-creation-form] [type=submit]").click()
    expect(page.locator(".modal-body")).to_have_count(0)


def save_entity(editor: Editor, kind: str, name: str) -> None:
    editor.open(f"/admin/snippets/newsroom/{kind}/add/")
    editor.page.fill("[name=name]", name)
    editor.page.locator("footer button[type=submit]").first.click()
    expect(editor.page.locator(".messages .success")).to_be_visible()


def choose_byline(page: Page, name: str) -> None:
    bylines = page.locator("#id_bylines-ADD")
    bylines.click()
    choose(page.locator("[id^=inline_child_bylines]").last)
    modal(page).get_by_role("link", name=name).click()
    expect(page.locator(".modal-body")).to_have_count(0)


def publish(editor: Editor) -> None:
    editor.page.locator("button[name=action-publish]").click()
    expect(editor.page.locator("#newsroom-where")).to_have_attribute("data-stage", "pressed")


def address(editor: Editor) -> str:
    found = editor.page.locator("#newsroom-where [data-link]").get_attribute("href")
    assert found, editor.page.locator("#newsroom-where").evaluate("box => box.outerHTML")
    return found


def act(editor: Editor, name: str) -> None:
    """Open an act's form from the menu beside the headline."""
    editor.page.locator("header button[aria-label='Дії']").click()
    editor.page.get_by_role("link", name=name, exact=True).click()
    expect(editor.page.locator(".newsroom-act")).to_be_visible()


def confirm(editor: Editor) -> None:
    editor.page.locator(".newsroom-act button[type=submit]").click()
    expect(editor.page.locator("#newsroom-where")).to_have_attribute("data-stage", "pressed")


# --- what is written once, before everything else ------------------------------------------------


def test_the_people_and_an_article_to_link_to(editor: Editor) -> None:
    save_entity(editor, "contributor", "Ірина Гай")
    save_entity(editor, "credit", "Надріччя")
    page = editor.page
    editor.open("/admin/articles/new/uk/")
    page.fill("[name=title]", "Річка впала на метр")
    page.fill("[name=lead]", "Нижче, ніж будь-коли за десять років.")
    write(page.locator("[data-streamfield-child]").last, "Виміряли вранці.")
    choose_byline(page, "Ірина Гай")
    page.get_by_role("tab", name="Місце у виданні").click()
    page.select_option("[name=section]", label="Місто")
    publish(editor)
    expect(page.locator("#newsroom-where [data-text]")).to_have_text(
        re.compile(r"^На сайті з \d\d:\d\d:\d\d$")
    )


def test_publishing_with_missing_things_names_them_and_keeps_the_draft(editor: Editor) -> None:
    page = editor.page
    editor.open("/admin/articles/new/uk/")
    page.fill("[name=title]", HEADLINE)
    page.locator("button[name=action-publish]").click()
    missing = page.locator(".newsroom-missing")
    expect(missing).to_be_visible()
    expect(missing).to_contain_text("Напишіть лід")
    expect(missing).to_contain_text("Виберіть рубрику")
    expect(page.locator("[name=title]")).to_have_value(HEADLINE)


def test_an_article_with_every_block(editor: Editor, newspaper: Running) -> None:
    page = editor.page
    editor.open("/admin/articles/new/uk/")
    page.fill("[name=title]", HEADLINE)
    page.fill("[name=lead]", "Перший рейс о шостій ранку.")
    fill_body(page)
    choose(page.locator("[data-contentpath=picture]").last)
    upload_picture(page, "navy")
    choose_byline(page, "Ірина Гай")
    page.get_by_role("tab", name="Місце у виданні").click()
    page.select_option("[name=section]", label="Місто")
    preview(page)
    publish(editor)
    assert address(editor).startswith(newspaper.site)
    assert address(editor).endswith(f"/{SLUG}.html")


def fill_body(page: Page) -> None:
    write(page.locator("[data-streamfield-child]").last, "Переправу відкриють у неділю.")
    add_block(page, "Підзаголовок").locator("input[type=text]").fill("Скільки коштує")
    picture = add_block(page, "Зображення")
    choose(picture)
    upload_picture(page, "teal")
    quote = add_block(page, "Цитата")
    quote.locator("textarea").fill("Чекали сім років.")
    quote.locator("input[type=text]").first.fill("Остап Криниця")
    table = add_block(page, "Таблиця")
    fill_table(page, table)
    also = add_block(page, "Читайте також")
    choose(also)
    modal(page).get_by_role("link", name="Річка впала на метр").click()
    expect(page.locator(".modal-body")).to_have_count(0)
    document = add_block(page, "Документ")
    choose(document)
    box = modal(page)
    box.get_by_role("tab", name="Надіслати").click()
    box.locator("[name$='-file']").set_input_files(
        {"name": "rozklad.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 schedule"}
    )
    box.locator("[name$='-title']").fill("Розклад переправи")
    box.locator("form[data-chooser-modal-creation-form] [type=submit]").click()
    expect(page.locator(".modal-body")).to_have_count(0)
    embed = add_block(page, "Вставка")
    embed.locator("input[type=text]").nth(0).fill("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    embed.locator("input[type=text]").nth(1).fill("Пором на випробуваннях")
    add_block(page, "Роздільник")


def fill_table(page: Page, table: Locator) -> None:
    table.locator("button.append-column").click()
    page.locator(".add-column-menu button").click()
    table.locator("input.column-heading").fill("Рейс")
    table.locator("tfoot button").first.click()
    table.locator("tbody input[type=text]").first.fill("Шоста ранку")


def preview(page: Page) -> None:
    """What the press would make of the form, in the frame beside it."""
    page.locator("[data-side-panel-toggle=preview]").click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.locator("h1")).to_have_text(HEADLINE)
    expect(frame.locator("article")).to_contain_text("Чекали сім років.")
    page.locator("[data-side-panel-toggle=preview]").click()


# --- what readers find --------------------------------------------------------------------------


def test_readers_find_it(reader: Page, newspaper: Running) -> None:
    reader.goto(newspaper.site + "/")
    reader.get_by_role("link", name=HEADLINE).first.click()
    expect(reader.locator("h1")).to_have_text(HEADLINE)
    story = reader.locator("article")
    for text in (
        "Переправу відкриють у неділю.",
        "Скільки коштує",
        "Чекали сім років.",
        "Остап Криниця",
        "Шоста ранку",
        "Річка впала на метр",
        "Розклад переправи",
        "Пором на випробуваннях",
        "Ірина Гай",
    ):
        expect(story).to_contain_text(text)
    shown = story.locator("img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    reader.get_by_role("link", name="Місто", exact=True).first.click()
    expect(reader.get_by_role("link", name=HEADLINE).first).to_be_visible()


def test_the_living_feed_of_an_older_article_has_it(chromium: Browser, newspaper: Running) -> None:
    with_scripts = chromium.new_context(locale="uk-UA")
    page = with_scripts.new_page()
    page.goto(newspaper.site + "/")
    page.get_by_role("link", name="Річка впала на метр").first.click()
    expect(page.locator("h1")).to_have_text("Річка впала на метр")
    expect(page.get_by_role("link", name=HEADLINE).first).to_be_visible()
    with_scripts.close()


def test_the_feed_has_it(editor: Editor, newspaper: Running) -> None:
    answer = editor.page.context.request.get(newspaper.site + "/feeds/uk/all.xml")
    assert HEADLINE in answer.text()


# --- change, another address, off the site -------------------------------------------------------


def open_article(editor: Editor) -> None:
    editor.open("/admin/articles/?q=" + "поромна")
    editor.page.locator("td.title a", has_text="Поромна").first.click()
    expect(editor.page.locator("[name=title]")).to_have_value(re.compile("Поромна"))


def test_a_change_is_published(editor: Editor, newspaper: Running, reader: Page) -> None:
    open_article(editor)
    lead = f"Перший рейс о сьомій ранку, {id(reader)}."
    editor.page.fill("[name=lead]", lead)
    publish(editor)
    expect(editor.page.locator("[name=lead]")).to_have_value(lead)
    reader.goto(address(editor))
    expect(reader.locator("article")).to_contain_text(lead)


def test_another_address(editor: Editor, newspaper: Running) -> None:
    open_article(editor)
    before = address(editor)
    act(editor, "Змінити адресу")
    editor.page.fill("[name=public_slug]", "porom")
    confirm(editor)
    after = address(editor)
    assert after.endswith("/porom.html")
    visitor = editor.page.context.browser.new_context(locale="uk-UA")
    page = visitor.new_page()
    page.goto(before)
    expect(page).to_have_url(after)
    visitor.close()


def test_retraction_and_return(editor: Editor, newspaper: Running, reader: Page) -> None:
    open_article(editor)
    where = address(editor)
    act(editor, "Відкликати")
    editor.page.fill("[name=public_reason]", "Переправу перенесли.")
    confirm(editor)
    expect(editor.page.locator("#newsroom-where")).to_contain_text("Знято з сайту")
    answer = reader.goto(where)
    assert answer.status == 410
    expect(reader.locator("body")).to_contain_text("Переправу перенесли.")
    reader.goto(newspaper.site + "/")
    expect(reader.get_by_role("link", name=HEADLINE)).to_have_count(0)
    act(editor, "Повернути")
    confirm(editor)
    assert reader.goto(where).status == 200
    expect(reader.locator("h1")).to_have_text(HEADLINE)
