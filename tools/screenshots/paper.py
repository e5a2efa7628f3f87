"""The newspaper that is looked at: one that runs, or the sample started for this."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_LONGEST_START = 300.0
_LONGEST_PRESS = 120.0


@dataclass(frozen=True)
class Paper:
    """Where it is and who may enter. ``own``: started for this, so that it may be changed."""

    home: Path
    site: str
    newsroom: str
    user: str
    password: str
    own: bool

    @property
    def environment(self) -> dict[str, str]:
        """What a command of this newspaper needs."""
        return {
            **os.environ,
            "SHPALTA_HOME": str(self.home),
            "SHPALTA_SITE_ADDRESS": self.site,
            "SHPALTA_NEWSROOM_ADDRESS": self.newsroom,
        }

    def run(self, *arguments: str) -> str:
        """The output of ``shpalta ARGUMENTS``."""
        done = subprocess.run(
            [sys.executable, "-m", "shpalta", *arguments],
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def wait_for(self, path: str) -> Path:
        """The edition's file at ``path``, as soon as it is there."""
        place = self.home / "edition" / path.lstrip("/")
        end = time.monotonic() + _LONGEST_PRESS
        while not place.exists():
            if time.monotonic() > end:
                raise TimeoutError(f"{path} was not pressed")
            time.sleep(0.2)
        return place


def running(home: Path, site: str, newsroom: str) -> Paper:
    """A newspaper that somebody else has started."""
    user, password = _login(home)
    return Paper(home, site, newsroom, user, password, own=False)


@contextmanager
def started(home: Path) -> Iterator[Paper]:
    """The sample newspaper in ``home``, on free ports, until the block ends."""
    site, newsroom = (f"http://localhost:{port}" for port in _free_ports())
    bare = Paper(home, site, newsroom, "", "", own=True)
    with (home / "run.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "shpalta", "run", "--sample"],
            env=bare.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            _await_start(process, home)
            user, password = _login(home)
            paper = Paper(home, site, newsroom, user, password, own=True)
            paper.wait_for("/index.html")
            _await_quiet(paper)
            yield paper
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)


def _await_start(process: "subprocess.Popen[bytes]", home: Path) -> None:
    end = time.monotonic() + _LONGEST_START
    while "Ctrl-C" not in (home / "run.log").read_text(encoding="utf-8"):
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError((home / "run.log").read_text(encoding="utf-8")[-3000:])
        time.sleep(0.5)


def _await_quiet(paper: Paper) -> None:
    """Until the journal has grown no more for a while: pictures are encoded after publication."""
    end, before = time.monotonic() + _LONGEST_START, ""
    while time.monotonic() < end:
        now = paper.run("journal", "--last", "1")
        if now == before:
            return
        before = now
        time.sleep(20)


def _login(home: Path) -> tuple[str, str]:
    user, password = (home / "first-login.txt").read_text(encoding="utf-8").split()
    return user, password


def _free_ports() -> list[int]:
    sockets = [socket.socket() for _ in range(2)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports
