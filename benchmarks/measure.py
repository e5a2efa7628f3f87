"""Wall time, processor time and peak memory of a program with all that it starts."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_PAUSE = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")


class ProgramFailed(Exception):
    """A program that a benchmark starts has ended badly; the text holds what it said."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: seconds by the wall's clock, seconds of all processors, peak bytes, its output."""

    wall: float
    cpu: float
    peak: int
    output: str


def run(argv: Sequence[str | Path], env: Mapping[str, str] | None = None) -> Ran:
    """Run a program to its end and measure it; raises ``ProgramFailed``."""
    before = os.times()
    begun = time.monotonic()
    with subprocess.Popen(
        [str(part) for part in argv],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        peak = Peak(process.pid)
        try:
            output = process.communicate()[0]
        except BaseException:
            process.kill()
            raise
        wall = time.monotonic() - begun
        size = peak.stop()
    after = os.times()
    if process.returncode:
        raise ProgramFailed(f"{argv} ended with {process.returncode}:\n{output}")
    cpu = after.children_user + after.children_system - before[2] - before[3]
    return Ran(wall, cpu, size, output)


class Peak:
    """The most memory that a tree of processes held at one moment, looked at 20 times a second.

    It is the sum of each process's resident set: what several share counts for each of them.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """End watching; the most bytes seen."""
        self._ended.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            self._most = max(self._most, sum(map(_resident, tree_of(self._pid))))


def tree_of(pid: int) -> list[int]:
    """A process and everything below it that is alive."""
    found = [pid]
    for parent in found:
        try:
            text = Path(f"/proc/{parent}/task/{parent}/children").read_text()
        except OSError:
            continue
        found += [int(child) for child in text.split()]
    return found


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0


def middle(values: Sequence[float]) -> float:
    """The median; 0 of nothing."""
    return median(values) if values else 0.0


def spread(values: Sequence[float], unit: str = "ms") -> str:
    """``median (lowest–highest)``; seconds become milliseconds for ``ms``."""
    if not values:
        return "—"
    scale = 1000.0 if unit == "ms" else 1.0
    low, mid, high = (f(values) * scale for f in (min, middle, max))
    digits = 1 if high < 100 else 0
    return f"{mid:.{digits}f} ({low:.{digits}f}–{high:.{digits}f}) {unit}"
