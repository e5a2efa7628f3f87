"""Each act: what it journals, what it refuses, and that addresses stay."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from shpalta.newsroom.actions import (
    ACTIONS,
    Backdate,
    ChangeSlug,
    Embargo,
    EntityChange,
    Publish,
    ReleaseHeld,
    Restore,
    Retract,
    Schedule,
)
from shpalta.newsroom.errors import ActRefused, EmbargoHolds, PathTaken, SealingRefused
from shpalta.newsroom.models import Act, Article, Contributor, Section
from shpalta.newsroom.scheduler import run_due
from shpalta.newsroom.shelves import shelf_for

from .conftest import acts_of, assert_journal_is_whole, draft, published, rows, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock_at(monkeypatch):
    """Let the newsroom and Wagtail believe that it is another moment."""

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_clock


def redirects():
    return {record.path if record else None: record for _, _, record in rows(kind="redirect")}


def test_the_list_names_every_act():
    assert {act.__name__ for act in ACTIONS} == {
        "Publish",
        "Retract",
        "Restore",
        "ChangeSlug",
        "Backdate",
        "Schedule",
        "Embargo",
        "EntityChange",
        "LinkTranslation",
        "ArrangeFront",
        "ReleaseHeld",
    }
    assert len({act.kind for act in ACTIONS}) == len(ACTIONS)


def test_publish_names_every_missing_thing(newsroom):
    article = draft(newsroom, lead="", section=None, bylines=0, body=[])
    with pytest.raises(ValidationError) as refused:
        Publish(article, newsroom.user).execute()
    assert set(refused.value.message_dict) == {"lead", "section", "body", "bylines"}
    assert rows(article) == []


def test_a_reader_may_not_publish(newsroom):
    reader = get_user_model().objects.create_user("reader", "reader@example.org", "secret-word")
    article = draft(newsroom)
    for act in (Publish(article, reader), ChangeSlug(article, "other", reader)):
        with pytest.raises(ActRefused):
            act.execute()
    with pytest.raises(ActRefused):
        EntityChange(newsroom.section, reader).execute()


def test_retract_and_restore_at_the_same_address(newsroom):
    article = Publish(draft(newsroom), newsroom.user).execute()
    path = rows(article)[0][2].path
    Retract(article, newsroom.user, public_reason="Помилка.", private_reason="Суд.").execute()
    gone = redirects()[path]
    assert (gone.gone, gone.reason) == (True, "Помилка.")
    assert stored(article).retracted_at
    assert all("Суд" not in str(row) for row in rows())
    act = Act.objects.get(kind="retract")
    assert (act.private_reason, act.who) == ("Суд.", newsroom.user)
    assert act.last_position - act.first_position == 1
    Restore(article, newsroom.user).execute()
    assert acts_of(article) == ["publish", "retract", "restore"]
    assert rows(article)[-1][2].path == path
    assert rows(kind="redirect")[-1] == ("restore", "redirect", None)
    assert_journal_is_whole()


def test_retract_and_restore_refuse_what_makes_no_sense(newsroom):
    article = draft(newsroom)
    with pytest.raises(ValidationError):
        Retract(article, newsroom.user).execute()
    with pytest.raises(ValidationError):
        Restore(article, newsroom.user).execute()
    with pytest.raises(ValidationError):
        Retract(published(newsroom), newsroom.user, public_reason="а\x00б").execute()


def test_change_of_slug_leads_on_and_back(newsroom):
    article = published(newsroom, public_slug="first")
    old = rows(article)[0][2].path
    ChangeSlug(article, "second", newsroom.user).execute()
    assert acts_of(article) == ["publish", "change_slug"]
    new = rows(article)[-1][2].path
    assert new.endswith("/second.html")
    assert redirects()[old].article == article.slug
    ChangeSlug(article, "first", newsroom.user).execute()
    assert rows(article)[-1][2].path == old
    journal = rows(kind="redirect")
    assert journal[-2][2] is None or journal[-1][2] is None
    assert redirects()[new].article == article.slug
    assert_journal_is_whole()


def test_a_retracted_article_leaves_nothing_at_its_older_addresses(newsroom):
    article = published(newsroom, public_slug="first")
    old = rows(article)[0][2].path
    article = ChangeSlug(article, "second", newsroom.user).execute()
    Retract(article, newsroom.user).execute()
    assert redirects()[old].gone
    Restore(article, newsroom.user).execute()
    assert redirects()[old].article == article.slug


def test_change_of_slug_survives_an_older_draft(newsroom):
    article = published(newsroom, public_slug="first")
    again = stored(article)
    again.lead = "Чернетка."
    revision = again.save_revision()
    ChangeSlug(article, "second", newsroom.user).execute()
    revision.refresh_from_db()
    revision.publish()
    assert rows(article)[-1][2].path.endswith("/second.html")


def test_change_of_slug_refuses_what_is_taken_or_unsafe(newsroom):
    first = published(newsroom, public_slug="first")
    second = published(newsroom, public_slug="second")
    with pytest.raises(ValidationError) as refused:
        ChangeSlug(second, "first", newsroom.user).execute()
    assert first.title in str(refused.value)
    for bad in ("../up", "Із кирилицею", "a/b", "", "a" * 181):
        with pytest.raises(ValidationError):
            ChangeSlug(second, bad, newsroom.user).execute()


def test_the_same_headline_on_one_day_gets_a_suffix(newsroom):
    articles = [published(newsroom, title="Однакове") for _ in range(3)]
    assert [stored(article).public_slug for article in articles] == [
        "odnakove",
        "odnakove-2",
        "odnakove-3",
    ]
    english = published(
        newsroom,
        title="Однакове",
        section=newsroom.city,
        shelf=shelf_for(newsroom.en),
        locale=newsroom.en,
    )
    assert rows(english)[0][2].path.startswith("/en/")
    assert english.public_slug == "odnakove"


def test_a_path_that_an_import_gave_cannot_be_taken(newsroom):
    first = published(newsroom, imported_path="/news/2019/17.html", title="Перша")
    assert rows(first)[0][2].path == "/news/2019/17.html"
    with pytest.raises(PathTaken) as refused:
        published(newsroom, imported_path="/news/2019/17.html", title="Друга")
    assert "Перша" in str(refused.value)
    assert "Друга" in str(refused.value)
    with pytest.raises(ValidationError):
        published(newsroom, imported_path="/section/misto.html")
    with pytest.raises(ValidationError):
        published(newsroom, imported_path="/../etc/passwd")


@pytest.mark.parametrize("path", ["/news/17", "/news.html/17.html", "/news/17.", "/v1.2/17.html"])
def test_an_imported_path_is_a_file_and_never_a_folder(newsroom, path):
    """Otherwise one article's file could be the folder of another."""
    with pytest.raises(SealingRefused, match=r"index\.html"):
        published(newsroom, imported_path=path)


