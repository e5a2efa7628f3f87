"""The newsroom as an editor sees it: the steps of the tutorial, each with a picture.

An article is written, previewed, published and retracted, so it is done in the newspaper started
for this alone; in another one only the list is looked at. Words on buttons are Ukrainian, as the
sample's screens are.
"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize

from tools.screenshots.browser import keep
from tools.screenshots.paper import Paper

HEADLINE = "На Липовій відкрили читальню, що працює без світла"
LEAD = "Двадцять місць, гасові лампи й каталог на картках."
BODY = (
    "Читальню на Липовій, 9, відкрили в понеділок уранці. Книжки видають за паперовими"
    " формулярами, тож відключення їй не страшні."
)
REASON = "Адреса читальні помилкова. Уточнюємо."
SECTION = "Місто"
CONTRIBUTOR = "Леся Квіт"
SIZE: ViewportSize = {"width": 1280, "height": 860}
_PATIENCE = 60_000
_SETTLED = 800
_PUBLISH = "Опублікувати"
_PREVIEW = '[aria-label="Toggle preview"], [data-side-panel-toggle="preview"]'


def take(browser: Browser, paper: Paper, folder: Path) -> Iterator[str]:
    """Every step; names of the files as they are made."""
    context = browser.new_context(viewport=SIZE, locale="uk-UA")
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    _log_in(page, paper)
    page.goto(f"{paper.newsroom}/admin/articles/", wait_until="networkidle")
    yield keep(page, folder / "newsroom-articles")
    if not paper.own:
        return
    new = f"{paper.newsroom}/admin/articles/new/uk/"
    page.goto(new, wait_until="networkidle")
    _write(page)
    yield keep(page, folder / "newsroom-edit")
    page.click(_PREVIEW)
    page.frame_locator("#w-preview-iframe").get_by_role("heading", name=HEADLINE).first.wait_for()
    page.wait_for_load_state("networkidle")
    _to_the_top(page)
    yield keep(page, folder / "newsroom-preview")
    page.click(_PREVIEW)
    page.get_by_role("button", name=_PUBLISH).click()
    page.locator('#newsroom-where[data-stage="pressed"]').wait_for()
    yield keep(page, folder / "newsroom-published")
    yield from _retract(page, folder)
    page.goto(new, wait_until="networkidle")
    page.get_by_role("button", name=_PUBLISH).click()
    page.get_by_text("Напишіть лід.").first.wait_for()
    yield keep(page, folder / "newsroom-missing")


def _log_in(page: Page, paper: Paper) -> None:
    page.goto(f"{paper.newsroom}/admin/login/")
    page.fill("[name=username]", paper.user)
    page.fill("[name=password]", paper.password)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")


def _write(page: Page) -> None:
    """What an article needs: headline, lead, text, contributor, section."""
    page.fill("[name=title]", HEADLINE)
    page.fill("[name=lead]", LEAD)
    text = page.locator(".Draftail-Editor [role=textbox]").first
    if not text.count():
        page.locator(".c-sf-add-button").first.click()
        page.get_by_role("option", name="Текст", exact=True).click()
    text.click()
    page.keyboard.type(BODY)
    page.get_by_role("button", name="Додати Автор").click()
    _choose(page, "#id_bylines-0-contributor-chooser", CONTRIBUTOR)
    page.get_by_role("tab", name="Місце у виданні").click()
    page.select_option("[name=section]", label=SECTION)
    page.get_by_role("tab", name="Текст").click()
    _to_the_top(page)


def _to_the_top(page: Page) -> None:
    """Whatever has scrolled, in both directions; and no tip under the mouse."""
    page.mouse.move(SIZE["width"] / 2, SIZE["height"] / 2)
    page.wait_for_timeout(_SETTLED)
    page.evaluate(
        "document.querySelectorAll('*').forEach(e => { e.scrollTop = 0; e.scrollLeft = 0 })"
    )


def _choose(page: Page, chooser: str, name: str) -> None:
    """Found by its words: what a chooser shows first is a page of many."""
    page.locator(f"{chooser} button:visible").first.click()
    search = page.locator(".modal input[name=q]")
    search.wait_for()
    # The modal's script listens a moment after the modal is there.
    page.wait_for_timeout(_SETTLED)
    search.fill(name)
    page.locator(".modal").get_by_role("link", name=name, exact=True).click()
    page.locator(".modal").wait_for(state="detached")


def _retract(page: Page, folder: Path) -> Iterator[str]:
    number = page.url.rstrip("/").split("/")[-2]
    base = page.url.split("/pages/", 1)[0]
    page.goto(f"{base}/articles/{number}/retract/", wait_until="networkidle")
    page.fill("[name=public_reason]", REASON)
    _to_the_top(page)
    yield keep(page, folder / "newsroom-retract")
    page.locator("form button[type=submit]").last.click()
    page.locator('#newsroom-where[data-stage="pressed"]').wait_for()
