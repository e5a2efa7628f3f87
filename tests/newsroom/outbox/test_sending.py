"""From a row to a peer that was told: when, what, in which order, and how doubt ends."""

import json

import pytest
from django.core.exceptions import ValidationError

from shpalta.newsroom.actions import Restore, Retract
from shpalta.newsroom.models import Journal, OutboxRow, Section
from shpalta.newsroom.outbox.readiness import PATIENCE
from shpalta.newsroom.outbox.settling import Decision, settle
from shpalta.newsroom.outbox.verdicts import MOST_TRIES
from shpalta.newsroom.outbox.watching import send_once
from shpalta.press.api import Stage
from shpalta.records import decode
from tests.newsroom.conftest import draft, published, stored
from tests.newsroom.outbox import peer as peers
from tests.newsroom.outbox.outside import (
    PATIENT,
    QUICK,
    SECRET,
    make_sender,
    make_webhook,
    rows_of,
    states_of,
)

pytestmark = pytest.mark.django_db
Why = OutboxRow.Why


def told(peer):
    return [(body["type"], body["data"]["id"]) for body in peer.bodies()]


def test_a_publication_is_told_whole(newsroom, webhook, peer, sender, settings):
    article = published(newsroom)
    assert send_once(sender) == 1
    (body,) = peer.bodies()
    row = Journal.objects.get(kind="article", subject=article.uid)
    assert body == {
        "type": "article.publish",
        "timestamp": row.at,
        "data": {
            "version": 1,
            "act": "publish",
            "kind": "article",
            "id": article.uid,
            "position": row.position,
            "commitment": bytes(row.commitment).hex(),
            "withdrawn": False,
            "pressed": True,
            "address": settings.SHPALTA_SITE_ADDRESS + article.get_url_parts()[2],
            "headline": article.title,
            "language": "uk",
            "first_published": decode("article", bytes(row.record)).first_published,
            "changed": None,
            "as_of": row.position,
        },
    }
    assert peer.calls[0]["headers"]["Content-Type"] == "application/json"
    assert peer.calls[0]["headers"]["User-Agent"].startswith("Shpalta/")
    assert states_of() == [("publish", "done")]
    assert send_once(sender) == 0


def test_a_withdrawal_tells_the_place_and_the_public_reason_alone(
    newsroom, webhook, peer, sender, settings
):
    article = published(newsroom, title="Слово, якого не було")
    send_once(sender)
    act = Retract(
        stored(article),
        newsroom.user,
        public_reason="Імена переплутано.",
        private_reason="Скарга адвоката.",
    )
    act.execute()
    send_once(sender)
    body = peer.bodies()[1]
    assert body["type"] == "article.retract"
    assert body["data"]["reason"] == "Імена переплутано."
    assert body["data"]["address"] == settings.SHPALTA_SITE_ADDRESS + article.get_url_parts()[2]
    text = peer.calls[1]["raw"].decode()
    assert "адвоката" not in text
    assert "Слово, якого не було" not in text
    assert "headline" not in body["data"]


def test_an_entity_is_told(newsroom, peer, press, sender, settings):
    make_webhook(peer.address, entities=True)
    section = Section.objects.create(name="Спорт", locale=newsroom.uk)
    send_once(sender)
    data = peer.bodies()[0]["data"]
    assert (data["kind"], data["headline"], data["language"]) == ("section", "Спорт", "uk")
    assert data["address"].startswith(settings.SHPALTA_SITE_ADDRESS + "/")
    section.delete()
    send_once(sender)
    gone = peer.bodies()[1]["data"]
    assert (gone["withdrawn"], gone["address"]) == (True, data["address"])


def test_nothing_is_said_before_the_site_says_it(newsroom, webhook, peer, press, clock, sender):
    press.stage = Stage.STOPPED
    article = published(newsroom)
    assert send_once(sender) == 0
    assert rows_of()[0].why == Why.PRESS
    press.stage = Stage.WAITING
    clock.wait(days=2)
    assert send_once(sender) == 0
    press.stage = Stage.HELD
    clock.wait(seconds=1)
    assert send_once(sender) == 0
    assert rows_of()[0].why == Why.HELD
    assert rows_of()[0].tries == 0
    press.stage = Stage.PRESSED
    clock.wait(seconds=30)
    assert send_once(sender) == 1
    assert told(peer) == [("article.publish", article.uid)]


