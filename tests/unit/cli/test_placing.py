"""Commands about destinations, over a small newspaper and a folder beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from shpalta.cli import shpalta
from shpalta.press.database import open_sqlite
from shpalta.press.disk.io import RealDisk
from shpalta.press.engine import Places, Press
from shpalta.settings.environment import load
from tests.press import toy
from tests.press.newsroom import Newsroom
from tests.waiting import until

PAGE = "/2026/11/01/a.html"


class Paper(Newsroom):
    """A toy newspaper in a data folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        super().__init__(rows=open_sqlite(home / "newsroom.db"))  # type: ignore[arg-type]
        self.tables = open_sqlite(home / "press.db")  # type: ignore[assignment]
        self.found("misto")

    def press(self) -> Press:
        disk = RealDisk(self.home / "edition")
        places = Places(self.rows, self.tables, disk, self.blobs, clock=lambda: self.now)  # type: ignore[arg-type]
        return Press(places, toy.REGISTRY, toy.ToyTheming())


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("SHPALTA_HOME", str(home))
    monkeypatch.setenv("LANGUAGE", "en")
    load.cache_clear()
    paper = Paper(home)
    paper.publish("a")
    paper.run()
    yield paper
    load.cache_clear()


def name(paper: Paper, **places: str) -> None:
    tables = [f'[{name}]\nkind = "folder"\nfolder = "{at}"\n' for name, at in places.items()]
    (paper.home / "destinations.toml").write_text("\n".join(tables))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(shpalta, list(arguments))


def test_without_destinations_the_file_is_named(paper):
    found = run("destinations")
    assert found.exit_code == 1
    assert str(paper.home / "destinations.toml") in found.output
    assert run("place").exit_code == 1


def test_place_and_its_state(paper, tmp_path):
    mirror = tmp_path / "mirror"
    name(paper, mirror=str(mirror))
    before = run("destinations")
    assert "files wait" in before.output
    assert run("place", "mirror").exit_code == 0
    here, there = Path(f"{paper.home}/edition{PAGE}"), Path(f"{mirror}{PAGE}")
    assert there.read_bytes() == here.read_bytes()
    after = run("destinations")
    assert after.exit_code == 0
    assert "files placed" in after.output
    assert "wait" not in after.output


def test_a_name_that_is_not_there(paper, tmp_path):
    name(paper, mirror=str(tmp_path / "mirror"))
    found = run("place", "miror")
    assert found.exit_code == 2
    assert "mirror" in found.output


def test_trouble_is_said_and_is_an_error(paper, tmp_path):
    (tmp_path / "mirror").mkdir()
    (tmp_path / "mirror" / "letters.txt").write_text("of somebody")
    name(paper, mirror=str(tmp_path / "mirror"), other=str(tmp_path / "other"))
    found = run("place")
    assert found.exit_code == 1
    assert "letters.txt" in found.output
    assert Path(f"{tmp_path}/other{PAGE}").exists()
    listed = run("destinations")
    assert listed.exit_code == 1
    assert "foreign since" in listed.output


def test_a_name_that_leads_elsewhere_has_nothing_there_yet(paper, tmp_path):
    name(paper, mirror=str(tmp_path / "mirror"))
    run("place")
    name(paper, mirror=str(tmp_path / "another"))
    listed = run("destinations")
    assert "0 files placed" in listed.output
    assert "files wait" in listed.output
    placed = run("place")
    assert placed.exit_code == 0, placed.output
    assert Path(f"{tmp_path}/another{PAGE}").exists()


def test_check_and_mend(paper, tmp_path):
    mirror = tmp_path / "mirror"
    name(paper, mirror=str(mirror))
    run("place")
    assert run("check", "--destination", "mirror").exit_code == 0
    Path(f"{mirror}{PAGE}").write_text("defaced")
    found = run("check", "--destination", "mirror")
    assert found.exit_code == 1
    assert f"changed  {PAGE}" in found.output
    assert run("check", "--destination", "mirror", "--mend").exit_code == 0
    assert run("check", "--destination", "mirror").exit_code == 0


@pytest.mark.serial
def test_a_process_serves_those_it_can_and_ends_when_asked(paper, tmp_path):
    mirror = tmp_path / "mirror"
    name(paper, mirror=str(mirror))
    with (paper.home / "destinations.toml").open("a") as file:
        file.write(
            '\n[dead]\nkind = "bucket"\nendpoint = "http://127.0.0.1:9"\nbucket = "news"\n'
            'access_key = "AK"\nsecret_env = "DEAD_SECRET"\n'
        )
    environ = {**os.environ, "DEAD_SECRET": "hush", "SHPALTA_LOG": "json"}
    command = [sys.executable, "-m", "shpalta", "place", "--watch"]
    log = tmp_path / "log"
    trouble = '"destination.trouble", "destination": "dead", "problem": "unreachable"'
    with log.open("w") as stderr, subprocess.Popen(command, env=environ, stderr=stderr) as process:
        until(Path(f"{mirror}{PAGE}").exists)
        until(lambda: trouble in log.read_text())
        paper.publish("b")
        paper.run()
        until(Path(f"{mirror}/2026/11/01/b.html").exists)
        process.send_signal(signal.SIGTERM)
        process.wait(60)
    assert process.returncode == 0, log.read_text()
    assert "hush" not in log.read_text()
