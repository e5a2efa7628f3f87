"""The processes of ``shpalta run``: the default set-up on one machine."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shpalta.supervisor.probes import http_answers, port_answers
from shpalta.supervisor.process import Process

WSGI = "shpalta.wsgi:application"
# What nobody waits for leaves the processor to what somebody does: encoding pictures takes
# seconds each, and at a start the newsroom comes first.
KINDLY = ("nice", "-n", "5")


@dataclass(frozen=True)
class Newspaper:
    """What the processes need to know.

    ``server_argv`` and ``server_env`` start the static server: see
    ``shpalta.serving.development``. ``command`` is how ``shpalta`` itself is called.
    ``replicates``: the database is copied elsewhere as it is written.
    ``destinations`` are names of other places for the edition.
    """

    site_port: int
    newsroom_port: int
    server_argv: Sequence[str]
    server_env: Mapping[str, str]
    env: Mapping[str, str] = field(default_factory=dict)
    command: Sequence[str] = (sys.executable, "-m", "shpalta")
    host: str = "127.0.0.1"
    workers: int = 2
    threads: int = 2
    newsroom_path: str = "/admin/login/"
    destinations: Sequence[str] = ()
    cwd: Path | None = None
    replicates: bool = False


def processes(newspaper: Newspaper) -> list[Process]:
    """The six processes, the one slowest to serve first; one that copies, if asked for; and one
    for each destination.
    """
    command, env, cwd = list(newspaper.command), newspaper.env, newspaper.cwd
    answers = http_answers(newspaper.newsroom_port, newspaper.newsroom_path, newspaper.host)
    return [
        Process("newsroom", gunicorn(newspaper), env, ready=answers, cwd=cwd),
        Process("press", [*command, "press", "--watch"], env, cwd=cwd),
        Process("scheduler", [*KINDLY, *command, "schedule", "--watch"], env, cwd=cwd),
        Process("tasks", [*KINDLY, *command, "manage", "db_worker"], env, cwd=cwd),
        # Of its own: another system that hangs must not delay what falls due.
        Process("outbox", [*KINDLY, *command, "send", "--watch"], env, cwd=cwd),
        Process(
            "caddy",
            list(newspaper.server_argv),
            newspaper.server_env,
            ready=port_answers(newspaper.site_port, newspaper.host),
            cwd=cwd,
        ),
        *([Process("replica", [*command, "replicate"], env, cwd=cwd)] * newspaper.replicates),
        # One that is slow or dead has nobody to wait for it.
        *(
            Process(f"place-{name}", [*KINDLY, *command, "place", "--watch", name], env, cwd=cwd)
            for name in newspaper.destinations
        ),
    ]


def gunicorn(newspaper: Newspaper) -> list[str]:
    """The newsroom's server: a few threads, a quick end, nothing written outside the logs."""
    return [
        *(sys.executable, "-m", "gunicorn", WSGI, "--preload"),
        *("--bind", f"{newspaper.host}:{newspaper.newsroom_port}"),
        *("--worker-class", "gthread"),
        *("--workers", str(newspaper.workers)),
        *("--threads", str(newspaper.threads)),
        *("--timeout", "60"),
        *("--graceful-timeout", "3"),
        *("--no-control-socket",),
    ]
