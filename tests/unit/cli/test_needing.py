"""Where there is no newsroom, a command says what to do and makes nothing."""

import pytest
from click.testing import CliRunner

from shpalta.cli import shpalta
from shpalta.settings.environment import load


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHPALTA_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("SHPALTA_DATABASE_URL", raising=False)
    load.cache_clear()
    yield tmp_path / "home"
    load.cache_clear()


@pytest.mark.parametrize(
    "words",
    [
        ["press"],
        ["press", "--all"],
        ["check"],
        ["explain", "/index.html"],
        ["journal"],
        ["release"],
        ["redirects", "caddy"],
        ["schedule"],
        ["load-texts", "."],
        ["compare-texts", "."],
    ],
)
@pytest.mark.parametrize("is_there", [False, True])
def test_no_newsroom(home, words, is_there):
    if is_there:
        home.mkdir()
    answer = CliRunner().invoke(shpalta, words)
    assert answer.exit_code == 1
    assert str(home) in answer.output
    assert "shpalta init" in answer.output
    assert not is_there or list(home.iterdir()) == []
    assert CliRunner().invoke(shpalta, [*words[:1], "--help"]).exit_code == 0


def test_a_newsroom_cannot_be_made_where_nothing_can_be_written(tmp_path, monkeypatch):
    # A file where the folder should be: no right to write would not stop a superuser.
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("SHPALTA_HOME", str(tmp_path / "file" / "home"))
    load.cache_clear()
    given = ["--name", "Н", "--languages", "uk", "--zone", "Europe/Kyiv", "--sections", "М"]
    answer = CliRunner().invoke(shpalta, ["init", *given, "--user", "red"])
    load.cache_clear()
    assert answer.exit_code == 1
    assert "SHPALTA_HOME" in answer.output
