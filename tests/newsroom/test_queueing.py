"""One transaction asks for a task once; nothing that was taken back, and nothing later, is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from shpalta.newsroom.queueing import forget_ended

pytestmark = pytest.mark.django_db(transaction=True)


def asked() -> list[tuple[str, list[object]]]:
    rows = DBTaskResult.objects.order_by("enqueued_at")
    return [(row.task_path.rsplit(".", 1)[1], row.args_kwargs["args"]) for row in rows]


class Refused(Exception):
    pass


def asked_and_refused(ask):
    with transaction.atomic():
        ask(1)
        raise Refused


@pytest.fixture
def ask():
    from shpalta.newsroom.pictures.tasks import encode_picture

    return encode_picture.enqueue


def test_doubles_in_a_transaction_are_one(ask):
    with transaction.atomic():
        first = ask(1)
        with transaction.atomic():
            again = ask(1)
        ask(2)
    assert first.id == again.id
    assert sorted(asked()) == [("encode_picture", [1]), ("encode_picture", [2])]


def test_each_transaction_asks_for_itself(ask):
    for _ in range(2):
        with transaction.atomic():
            ask(1)
    ask(1)
    ask(1)
    assert len(asked()) == 4


def test_what_a_savepoint_took_back_is_asked_for_again(ask):
    with transaction.atomic():
        with pytest.raises(Refused):
            asked_and_refused(ask)
        ask(1)
    assert asked() == [("encode_picture", [1])]


def test_what_a_transaction_took_back_is_asked_for_again(ask):
    with pytest.raises(Refused):
        asked_and_refused(ask)
    with transaction.atomic():
        ask(1)
    assert asked() == [("encode_picture", [1])]


def test_a_publication_asks_for_each_index_once(committed_newsroom):
    from tests.newsroom.conftest import published

    DBTaskResult.objects.all().delete()
    with transaction.atomic():
        published(committed_newsroom)
    of_indexes = [name for name, _ in asked() if "index" in name or "object" in name]
    assert of_indexes
    found = [(name, str(args)) for name, args in asked()]
    assert len(found) == len(set(found))


def test_tasks_that_ended_long_ago_are_forgotten_and_no_others(ask):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    ended = [("SUCCESSFUL", 8), ("SUCCESSFUL", 6), ("FAILED", 29), ("FAILED", 31)]
    for number, (status, days) in enumerate(ended):
        ask(number)
        row = DBTaskResult.objects.filter(args_kwargs__args=[number])
        row.update(status=status, finished_at=now - timedelta(days=days))
    ask(4)
    assert forget_ended(now) == 2
    assert {row[1][0] for row in asked()} == {1, 2, 4}
    assert forget_ended(now) == 0
