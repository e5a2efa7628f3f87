"""One supervised process: what it is, and one life of it after another."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shpalta.supervisor.guard import Guard
from shpalta.supervisor.launch import launcher
from shpalta.supervisor.logs import ProcessLog

READ_BYTES = 65536
DRAIN_READS = 64


@dataclass(frozen=True)
class Process:
    """What to start, and how to know that it serves.

    ``env`` is laid over the supervisor's own environment. ``ready`` must answer at once
    (see ``probes``); without one a process counts as ready as soon as it runs.
    """

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    ready: Callable[[], bool] | None = None
    cwd: Path | None = None


@dataclass(frozen=True)
class Patience:
    """The supervisor's times, in seconds, and its counts."""

    first_pause: float = 0.5
    longest_pause: float = 30.0
    healthy: float = 10.0
    grace: float = 8.0
    slow_start: float = 60.0
    report_at: int = 3
    report_every: int = 10
    give_up_at: int = 5

    def pause(self, failures: int) -> float:
        """How long to wait before the next start after so many failures in a row."""
        return float(min(self.longest_pause, self.first_pause * 2 ** min(failures - 1, 30)))


class Child:
    """A process, its present life if it has one, and its record of failures."""

    def __init__(self, process: Process, log: ProcessLog, guard: Guard) -> None:
        self.process = process
        self.log = log
        self.failures = 0
        self.start_at = 0.0
        self.started = 0.0
        self.ready = False
        self.ever_ready = False
        self.said_slow = False
        self._guard = guard
        self._life: subprocess.Popen[bytes] | None = None

    @property
    def alive(self) -> bool:
        """Whether a life of the process is there (perhaps just ended and not yet noticed)."""
        return self._life is not None

    @property
    def pid(self) -> int:
        """The number of the present life; 0 without one."""
        return self._life.pid if self._life is not None else 0

    @property
    def output(self) -> int | None:
        """The descriptor on which the process prints."""
        if self._life is None or self._life.stdout is None or self._life.stdout.closed:
            return None
        return self._life.stdout.fileno()

    def start(self) -> str | None:
        """Start a life; why it could not be, or None."""
        self.log.forget_tail()
        self.started, self.ready, self.said_slow = time.monotonic(), False, False
        env = {**os.environ, **self.process.env}
        program = self.process.argv[0]
        try:
            if shutil.which(program, path=env.get("PATH")) is None:
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), program)
            self._life = subprocess.Popen(
                [*launcher(), *self.process.argv],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=env,
                cwd=self.process.cwd,
                process_group=0,
            )
        except OSError as error:
            self.log.write(f"{error}\n".encode())
            return str(error)
        self._guard.watch(self._life.pid)
        if self._life.stdout is not None:
            os.set_blocking(self._life.stdout.fileno(), False)
        return None

    def read(self) -> bool:
        """Log what the process printed; False when it will print no more."""
        descriptor = self.output
        if descriptor is None:
            return False
        try:
            data = os.read(descriptor, READ_BYTES)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self.log.write(data)
        return bool(data)

    def ended(self) -> bool:
        """Whether the process itself has ended; it is not yet reaped."""
        if self._life is None:
            return False
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        try:
            return os.waitid(os.P_PID, self._life.pid, flags) is not None
        except ChildProcessError:
            return True

    def bury(self) -> int:
        """End what the process left running in its group, reap it; its return code.

        The group is killed before the process is reaped: until then nobody else can be
        given its number.
        """
        life = self._life
        if life is None:
            return 0
        self.signal_group(signal.SIGKILL)
        code = life.wait()
        self._guard.forget(life.pid)
        for _ in range(DRAIN_READS):
            if not self.read():
                break
        self.close_output()
        self._life = None
        return code

    def close_output(self) -> None:
        """Close our end of the pipe."""
        if self._life is not None and self._life.stdout is not None:
            self._life.stdout.close()

    def ask_to_end(self) -> None:
        """SIGTERM to the process itself: how its own children end is its business."""
        if self._life is not None:
            with contextlib.suppress(OSError):
                os.kill(self._life.pid, signal.SIGTERM)

    def signal_group(self, number: signal.Signals) -> None:
        """A signal to the process and to all that it started."""
        if self._life is not None:
            with contextlib.suppress(OSError):
                os.killpg(self._life.pid, number)

    def probe(self) -> bool:
        """Ask whether the process serves; an exception is a no."""
        if self.process.ready is None:
            return True
        with contextlib.suppress(Exception):
            return bool(self.process.ready())
        return False
