"""The newsroom that publications are measured in: as if editors had filled it."""

import pytest
from django.db import connection

from benchmarks import publication
from benchmarks.homes import archive_of, entities
from benchmarks.newsroom import Filling
from benchmarks.options import Options
from shpalta.press import journal
from shpalta.press.api import adopt
from shpalta.records import decode
from tests.databases import put_tables

ARTICLES = 20

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


@pytest.mark.django_db
def test_it_is_what_acts_would_have_left(settings, tmp_path):
    from wagtail.models import Page

    from shpalta.newsroom.journaling import seal_article
    from shpalta.newsroom.models import Article, Unsealed

    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    empty_newsroom()
    archive = archive_of(ARTICLES)
    Filling(archive).fill()
    sealed = newest(adopt(connection))
    wanted = [*entities(archive), *(("article", a.id, a) for a in archive.articles())]
    for kind, ident, record in wanted:
        assert decode(kind, sealed[kind, ident] or b"") == record
    assert Article.objects.count() == ARTICLES
    assert all(not problems for problems in Page.find_problems())
    assert not Unsealed.objects.exists()
    # The strictest question: sealing every article anew finds that nothing has changed.
    assert [seal_article(article.pk) for article in Article.objects.all()] == [None] * ARTICLES


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
