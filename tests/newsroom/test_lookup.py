"""What links in text mean: found in bulk, however they are written."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shpalta.newsroom.body import Wanted
from shpalta.newsroom.lookup import find
from shpalta.newsroom.models import Contributor, Section, Topic
from shpalta.newsroom.richtext import Target
from shpalta.records import ArticleLink, EntityLink
from tests.newsroom.conftest import draft

pytestmark = pytest.mark.django_db


def found(*targets: Target) -> dict[Target, Any]:
    return dict(find(Wanted(links=frozenset(targets))).links)


def test_addresses_of_the_own_site(newsroom: Any, settings: Any) -> None:
    article = draft(newsroom, live=True)
    path = article.get_url_parts()[2]
    section = f"/section/{newsroom.section.slug}.html"
    site = settings.SHPALTA_SITE_ADDRESS
    known = {
        Target("address", path): ArticleLink(article.uid),
        Target("web", f"{site}{path}#p1"): ArticleLink(article.uid),
        Target("address", section): EntityLink("section", newsroom.section.uid),
        Target("address", f"/en/section/{newsroom.city.slug}.html"): EntityLink(
            "section", newsroom.city.uid
        ),
        Target("web", f"{site}/topic/{newsroom.topic.slug}.html"): EntityLink(
            "topic", newsroom.topic.uid
        ),
        Target("address", f"/contributor/{newsroom.writer.slug}.html"): EntityLink(
            "contributor", newsroom.writer.uid
        ),
    }
    elsewhere = (
        Target("web", f"https://example.org{path}"),
        Target("web", f"{site}.example.org{path}"),
        Target("address", "/section/nema.html"),
        Target("address", f"/en/section/{newsroom.section.slug}.html"),
        Target("address", "/"),
    )
    assert found(*known, *elsewhere) == known


def test_entities_by_database_id_and_by_uid(newsroom: Any) -> None:
    topic, writer = newsroom.topic, newsroom.writer
    assert found(
        Target("topic", str(topic.pk)),
        Target("topic", topic.uid),
        Target("contributor", str(writer.pk)),
        Target("section", "999999"),
        Target("section", "²"),
        Target("unheard", "1"),
    ) == {
        Target("topic", str(topic.pk)): EntityLink("topic", topic.uid),
        Target("topic", topic.uid): EntityLink("topic", topic.uid),
        Target("contributor", str(writer.pk)): EntityLink("contributor", writer.uid),
    }


def test_queries_do_not_grow_with_the_links(newsroom: Any) -> None:
    more = 8

    def targets(count: int) -> list[Target]:
        made: list[Target] = []
        for number in range(count):
            for model, kind in ((Section, "section"), (Topic, "topic")):
                name = f"{kind} {count} {number}"
                entity = model.objects.create(name=name, locale=newsroom.uk)
                made.append(Target(kind, str(entity.pk)))
                made.append(Target("address", f"/{kind}/{entity.slug}.html"))
            writer = Contributor.objects.create(name=f"Хтось {count} {number}")
            made.append(Target("contributor", str(writer.pk)))
            made.append(Target("address", f"/contributor/{writer.slug}.html"))
        return made

    def queries(wanted: list[Target]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(found(*wanted)) == len(wanted)
        return len(captured)

    few, many = targets(1), targets(more)
    assert queries(many) <= queries(few)
