"""Fields over many entities: what is chosen is shown, the rest is found by words."""

import pytest
from django.urls import reverse

from shpalta.newsroom import widgets
from shpalta.newsroom.models import Topic

from .conftest import published, stored
from .test_roads import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client, newsroom, monkeypatch):
    monkeypatch.setattr(widgets, "SHOWN_WHOLE", 2)
    client.force_login(newsroom.user)
    return client


@pytest.fixture
def topics(newsroom):
    Topic.objects.create(name="Bridges", locale=newsroom.en)
    return [Topic.objects.create(name=f"Річка {n}", locale=newsroom.uk) for n in range(5)]


def test_only_chosen_topics_are_in_the_form(browser, newsroom, topics):
    article = published(newsroom, topics=[topics[3]])
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    page = browser.get(url).content.decode()
    assert "Річка 3" in page
    assert "Річка 1" not in page
    assert f"{reverse('newsroom_find_topics')}?language={newsroom.uk.pk}" in page
    data = form_of(newsroom) | {"topics": [str(topics[1].pk)], "action-publish": "1"}
    assert browser.post(url, data).status_code == 302
    assert [topic.pk for topic in stored(article).topics.all()] == [topics[1].pk]


def test_few_topics_are_all_in_the_form(browser, newsroom, monkeypatch, topics):
    monkeypatch.setattr(widgets, "SHOWN_WHOLE", 60)
    url = reverse("wagtailadmin_pages:edit", args=[published(newsroom).pk])
    page = browser.get(url).content.decode()
    assert all(topic.name in page for topic in topics)


def test_topics_are_found_by_words_in_their_language(browser, newsroom, topics):
    url = reverse("newsroom_find_topics")
    found = browser.get(url, {"q": "РІЧКА 2", "language": newsroom.uk.pk}).json()["topics"]
    assert found == [{"id": topics[2].pk, "name": "Річка 2"}]
    assert browser.get(url, {"q": "bridges", "language": newsroom.uk.pk}).json() == {"topics": []}
    assert browser.get(url, {"q": " "}).json() == {"topics": []}


def test_topics_are_found_by_those_who_work_here(client, newsroom):
    assert client.get(reverse("newsroom_find_topics"), {"q": "м"}).status_code == 302
