"""A whole newspaper for one module of tests: every process of ``shpalta run``, on free ports.

The database is made once a session and copied: a migration takes longer than a journey.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.databases import put_tables

USER, PASSWORD = "redaktorka", "досить-довгий-пароль"
READY_SECONDS = 120


@dataclass(frozen=True)
class Running:
    """Where a newspaper answers."""

    home: Path
    site: str
    newsroom: str


def make_template(home: Path) -> None:
    """An empty newsroom with sections and one user, as ``shpalta init`` makes it."""
    home.mkdir(parents=True)
    put_tables(home / "newsroom.db")
    subprocess.run(
        [
            *(sys.executable, "-m", "shpalta", "init"),
            *("--name", "Надріччя", "--languages", "uk,en", "--zone", "Europe/Kyiv"),
            *("--sections", "Місто,Культура", "--user", USER, "--password", PASSWORD),
        ],
        check=True,
        env=environment(home, _free_port(), _free_port()),
        stdout=subprocess.DEVNULL,
        timeout=READY_SECONDS,
    )


@contextmanager
def running(template: Path, home: Path) -> Iterator[Running]:
    """A copy of ``template``, running; ended with all its processes."""
    shutil.copytree(template, home, ignore=shutil.ignore_patterns("*.sock", "lock"))
    site, newsroom = _free_port(), _free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "shpalta", "run"],
        env=environment(home, site, newsroom),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_until_ready(process)
        yield Running(home, f"http://localhost:{site}", f"http://localhost:{newsroom}")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    """Until it has said where it is; its own words when it ends or takes too long instead."""
    said: list[str] = []
    late = threading.Timer(READY_SECONDS, process.kill)
    late.start()
    assert process.stdout is not None
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C" in line:
            break
    else:
        raise RuntimeError("the newspaper did not start:\n" + "".join(said))
    late.cancel()
    late.join()


def environment(home: Path, site: int, newsroom: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHPALTA_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}:{kept.get('PATH', '')}",
        "SHPALTA_HOME": str(home),
        "SHPALTA_SITE_ADDRESS": f"http://localhost:{site}",
        "SHPALTA_NEWSROOM_ADDRESS": f"http://localhost:{newsroom}",
        "SHPALTA_LANGUAGE_CODE": "uk",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
