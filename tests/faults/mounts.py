"""Small file systems of the tests' own (tmpfs), where this user may mount; elsewhere said so."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(place: Path, options: str) -> Iterator[Path]:
    """A tmpfs at ``place``."""
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        # The same errors from a fake disk: tests/faults/test_matrix.py, in every call.
        pytest.skip(f"this user may not mount: {done.stderr.strip()}")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def remount(place: Path, options: str) -> None:
    """Change a mounted file system."""
    subprocess.run(["mount", "-o", f"remount,{options}", str(place)], check=True)


def fill(folder: Path) -> Path:
    """Take every byte that is free; the file to remove."""
    folder.mkdir(exist_ok=True)
    place = folder / "ballast"
    with place.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\x00" * 4096)
        except OSError:
            return place


def use_up_inodes(folder: Path) -> list[Path]:
    """Make empty files until there can be no more; the files to remove."""
    folder.mkdir(exist_ok=True)
    made: list[Path] = []
    try:
        while True:
            place = folder / f"empty-{len(made)}"
            os.close(os.open(place, os.O_CREAT | os.O_EXCL))
            made.append(place)
    except OSError:
        return made
