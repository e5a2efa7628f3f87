"""The newsroom's empty tables, made once and copied: Wagtail's migrations take ten seconds of a
processor, and a run of the tests needs the tables in each worker and for each newspaper.

The file lies in ``.cache/databases`` under a digest of all that decides what is in it.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / ".cache" / "databases"
KEPT = 4
"""Files of other branches and other Pythons."""


def put_tables(place: Path) -> None:
    """A newsroom's database without a newsroom, at ``place``. Django is set up."""
    shutil.copyfile(_made(), place)


def restore_tables(place: Path) -> None:
    """The same into a database that others may have open."""
    with closing(sqlite3.connect(_made())) as source, closing(sqlite3.connect(place)) as target:
        source.backup(target)


def _made() -> Path:
    FOLDER.mkdir(parents=True, exist_ok=True)
    place = FOLDER / f"{_digest()}.db"
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            _make(place)
        os.utime(place)
        found = sorted(FOLDER.glob("*.db"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in found[KEPT:]:
            old.unlink()
    return place


def _make(place: Path) -> None:
    """As a first start makes it, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as home:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO_"))}
        made = subprocess.run(
            [sys.executable, "-m", "tests.databases"],
            check=False,
            env={**kept, "SHPALTA_HOME": home, "SHPALTA_SECRET_KEY": "for these tables alone " * 3},
            cwd=FOLDER.parent.parent,
            capture_output=True,
            text=True,
        )
        if made.returncode:
            raise RuntimeError(f"the tables were not made:\n{made.stdout}{made.stderr}")
        os.replace(Path(home) / "newsroom.db", place)


def _digest() -> str:
    """Of the migrations of every application, and of our code that runs with them."""
    from django.apps import apps

    import shpalta

    ours = Path(shpalta.__file__).parent
    names = ("settings/django", "newsroom/apps", "newsroom/signals", "newsroom/triggers")
    places = [*(ours / f"{name}.py" for name in names), ours / "cli" / "tables.py", Path(__file__)]
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        places += sorted((Path(app.path) / "migrations").glob("*.py"))
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for place in places:
        digest.update(place.name.encode() + b"\0" + place.read_bytes())
    return digest.hexdigest()[:24]


if __name__ == "__main__":
    from shpalta.cli.newspaper import set_up_django
    from shpalta.cli.tables import bring_up_to_date
    from shpalta.settings.environment import load

    set_up_django()
    bring_up_to_date(load())