def test_backdating_moves_the_date_and_keeps_the_address(newsroom):
    article = published(newsroom)
    path = rows(article)[0][2].path
    earlier = datetime(2024, 5, 1, 9, 0, tzinfo=UTC)
    Backdate(article, earlier, newsroom.user).execute()
    record = rows(article)[-1][2]
    assert (record.first_published, record.path) == ("2024-05-01T09:00:00Z", path)
    assert acts_of(article) == ["publish", "backdate"]
    with pytest.raises(ValidationError):
        Backdate(article, timezone.now() + timedelta(days=1), newsroom.user).execute()


def test_a_draft_with_a_date_of_its_own_has_its_day(newsroom):
    moment = datetime(2026, 3, 7, 23, 30, tzinfo=UTC)
    article = published(newsroom, published_at=moment)
    # Half past one in Kyiv: the next day there.
    assert stored(article).day == date(2026, 3, 8)
    assert rows(article)[0][2].path.startswith("/2026/03/08/")


def test_a_schedule_is_checked_three_times(newsroom, clock_at):
    at = timezone.now() + timedelta(hours=1)
    with pytest.raises(ValidationError):
        Schedule(draft(newsroom, lead=""), at, newsroom.user).execute()
    with pytest.raises(ValidationError):
        Schedule(draft(newsroom), timezone.now() - timedelta(hours=1), newsroom.user).execute()
    article = Schedule(draft(newsroom), at, newsroom.user).execute()
    assert article.approved_schedule
    assert run_due().published == []
    clock_at(at + timedelta(seconds=1))
    assert run_due().published == [article.title]
    assert acts_of(article) == ["publish"]


