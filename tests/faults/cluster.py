"""A PostgreSQL server that can be killed as a machine kills it, and started again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.faults.house import until
from tests.postgres import USER, _as_user, _free_port, binaries


class Cluster:
    """One server in a folder of its own; ``address`` is that of its database."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs, self._folder, self._port = programs, folder, _free_port()
        self._data = folder / "data"
        self.address = f"postgresql://{USER}@/postgres?host={folder}&port={self._port}"
        self._run(
            "initdb", "-D", str(self._data), "-U", USER, "-A", "trust", "--no-sync",
            "--encoding=UTF8", "--locale=C.UTF-8",
        )  # fmt: skip

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            _as_user([str(self._programs / program), *arguments], self._folder),
            check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def start(self) -> None:
        settings = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1"
        log = str(self._folder / "log")
        self._run(
            "pg_ctl", "-D", str(self._data), "-w", "-t", "60", "-l", log, "-o", settings, "start"
        )

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", mode, "stop")

    def kill(self) -> None:
        """SIGKILL to the server and to each of its processes."""
        first = int((self._data / "postmaster.pid").read_text().split()[0])
        everyone = [first, *_children(first)]
        for number in everyone:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        until(lambda: not any(map(_is_alive, everyone)))
        # Its number may be kept by whoever has not buried it yet: then it would seem to run.
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        (self._folder / f".s.PGSQL.{self._port}.lock").unlink(missing_ok=True)


def _is_alive(number: int) -> bool:
    try:
        fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return False
    return fields[0] not in "ZX"


def _children(parent: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # The name in brackets may hold spaces: what follows it is counted.
            fields = place.read_text().rpartition(")")[2].split()
            if int(fields[1]) == parent:
                found.append(int(place.parent.name))
    return found


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server that runs; whatever has happened to it, nothing is left."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL's server programs are not installed (Debian: postgresql)")
    # A short path: the name of a Unix socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pgf-", dir="/tmp"))
    try:
        made = Cluster(programs, folder)
        made.start()
        try:
            yield made
        finally:
            with suppress(subprocess.CalledProcessError):
                made.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
