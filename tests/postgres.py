"""A PostgreSQL server of the tests' own, on a Unix socket in a temporary folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUPERUSER = "shpalta"


def binaries() -> Path | None:
    """The folder of the newest server that Debian has installed; None when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if found:
        return found[0].parent
    there = shutil.which("initdb")
    return Path(there).parent if there else None


@contextmanager
def server() -> Iterator[str]:
    """A running server with an empty database; its ``postgresql://`` URL."""
    programs = binaries()
    if programs is None:
        raise RuntimeError("no PostgreSQL server is installed (apt-get install postgresql)")
    # The path of a socket has at most 107 bytes: pytest's own folders may be longer.
    folder = Path(tempfile.mkdtemp(prefix="shpalta-pg-"))
    account = _account()
    if account is not None:
        shutil.chown(folder, account)
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(programs / program), *arguments],
            check=True,
            user=account,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        )

    try:
        run(
            *("initdb", "-D", str(data), "-U", SUPERUSER, "--auth=trust", "-E", "UTF8"),
            *("--no-sync", "--locale=C.UTF-8"),
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        run("pg_ctl", "-D", str(data), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            run("createdb", "-h", str(folder), "-U", SUPERUSER, "newsroom")
            yield f"postgresql://{SUPERUSER}@/newsroom?host={folder}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """Who runs the server: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no other account")
