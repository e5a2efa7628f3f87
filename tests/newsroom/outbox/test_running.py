"""The process that sends, the commands, and a real press that it waits for."""

import threading

import pytest
from click.testing import CliRunner
from django.db import connection, connections

from shpalta.cli import outside as commands
from shpalta.newsroom import preview
from shpalta.newsroom.actions import Retract
from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox.sending import Sender
from shpalta.newsroom.outbox.watching import send_once, watch
from tests.newsroom.conftest import published, stored
from tests.newsroom.outbox import peer as peers
from tests.newsroom.outbox.outside import (
    PATIENT,
    SECRET,
    Clock,
    make_sender,
    make_webhook,
    rows_of,
    states_of,
)
from tests.newsroom.pressing import open_paper

committed = pytest.mark.django_db(transaction=True)


@committed
def test_the_loop_sends_what_is_published_and_ends_when_told(committed_newsroom, peer, press):
    with peers.running(SECRET) as silent:
        silent.behaves = lambda: "slow"
        make_webhook(peer.address)
        make_webhook(silent.address)
        stop, sender = threading.Event(), Sender()
        loop = threading.Thread(target=lambda: (watch(stop, sender), connections.close_all()))
        loop.start()
        try:
            # One that does not answer holds back nobody else.
            for _ in range(2):
                published(committed_newsroom)
                assert peer.arrived.acquire(timeout=60)
            assert silent.arrived.acquire(timeout=60)
        finally:
            stop.set()
            silent.released.set()
            loop.join(60)
        assert not loop.is_alive()
        sender.close()
        assert len(set(peer.taken)) == 2
        assert len(silent.taken) == 1
    # A call that was being made when it was told to end is finished, and what came of it is stored.
    assert set(OutboxRow.objects.values_list("state", flat=True)) == {"done", "waiting"}
    assert not OutboxRow.objects.filter(state="sending").exists()


@committed
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the file is opened by name")
def test_a_real_press_is_waited_for(committed_newsroom, peer, tmp_path, settings):
    settings.SHPALTA_BLOBS_DIR = tmp_path / "blobs"
    before = preview.press()
    paper = open_paper(tmp_path, settings)
    clock = Clock()
    sender = make_sender(clock, PATIENT)
    try:
        make_webhook(peer.address, entities=True)
        article = published(committed_newsroom)
        committed_newsroom.section.name = "Місто й околиці"
        committed_newsroom.section.save()
        clock.wait(seconds=2)
        assert send_once(sender) == 0
        paper.press()
        clock.wait(seconds=2)
        assert send_once(sender) == 2
        told = {body["type"]: body["data"] for body in peer.bodies()}
        for data in told.values():
            path = data["address"].removeprefix(settings.SHPALTA_SITE_ADDRESS)
            assert data["headline"].encode() in paper.page(path)
        Retract(stored(article), committed_newsroom.user).execute()
        clock.wait(seconds=2)
        assert send_once(sender) == 0
        paper.press()
        clock.wait(seconds=2)
        assert send_once(sender) == 1
        gone = peer.bodies()[2]["data"]
        assert (gone["withdrawn"], gone["pressed"]) == (True, True)
        assert gone["address"] == told["article.publish"]["address"]
        path = gone["address"].removeprefix(settings.SHPALTA_SITE_ADDRESS)
        assert article.title.encode() not in paper.page(f"{path}.gone")
    finally:
        sender.close()
        preview.register(before)
        paper.close()


# ------------------------------------------------------------------------------------ commands


@pytest.fixture
def run(newsroom, press, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    # Django and the press of the test stand in for those of a newspaper.
    monkeypatch.setattr(commands, "_newsroom", lambda: None)

    def invoke(*words):
        group = commands.send if words[0] == "send" else commands.outbox
        arguments = words[1:] if words[0] == "send" else words
        done = CliRunner().invoke(group, list(arguments))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.output
        return done

    return invoke


@pytest.mark.django_db
def test_commands_send_list_and_retry(run, newsroom, peer):
    webhook = make_webhook(peer.address)
    article = published(newsroom)
    due = run("send", "--dry-run")
    assert f"article:{article.uid} → {webhook}" in due.output
    assert peer.calls == []
    peer.behaves = lambda: "404"
    assert "1 call made" in run("send").output
    (row,) = rows_of()
    assert row.uid in run("list", "--state", "failed").output
    assert run("list", "--state", "done").output == ""
    assert row.uid in run("list", "--webhook", str(webhook)).output
    assert run("list", "--webhook", "nobody").output == ""
    peer.behaves = lambda: "ok"
    assert "0 calls made" in run("send").output, "not before its time"
    assert row.uid in run("retry", "--dry-run").output
    assert states_of() == [("publish", "failed")]
    assert row.uid in run("retry").output
    assert "1 call made" in run("send").output
    assert states_of() == [("publish", "done")]
    assert "No such call." in run("retry").output


@pytest.mark.django_db
def test_commands_end_doubt(run, newsroom, peer):
    make_webhook(peer.address, read_back=peer.read_back)
    published(newsroom)
    published(newsroom)
    assert "2 calls in doubt" in run("doubt", "--dry-run").output
    assert {state for _, state in states_of()} == {"waiting"}
    assert "2 calls in doubt" in run("doubt").output
    first, second = rows_of()
    assert first.uid in run("reconcile", "--dry-run").output
    assert peer.questions == []
    assert run("settle", first.uid, "give-up", "--dry-run").exit_code == 0
    assert run("settle", first.uid, "give-up").exit_code == 0
    assert f"{second.uid}: did not arrive, is called again" in run("reconcile").output
    assert "1 call made" in run("send").output
    assert peer.taken == [second.uid]
    refused = run("settle", second.uid, "again")
    assert (refused.exit_code, second.uid in refused.output) == (1, True)
    assert "Nothing is in doubt" in run("reconcile").output
    assert [state for _, state in states_of()] == ["given_up", "done"]


@pytest.mark.django_db
def test_a_command_asks_about_doubt_by_itself(run, newsroom, peer):
    make_webhook(peer.address, read_back=peer.read_back)
    published(newsroom)
    run("doubt")
    assert f"{rows_of()[0].uid}: did not arrive" in run("send").output
