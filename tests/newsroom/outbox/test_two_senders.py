"""Several senders over one database, with acts among them: each call is one sender's."""

from collections import Counter

import pytest
from django.db import connections

from shpalta.newsroom.actions import Retract
from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox.sending import Sender
from tests.newsroom.conftest import published, stored
from tests.newsroom.outbox.outside import PATIENT, Clock, make_sender, make_webhook
from tests.newsroom.test_concurrency import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("newsroom_threads")]

MANY = 10


def sending(sender: Sender, webhook: int):
    """Until nothing is left, whoever sends it."""

    def deed():
        while OutboxRow.objects.filter(state__in=("waiting", "failed")).exists():
            sender.run(webhook)

    return deed


def test_each_row_is_called_by_one_of_them(committed_newsroom, peer, press):
    webhook = make_webhook(peer.address)
    for _ in range(MANY):
        published(committed_newsroom)
    clock = Clock()
    clock.wait(seconds=2)
    senders = [make_sender(clock, PATIENT) for _ in range(4)]
    assert at_once(*(sending(sender, webhook.pk) for sender in senders)) == []
    for sender in senders:
        sender.close()
    assert Counter(peer.taken).most_common(1)[0][1] == 1
    assert len(peer.taken) == MANY
    assert set(OutboxRow.objects.values_list("state", "tries")) == {("done", 1)}


def test_withdrawals_among_the_calls(committed_newsroom, peer, press):
    """Whatever comes between, the last that was said of each article is that it is gone."""
    room = committed_newsroom
    webhook = make_webhook(peer.address)
    articles = [published(room) for _ in range(MANY)]
    clock = Clock()
    clock.wait(seconds=2)

    def retract():
        for article in articles:
            Retract(stored(article), room.user).execute()

    senders = [make_sender(clock, PATIENT) for _ in range(2)]
    assert at_once(retract, *(sending(sender, webhook.pk) for sender in senders)) == []
    for sender in senders:
        sender.tidy()
        sender.run(webhook.pk)
        sender.close()
    connections.close_all()
    assert Counter(peer.taken).most_common(1)[0][1] == 1
    last = {body["data"]["id"]: body["type"] for body in peer.bodies()}
    assert last == {article.uid: "article.retract" for article in articles}
    assert set(OutboxRow.objects.values_list("state", flat=True)) <= {"done", "dropped"}
    assert OutboxRow.objects.filter(withdrawn=True, state="done").count() == MANY
