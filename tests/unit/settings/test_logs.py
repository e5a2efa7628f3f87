"""Lines of logs: one a record, by name, without what signs somebody in."""

import json
import logging
import sys

import pytest

from shpalta.lib import events
from shpalta.settings import logs


def record(message="", exc_info=None, **extra):
    made = logging.LogRecord("shpalta.press", logging.ERROR, "", 0, message, (), exc_info)
    made.__dict__.update(extra)
    made.created = 1764331200.25
    return made


def test_an_event_as_json():
    said = record(event="press.file-failed", fields={"path": "/а.html", "error": "рядок\nдругий"})
    line = logs.JsonLines().format(said)
    assert "\n" not in line
    assert json.loads(line) == {
        "at": "2025-11-28T12:00:00.250Z",
        "level": "error",
        "logger": "shpalta.press",
        "event": "press.file-failed",
        "path": "/а.html",
        "error": "рядок\nдругий",
    }


def test_what_a_library_says_is_a_message():
    assert json.loads(logs.JsonLines().format(record("що\nсталося")))["message"] == "що\nсталося"


def test_a_trace_stands_beside():
    try:
        raise RuntimeError("postgresql://olena:secret@db/x")
    except RuntimeError:
        said = record("broken", exc_info=sys.exc_info())
    line = json.loads(logs.JsonLines().format(said))
    assert "RuntimeError" in line["trace"]
    assert "secret" not in line["trace"]
    assert "secret" not in logs.Lines().format(said)


def test_for_eyes_a_line_is_one_line():
    assert logs.Lines().format(record("a\nERROR b")) == (
        "2025-11-28T12:00:00Z ERROR shpalta.press: a\n    ERROR b"
    )


@pytest.mark.parametrize(
    "secret",
    [
        "cannot connect to postgresql://olena:hidden@db/news",
        "smtp://olena:hidden@mail.example:587: refused",
        "Forbidden: /admin/password_reset/confirm/MQ/hidden-token/",
    ],
)
def test_what_signs_in_is_not_said(secret):
    for form in (logs.JsonLines(), logs.Lines()):
        assert "hidden" not in form.format(record(secret))
        said = record(event="a.b", fields={"error": secret})
        assert "hidden" not in form.format(said)


def test_a_file_of_its_own_is_cut_when_it_grows(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "MAX_BYTES", 400)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        logs.set_up(logs.JSON, file=tmp_path / "logs" / "run.log")
        for number in range(20):
            events.emit(logging.getLogger("shpalta.run"), events.RUN_STOPPED, code=number)
        for handler in root.handlers:
            handler.close()
    finally:
        root.handlers[:] = before
        root.setLevel(level)
    files = sorted(path.name for path in (tmp_path / "logs").iterdir())
    assert files == ["run.log", "run.log.1", "run.log.2", "run.log.3"]
    assert all(path.stat().st_size <= 400 for path in (tmp_path / "logs").iterdir())
    last = (tmp_path / "logs" / "run.log").read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(last)["code"] == 19