def test_one_held_article_delays_no_other(newsroom, webhook, peer, press, sender):
    held, other = published(newsroom), published(newsroom)
    press.of = {held.uid: Stage.HELD}
    assert send_once(sender) == 1
    assert told(peer) == [("article.publish", other.uid)]


def test_a_withdrawal_waits_for_the_press_a_minute_at_most(
    newsroom, webhook, peer, press, clock, sender
):
    article = published(newsroom)
    send_once(sender)
    press.stage = Stage.STOPPED
    Retract(stored(article), newsroom.user).execute()
    assert send_once(sender) == 0
    clock.wait(seconds=PATIENCE.total_seconds() + 1)
    assert send_once(sender) == 1
    assert peer.bodies()[1]["data"]["pressed"] is False


def test_what_is_told_late_is_what_is_public_then(newsroom, webhook, peer, clock, sender):
    peer.behaves = lambda: "503"
    article = published(newsroom, title="Наклеп")
    send_once(sender)
    article = stored(article)
    article.title = "Виправлено"
    article.save_revision().publish()
    peer.behaves = lambda: "ok"
    clock.wait(hours=1)
    assert send_once(sender) == 2
    late = peer.bodies()[1:]
    assert [body["data"]["headline"] for body in late] == ["Виправлено", "Виправлено"]
    assert [body["type"] for body in late] == ["article.publish", "article.change"]
    assert len({body["data"]["position"] for body in late}) == 2
    assert len({body["data"]["as_of"] for body in late}) == 1


def test_refusals_are_tried_again_under_the_same_id_and_given_up(
    newsroom, webhook, peer, clock, sender
):
    peer.behaves = lambda: "503"
    published(newsroom)
    for tries in range(1, MOST_TRIES + 1):
        assert send_once(sender) == 1, tries
        assert send_once(sender) == 0, "not before its time"
        clock.wait(days=2)
    assert send_once(sender) == 0
    (row,) = rows_of()
    assert (row.state, row.why, row.tries) == ("given_up", Why.TOO_OFTEN, MOST_TRIES)
    assert row.detail.startswith("503 ")
    assert {seen["id"] for seen in peer.calls} == {row.uid}
    stamps = [int(seen["headers"]["webhook-timestamp"]) for seen in peer.calls]
    assert stamps == sorted(set(stamps)), "each try is signed anew"
    assert peer.taken == []


def test_a_side_that_is_away_is_left_alone_and_others_are_not(
    newsroom, webhook, peer, press, clock, sender
):
    with peers.running(SECRET) as second:
        make_webhook(second.address)
        peer.behaves = lambda: "take_close"
        for _ in range(4):
            published(newsroom)
        assert send_once(sender) == 1 + 4
        assert len(second.taken) == 4
        assert send_once(sender) == 0
        peer.behaves = lambda: "ok"
        clock.wait(seconds=10)
        assert send_once(sender) == 3
    ours = [state for _kind, state in states_of() if state == "unknown"]
    assert len(ours) == 1


@pytest.mark.parametrize("behaviour", ["take_close", "close", "hang", "502"])
def test_doubt_is_never_ended_by_calling_again(newsroom, webhook, peer, clock, behaviour):
    peer.behaves = lambda: behaviour
    published(newsroom)
    sender = make_sender(clock, QUICK if behaviour == "hang" else PATIENT)
    send_once(sender)
    peer.behaves = lambda: "ok"
    for _ in range(5):
        clock.wait(days=3)
        assert send_once(sender) == 0
    (row,) = rows_of()
    assert (row.state, row.why) == ("unknown", Why.NO_ANSWER)
    assert peer.taken.count(row.uid) <= 1
    sender.close()


