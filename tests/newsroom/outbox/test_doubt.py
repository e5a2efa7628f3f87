"""Ends of processes between any two steps, and ends of doubt: no call is made twice by itself."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox import settling
from shpalta.newsroom.outbox.calling import call
from shpalta.newsroom.outbox.sending import ASK_AFTER, LEASE, is_dead
from shpalta.newsroom.outbox.settling import Decision, ask, doubt_all, settle, to_ask
from shpalta.newsroom.outbox.verdicts import MOST_TRIES
from shpalta.newsroom.outbox.watching import ask_once, send_once
from tests.newsroom.conftest import published
from tests.newsroom.outbox.outside import (
    make_sender,
    rows_of,
    states_of,
)

pytestmark = pytest.mark.django_db
Why = OutboxRow.Why


# ------------------------------------------------------------------------------------ crashes


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", ["claiming", "claimed", "called", "recording", "recorded"])
def test_an_end_between_two_steps(newsroom, webhook, peer, clock, step):
    def end(name):
        if name == step:
            raise Killed

    published(newsroom)
    doomed = make_sender(clock, step=end)
    with pytest.raises(Killed):
        send_once(doomed)
    doomed.close()
    (row,) = rows_of()
    expected = {"claiming": "waiting", "recorded": "done"}.get(step, "sending")
    assert row.state == expected
    after = make_sender(clock)
    for _ in range(3):
        send_once(after)
        clock.wait(hours=1)
    after.close()
    (row,) = rows_of()
    if step in {"claiming", "recorded"}:
        assert row.state == "done"
    else:
        assert (row.state, row.why) == ("unknown", Why.CRASHED)
    assert len(peer.taken) == (0 if step == "claimed" else 1)


def test_a_call_of_another_machine_is_in_doubt_when_its_lease_is_over(
    newsroom, webhook, clock, sender
):
    published(newsroom)
    OutboxRow.objects.update(
        state="sending", token="elsewhere:12:ab:cd", lease_until=clock() + LEASE
    )
    assert sender.tidy() == 0
    clock.wait(seconds=LEASE.total_seconds() + 1)
    assert sender.tidy() == 1
    assert states_of() == [("publish", "unknown")]


def test_which_processes_have_ended(sender):
    import os
    import socket
    import subprocess
    import sys

    here = socket.gethostname()[:20]
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    assert is_dead(f"{here}:{done.pid}:ab:cd")
    assert not is_dead(f"{here}:{os.getppid()}:ab:cd")
    assert not is_dead(f"{here}:1:ab:cd")
    assert not is_dead(f"elsewhere:{done.pid}:ab:cd")
    assert not is_dead(f"{sender.name}:cd")
    assert is_dead(f"{here}:{os.getpid()}:ab:cd"), "an earlier process had the same number"
    assert not is_dead("")


def test_an_outcome_that_comes_after_all_counts(newsroom, webhook, peer, clock):
    """Slower than the lease: another sender doubted, and then the answer came."""
    others = []

    def late(name):
        if name == "called":
            clock.wait(seconds=LEASE.total_seconds() + 1)
            others.append(make_sender(clock))
            assert others[0].tidy() == 1

    published(newsroom)
    slow = make_sender(clock, step=late)
    send_once(slow)
    assert states_of() == [("publish", "done")]
    slow.close()
    others[0].close()


def test_an_outcome_that_comes_after_a_person_decided_does_not(newsroom, webhook, peer, clock):
    def late(name):
        if name == "called":
            clock.wait(seconds=LEASE.total_seconds() + 1)
            other = make_sender(clock)
            other.tidy()
            other.close()
            settle(rows_of()[0], Decision.GIVE_UP, newsroom.user, clock())

    published(newsroom)
    slow = make_sender(clock, step=late)
    send_once(slow)
    assert states_of() == [("publish", "given_up")]
    slow.close()


# --------------------------------------------------------------------------------- ends of doubt


@pytest.fixture
def doubtful(newsroom, webhook, peer, clock, sender):
    peer.behaves = lambda: "take_close"
    article = published(newsroom)
    send_once(sender)
    peer.behaves = lambda: "ok"
    (row,) = rows_of(article)
    assert row.state == "unknown"
    return row


def test_the_other_side_is_asked_and_says_yes(doubtful, peer, clock, sender):
    assert to_ask(clock()) == [], "the call may still be at work there"
    clock.wait(seconds=ASK_AFTER.total_seconds())
    (row,) = to_ask(clock())
    assert ask(row, call, clock()) is True
    assert peer.questions == [doubtful.uid]
    assert rows_of()[0].state == "done"
    assert rows_of()[0].why == Why.READ_BACK


def test_the_other_side_is_asked_and_says_no(doubtful, peer, clock, sender):
    peer.taken.clear()
    clock.wait(seconds=ASK_AFTER.total_seconds())
    assert ask(to_ask(clock())[0], call, clock()) is False
    assert send_once(sender) == 1
    assert peer.taken == [doubtful.uid]
    assert rows_of()[0].state == "done"


def test_a_not_found_that_names_no_call_is_no_answer(doubtful, peer, clock, sender):
    peer.answers_questions = False
    for number in range(MOST_TRIES):
        clock.wait(days=2)
        (row,) = to_ask(clock())
        assert row.asked == number
        assert ask(row, call, clock()) is None
    clock.wait(days=2)
    assert to_ask(clock()) == [], "the rest is for a person"
    assert rows_of()[0].state == "unknown"
    assert send_once(sender) == 0


def test_doubt_is_asked_about_by_itself(doubtful, peer):
    OutboxRow.objects.update(next_try=doubtful.made_at - timedelta(seconds=1))
    assert ask_once() == {doubtful.uid: True}
    assert ask_once() == {}


@pytest.mark.parametrize(
    ("decision", "state"),
    [(Decision.ARRIVED, "done"), (Decision.GIVE_UP, "given_up"), (Decision.AGAIN, "waiting")],
)
def test_a_person_ends_doubt(doubtful, newsroom, peer, clock, sender, decision, state):
    row = settle(doubtful, decision, newsroom.user, clock())
    assert (row.state, row.why, row.settled_by) == (state, Why.PERSON, newsroom.user)
    again = decision is Decision.AGAIN
    clock.wait(seconds=10)
    assert send_once(sender) == again
    assert peer.taken == [doubtful.uid] * (2 if again else 1)
    if decision is Decision.ARRIVED:
        with pytest.raises(ValidationError):
            settle(doubtful, decision, newsroom.user, clock())


@pytest.mark.parametrize("state", ["done", "dropped", "sending"])
def test_what_cannot_be_decided(doubtful, newsroom, clock, state):
    OutboxRow.objects.update(state=state)
    for decision in Decision:
        with pytest.raises(ValidationError):
            settle(rows_of()[0], decision, newsroom.user, clock())


def test_after_a_restore_nothing_that_may_have_been_told_is_told_again(
    newsroom, webhook, peer, clock, sender
):
    published(newsroom)
    send_once(sender)
    sent = rows_of()[0]
    published(newsroom)
    # The copy was made before the first was sent.
    OutboxRow.objects.filter(pk=sent.pk).update(state="waiting", tries=0)
    assert doubt_all(clock()) == 2
    assert send_once(sender) == 0
    for row in to_ask(clock()):
        ask(row, call, clock())
    assert send_once(sender) == 1
    assert len(peer.taken) == len(set(peer.taken)) == 2
    assert {state for _kind, state in states_of()} == {"done"}


def test_every_state_is_decided_over_or_not_on_purpose():
    ours = {"done", "dropped", "sending"} | set(settling.POSSIBLE)
    assert ours == set(OutboxRow.State.values)
