"""What the newsroom says in its log: each act and each sealed row by name, no person's name."""

import pytest

from shpalta.newsroom.actions import Publish, Retract
from shpalta.newsroom.journaling import append
from shpalta.newsroom.scheduler import run_due
from shpalta.press.journal import Fact
from shpalta.records import Tick, encode

from .conftest import draft

PASSWORD = "secret-word"


def said(caplog, name):
    return [record.fields for record in caplog.records if getattr(record, "event", "") == name]


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def heard(caplog):
    caplog.set_level("INFO")


@pytest.mark.django_db
def test_an_act_and_what_it_made_public(newsroom, caplog, commits):
    with commits():
        article = draft(newsroom)
        article.save_revision(user=newsroom.user)
        Publish(article, newsroom.user).execute()
    (act,) = said(caplog, "newsroom.act")
    assert act == {"act": "publish", "id": article.uid, "user": newsroom.user.pk}
    sealed = said(caplog, "newsroom.sealed")[-1]
    assert (sealed["kind"], sealed["id"]) == ("article", article.uid)
    assert 0 < sealed["first"] <= sealed["last"]
    assert sealed["user"] == newsroom.user.pk
    with commits():
        Retract(article, newsroom.user, public_reason="Таємна причина").execute()
    assert said(caplog, "newsroom.act")[-1]["act"] == "retract"
    whole = "".join(record.getMessage() for record in caplog.records)
    for word in (newsroom.user.username, newsroom.user.email, article.title, "Таємна"):
        assert word not in whole


@pytest.mark.django_db
def test_what_is_taken_back_was_never_sealed(newsroom, caplog, commits):
    from django.db import transaction

    fact = Fact("tick", "tick", encode(Tick(at="2026-11-28T00:00:00Z", day="2026-11-28")))
    with commits(), transaction.atomic():
        append([fact], kind="trial", subject=("tick", "tick"), who=None)
        transaction.set_rollback(True)
    assert said(caplog, "newsroom.sealed") == []


@pytest.mark.django_db
def test_signing_in_and_failing_to(newsroom, client, caplog):
    typed = {"username": newsroom.user.username, "password": PASSWORD}
    client.post("/admin/login/", typed | {"password": "wrong-word"})
    assert said(caplog, "newsroom.sign-in-failed") == [{}]
    assert said(caplog, "newsroom.signed-in") == []
    client.post("/admin/login/", typed)
    assert said(caplog, "newsroom.signed-in") == [{"user": newsroom.user.pk}]
    client.post("/admin/logout/")
    assert said(caplog, "newsroom.signed-out") == [{"user": newsroom.user.pk}]
    whole = "".join(str(record.__dict__) for record in caplog.records if hasattr(record, "event"))
    for word in (newsroom.user.username, PASSWORD, "wrong-word"):
        assert word not in whole


@pytest.mark.django_db
def test_what_falls_due(newsroom, caplog):
    from datetime import timedelta

    from django.utils import timezone

    article = draft(newsroom)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision(user=newsroom.user).publish(user=newsroom.user)
    run_due(timezone.now() + timedelta(hours=2))
    assert said(caplog, "schedule.failed") == []
    assert said(caplog, "schedule.published") == [{"page": article.pk}]