def test_a_retraction_is_told_whatever_is_known_of_the_publication(
    newsroom, webhook, peer, clock, sender
):
    peer.behaves = lambda: "take_close"
    article = published(newsroom)
    send_once(sender)
    peer.behaves = lambda: "ok"
    Retract(stored(article), newsroom.user).execute()
    clock.wait(seconds=10)
    assert send_once(sender) == 1
    assert states_of() == [("publish", "unknown"), ("retract", "done")]
    # A person who now says "again" is told that it would not be true.
    with pytest.raises(ValidationError):
        settle(rows_of()[0], Decision.AGAIN, newsroom.user, clock())


def test_withdrawals_overtake_but_not_their_own_article(newsroom, webhook, peer, clock, sender):
    first = published(newsroom)
    send_once(sender)
    second = published(newsroom)
    Retract(stored(first), newsroom.user).execute()
    send_once(sender)
    assert told(peer)[1:] == [("article.retract", first.uid), ("article.publish", second.uid)]


def test_acts_of_one_article_are_told_in_their_order(newsroom, webhook, peer, clock, sender):
    answers = iter(["503", "ok", "ok", "ok"])
    peer.behaves = lambda: next(answers)
    article, other = published(newsroom), published(newsroom)
    article = stored(article)
    article.lead = "Інакше."
    article.save_revision().publish()
    send_once(sender)  # the first is refused, and the side said it is too busy
    clock.wait(seconds=600)
    send_once(sender)
    assert [kind for kind, uid in told(peer) if uid == article.uid] == [
        "article.publish",
        "article.publish",
        "article.change",
    ]
    assert ("article.publish", other.uid) in told(peer)


def test_a_withdrawal_during_the_call_of_its_publication(newsroom, webhook, peer, press, clock):
    """The act finds the row being called: afterwards the refusal is not tried again."""

    def between(name):
        if name == "called":
            steps.append(name)
            if len(steps) == 1:
                Retract(stored(article), newsroom.user).execute()

    steps: list[str] = []
    peer.behaves = lambda: "503" if not steps else "ok"
    sender = make_sender(clock, step=between)
    article = published(newsroom)
    send_once(sender)
    clock.wait(seconds=30)
    send_once(sender)
    assert states_of() == [("publish", "dropped"), ("retract", "done")]
    sender.close()


def test_a_newer_copy_than_the_press_was_asked_about_is_not_told(
    newsroom, webhook, peer, press, clock, sender
):
    article = published(newsroom)
    inner = press.states

    def states(wanted):
        found = inner(wanted)
        if not Journal.objects.filter(kind="article", subject=article.uid, act="change").exists():
            late = stored(article)
            late.lead = "Щойно."
            late.save_revision().publish()
        return found

    press.states = states
    assert send_once(sender) == 0
    assert rows_of()[0].tries == 0
    assert send_once(sender) == 2


def test_off_means_that_nothing_is_sent(newsroom, webhook, peer, clock, sender):
    article = published(newsroom)
    webhook.active = False
    webhook.save()
    Retract(stored(article), newsroom.user).execute()
    clock.wait(days=1)
    assert send_once(sender) == 0
    webhook.active = True
    webhook.save()
    assert send_once(sender) == 1
    assert told(peer) == [("article.retract", article.uid)]


def test_restored_and_retracted_in_a_row(newsroom, webhook, peer, clock, sender):
    article = published(newsroom)
    Retract(stored(article), newsroom.user).execute()
    Restore(stored(article), newsroom.user).execute()
    send_once(sender)
    assert states_of() == [("publish", "dropped"), ("retract", "dropped"), ("restore", "done")]


def test_drafts_and_embargoed_words_are_in_no_call(newsroom, webhook, peer, clock, sender):
    article = published(newsroom, title="Відоме")
    article.title = "Таємне"
    article.save_revision()
    draft(newsroom, title="Таємне теж")
    send_once(sender)
    text = json.dumps(peer.bodies(), ensure_ascii=False)
    assert "Відоме" in text
    assert "Таємне" not in text
