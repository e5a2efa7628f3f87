"""Probes: answered without a host and a user, details for those alone who may know."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from shpalta.newsroom import destinations, health, preview
from shpalta.newsroom.metrics import METRICS
from shpalta.newsroom.triggers import ensure_triggers
from shpalta.press.api import DestinationState, Problem, Standing
from shpalta.press.waves import Waves
from tests.newsroom.conftest import draft

pytestmark = pytest.mark.django_db
TOKEN = "a-token-of-more-than-twenty-letters"


class Press(preview.NoPress):
    """A press in whatever state."""

    def __init__(self, found):
        self.found = found

    def standing(self):
        return self.found


@pytest.fixture
def press():
    before = preview.press()
    counted = Waves()
    for seconds in (0.004, 0.02, 0.3, 99.0):
        counted.observe(seconds)
    port = Press(
        Standing(
            position=12,
            cursor=10,
            queue={"publication": 3},
            fence=4,
            lease_seconds=20.0,
            out_at="2026-11-28T12:00:00Z",
            waves=counted,
        )
    )
    preview.register(port)
    yield port
    preview.register(before)


@pytest.fixture(autouse=True)
def behind_tls(settings):
    settings.ALLOWED_HOSTS = ["redaktsiia.example"]
    settings.SECURE_SSL_REDIRECT = True


def ask(client, path, status=200, **environ):
    answer = client.get(path, SERVER_NAME="127.0.0.1", **environ)
    assert answer.status_code == status, answer.content
    return answer


def test_a_probe_is_answered_whatever_host_it_names_and_others_are_not(client, press):
    assert ask(client, "/healthz").content == b"ok\n"
    assert ask(client, "/healthz")["Cache-Control"] == "no-store"
    assert client.get("/admin/", SERVER_NAME="127.0.0.1").status_code == 400


def test_ready_when_everything_is_there(client, press):
    said = json.loads(ask(client, "/readyz").content)
    assert said == {"ready": True, "checks": dict.fromkeys(health.CHECKS, "ok")}


def drop_trigger():
    with connection.cursor() as cursor:
        table = " ON wagtailcore_page" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER newsroom_page_changed{table}")


def forget_migration():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'newsroom'")


def test_each_thing_that_is_missing_is_named(client, press, monkeypatch):
    press.found = Standing(position=12, lease_seconds=-1.0)
    drop_trigger()
    forget_migration()
    monkeypatch.setattr(health, "LEAST_BYTES", 2**62)
    said = json.loads(ask(client, "/readyz", 503).content)
    assert said["ready"] is False
    assert said["checks"]["database"] == "ok"
    assert said["checks"]["press"] == "no press is running"
    assert said["checks"]["triggers"] == "missing: newsroom_page_changed"
    assert said["checks"]["migrations"].startswith("not applied: newsroom.")
    assert said["checks"]["room"].endswith("MB are left")
    ensure_triggers()


def test_newer_tables_do_no_harm(client, press):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('newsroom', '9999_of_the_next_version', '2026-11-28 00:00:00')"
        )
    assert json.loads(ask(client, "/readyz").content)["checks"]["migrations"] == "ok"


@pytest.mark.parametrize(
    "environ",
    [
        {"REMOTE_ADDR": "203.0.113.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
        # What a client writes of itself does not make it local.
        {"REMOTE_ADDR": "203.0.113.7", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.7"},
        {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer "},
        {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer None"},
        {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}x"},
    ],
)
@pytest.mark.parametrize("token", ["", TOKEN])
def test_strangers_get_no_details(client, press, settings, environ, token):
    settings.SHPALTA_METRICS_TOKEN = token
    assert json.loads(ask(client, "/readyz", **environ).content) == {"ready": True}
    ask(client, "/metrics", 404, **environ)


def test_the_token_opens_from_elsewhere(client, press, settings):
    settings.SHPALTA_METRICS_TOKEN = TOKEN
    known = {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}
    assert "checks" in json.loads(ask(client, "/readyz", **known).content)
    ask(client, "/metrics", **known)


def figures(client):
    text = ask(client, "/metrics").content.decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_figures_are_those_that_are_documented(
    client, press, newsroom, settings, tmp_path, monkeypatch
):
    from shpalta.backup import state

    settings.SHPALTA_HOME = tmp_path
    state.note(tmp_path, backup=state.BackupNote("2026-11-28T03:00:00Z", "x", "y", 1, 1, 1, 1))
    drill = state.DrillNote("2026-11-27T03:00:00Z", "y", 1, (), same=True, lost=0)
    state.note(tmp_path, drill=drill)
    state_of_bucket = DestinationState("bucket", "s3", "x", waiting=2, problem=Problem.FULL)
    monkeypatch.setattr(destinations, "_port", lambda: [state_of_bucket])
    article = draft(newsroom)
    article.go_live_at = timezone.now() + timedelta(hours=1)
    article.save_revision(user=newsroom.user).publish(user=newsroom.user)
    text = ask(client, "/metrics").content.decode()
    families = {family.name for family in text_string_to_metric_families(text)}
    assert families == {metric.name for metric in METRICS}


def test_figures_are_the_state_of_things(client, press, newsroom):
    found = figures(client)
    assert found["shpalta_journal_position",] == 12
    assert found["shpalta_press_backlog_rows",] == 2
    assert found["shpalta_press_queue_files", "publication"] == 3
    assert found["shpalta_press_running",] == 1
    assert found["shpalta_press_fence",] == 4
    assert found["shpalta_press_first_wave_seconds_count",] == 4
    assert found["shpalta_press_first_wave_seconds_bucket", "0.025"] == 2
    assert found["shpalta_press_first_wave_seconds_bucket", "+Inf"] == 4
    assert found["shpalta_press_first_wave_seconds_sum",] == pytest.approx(99.324)
    assert found["shpalta_schedule_overdue_articles",] == 0
    assert ("shpalta_schedule_next_timestamp_seconds",) not in found
    assert ("shpalta_backup_last_timestamp_seconds",) not in found

    article = draft(newsroom)
    due = timezone.now() + timedelta(hours=1)
    article.go_live_at = due
    article.save_revision(user=newsroom.user).publish(user=newsroom.user)
    assert figures(client)["shpalta_schedule_next_timestamp_seconds",] == pytest.approx(
        due.timestamp()
    )


def test_the_status_page_is_served_where_no_server_stands_before(client, press, settings, tmp_path):
    settings.SHPALTA_HOME = tmp_path
    ask(client, "/status/", 404)
    (tmp_path / "status").mkdir()
    (tmp_path / "status" / "index.html").write_text("<p>", encoding="utf-8")
    (tmp_path / "secret-key").write_text("secret", encoding="utf-8")
    answer = ask(client, "/status/")
    assert b"".join(answer.streaming_content) == b"<p>"
    assert answer["Content-Type"].startswith("text/html")
    for path in ("/status/../secret-key", "/status/%2e%2e/secret-key", "/status/none.html"):
        ask(client, path, 404)
