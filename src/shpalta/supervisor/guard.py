"""The guard: a tiny process that ends what is left when the supervisor is gone.

A supervisor ended by ``kill -9`` (or by the kernel, out of memory) can clean nothing up.
Two things do it instead. Each child asks the kernel for a SIGKILL when its parent ends
(``PR_SET_PDEATHSIG``, Linux only); that reaches the child but not the child's own children.
So the guard, in a session of its own where no Ctrl-C reaches it, holds the reading end
of a pipe: while the supervisor lives it is told which process groups exist, and when the pipe
ends it kills those groups whole.

Run as a script (``python -I -S guard.py``): imports nothing but the standard library.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys


class Guard:
    """The supervisor's end of the pipe."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        )

    def watch(self, group: int) -> None:
        """Name a process group that must not outlive the supervisor."""
        self._tell(f"+{group}\n")

    def forget(self, group: int) -> None:
        """The group is gone; its number may soon belong to a stranger."""
        self._tell(f"-{group}\n")

    def close(self) -> None:
        """Let the guard end: nothing is left to watch."""
        pipe = self._process.stdin
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _tell(self, word: str) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        with contextlib.suppress(OSError):  # the guard is gone; PR_SET_PDEATHSIG stays
            pipe.write(word.encode())
            pipe.flush()


def _stand_guard() -> None:
    """Read group numbers until the pipe ends, then kill those still named."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin.buffer:
        group = int(line[1:])
        if line.startswith(b"+"):
            groups.add(group)
        else:
            groups.discard(group)
    for group in groups:
        with contextlib.suppress(OSError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    _stand_guard()
