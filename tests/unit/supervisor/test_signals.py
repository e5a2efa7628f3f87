"""The supervisor as a program: Ctrl-C, SIGTERM, and its own sudden end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.serial

SOURCE = Path(__file__).resolve().parents[3] / "src"

SUPERVISOR = """
import sys
from pathlib import Path
sys.path.insert(0, {source!r})
from shpalta.supervisor import Patience, Process, run
child = '''
import os, subprocess, sys, time
held = subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(3600)"])
print(os.getpid(), held.pid, flush=True)
while True: time.sleep(3600)
'''
python = [sys.executable, "-I", "-S", "-c"]
processes = [Process(name, [*python, child]) for name in ("one", "two")]
sys.exit(run(processes, Path({logs!r}), lambda: print("ready", flush=True)))
"""


def until(condition: Callable[[], object], seconds: float = 20) -> None:
    limit = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.01)


def exists(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def supervisor(tmp_path):
    code = SUPERVISOR.format(source=str(SOURCE), logs=str(tmp_path))
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "LANGUAGE": "en"},
    ) as process:
        yield process
        if process.poll() is None:
            process.kill()


@pytest.fixture
def family(supervisor, tmp_path):
    """The pids of all children and grandchildren, once they run."""
    assert supervisor.stdout.readline() == "ready\n"
    logs = [tmp_path / "one.log", tmp_path / "two.log"]
    until(lambda: all(log.exists() and log.read_text().endswith("\n") for log in logs))
    pids = [int(pid) for log in logs for pid in log.read_text().split()]
    assert len(pids) == 4
    assert all(exists(pid) for pid in pids)
    return pids


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_all(supervisor, family, number):
    supervisor.send_signal(number)
    assert supervisor.wait(10) == 0
    assert supervisor.stderr.read() == "Stopping…\n"
    assert not any(exists(pid) for pid in family)


def test_kill_9_leaves_nothing(supervisor, family):
    supervisor.kill()
    supervisor.wait(10)
    until(lambda: not any(exists(pid) for pid in family))


def test_children_do_not_hear_the_terminals_ctrl_c_themselves(supervisor, family):
    groups = {os.getpgid(pid) for pid in family}
    assert os.getpgid(supervisor.pid) not in groups
    assert len(groups) == 2
