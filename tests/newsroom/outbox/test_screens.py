"""Webhooks and outside calls on screens: who sees them, what is never shown, what is decided."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from shpalta.newsroom.actions import Retract
from shpalta.newsroom.models import OutboxRow, Webhook
from shpalta.newsroom.outbox.settling import Decision, settle
from tests.newsroom.conftest import published, stored
from tests.newsroom.outbox.outside import SECRET, make_webhook, rows_of

pytestmark = pytest.mark.django_db

CALLS = "/admin/outside/"
FORM = {
    "name": "Архів",
    "address": "https://archive.example.org/hook",
    "active": "on",
    "publications": "on",
    "read_back": "",
}


@pytest.fixture
def browser(client, newsroom):
    client.force_login(newsroom.user)
    return client


def someone(*groups, rights=()):
    user = get_user_model().objects.create_user("someone", "s@example.org", "secret-word")
    user.groups.set(Group.objects.filter(name__in=groups))
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    access = Permission.objects.get(codename="access_admin")
    user.user_permissions.add(access)
    return user


def test_a_webhook_is_made_and_its_secret_seen_once(browser):
    address = reverse("webhooks:add")
    page = browser.get(address).content.decode()
    (proposed,) = re.findall(r"whsec_[A-Za-z0-9+/=]+", page)
    assert browser.post(address, {**FORM, "key": proposed}).status_code == 302
    webhook = Webhook.objects.get()
    assert webhook.secret == proposed
    places = [
        reverse("webhooks:index"),
        reverse("webhooks:edit", args=[webhook.pk]),
        reverse("webhooks:history", args=[webhook.pk]),
        CALLS,
    ]
    for place in places:
        assert proposed not in browser.get(place).content.decode(), place
    assert not ModelLogEntry.objects.filter(data__icontains=proposed).exists()


def test_a_secret_stays_or_is_replaced(browser):
    webhook = make_webhook()
    place = reverse("webhooks:edit", args=[webhook.pk])
    other = "whsec_" + "a" * 32 + "AAAAAAAAAAA="
    assert browser.post(place, {**FORM, "key": ""}).status_code == 302
    webhook.refresh_from_db()
    assert (webhook.name, webhook.secret) == ("Архів", SECRET)
    wrong = browser.post(place, {**FORM, "key": "whsec_short"})
    assert wrong.status_code == 200
    refused = browser.post(place, {**FORM, "address": "http://example.org/", "key": other})
    assert refused.status_code == 200
    assert other not in refused.content.decode()
    assert browser.post(place, {**FORM, "key": other}).status_code == 302
    webhook.refresh_from_db()
    assert webhook.secret == other


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("address", "https://169.254.169.254/latest"),
        ("address", "http://example.org/hook"),
        ("read_back", "https://archive.example.org/without-a-place"),
        ("read_back", "http://10.0.0.1/{id}"),
        ("name", ""),
    ],
)
def test_what_cannot_be_a_webhook(browser, field, value):
    answer = browser.post(reverse("webhooks:add"), {**FORM, "key": SECRET, field: value})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Webhook.objects.exists()


def test_webhooks_are_an_administrators(client, newsroom):
    webhook = make_webhook()
    places = [
        reverse("webhooks:index"),
        reverse("webhooks:add"),
        reverse("webhooks:edit", args=[webhook.pk]),
    ]
    client.force_login(someone("Moderators"))
    assert {client.get(place).status_code for place in places} == {302}
    client.logout()
    get_user_model().objects.get(username="someone").delete()
    client.force_login(someone(rights=["add_webhook", "change_webhook", "delete_webhook"]))
    assert {client.get(place).status_code for place in places} == {200}


def test_nobody_deletes_what_was_called(browser):
    webhook = make_webhook()
    answer = browser.post(reverse("webhooks:delete", args=[webhook.pk]))
    assert answer.status_code == 302
    assert Webhook.objects.filter(pk=webhook.pk).exists()
    assert (
        "/delete/" not in browser.get(reverse("webhooks:edit", args=[webhook.pk])).content.decode()
    )


@pytest.mark.parametrize("language", ["uk", "en"])
def test_screens_of_calls_open_in_every_state(browser, newsroom, language):
    UserProfile.objects.update_or_create(
        user=newsroom.user, defaults={"preferred_language": language}
    )
    make_webhook(entities=True)
    assert browser.get(CALLS).status_code == 200
    article = published(newsroom)
    newsroom.section.save()
    newsroom.topic.name = "Інші мости"
    newsroom.topic.save()
    first = rows_of()[0]
    now = timezone.now()
    for state in OutboxRow.State.values:
        for why in OutboxRow.Why.values:
            OutboxRow.objects.update(state=state, why=why, tried_at=now, settled_at=now)
            assert browser.get(CALLS, {"state": state}).status_code == 200
        page = browser.get(f"{CALLS}{first.pk}/").content.decode()
        assert article.title in page
        assert "“Інші мости”" in browser.get(CALLS).content.decode()
        assert SECRET not in page


def test_the_list_is_filtered_and_takes_few_queries(
    browser, newsroom, django_assert_max_num_queries
):
    webhook, other = make_webhook(), make_webhook()
    for _ in range(3):
        published(newsroom)
    OutboxRow.objects.filter(webhook=other).update(state="unknown")

    def shown(**asked):
        answer = browser.get(CALLS, asked)
        return {(row.webhook.name, row.state) for row in answer.context["object_list"]}

    assert shown() == {(webhook.name, "waiting"), (other.name, "unknown")}
    assert shown(state="unknown") == {(other.name, "unknown")}
    assert shown(webhook=webhook.pk) == {(webhook.name, "waiting")}
    assert shown(state="done") == set()
    with django_assert_max_num_queries(25):
        browser.get(CALLS)


def test_calls_are_for_those_who_publish(client, newsroom):
    make_webhook()
    published(newsroom)
    place = f"{CALLS}{rows_of()[0].pk}/"
    user = someone("Editors")
    client.force_login(user)
    assert client.get(CALLS).status_code == 302
    assert client.get(place).status_code == 302
    assert client.post(place, {"decision": "give_up", "state": "waiting"}).status_code == 302
    assert rows_of()[0].state == "waiting"
    assert "outside calls" not in client.get("/admin/").content.decode()
    user.groups.set(Group.objects.filter(name="Moderators"))
    assert client.get(CALLS).status_code == 200


def test_a_person_decides_over_what_they_saw(browser, newsroom):
    make_webhook()
    published(newsroom)
    OutboxRow.objects.update(state="unknown", token="one", why="no_answer")
    (row,) = rows_of()
    place = f"{CALLS}{row.pk}/"
    page = browser.get(place).content.decode()
    assert {"arrived", "again", "give_up"} == set(
        re.findall(r'name="decision" value="(\w+)"', page)
    )
    OutboxRow.objects.update(token="two")
    browser.post(place, {"decision": "again", "state": "unknown", "token": "one"})
    assert rows_of()[0].state == "unknown", "it has changed since it was looked at"
    browser.post(place, {"decision": "nonsense", "state": "unknown", "token": "two"})
    assert rows_of()[0].state == "unknown"
    browser.post(place, {"decision": "arrived", "state": "unknown", "token": "two"})
    row = rows_of()[0]
    assert (row.state, row.settled_by) == ("done", newsroom.user)
    entry = ModelLogEntry.objects.get(action="shpalta.outbox.arrived")
    assert entry.user == newsroom.user
    assert 'name="decision"' not in browser.get(place).content.decode()


def test_editors_are_told_of_what_waits_for_a_person(browser, newsroom):
    make_webhook()
    article = published(newsroom)
    text = "state=unknown"
    assert text not in browser.get("/admin/articles/").content.decode()
    OutboxRow.objects.update(state="unknown")
    assert text in browser.get("/admin/articles/").content.decode()
    settle(rows_of()[0], Decision.ARRIVED, newsroom.user, timezone.now())
    assert text not in browser.get("/admin/articles/").content.decode()
    OutboxRow.objects.update(state="given_up", why="too_often")
    assert text in browser.get("/admin/articles/").content.decode()
    settle(rows_of()[0], Decision.GIVE_UP, newsroom.user, timezone.now())
    assert text not in browser.get("/admin/articles/").content.decode()
    Retract(stored(article), newsroom.user).execute()


def test_what_would_be_said_is_shown_while_it_can_be(browser, newsroom):
    make_webhook()
    article = published(newsroom, title="Видно всім")
    place = f"{CALLS}{rows_of()[0].pk}/"
    assert "article.publish" in browser.get(place).content.decode()
    OutboxRow.objects.update(state="unknown")
    Retract(stored(article), newsroom.user).execute()
    assert "article.publish" not in browser.get(place).content.decode()
