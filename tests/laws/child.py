"""Presses a real folder in processes of its own, which end themselves at the n-th call.

Run as a program it reads lines from standard input, one order each, and answers each with a line:

``press N``   fork; the child presses what waits and kills itself at its N-th call of disk or
              database (0: never). Answers ``killed`` or ``done``.
``digests``   fork; the child presses everything into an empty folder beside the edition and
              answers {path: digest} as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shpalta.lib.digests import digest
from shpalta.press.blobs import BlobStore
from shpalta.press.database import Database, open_sqlite
from shpalta.press.disk.io import RealDisk
from shpalta.press.engine import Places, Press
from shpalta.press.full import press_all
from tests.press import toy

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


class Fate:
    """Counts calls and ends the process, without a word, at the n-th."""

    def __init__(self, end_at: int) -> None:
        self.end_at, self.count = end_at, 0

    def __call__(self) -> None:
        self.count += 1
        if self.count == self.end_at:
            os.kill(os.getpid(), signal.SIGKILL)


class DoomedDisk(RealDisk):
    """Every call of the interface may be the last; a write may end in its middle.

    Nothing is synced: a killed process loses nothing that it wrote (power cuts: test_crash).
    """

    def __init__(self, root: Path, fate: Fate) -> None:
        super().__init__(root)
        self.fate = fate

    def write(self, name: str, data: bytes) -> None:
        self.fate()
        super().write(name, data[: len(data) // 2])
        self.fate()
        super().write(name, data)

    def sync(self, *names: str) -> None:
        self.fate()

    def rename(self, source: str, target: str, *, time_of: str = "") -> None:
        self.fate()
        super().rename(source, target, time_of=time_of)

    def remove(self, name: str) -> None:
        self.fate()
        super().remove(name)

    def sync_folder(self, *names: str) -> None:
        self.fate()

    def sync_all(self) -> None:
        self.fate()

    def walk(self, folder: str = "") -> Iterator[str]:
        self.fate()
        return super().walk(folder)


class DoomedDatabase(Database):
    """Every statement that changes something may be the last, and so may every commit."""

    def __init__(self, path: Path, fate: Fate) -> None:
        super().__init__(open_sqlite(path).raw, postgres=False)
        self.raw.execute("PRAGMA synchronous=OFF")
        self.fate = fate

    def execute(self, sql: str, values: Any = ()) -> Any:
        if not sql.startswith("SELECT"):
            self.fate()
        return super().execute(sql, values)


def press(root: Path, fate: Fate, edition: str = "edition", tables: str = "press.db") -> Press:
    places = Places(
        DoomedDatabase(root / "newsroom.db", fate),
        DoomedDatabase(root / tables, fate),
        DoomedDisk(root / edition, fate),
        BlobStore(root / "blobs"),
        clock=lambda: NOW,
    )
    return Press(places, toy.REGISTRY, toy.ToyTheming())


def press_waiting(root: Path, end_at: int) -> None:
    one = press(root, Fate(end_at))
    one.start()
    one.run()
    while one.tick():
        one.run()
    one.lease.release()


def digests(root: Path) -> dict[str, str]:
    """What a press of everything from nothing makes."""
    for name in ("fresh", "fresh.db", "fresh.db-wal", "fresh.db-shm"):
        if (root / name).is_dir():
            shutil.rmtree(root / name)
        (root / name).unlink(missing_ok=True)
    one = press(root, Fate(0), "fresh", "fresh.db")
    one.start()
    press_all(one, None, 0)
    return files_of(root / "fresh")


def files_of(folder: Path) -> dict[str, str]:
    disk = RealDisk(folder)
    names = [name for name in disk.walk() if not name.endswith((".gz", ".br"))]
    return {name: digest(disk.read(name) or b"") for name in sorted(names)}


def forked(act: Callable[[], None]) -> str:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        finally:
            # No clean-up of the parent's: this process ends here whatever happened.
            sys.stdout.flush()
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return (
            "killed" if os.WTERMSIG(status) == signal.SIGKILL else f"signal {os.WTERMSIG(status)}"
        )
    return "done" if os.WEXITSTATUS(status) == 0 else "failed"


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(root: Path) -> None:
    for line in sys.stdin:
        order, _, value = line.strip().partition(" ")
        if order == "press":
            say(forked(lambda end_at=int(value): press_waiting(root, end_at)))
        elif order == "digests":
            forked(lambda: say(json.dumps(digests(root))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
