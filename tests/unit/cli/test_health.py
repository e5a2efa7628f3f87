"""``shpalta health``: an exit code, and a line for each thing that is wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from shpalta.cli import health
from shpalta.press.api import Standing

WELL = Standing(position=7, cursor=7, lease_seconds=20.0)


def said(found, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")
    return list(health._of_press(found))


def test_all_is_well(monkeypatch):
    assert said(WELL, monkeypatch) == []


def test_a_press_that_is_behind_for_a_moment_is_none_to_wake_anybody_for(monkeypatch):
    now = datetime.now(UTC)
    behind = Standing(position=9, cursor=7, lease_seconds=20.0, unread_since=now)
    assert said(behind, monkeypatch) == []
    long = Standing(
        position=9, cursor=7, lease_seconds=20.0, unread_since=now - timedelta(minutes=20)
    )
    assert said(long, monkeypatch) == ["The press has left 2 rows unread, for 20 min."]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Standing(position=7, cursor=7), "No press is running"),
        (Standing(position=7, cursor=7, lease_seconds=9.0, held=1), "1 article could not be"),
    ],
)
def test_what_is_wrong_is_named(found, words, monkeypatch):
    (line,) = said(found, monkeypatch)
    assert words in line


def test_without_any_newspaper_it_is_a_line_each_and_no_traceback(tmp_path, monkeypatch):
    from click.testing import CliRunner

    from shpalta.cli import shpalta
    from shpalta.settings.environment import load

    monkeypatch.setenv("SHPALTA_HOME", str(tmp_path / "none"))
    monkeypatch.setenv("SHPALTA_NEWSROOM_PORT", "9")
    monkeypatch.setenv("LANGUAGE", "en")
    load.cache_clear()
    try:
        done = CliRunner().invoke(shpalta, ["health"])
    finally:
        load.cache_clear()
    assert done.exit_code == 1
    assert "The newsroom does not answer on port 9." in done.output
    assert "The database cannot be read" in done.output
    assert not (tmp_path / "none").exists()


def test_a_long_queue_does_not_look_like_a_dead_press():
    """The page is renewed after each step that takes it past its time, not after the queue."""
    from shpalta.cli.watching import work
    from tests.press.newsroom import Newsroom

    newsroom = Newsroom().found()
    for number in range(3):
        newsroom.publish(f"a{number}")
    press = newsroom.press()
    press.start()
    signs = []
    assert work(press, lambda: signs.append(press.queue.size()))
    assert len(signs) > 2
    assert signs[0] > 0 == signs[-1]