def test_no_road_passes_an_embargo_early(newsroom, clock_at):
    until = timezone.now() + timedelta(hours=3)
    article = Embargo(draft(newsroom), until, newsroom.user).execute()
    older = article.save_revision()
    older.content["embargo_until"] = None
    older.save()
    roads = [
        lambda: Publish(article, newsroom.user).execute(),
        older.publish,
        lambda: Schedule(article, until - timedelta(minutes=1), newsroom.user).execute(),
        lambda: _save_live(article),
        lambda: draft(newsroom, live=True, embargo_until=until),
    ]
    for road in roads:
        with pytest.raises(EmbargoHolds):
            road()
    Article.objects.filter(pk=article.pk).update(live=True)
    assert run_due().published == []
    from shpalta.newsroom.scheduler import sweep_unsealed

    assert sweep_unsealed().failed
    assert rows(article) == []
    Article.objects.filter(pk=article.pk).update(live=False)
    clock_at(until + timedelta(seconds=1))
    Publish(stored(article), newsroom.user).execute()
    assert acts_of(article) == ["publish"]


def _save_live(article):
    again = stored(article)
    again.live = True
    again.save()


def test_an_embargo_moves_an_earlier_schedule(newsroom):
    now = timezone.now()
    article = Schedule(draft(newsroom), now + timedelta(hours=1), newsroom.user).execute()
    until = now + timedelta(hours=5)
    article = Embargo(article, until, newsroom.user).execute()
    assert article.scheduled_revision.approved_go_live_at == until
    with pytest.raises(ValidationError):
        Embargo(published(newsroom), until, newsroom.user).execute()


def test_a_change_of_an_entity_is_an_act_and_an_equal_one_is_none(newsroom):
    before = len(rows())
    newsroom.section.name = "Місто й люди"
    EntityChange(newsroom.section, newsroom.user).execute()
    assert len(rows()) == before + 1
    act, kind, record = rows()[-1]
    assert (act, kind, record.name) == ("entity", "section", "Місто й люди")
    assert Act.objects.get(last_position=before + 1).who == newsroom.user
    EntityChange(newsroom.section, newsroom.user).execute()
    newsroom.outlet.save()
    newsroom.writer.save()
    assert len(rows()) == before + 1


def test_entities_keep_their_address_and_are_not_deleted_under_articles(newsroom):
    from django.db.models import ProtectedError

    article = published(newsroom, topics=[newsroom.topic])
    newsroom.section.slug = "inshe"
    with pytest.raises(ValidationError):
        EntityChange(newsroom.section, newsroom.user).execute()
    for entity in (newsroom.section, newsroom.writer, newsroom.topic):
        entity.refresh_from_db()
        with pytest.raises(ProtectedError):
            entity.delete()
    free = Contributor.objects.create(name="Ніхто")
    uid = free.uid
    free.delete()
    assert rows(kind="contributor")[-1] == ("entity", "contributor", None)
    assert uid
    assert acts_of(article) == ["publish"]


def test_release_of_a_held_copy(newsroom):
    from django.db import connection, transaction

    from shpalta.lib.digests import digest
    from shpalta.newsroom.journaling import last_record
    from shpalta.press.core.fold import held_id
    from shpalta.press.database import adopt
    from shpalta.press.journal import Fact, append
    from shpalta.records import Held, encode

    article = published(newsroom)
    with pytest.raises(ValidationError):
        ReleaseHeld(article, newsroom.user).execute()
    copy = digest(last_record("article", article.slug))
    held = encode(Held(article.slug, copy, "template broken"))
    with transaction.atomic():
        append(
            adopt(connection),
            [Fact("held", held_id(article.slug, copy), held)],
            act="held",
            act_id="press",
            at="2026-11-23T00:00:00Z",
        )
    ReleaseHeld(article, newsroom.user).execute()
    assert rows(kind="held")[-1] == ("release", "held", None)
    assert_journal_is_whole()


def test_related_are_older_ones_and_stay_as_chosen(newsroom):
    first = published(newsroom, topics=[newsroom.topic])
    other = published(newsroom)
    moment = timezone.now() + timedelta(seconds=5)
    article = published(newsroom, topics=[newsroom.topic], published_at=moment)
    chosen = rows(article)[0][2].related
    assert chosen[0] == first.slug
    assert set(chosen) == {first.slug, other.slug}
    published(newsroom, topics=[newsroom.topic])
    article.lead = "Інший."
    article.save()
    assert rows(article)[-1][2].related == chosen


def test_translations_name_each_other(newsroom):
    article = published(newsroom)
    english = published(
        newsroom,
        section=newsroom.city,
        shelf=shelf_for(newsroom.en),
        locale=newsroom.en,
        translation_key=article.translation_key,
    )
    assert rows(english)[-1][2].translations == {"uk": article.slug}
    assert rows(article)[-1][2].translations == {"en": english.slug}
    Retract(english, newsroom.user).execute()
    assert rows(article)[-1][2].translations == {}
    assert Section.objects.count() == 2
