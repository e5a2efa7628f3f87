"""The real press over a real folder, in children that whoever orders them may end at any moment.

Run as a program it reads lines from standard input, one order each, and answers each with a line:

``press MS``   fork; the child presses what waits; it is killed after MS milliseconds (0: never).
``all MS``     the same with a full press in two processes.
``digests``    fork; press everything into an empty folder beside the edition; {path: digest}.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.homes import environment
from shpalta import wiring
from shpalta.press import api
from shpalta.press.full import press_all
from shpalta.settings.environment import Settings
from tests.laws.child import files_of, say


def settings_of(home: Path) -> Settings:
    return Settings.from_environ(environment(home))


def press(home: Path, *, everything: bool) -> None:
    settings = settings_of(home)
    machine = wiring.open_press(settings)
    machine.start()
    wiring.notice_theme(machine, settings)
    if everything:
        press_all(machine, wiring.workshop(settings), 2)
    machine.run()
    while machine.tick():
        machine.run()
    machine.lease.release()


def digests(home: Path) -> dict[str, str]:
    """What a full press from nothing makes of the same journal and the same files."""
    settings = settings_of(home)
    fresh = home / "fresh"
    fresh.mkdir()
    places = api.Places(
        rows=api.open_sqlite(settings.newsroom_db),
        tables=api.open_sqlite(fresh / "press.db"),
        disk=api.RealDisk(fresh / "edition"),
        blobs=api.BlobStore(settings.blobs_dir),
    )
    machine = api.Press(places, wiring.registry(), wiring.WebsiteTheming())
    machine.start()
    press_all(machine, None, 0)
    return files_of(fresh / "edition")


def ended_after(milliseconds: int, act: Callable[[], None]) -> str:
    """Do ``act`` in a child of its own group, killed with all it started when its time is up."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        code = 1
        try:
            act()
            code = 0
        finally:
            sys.stdout.flush()
            os._exit(code)
    watch = os.pidfd_open(child)
    begun = time.monotonic()
    select.select([watch], [], [], milliseconds / 1000 if milliseconds else None)
    os.close(watch)
    # Only the press itself: processes that it started must end by themselves.
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    spent = round((time.monotonic() - begun) * 1000)
    if os.WIFSIGNALED(status):
        return f"killed {spent}"
    return f"done {spent}" if os.WEXITSTATUS(status) == 0 else f"failed {spent}"


def main(home: Path) -> None:
    for line in sys.stdin:
        order, _, value = line.strip().partition(" ")
        if order == "digests":
            ended_after(0, lambda: say(json.dumps(digests(home))))
        else:
            everything = order == "all"
            say(ended_after(int(value), lambda e=everything: press(home, everything=e)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
