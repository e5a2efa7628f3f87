"""A newspaper of its own for a test: a data folder, two ports, the commands over them."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 120.0
"""Seconds until which something has to happen on a machine with much else to do."""


@dataclass(frozen=True)
class House:
    """A data folder, two ports, and the commands over them."""

    home: Path
    site: int
    newsroom: int
    python: str = sys.executable
    besides: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHPALTA_", "DJANGO_"))}
        return {
            **kept,
            "SHPALTA_HOME": str(self.home),
            "SHPALTA_SITE_ADDRESS": f"http://localhost:{self.site}",
            "SHPALTA_NEWSROOM_ADDRESS": f"http://localhost:{self.newsroom}",
            "LANGUAGE": "en",
            **self.besides,
        }

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "-m", *arguments],
            check=False,
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    @contextmanager
    def run(self) -> Iterator[str]:
        """Running, with what it said; ended by Ctrl-C's signal, at once and clean."""
        process = subprocess.Popen(
            [self.python, "-m", "shpalta", "run"],
            env=self.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        late = threading.Timer(PATIENCE, process.kill)
        late.start()
        try:
            yield self._first_words(process)
        finally:
            process.send_signal(signal.SIGINT)
            last_words, _ = process.communicate(timeout=PATIENCE)
            late.cancel()
            late.join()
        assert process.returncode == 0, last_words
        assert self.processes() == []

    @staticmethod
    def _first_words(process: subprocess.Popen[str]) -> str:
        said: list[str] = []
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        return "".join(said)

    def processes(self) -> list[str]:
        """Everything that lives and was told of this data folder."""
        mine, found = f"SHPALTA_HOME={self.home}\0".encode(), []
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mine in (place / "environ").read_bytes():
                    found.append((place / "cmdline").read_text().replace("\0", " "))
        return found

    def read(self, port: int, path: str) -> str:
        """A page, as soon as it is there."""
        pause, until = threading.Event(), time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as page:
                    return page.read().decode()
            except urllib.error.URLError:
                if time.monotonic() > until:
                    raise
            pause.wait(0.05)


def free_ports(number: int) -> list[int]:
    """Ports that nobody listens on just now."""
    doors = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [door.getsockname()[1] for door in doors]
    for door in doors:
        door.close()
    return ports
