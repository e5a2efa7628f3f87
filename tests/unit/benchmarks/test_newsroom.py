"""The newsroom that publications are measured in: as if editors had filled it."""

from dataclasses import replace

import pytest
from django.db import connection

from benchmarks import publication
from benchmarks.homes import archive_of, entities
from benchmarks.options import Options
from shpalta.press import journal
from shpalta.press.api import adopt
from shpalta.records import decode
from tests.databases import put_tables
from tools.archive.loading import load_newsroom

ARTICLES = 60

pytestmark = [
    pytest.mark.serial,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="benchmarks run on SQLite"),
]


def newest(rows) -> dict[tuple[str, str], bytes | None]:
    found = journal.read_all(rows, journal.last_position(rows))
    return {(row.kind, row.id): row.record for row in found}


def empty_newsroom() -> None:
    """No outlet, no journal: whatever another test has left."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shpalta_journal")


def references(stored) -> set[tuple[str, ...]]:
    from wagtail.models import ReferenceIndex

    columns = ("to_content_type", "to_object_id", "model_path", "content_path", "content_path_hash")
    found = ReferenceIndex.get_references_for_object(stored)
    return set(found.values_list("base_content_type", *columns))


def entry_of(stored) -> tuple[str, ...]:
    """What the search index holds of it."""
    return stored.index_entries.values_list("title", "autocomplete", "body").get()


@pytest.fixture
def loaded(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    empty_newsroom()
    archive = replace(archive_of(ARTICLES), lengths=(600, 1500), retractions=0.05)
    load_newsroom(archive)
    return archive


def test_it_is_what_acts_would_have_left(loaded):
    from wagtail.models import Page

    from shpalta.newsroom.journaling import seal_article, seal_entity
    from shpalta.newsroom.models import Article, Unsealed

    rows = adopt(connection)
    sealed = newest(rows)
    wanted = [*entities(loaded), *(("article", a.id, a) for a in loaded.articles())]
    gone = {loaded.id_of(n) for n in range(ARTICLES) if loaded.retracted(n)}
    assert gone
    for kind, ident, record in wanted:
        known = sealed[kind, ident]
        assert (None if known is None else decode(kind, known)) == (
            None if ident in gone else record
        )
    assert Article.objects.count() == ARTICLES
    assert all(not problems for problems in Page.find_problems())
    assert not Unsealed.objects.exists()
    # The strictest question: sealing every article anew finds that nothing has changed.
    assert [seal_article(article.pk) for article in Article.objects.all()] == [None] * ARTICLES
    own = own_pictures(loaded)
    assert own
    assert [seal_entity(picture) for picture in own] == [None] * len(own)


def test_the_newsroom_goes_on_from_it(loaded):
    from shpalta.newsroom.models import Act, Article, Byline
    from shpalta.newsroom.shelves import shelf_for

    rows = adopt(connection)
    before = journal.last_position(rows)
    old = Article.objects.filter(live=True).order_by("pk").last()
    new = Article(
        title="Далі", lead="Слово.", body=old.body, section=old.section, locale=old.locale
    )
    new.bylines = [Byline(contributor=old.bylines.first().contributor)]
    shelf_for(old.locale, 2026).add_child(instance=new)
    assert journal.last_position(rows) == before + 1
    assert Act.objects.order_by("pk").last().first_position == before + 1
    old.title = f"{old.title}, уточнено"
    old.save()
    assert journal.last_position(rows) == before + 2
    assert Act.objects.filter(kind="retract").count() == sum(map(loaded.retracted, range(ARTICLES)))


def own_pictures(archive) -> list:
    from shpalta.newsroom.models import Picture

    names = [name for n in range(ARTICLES) if (name := archive.own_picture(n))]
    return list(Picture.objects.filter(uid__in=names))


def test_what_wagtail_keeps_beside_an_article_is_there(loaded):
    from wagtail.models import ReferenceIndex
    from wagtail.search.backends import get_search_backend

    from shpalta.newsroom.models import Article
    from shpalta.newsroom.models.article import STATE_COLUMNS

    for stored in [*Article.objects.all(), *own_pictures(loaded)]:
        known = references(stored)
        ReferenceIndex.create_or_update_for_object(stored)
        assert references(stored) == known, stored
        entry = entry_of(stored)
        get_search_backend("default").add(stored)
        assert entry_of(stored) == entry
    article = Article.objects.order_by("pk").first()
    draft = article.latest_revision.as_object()
    for column in Article._meta.local_concrete_fields:
        if column.name not in STATE_COLUMNS and column.name != "public_slug":
            assert getattr(draft, column.attname) == getattr(article, column.attname), column
    assert [t.pk for t in draft.topics.all()] == [t.pk for t in article.topics.order_by("name")]


def test_publication(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    put_tables(home / "newsroom.db")
    monkeypatch.setattr(publication, "_BETWEEN", 0.0)
    monkeypatch.setattr(publication, "_WARM", 0)
    section = publication.measure(Options(ARTICLES, 1, tmp_path))
    assert "120 ms" in section.markdown()
    times = [float(row[1].split()[0]) for row in section.rows]
    assert all(time > 0 for time in times)
