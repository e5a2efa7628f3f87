"""A PostgreSQL server of the tests' own: Debian's binaries, a folder that is thrown away."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

# Servers refuse to run as root; Debian's package brings this user.
USER = "postgres"


def binaries() -> Path | None:
    """The newest server's folder of programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return found[-1].parent if found else None


def _as_user(command: list[str], folder: Path) -> list[str]:
    if os.geteuid() != 0:
        return command
    owner = pwd.getpwnam(USER)
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return ["runuser", "-u", USER, "--", *command]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running server; the address of its empty database."""
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL's server programs are not installed (Debian: postgresql)")
    # A short path: the name of a Unix socket has at most 107 bytes.
    folder, port = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp")), _free_port()
    data, log = folder / "data", folder / "log"
    address = f"postgresql://{USER}@/postgres?host={folder}&port={port}"
    try:
        init = [str(programs / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "--no-sync",
                "--encoding=UTF8", "--locale=C.UTF-8"]  # fmt: skip
        subprocess.run(_as_user(init, folder), check=True, capture_output=True, cwd="/")
        # fsync stays on: what a commit promises is part of what is tested.
        settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c max_connections=40"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-t", "60"]
        start = [*control, "-l", str(log), "-o", settings, "start"]
        started = subprocess.run(
            _as_user(start, folder), check=False, cwd="/", stdout=subprocess.DEVNULL
        )
        if started.returncode:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
        try:
            yield address
        finally:
            stop = [*control, "-m", "immediate", "stop"]
            subprocess.run(_as_user(stop, folder), check=True, cwd="/", stdout=subprocess.DEVNULL)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One server for all tests of a process."""
    with server() as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The address of a database of this test alone."""
    name = f"test_{os.urandom(6).hex()}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres_server.replace("/postgres?", f"/{name}?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
