"""The supervisor over real small processes: in this process, ended by an event."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from shpalta.supervisor import Patience, Process, run

pytestmark = pytest.mark.serial

# Quick to start again, but not in a hurry where a busy machine could be slow.
QUICK = Patience(first_pause=0.02, longest_pause=0.1, healthy=60, grace=15, slow_start=60)
WAIT_FOREVER = "import time\nwhile True: time.sleep(3600)"


class Room:
    """Runs a supervisor in a thread and hears what it says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said: list[str] = []
        self.ready = threading.Event()
        self.stop = threading.Event()
        self.result: int | None = None

    def start(self, *processes: Process, patience: Patience = QUICK) -> None:
        def work() -> None:
            self.result = run(
                processes,
                self.folder,
                self.ready.set,
                stop=self.stop,
                say=self.said.append,
                patience=patience,
            )

        self.thread = threading.Thread(target=work)
        self.thread.start()

    def end(self) -> int | None:
        self.stop.set()
        self.thread.join(20)
        assert not self.thread.is_alive()
        return self.result


@pytest.fixture
def room(tmp_path):
    made = Room(tmp_path / "logs")
    yield made
    made.end()


def python(name: str, code: str, ready: Callable[[], bool] | None = None, **env: str) -> Process:
    return Process(name, [sys.executable, "-I", "-S", "-u", "-c", code], env, ready)


def until(condition: Callable[[], object], seconds: float = 15) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.01)


def exists(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_ready_is_called_once_when_all_serve(room, tmp_path):
    sign = tmp_path / "sign"
    writes = f"open({str(sign)!r}, 'w').close()\n{WAIT_FOREVER}"
    room.start(python("one", WAIT_FOREVER), python("two", writes, sign.exists))
    assert room.ready.wait(15)
    assert sign.exists()
    assert room.end() == 0
    assert room.said == []


def test_ready_waits_for_the_probe(room, tmp_path):
    sign = tmp_path / "sign"
    patience = replace(QUICK, slow_start=0.1)
    room.start(python("slow", WAIT_FOREVER, sign.exists), patience=patience)
    until(lambda: room.said)  # the slow start was told
    assert not room.ready.is_set()
    assert "slow runs but has not answered" in room.said[0]
    sign.touch()
    assert room.ready.wait(15)


def test_a_probe_that_raises_is_a_no(room, tmp_path):
    calls: list[int] = []

    def probe() -> bool:
        calls.append(1)
        if len(calls) < 3:
            raise OSError("not yet")
        return True

    room.start(python("one", WAIT_FOREVER, probe))
    assert room.ready.wait(15)


def test_an_ended_process_is_started_again(room, tmp_path):
    first = tmp_path / "first"
    code = f"""
import os, sys, time
print(os.getpid())
if not os.path.exists({str(first)!r}):
    open({str(first)!r}, "w").close()
    sys.exit(7)
while True: time.sleep(3600)
"""
    room.start(python("flap", code))
    log = room.folder / "flap.log"
    until(lambda: log.exists() and len(log.read_text().split()) == 2)
    assert room.said == ["flap ended with code 7; it is started again in 0.02 s."]
    assert room.end() == 0
    assert not any(exists(int(pid)) for pid in log.read_text().split())


def test_a_killed_process_is_started_again(room):
    room.start(python("one", f"import os; print(os.getpid())\n{WAIT_FOREVER}"))
    log = room.folder / "one.log"
    # With its newline, which comes in a write of its own.
    until(lambda: log.exists() and log.read_text().endswith("\n"))
    os.kill(int(log.read_text()), 9)
    until(lambda: len(log.read_text().split()) == 2)
    assert "one was ended by SIGKILL" in room.said[0]


def test_one_that_keeps_failing_is_told_with_its_last_lines(room, tmp_path):
    code = "import sys; print('первый рядок'); print('no such table: press'); sys.exit(3)"
    room.start(python("press", code), python("other", WAIT_FOREVER))
    until(lambda: room.result is not None)
    assert room.result == 1
    told = [text for text in room.said if "keeps failing" in text]
    assert len(told) == 1
    assert told[0].startswith("press keeps failing (3 times in a row): ended with code 3.")
    assert f"The last lines of {room.folder / 'press.log'}:" in told[0]
    assert told[0].endswith("    первый рядок\n    no such table: press")
    assert room.said[-1].startswith("press cannot be started: ended with code 3.")
    assert "no such table" in room.said[-1]


def test_one_that_served_before_is_tried_for_ever(room, tmp_path):
    code = "import sys, time; time.sleep(0.3); sys.exit(1)"
    room.start(python("newsroom", code, lambda: True))
    until(lambda: any("keeps failing (10 times" in text for text in room.said), 60)
    assert room.result is None
    assert room.end() == 0
    assert not any("cannot be started" in text for text in room.said)


def test_the_pause_doubles_up_to_its_bound():
    patience = Patience(first_pause=0.5, longest_pause=30)
    assert [patience.pause(n) for n in (1, 2, 3, 7, 8, 5000)] == [0.5, 1, 2, 30, 30, 30]


def test_a_missing_program_is_told(room):
    room.start(Process("caddy", ["/nowhere/caddy"]))
    until(lambda: room.result is not None)
    assert room.result == 1
    assert "caddy cannot be started" in room.said[-1]
    assert "No such file or directory: '/nowhere/caddy'" in room.said[-1]


def test_what_ignores_sigterm_is_ended_by_force(room):
    code = f"import signal; signal.signal(15, signal.SIG_IGN); print('deaf')\n{WAIT_FOREVER}"
    room.start(python("deaf", code), patience=replace(QUICK, grace=0.5))
    log = room.folder / "deaf.log"
    until(lambda: log.exists() and "deaf" in log.read_text())
    assert room.end() == 0
    assert room.said == ["Ended by force, for not stopping in time: deaf"]


def test_grandchildren_end_too_and_do_not_hold_the_pipe(room):
    code = f"""
import subprocess, sys
held = subprocess.Popen([sys.executable, "-I", "-S", "-c", {WAIT_FOREVER!r}])
print(held.pid)
{WAIT_FOREVER}
"""
    room.start(python("parent", code))
    log = room.folder / "parent.log"
    until(lambda: log.exists() and log.read_text().strip())
    grandchild = int(log.read_text())
    assert exists(grandchild)
    assert room.end() == 0
    until(lambda: not exists(grandchild))


def test_what_a_process_prints_is_logged_whole_with_stderr(room):
    code = "import sys\nfor n in range(20000): print(n)\nprint('end', file=sys.stderr)\n"
    room.start(python("loud", code + WAIT_FOREVER))
    log = room.folder / "loud.log"
    until(lambda: log.exists() and log.read_text().endswith("end\n"))
    assert log.read_text().split()[:-1] == [str(n) for n in range(20000)]


def test_env_is_laid_over_ours(room, monkeypatch):
    monkeypatch.setenv("FROM_US", "kept")
    code = "import os; print(os.environ['FROM_US'], os.environ['OWN'])\n" + WAIT_FOREVER
    room.start(python("one", code, OWN="given"))
    log = room.folder / "one.log"
    until(lambda: log.exists() and log.read_text() == "kept given\n")


def test_one_name_twice_is_refused(tmp_path):
    with pytest.raises(ValueError, match="one name"):
        run([python("a", ""), python("a", "")], tmp_path)
