"""A preview is the page that the press would make, of what stands in the editor's form."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from shpalta.newsroom import preview
from shpalta.newsroom.models import Credit, FreePage, Picture

from .conftest import draft, published, stored
from .drawn import jpeg
from .pressing import open_paper
from .test_roads import add_url, edit_url, form_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is opened by name"),
]


@pytest.fixture
def paper(committed_newsroom, tmp_path, settings):
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    before = preview.press()
    found = open_paper(tmp_path, settings)
    yield found
    preview.register(before)
    found.close()


@pytest.fixture
def browser(client, committed_newsroom):
    client.force_login(committed_newsroom.user)
    return client


def preview_of(browser, url, data):
    """What the editor's frame shows: the form is posted, then the frame is loaded."""
    answer = browser.post(url, data)
    assert answer.json() == {"is_valid": True, "is_available": True}, answer.content
    return browser.get(url)


def on_edit(article):
    return reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])


def on_add(room):
    return reverse("wagtailadmin_pages:preview_on_add", args=["newsroom", "article", room.shelf.pk])


def test_the_preview_of_a_published_article_is_its_page(paper, browser, committed_newsroom):
    room = committed_newsroom
    older = published(room, title="Перша", topics=[room.topic])
    article = published(
        room,
        topics=[room.topic],
        body=[("text", "<p>Так.</p>"), ("read_also", [older]), ("divider", None)],
    )
    paper.press()
    shown = browser.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert shown.status_code == 200
    assert shown.content == paper.page(article.get_url_parts()[2])
    assert shown["X-Robots-Tag"] == "noindex"
    assert "no-store" in shown["Cache-Control"]


def test_the_preview_shows_what_the_form_says_and_stores_nothing(
    paper, browser, committed_newsroom
):
    article = published(committed_newsroom)
    paper.press()
    shown = preview_of(browser, on_edit(article), form_of(committed_newsroom, lead="Ще не видно."))
    assert "Ще не видно." in shown.content.decode()
    assert stored(article).lead != "Ще не видно."
    assert "Ще не видно." not in paper.page(article.get_url_parts()[2]).decode()


def test_a_new_article_has_its_expected_address_and_date(paper, browser, committed_newsroom):
    paper.press()
    shown = preview_of(browser, on_add(committed_newsroom), form_of(committed_newsroom))
    page = shown.content.decode()
    assert shown.status_code == 200
    assert re.search(r'rel="canonical" href="[^"]+/\d{4}/\d\d/\d\d/mist-vidkryly.html"', page)
    assert "Міст відкрили" in page
    assert committed_newsroom.writer.name in page
    assert 'rel="author"' in page


def test_an_empty_form_is_shown_with_placeholders(paper, browser, committed_newsroom):
    paper.press()
    empty = form_of(
        committed_newsroom,
        title="",
        lead="",
        section="",
        body=streamfield([]),
        bylines=inline_formset([]),
    )
    shown = preview_of(browser, on_add(committed_newsroom), {**empty, "topics": []})
    assert shown.status_code == 200
    assert "<h1" in shown.content.decode()


def test_before_the_press_has_started_the_editor_reads_why(paper, browser, committed_newsroom):
    shown = preview_of(browser, on_add(committed_newsroom), form_of(committed_newsroom, lead=""))
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Попереднього перегляду ще немає" in page
    assert "Напишіть" in page


def test_entities_are_shown_as_they_are_now(paper, browser, committed_newsroom):
    article = published(committed_newsroom)
    paper.press()
    committed_newsroom.section.name = "Містечко"
    committed_newsroom.section.save()
    shown = browser.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert "Містечко" in shown.content.decode()


def test_a_preview_survives_a_press_that_was_thrown_away(paper, browser, committed_newsroom):
    article = published(committed_newsroom)
    paper.press()
    url = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    before = browser.get(url).content
    paper.machine.places.rows.close()
    paper.machine.tables.close()
    paper.machine = None
    for name in ("press.db", "press.db-wal", "press.db-shm"):
        (paper.home / name).unlink(missing_ok=True)
    assert browser.get(url).status_code == 200
    paper.press()
    assert browser.get(url).content == before


