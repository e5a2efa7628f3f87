"""The list of articles: flat, newest first, found by words, in a bounded number of queries."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from shpalta.newsroom.actions import Retract, Schedule
from shpalta.newsroom.models import Article, Byline, Contributor
from shpalta.newsroom.screens import listing, paginating
from shpalta.newsroom.shelves import root_shelf, shelf_here

from .conftest import draft, published, stored

pytestmark = pytest.mark.django_db

URL = "/admin/articles/"


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    return client


def headlines(answer):
    return [article.get_admin_display_title() for article in answer.context["object_list"]]


def saved(room, **fields):
    article = draft(room, **fields)
    article.save_revision(user=room.user)
    return stored(article)


def test_the_last_edited_comes_first(browser, newsroom):
    first, second = saved(newsroom, title="Перша"), saved(newsroom, title="Друга")
    assert headlines(browser.get(URL)) == ["Друга", "Перша"]
    first.save_revision(user=newsroom.user)
    assert headlines(browser.get(URL)) == ["Перша", "Друга"]
    assert second.pk


def test_the_list_names_states_in_words(browser, newsroom):
    saved(newsroom, title="Чернетка")
    published(newsroom, title="На сайті")
    changed = published(newsroom, title="Змінена")
    changed.lead = "Інакше."
    changed.save_revision(user=newsroom.user)
    gone = published(newsroom, title="Знята")
    Retract(gone, newsroom.user).execute()
    planned = saved(newsroom, title="На завтра")
    Schedule(planned, timezone.now() + timedelta(days=1), newsroom.user).execute()
    with override("en"):
        labels = {
            article.get_admin_display_title(): [
                str(label) for _, label in listing.states.of(article)
            ]
            for article in browser.get(URL).context["object_list"]
        }
    assert labels == {
        "Чернетка": ["draft"],
        "На сайті": ["live"],
        "Змінена": ["changes not published"],
        "Знята": ["retracted"],
        "На завтра": ["scheduled"],
    }
    for state, expected in {
        "draft": {"Чернетка"},
        "live": {"На сайті", "Змінена"},
        "changed": {"Змінена"},
        "retracted": {"Знята"},
        "scheduled": {"На завтра"},
    }.items():
        assert set(headlines(browser.get(URL, {"state": state}))) == expected


def test_filters(browser, newsroom):
    other = Contributor.objects.create(name="Олег Тин")
    ours = saved(newsroom, title="Наша", genre="opinion")
    theirs = saved(newsroom, title="Theirs", section=newsroom.city, shelf=shelf_here(newsroom.en))
    Byline.objects.create(article=theirs, contributor=other)
    assert headlines(browser.get(URL, {"section": newsroom.section.pk})) == ["Наша"]
    assert headlines(browser.get(URL, {"locale": newsroom.en.pk})) == ["Theirs"]
    assert headlines(browser.get(URL, {"genre": "opinion"})) == ["Наша"]
    assert headlines(browser.get(URL, {"author": other.pk})) == ["Theirs"]
    assert ours.pk


@pytest.mark.parametrize("words", ["міст", "МІСТ", "закр міст", "ніч"])
def test_search_finds_a_fresh_headline_by_its_words(browser, newsroom, words):
    saved(newsroom, title="Міст закрили на ніч")
    saved(newsroom, title="Театр відкрили")
    assert headlines(browser.get(URL, {"q": words})) == ["Міст закрили на ніч"]


def test_search_finds_the_headline_of_an_unpublished_change(browser, newsroom):
    article = published(newsroom, title="Старий заголовок")
    article.title = "Новий заголовок"
    article.save_revision(user=newsroom.user)
    assert headlines(browser.get(URL, {"q": "новий"})) == ["Новий заголовок"]


def test_fifty_rows_take_few_queries(browser, newsroom):
    for _ in range(55):
        published(newsroom)
    browser.get(URL)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(URL)
    assert len(answer.context["object_list"]) == 50
    assert len(queries) <= 15, "\n".join(query["sql"][:150] for query in queries)
    assert not any('"newsroom_article"."body"' in query["sql"] for query in queries)


def test_counting_stops(browser, newsroom, monkeypatch):
    monkeypatch.setattr(paginating, "COUNTED", 3)
    for _ in range(5):
        saved(newsroom)
    with override("en"):
        paginator = paginating.ArticlePaginator(Article.objects.all(), 2)
        assert paginator.count == 3
        assert paginator.items_count_label == "more than 3 articles"


def test_an_editor_sees_the_list_and_a_stranger_does_not(client, newsroom):
    from django.contrib.auth.models import Group, Permission
    from wagtail.models import GroupPagePermission

    from shpalta.newsroom.setup import make_ready

    make_ready(newsroom.uk)
    saved(newsroom, title="Наша")
    user = get_user_model().objects.create_user("olha", password="x")
    client.force_login(user)
    assert client.get(URL).status_code == 302
    group = Group.objects.get(name="Editors")
    for action in ("add_page", "change_page"):
        right = Permission.objects.get(content_type__app_label="wagtailcore", codename=action)
        GroupPagePermission.objects.get_or_create(group=group, page=root_shelf(), permission=right)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    assert headlines(client.get(URL)) == ["Наша"]


def test_the_tree_is_not_shown(browser, newsroom):
    for url in (reverse("wagtailadmin_explore_root"), "/admin/pages/1/", "/admin/pages/1/results/"):
        answer = browser.get(url)
        assert answer.status_code == 302
        assert answer["Location"] == URL
    article = saved(newsroom)
    page = browser.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).content.decode()
    assert f'href="{URL}"' in page
    assert "/admin/pages/1/" not in page


def test_a_new_article_is_offered_in_each_language(browser, newsroom):
    page = browser.get(URL).content.decode()
    assert "/admin/articles/new/uk/" in page
    assert "/admin/articles/new/en/" in page
    newsroom.outlet.languages.filter(locale=newsroom.en).delete()
    page = browser.get(URL).content.decode()
    assert 'href="/admin/articles/new/"' in page


def test_the_chooser_is_flat(browser, newsroom):
    saved(newsroom, title="Перша")
    saved(newsroom, title="Друга")
    answer = browser.get("/admin/choose-page/", {"page_type": "newsroom.article"})
    html = answer.json()["html"]
    assert html.index("Друга") < html.index("Перша")
    assert "2026 (uk)" not in html
    found = browser.get("/admin/choose-page/search/", {"q": "x"})
    assert found.status_code == 200
