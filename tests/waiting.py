"""Waiting for what another process or thread does: for a condition, never for a time."""

from __future__ import annotations

import threading
from collections.abc import Callable


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Return when ``condition`` holds; an error after ``seconds``."""
    pause = threading.Event()
    for _ in range(int(seconds * 20)):
        if condition():
            return
        pause.wait(0.05)
    raise AssertionError(f"not within {seconds} s: {condition}")
