"""An upgrade and going back, rehearsed: the previous version's own code on its data, this one's on
the same data, the previous one's again, and this one's once more. Law 1 after each step.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.upgrade import previous

pytestmark = [pytest.mark.serial, pytest.mark.slow]

WORK = Path(__file__).with_name("work.py")
OURS = ("/.staging/",)
DERIVED = ("press.db", "press.db-wal", "press.db-shm", "edition", "tables.json", "status")


@dataclass(frozen=True)
class Version:
    """One version's code over one data folder."""

    sources: Path
    home: Path

    def run(self, *argv: str) -> str:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO_"))}
        environ = {
            **kept,
            "PYTHONPATH": str(self.sources),
            "SHPALTA_HOME": str(self.home),
            "SHPALTA_SITE_ADDRESS": "https://nadrichchia.example",
            "LANGUAGE": "en",
        }
        done = subprocess.run(
            [sys.executable, *argv], env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{argv}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def shpalta(self, *argv: str) -> str:
        return self.run("-m", "shpalta", *argv)

    def work(self, *argv: str) -> str:
        return self.run(str(WORK), *argv)

    def press(self) -> dict[str, bytes]:
        """Press what waits; the edition, which is what its manifest says (law 1)."""
        self.shpalta("press")
        assert "all as the manifest says" in self.shpalta("check")
        return edition(self.home)

    def afresh(self, folder: Path) -> dict[str, bytes]:
        """What this version presses from the same truth into an empty folder."""
        shutil.copytree(self.home, folder, ignore=shutil.ignore_patterns(*DERIVED))
        return Version(self.sources, folder).press()


def edition(home: Path) -> dict[str, bytes]:
    """Identity files by path; compressed copies are a cache of them."""
    root = home / "edition"
    return {
        f"/{path.relative_to(root)}": path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix not in {".gz", ".br"} and ".staging" not in path.parts
    }


@pytest.fixture(scope="module")
def versions(tmp_path_factory):
    home = tmp_path_factory.mktemp("upgrade") / "newspaper"
    old = Version(previous.unpack(tmp_path_factory.mktemp("previous")), home)
    where = old.run("-c", "import shpalta; print(shpalta.__file__)")
    assert where.startswith(str(old.sources)), "the previous version's code must be its own"
    return old, Version(previous.ROOT / "src", home)


def test_there_and_back_and_there(versions, tmp_path):
    old, new = versions
    old.shpalta(
        *("init", "--name", "Надріччя", "--languages", "uk", "--zone", "Europe/Kyiv"),
        *("--sections", "Місто", "--user", "olena"),
    )
    first = old.work("publish", "Пароплав повернувся")
    withdrawn = old.work("publish", "Хибна звістка")
    old.work("retract", "Хибна звістка")
    before = old.press()
    assert first in before

    # Up: a backup, migrations, the new code.
    new.shpalta("backup", str(tmp_path / "backups"))
    new.shpalta("manage", "migrate", "--no-input")
    second = new.work("publish", "Міст відкрили")
    new.work("rename", "Наше місто")
    up = new.press()
    # What stood stands: no address is lost, nothing withdrawn comes back.
    assert {path for path in before if path.endswith((".html", ".gone"))} <= up.keys()
    assert withdrawn not in up
    assert "Наше місто" in up[first].decode()
    assert up == new.afresh(tmp_path / "up")

    # Back: the old code on the new tables; it reads what the new one sealed, and goes on.
    third = old.work("publish", "Ярмарок розпочався")
    back = old.press()
    assert {first, second, third} <= back.keys()
    assert withdrawn not in back
    assert back == old.afresh(tmp_path / "back")

    # And up again.
    new.shpalta("manage", "migrate", "--no-input")
    again = new.press()
    assert {first, second, third} <= again.keys()
    assert withdrawn not in again
    assert again == new.afresh(tmp_path / "again")
