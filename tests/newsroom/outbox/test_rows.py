"""Rows of the outbox: there with their act, exactly once, and gone with what became untrue."""

import pytest
from django.db import IntegrityError, transaction

from shpalta.newsroom.actions import Backdate, ChangeSlug, Publish, Restore, Retract
from shpalta.newsroom.models import Act, Journal, OutboxRow, Section, Webhook
from tests.newsroom.conftest import draft, published, stored
from tests.newsroom.outbox.outside import make_webhook, rows_of, states_of

pytestmark = pytest.mark.django_db


def change(article, lead):
    article = stored(article)
    article.lead = lead
    article.save_revision().publish()
    return stored(article)


def test_each_act_has_one_row_for_each_webhook(newsroom):
    first, second = make_webhook(), make_webhook()
    article = published(newsroom)
    change(article, "Інакше.")
    Retract(stored(article), newsroom.user).execute()
    Restore(stored(article), newsroom.user).execute()
    for webhook in (first, second):
        found = [row for row in rows_of(article) if row.webhook == webhook]
        assert [row.act.kind for row in found] == ["publish", "change", "retract", "restore"]
        positions = Journal.objects.filter(kind="article", subject=article.uid)
        assert [row.position for row in found] == sorted(
            positions.values_list("position", flat=True)
        )
        assert [row.withdrawn for row in found] == [False, False, True, False]
    assert len({row.uid for row in rows_of()}) == 8


def test_saves_that_change_nothing_make_no_row(newsroom):
    make_webhook()
    article = published(newsroom)
    stored(article).save()
    stored(article).save_revision().publish()
    draft(newsroom)
    assert states_of() == [("publish", "waiting")]


def test_an_act_that_is_taken_back_takes_its_row_with_it(newsroom):
    make_webhook()

    def publish_and_fail():
        with transaction.atomic():
            published(newsroom)
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert not OutboxRow.objects.exists()


def test_the_database_itself_refuses_a_second_row(newsroom):
    make_webhook()
    published(newsroom)
    row = rows_of()[0]
    again = {"webhook": row.webhook, "kind": row.kind, "subject": row.subject, "withdrawn": False}
    moments = {"next_try": row.next_try, "made_at": row.made_at}
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxRow.objects.create(act=row.act, position=row.position + 1000, **again, **moments)
    other = Act.objects.exclude(pk=row.act_id).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxRow.objects.create(act=other, position=row.position, **again, **moments)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["publish", "change", "backdate", "change_slug", "retract", "restore"]),
        ({"publications": False}, ["change", "backdate", "change_slug", "retract"]),
        ({"changes": False}, ["publish", "retract", "restore"]),
        ({"publications": False, "changes": False}, ["retract"]),
        ({"active": False}, ["retract"]),
    ],
)
def test_what_a_webhook_chooses(newsroom, chosen, expected):
    from datetime import timedelta

    make_webhook(**chosen)
    article = published(newsroom)
    change(article, "Інакше.")
    earlier = stored(article).published_at - timedelta(days=3)
    Backdate(stored(article), earlier, newsroom.user).execute()
    ChangeSlug(stored(article), "inshe", newsroom.user).execute()
    Retract(stored(article), newsroom.user).execute()
    Restore(stored(article), newsroom.user).execute()
    assert [kind for kind, _state in states_of(article)] == expected


def test_entities_are_told_to_those_who_ask(newsroom):
    plain, curious = make_webhook(), make_webhook(entities=True)
    section = Section.objects.create(name="Спорт", locale=newsroom.uk)
    section.name = "Спорт і рух"
    section.save()
    section.delete()
    newsroom.outlet.tagline = "Новини річки"
    newsroom.outlet.save()
    assert not plain.rows.exists()
    found = curious.rows.order_by("position")
    assert [(row.kind, row.subject, row.withdrawn) for row in found] == [
        ("section", section.uid, False),
        ("section", section.uid, False),
        ("section", section.uid, True),
    ]


def test_what_waits_is_dropped_when_its_article_is_withdrawn(newsroom):
    make_webhook()
    article, other = published(newsroom), published(newsroom)
    change(article, "Інакше.")
    row = rows_of(article)[1]
    OutboxRow.objects.filter(pk=row.pk).update(state="failed", tries=3)
    Retract(stored(article), newsroom.user).execute()
    assert states_of(article) == [
        ("publish", "dropped"),
        ("change", "dropped"),
        ("retract", "waiting"),
    ]
    assert {row.why for row in rows_of(article)[:2]} == {OutboxRow.Why.WITHDRAWN}
    assert states_of(other) == [("publish", "waiting")]
    Restore(stored(article), newsroom.user).execute()
    assert states_of(article)[2:] == [("retract", "dropped"), ("restore", "waiting")]
    assert rows_of(article)[2].why == OutboxRow.Why.PUBLIC


@pytest.mark.parametrize("state", ["sending", "unknown", "done", "given_up"])
def test_what_may_have_been_said_stays_as_it_is(newsroom, state):
    make_webhook()
    article = published(newsroom)
    OutboxRow.objects.update(state=state)
    Retract(stored(article), newsroom.user).execute()
    assert states_of(article) == [("publish", state), ("retract", "waiting")]


def test_expiry_and_bulk_unpublishing_are_told(newsroom):
    from wagtail.models import Page

    make_webhook()
    article = published(newsroom)
    Page.objects.get(pk=article.pk).unpublish()
    assert [kind for kind, _ in states_of(article)] == ["publish", "retract"]


def test_a_refused_publication_has_no_row(newsroom):
    from django.core.exceptions import ValidationError

    make_webhook()
    article = draft(newsroom, lead="")
    article.section = None
    article.save()
    with pytest.raises(ValidationError):
        Publish(article, newsroom.user).execute()
    assert not OutboxRow.objects.exists()


def test_a_webhook_never_shows_its_secret(newsroom):
    webhook = make_webhook()
    assert webhook.secret not in f"{webhook} {webhook!r}"
    fresh = Webhook.objects.create(name="Інший", address="https://b.example.org/")
    assert fresh.secret.startswith("whsec_")
    assert fresh.secret != webhook.secret
