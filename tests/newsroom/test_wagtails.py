"""Wagtail's own screens where they are bounded: usage, deletion, orders of pictures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images.views.images import IndexView
from wagtail.models import ReferenceIndex

from shpalta.newsroom.screens import wagtails

from .conftest import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def used(newsroom):
    """Five articles of one contributor, known to the index of references."""
    articles = [draft(newsroom, title=f"Стаття {number}") for number in range(5)]
    for article in articles:
        ReferenceIndex.create_or_update_for_object(article)
    return articles


def groups(room):
    return ReferenceIndex.get_grouped_references_to(room.writer)


def test_usage_names_who_refers(newsroom, used):
    assert {source.pk for source, _ in groups(newsroom)} == {article.pk for article in used}
    assert groups(newsroom).count() == 5
    assert groups(newsroom).is_protected
    assert [source.pk for source, _ in groups(newsroom)[1:3]] == [
        source.pk for source, _ in list(groups(newsroom))[1:3]
    ]


def test_usage_reads_the_newest_references_alone(newsroom, used, monkeypatch):
    monkeypatch.setattr(wagtails, "USED", 2)
    found = groups(newsroom)
    assert found.count() == 2
    assert {source.pk for source, _ in found} == {article.pk for article in used[-2:]}


def test_queries_of_usage_do_not_grow(client, newsroom, used):
    client.force_login(newsroom.user)
    url = reverse("wagtailsnippets_newsroom_contributor:usage", args=[newsroom.writer.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        assert "Стаття 4" in client.get(url).content.decode()
    for number in range(5, 12):
        ReferenceIndex.create_or_update_for_object(draft(newsroom, title=f"Стаття {number}"))
    with CaptureQueriesContext(connection) as many:
        assert "Стаття 11" in client.get(url).content.decode()
    assert len(many) == len(few)


def test_a_source_that_is_gone_is_left_out(newsroom, used):
    references = ReferenceIndex.get_references_to(newsroom.writer)
    references.filter(object_id=str(used[0].pk)).update(object_id="999999")
    assert {source.pk for source, _ in groups(newsroom)} == {article.pk for article in used[1:]}


def test_pictures_are_ordered_as_an_index_has_them():
    assert set(IndexView.ORDERING_OPTIONS) == {"-created_at", "created_at"}
    assert "usage_count" not in IndexView.filterset_class.base_filters
