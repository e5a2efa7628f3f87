"""What a restore does to waiting calls is what the command does by hand."""

from contextlib import closing

import pytest
from django.db import connection

from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox import restored, settling
from shpalta.press.api import adopt, open_sqlite
from tests.newsroom.conftest import published

pytestmark = pytest.mark.django_db
STATES = OutboxRow.State.values


def rows(newsroom, states):
    OutboxRow.objects.all().delete()
    for state in states:
        published(newsroom)
        newest = OutboxRow.objects.first()
        OutboxRow.objects.filter(pk=newest.pk).update(state=state, token="held", tries=3)


def known():
    values = OutboxRow.objects.values("state", "why", "next_try", "lease_until", "token", "tries")
    return sorted(values, key=lambda row: (row["state"], row["why"]))


def test_the_same_as_by_hand(newsroom, webhook, clock):
    now = clock()
    rows(newsroom, STATES)
    assert settling.doubt_all(now) == 3
    by_hand = known()
    rows(newsroom, STATES)
    assert restored.doubt_all(adopt(connection), now) == 3
    ours = known()
    # What is over keeps the moment of its own next try.
    for row in (*by_hand, *ours):
        if row["why"] != "restored":
            del row["next_try"]
    assert ours == by_hand


def test_a_copy_from_before_there_were_calls(clock, tmp_path):
    with closing(open_sqlite(tmp_path / "old.db")) as database:
        assert restored.doubt_all(database, clock()) == 0
