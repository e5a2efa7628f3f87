"""What an editor sent comes back wherever it cannot be stored, ready to be sent again."""

from __future__ import annotations

import html
import re
import sqlite3
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.utils.translation import override
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from shpalta.newsroom.keeping import server_error
from shpalta.newsroom.models import Article
from tests.newsroom.conftest import draft, stored

WORDS = "Міст відкрили зранку, і черга зникла."
BODY = (
    '{"blocks":[{"key":"a","text":"Перший абзац тексту.","type":"unstyled"},'
    '{"key":"b","text":"Другий абзац.","type":"unstyled"}],"entityMap":{}}'
)
HERE = {"origin": "http://testserver", "accept": "text/html", "accept-language": "en"}


def fields(page: str) -> dict[str, str]:
    """The form of a page that gives back, as a browser would send it again."""
    found = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', page, re.S)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    given = {name: html.unescape(value) for name, value in found}
    return given | {"csrfmiddlewaretoken": token[1]}


def form_of(room, article: Article) -> dict[str, str]:
    given = nested_form_data(
        {
            "title": article.title,
            "lead": WORDS,
            "section": str(room.section.pk),
            "genre": "news",
            "body": streamfield([("text", BODY)]),
            "bylines": inline_formset([{"contributor": str(room.writer.pk), "role": "author"}]),
            "comments": inline_formset([]),
            "action-publish": "1",
        }
    )
    empty = (
        "short_headline",
        "dateline",
        "public_slug",
        "embargo_until",
        "go_live_at",
        "expire_at",
    )
    return dict.fromkeys(empty, "") | given


@pytest.fixture
def browser():
    """A browser that keeps cookies and is checked as the real ones are."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def sign_in(browser: Client, user) -> None:
    browser.force_login(user)
    browser.get("/admin/login/")


def test_a_session_that_ended_loses_no_text(newsroom, browser):
    article = draft(newsroom)
    url = f"/admin/pages/{article.pk}/edit/"
    sign_in(browser, newsroom.user)
    page = browser.get(url)
    token = page.context["csrf_token"]
    browser.cookies["csrftoken" if "csrftoken" in browser.cookies else "shpalta_csrf"] = token
    del browser.cookies["shpalta_session"]
    answer = browser.post(
        url, form_of(newsroom, article) | {"csrfmiddlewaretoken": str(token)}, headers=HERE
    )
    words = answer.content.decode()
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store"
    assert WORDS in words
    assert "Перший абзац тексту.\n\nДругий абзац." in words
    assert "/admin/login/" in words
    given = fields(words)
    assert given["lead"] == WORDS
    assert given["body-0-value"] == BODY
    assert "action-publish" in given
    # Signed in anew, with another token: it comes back once more, and then it is stored.
    sign_in(browser, newsroom.user)
    again = browser.post(url, given, headers=HERE)
    if again.status_code == 403:
        assert WORDS in again.content.decode()
        given = fields(again.content.decode())
        again = browser.post(url, given, headers=HERE)
    assert again.status_code == 302
    assert stored(article).live
    assert stored(article).lead == WORDS


def test_what_another_site_sends_is_not_offered_again(newsroom, browser):
    article = draft(newsroom)
    url = f"/admin/pages/{article.pk}/edit/"
    foreign = HERE | {"origin": "https://evil.example"}
    for _ in range(2):
        answer = browser.post(url, form_of(newsroom, article), headers=foreign)
        assert answer.status_code in {302, 403}
        assert WORDS not in answer.content.decode()
        sign_in(browser, newsroom.user)


def test_scripts_are_told_by_the_status_and_keep_their_text(newsroom):
    article = draft(newsroom)
    answer = Client().post(
        f"/admin/pages/{article.pk}/edit/",
        form_of(newsroom, article),
        headers=HERE | {"x-requested-with": "XMLHttpRequest"},
    )
    assert answer.status_code == 403
    assert WORDS not in answer.content.decode()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="another connection holds the file")
@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_held_loses_no_text(committed_newsroom):
    room = committed_newsroom
    article = draft(room)
    browser = Client(raise_request_exception=False)
    browser.force_login(room.user)
    url = f"/admin/pages/{article.pk}/edit/"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=10")
    holder = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        answer = browser.post(url, form_of(room, article), headers=HERE)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
        connection.close()
    words = answer.content.decode()
    assert answer.status_code == 503
    assert "База даних зараз не відповідає" in words
    assert fields(words)["lead"] == WORDS
    assert stored(article).lead != WORDS
    # The same form, sent again when it answers.
    assert browser.post(url, fields(words), headers=HERE).status_code == 302
    assert stored(article).lead == WORDS


def test_a_page_that_is_only_read_says_what_is_wrong_in_both_languages():
    for code, said in (("en", "Not available now"), ("uk", "Зараз недоступно")):
        with override(code):
            answer = server_error(RequestFactory().get("/admin/"))
        assert answer.status_code == 500
        assert said in answer.content.decode()


# -- uploads
# -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["in memory", "in a file"])
def test_an_upload_is_durable_before_a_row_names_it(settings, tmp_path, monkeypatch, kind):
    from shpalta.newsroom import storage

    settings.MEDIA_ROOT = tmp_path / "uploads"
    (tmp_path / "uploads").mkdir()
    synced: list[tuple[str, bytes]] = []
    sync = storage.os.fsync

    def note(handle: int) -> None:
        place = Path(f"/proc/self/fd/{handle}").readlink()
        synced.append((str(place), place.read_bytes() if place.is_file() else b""))
        sync(handle)

    monkeypatch.setattr(storage.os, "fsync", note)
    content: object = ContentFile(b"a picture")
    if kind == "in a file":
        content = TemporaryUploadedFile("x.jpg", "image/jpeg", 9, None)
        content.write(b"a picture")
        content.flush()
    saved = default_storage.save("2026/deep/x.jpg", content)
    content.close()
    place = Path(default_storage.path(saved))
    assert (str(place), b"a picture") in synced
    folders = {folder for folder, _ in synced}
    assert {str(place.parent), str(place.parent.parent), str(tmp_path / "uploads")} <= folders


def test_what_is_committed_outlives_a_power_cut():
    """SQLite as production opens it; the tests' own settings add a line that makes them quick."""
    from shpalta.settings import django as production

    commands = str(production.DATABASES["default"].get("OPTIONS", {}).get("init_command", ""))
    if production.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        first = commands.index("PRAGMA synchronous")
        assert commands[first:].startswith("PRAGMA synchronous=FULL")
        assert "journal_mode=WAL" in commands
    assert default_storage.__class__.__name__ == "DurableStorage"
