"""A small newsroom in the test's own database."""

import itertools
import os
from types import SimpleNamespace

import pytest


@pytest.fixture
def newsroom(db, settings):
    return make_newsroom()


@pytest.fixture
def committed_newsroom(transactional_db):
    """The same where transactions really end: for threads and for what happens on commit."""
    room = make_newsroom()
    yield room
    empty_journal()


def make_newsroom():
    from django.contrib.auth import get_user_model
    from django.db import connection
    from wagtail.models import Locale, Page

    from shpalta.newsroom.models import (
        Contributor,
        Outlet,
        OutletLanguage,
        Section,
        Topic,
    )
    from shpalta.newsroom.shelves import shelf_here

    empty_journal()
    # The run over PostgreSQL must not quietly be one over SQLite.
    assert (connection.vendor == "postgresql") == ("SHPALTA_TEST_DATABASE_URL" in os.environ)
    if not Page.objects.filter(depth=1).exists():
        # A test with real transactions ends by emptying every table.
        Page.add_root(title="Root", slug="root", locale=_locale("uk"))
    uk, en = _locale("uk"), _locale("en")
    outlet = Outlet(name="Надріччя", zone="Europe/Kyiv")
    outlet.languages = [OutletLanguage(locale=uk), OutletLanguage(locale=en)]
    outlet.save()
    section = Section.objects.create(name="Місто", locale=uk)
    city = Section.objects.create(name="City", locale=en)
    topic = Topic.objects.create(name="Мости", locale=uk)
    writer = Contributor.objects.create(name="Ірина Гай")
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "secret-word")
    assert Locale.objects.count() >= 2
    return SimpleNamespace(
        uk=uk,
        en=en,
        outlet=outlet,
        section=section,
        city=city,
        topic=topic,
        writer=writer,
        user=user,
        shelf=shelf_here(uk),
    )


_numbers = itertools.count(1)


def draft(room, *, live=False, bylines=1, topics=(), shelf=None, **fields):
    """A complete article on the shelf; a draft unless ``live``."""
    from shpalta.newsroom.models import Article, Byline

    number = next(_numbers)
    given = {
        "title": f"Міст на ніч закрили {number}",
        "lead": "Рух відновлять уранці.",
        "section": room.section,
        "body": [("text", "<p>Роботи триватимуть до шостої.</p>")],
        "live": live,
        **fields,
    }
    article = Article(**given)
    if bylines:
        article.bylines = [Byline(contributor=room.writer)]
    if topics:
        article.topics = list(topics)
    (shelf or room.shelf).add_child(instance=article)
    return article


def published(room, **fields):
    """An article made public as the edit view does it."""
    article = draft(room, **fields)
    article.save_revision(user=room.user).publish(user=room.user)
    return stored(article)


def stored(article):
    from shpalta.newsroom.models import Article

    return Article.objects.get(pk=article.pk)


def rows(article=None, kind=None):
    """Journal rows, as (act, kind, record or None), of one article or of all."""
    from shpalta.newsroom.models import Journal
    from shpalta.records import decode

    query = Journal.objects.all()
    if article is not None:
        query = query.filter(kind="article", subject=article.slug)
    if kind is not None:
        query = query.filter(kind=kind)
    return [
        (row.act, row.kind, None if row.record is None else decode(row.kind, bytes(row.record)))
        for row in query
    ]


def acts_of(article):
    return [act for act, _, _ in rows(article)]


def assert_journal_is_whole():
    """Positions 1, 2, 3 …; every commitment is that of its salt and record."""
    from shpalta.lib.digests import commitment, digest
    from shpalta.newsroom.models import Journal

    for expected, row in enumerate(Journal.objects.all(), 1):
        assert row.position == expected
        record = b"null" if row.record is None else bytes(row.record)
        assert bytes(row.commitment) == commitment(bytes(row.salt), record)
        assert row.digest == (None if row.record is None else digest(record))


def nothing_unsealed():
    from shpalta.newsroom.models import Unsealed

    return not Unsealed.objects.exists()


def empty_journal():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM shpalta_journal")


def _locale(code):
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code=code)[0]
