"""The commands, in processes of their own, over a newsroom with pictures: back up, restore
elsewhere, press, and every file of the edition is the same; a drill says so too.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pyrage
import pytest

from shpalta.backup import keys
from tests.databases import put_tables
from tests.unit.backup.house import tree
from tests.waiting import until

pytestmark = [pytest.mark.serial, pytest.mark.slow]

PATIENCE = 180.0


@dataclass
class Paper:
    """A data folder and the commands over it."""

    home: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO_"))}
        return {**kept, "SHPALTA_HOME": str(self.home), "LANGUAGE": "en", **self.more}

    def run(self, *arguments: str, code: int = 0, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            check=False,
            env={**self.environ, **more},
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def begin(self) -> None:
        self.run(
            *("shpalta", "init", "--name", "Надріччя", "--languages", "uk", "--user", "olena"),
            *("--zone", "Europe/Kyiv", "--sections", "Місто"),
        )
        self.run("tests.contracts.backup.newspaper", "begin")
        self.run("shpalta", "press", "--all", "--workers", "0")

    @property
    def edition(self) -> dict[str, str]:
        return tree(self.home / "edition")


def there_and_back(paper: Paper, folder: Path, again: Paper) -> None:
    said = paper.run("shpalta", "backup", str(folder / "kept"))
    assert "3 articles" in said
    assert "the first backup in this place" in said
    said = again.run("shpalta", "restore", str(folder / "kept"), "--into", str(again.home))
    assert "3 articles" in said
    assert "everybody signs in again" in said
    again.run("shpalta", "press", "--all", "--workers", "0")
    assert len(paper.edition) > 60
    assert again.edition == paper.edition


def rehearse(paper: Paper, folder: Path) -> None:
    before = tree(paper.home / "blobs")
    paper.run("tests.contracts.backup.newspaper", "go-on")
    paper.run("shpalta", "press")
    said = paper.run("shpalta", "drill", str(folder / "kept"))
    assert "the same edition, digest for digest" in said
    assert "1 act since the newest backup would have been lost" in said
    known = json.loads((paper.home / "backups.json").read_text())["drill"]
    assert (known["same"], known["lost"], known["error"]) == (True, 1, "")
    assert [stage["name"] for stage in known["stages"]] == ["backup", "restore", "press", "compare"]
    # Nothing of it is left beside the newsroom.
    assert [place.name for place in paper.home.iterdir() if place.name.startswith(".")] == []
    assert before.items() <= tree(paper.home / "blobs").items()


def test_sqlite(tmp_path):
    paper, again = Paper(tmp_path / "home"), Paper(tmp_path / "again")
    paper.home.mkdir()
    put_tables(paper.home / "newsroom.db")
    paper.begin()
    there_and_back(paper, tmp_path, again)
    rehearse(paper, tmp_path)
    copied_continuously(paper, tmp_path)
    keys_apart(paper, tmp_path)


def copied_continuously(paper: Paper, folder: Path) -> None:
    """The copying process of `shpalta run` and of its unit; the machine dies; what comes back."""
    copied = folder / "replica"
    assert "SHPALTA_REPLICA_URL" in paper.run("shpalta", "replicate", code=2)
    paper.more["SHPALTA_REPLICA_URL"] = str(copied)
    process = subprocess.Popen([sys.executable, "-m", "shpalta", "replicate"], env=paper.environ)
    try:
        paper.run("tests.contracts.backup.newspaper", "go-on")
        until(lambda: "0 acts are not in the continuous copy yet" in paper.run(
            "shpalta", "drill", str(folder / "kept"), "--newest"
        ), seconds=PATIENCE)  # fmt: skip
    finally:
        process.kill()
        process.wait()
    again = Paper(folder / "copied", paper.more)
    restore = ("shpalta", "restore", str(folder / "kept"), "--into", str(again.home))
    assert "from the replica: journal up to" in again.run(*restore, "--replica")
    again.run("shpalta", "press", "--all", "--workers", "0")
    paper.run("shpalta", "press")
    assert again.edition == paper.edition
    del paper.more["SHPALTA_REPLICA_URL"]


def keys_apart(paper: Paper, folder: Path) -> None:
    word = {"SHPALTA_KEYS_PASSPHRASE": "чотири слова про річку"}
    place = paper.run("shpalta", "backup", "--keys", str(folder / "kept"), **word).strip()
    assert (paper.home / "secret-key").read_bytes() not in Path(place).read_bytes()
    third = folder / "third"
    restore = ("shpalta", "restore", str(folder / "kept"), "--into", str(third), "--keys", place)
    said = paper.run(*restore, code=1, SHPALTA_KEYS_PASSPHRASE="not the words that closed it")
    assert "do not open" in said
    assert not third.exists()
    assert "everybody signs in again" not in paper.run(*restore, **word)
    assert (third / "secret-key").read_bytes() == (paper.home / "secret-key").read_bytes()

    identity = pyrage.x25519.Identity.generate()
    said = paper.run(
        *("shpalta", "backup", "--keep", "1"),
        SHPALTA_BACKUP_TO=str(folder / "kept"),
        SHPALTA_BACKUP_RECIPIENT=str(identity.to_public()),
    )
    assert "the first backup in this place" not in said
    assert len(list((folder / "kept").glob("*.tar"))) == 1
    newest = max((folder / "kept").glob("*.age"))
    assert keys.unlock(newest.read_bytes(), str(identity)) == {
        "secret-key": (paper.home / "secret-key").read_bytes()
    }


@pytest.mark.postgres
def test_postgresql(tmp_path, postgres, postgres_server):
    name = f"again_{os.urandom(6).hex()}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    other = postgres_server.replace("/postgres?", f"/{name}?")
    paper = Paper(tmp_path / "home", {"SHPALTA_DATABASE_URL": postgres})
    again = Paper(tmp_path / "again", {"SHPALTA_DATABASE_URL": other})
    try:
        paper.begin()
        there_and_back(paper, tmp_path, again)
        # What is there already is never written over.
        third = Paper(tmp_path / "third", again.more)
        restore = ("shpalta", "restore", str(tmp_path / "kept"), "--into", str(third.home))
        assert "is not empty" in third.run(*restore, code=1)
        # Nor does an archive of PostgreSQL become SQLite.
        assert "SHPALTA_DATABASE_URL" in Paper(third.home).run(*restore, code=1)
        assert not third.home.exists()
        rehearse(paper, tmp_path)
        with psycopg.connect(postgres_server) as connection:
            found = connection.execute("SELECT datname FROM pg_database").fetchall()
        assert not [row for row in found if "drill" in row[0]]
    finally:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