def test_files_of_the_preview_are_for_editors_alone(paper, browser, client, committed_newsroom):
    room = committed_newsroom
    picture = Picture(
        title="Міст",
        file=SimpleUploadedFile("mist.jpg", jpeg(), content_type="image/jpeg"),
        credit=Credit.objects.create(name="Архів"),
    )
    picture.save()
    article = draft(room, picture=picture, picture_alt="Міст")
    published(room)
    paper.press()
    page = browser.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk])).content.decode()
    paths = set(re.findall(r'(?:href|src)="(/(?:assets|media)/[^"]+)"', page))
    paths |= {re.search(r"/live/[^\"]+", page).group()}
    assert any(path.startswith("/media/") for path in paths)
    kinds = set()
    for path in paths:
        answer = browser.get(path)
        assert answer.status_code == 200, path
        assert answer["X-Content-Type-Options"] == "nosniff"
        kinds.add(answer["Content-Type"].split(";")[0])
    assert {"text/css", "text/javascript", "font/woff2", "text/html"} <= kinds
    assert kinds & {"image/webp", "image/jpeg", "image/avif", "image/png"}
    client.logout()
    for path in paths:
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../secret-key",
        "/assets/..%2f..%2fsecret-key",
        "/assets/%2e%2e/%2e%2e/newsroom.db",
        "/assets/none.css",
        "/live/../../newsroom.db",
        "/live/1/xx/latest.html",
        "/media/x/../../secret-key",
        "/media/x/0000000000000000.jpeg",
        "/media/..%2f/x",
    ],
)
def test_nothing_else_is_served(paper, browser, path):
    paper.press()
    assert browser.get(path).status_code == 404


def test_a_link_in_the_preview_leads_to_the_site(browser, settings):
    answer = browser.get("/2026/11/23/mist.html")
    assert answer.status_code == 302
    assert answer["Location"] == f"{settings.SHPALTA_SITE_ADDRESS}/2026/11/23/mist.html"


def test_urls_of_the_editor_are_not_taken(browser, committed_newsroom):
    assert browser.get(add_url(committed_newsroom)).status_code == 200
    article = draft(committed_newsroom)
    assert browser.get(edit_url(article)).status_code == 200


# ------------------------------------------------------------------------------------- free pages


def page_form(**changes):
    text = '{"blocks":[{"key":"a","text":"Так.","type":"unstyled"}],"entityMap":{}}'
    given = {
        "title": "Про нас",
        "slug": "",
        "lead": "Хто ми такі.",
        "translation_of": "",
        "body": streamfield([("text", text)]),
        **changes,
    }
    return nested_form_data(given)


def test_a_page_is_seen_before_it_is_public(paper, browser, committed_newsroom):
    paper.press()
    url = reverse("wagtailsnippets_newsroom_freepage:preview_on_add")
    shown = preview_of(browser, url, page_form())
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Хто ми такі." in page
    assert re.search(r'rel="canonical" href="[^"]+/pro-nas.html"', page)
    assert shown["X-Robots-Tag"] == "noindex"
    assert not FreePage.objects.exists()
    assert (
        '<html lang="en"' in preview_of(browser, f"{url}?locale=en", page_form()).content.decode()
    )
    form = browser.get(reverse("wagtailsnippets_newsroom_freepage:add") + "?locale=en")
    assert f"{url}?locale=en" in form.content.decode()
    unfinished = page_form(title="", body=streamfield([("subhead", "")]))
    assert preview_of(browser, url, unfinished).status_code == 200


def test_the_preview_of_a_stored_page_is_its_page(paper, browser, committed_newsroom):
    made = FreePage.objects.create(
        title="Про нас", body=[("text", "<p>Так.</p>")], locale=committed_newsroom.uk
    )
    paper.press()
    url = reverse("wagtailsnippets_newsroom_freepage:preview_on_edit", args=[made.pk])
    body = streamfield(
        [("text", '{"blocks":[{"key":"","text":"Так.","type":"unstyled"}],"entityMap":{}}')]
    )
    shown = preview_of(browser, url, page_form(slug="pro-nas", lead="", body=body))
    pressed = paper.page("/pro-nas.html").decode()
    assert re.sub(r' id="[^"]*"', "", shown.content.decode()) == re.sub(r' id="[^"]*"', "", pressed)
