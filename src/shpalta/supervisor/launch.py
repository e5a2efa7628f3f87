"""What a child runs before its own program: it asks to be killed when its parent ends.

Called as ``python -I -S launch.py PARENT PROGRAM ARGUMENT…``. A process of its own, because
code between fork and exec (``preexec_fn``) is unsafe once a program has threads. The program
then replaces this one: same pid, same group, and the kernel keeps the wish across exec.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
CANNOT_START = 127


def launcher() -> list[str]:
    """What to put before a program's arguments."""
    return [sys.executable, "-I", "-S", str(Path(__file__)), str(os.getpid())]


def launch(parent: int, argv: list[str]) -> int:
    """Become the program; returns only when that is impossible."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    if os.getppid() != parent:  # it ended before the line above
        return 1
    try:
        os.execvp(argv[0], argv)  # noqa: S606 - a list of arguments, no shell
    except OSError as error:
        sys.stderr.write(f"{argv[0]}: {error.strerror}\n")
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(launch(int(sys.argv[1]), sys.argv[2:]))
