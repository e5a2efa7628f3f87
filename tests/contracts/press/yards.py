"""Machines of a test: processes in a network of their own, whose cable can be pulled."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Yard:
    """A machine: ``host`` is where it finds us; ``before`` goes before its commands."""

    host: str
    before: Sequence[str] = ()
    cable: str = ""

    def cut(self) -> None:
        """Nothing comes in or out."""
        if self.cable:
            _ip("link", "set", self.cable, "down")

    def mend(self) -> None:
        """The line is there again; what was under way arrives late."""
        if self.cable:
            _ip("link", "set", self.cable, "up")


@contextlib.contextmanager
def network() -> Iterator[Yard]:
    """A network namespace behind a cable; skipped where that is not allowed."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces take root and iproute2")
    name = f"shp{os.urandom(4).hex()}"
    here, there = f"{name}h", f"{name}n"
    net = f"10.{200 + os.urandom(1)[0] % 50}.{os.urandom(1)[0]}"
    made = subprocess.run(["ip", "netns", "add", name], check=False, capture_output=True)
    if made.returncode:
        pytest.skip(f"no network namespace can be made here: {made.stderr.decode().strip()}")
    try:
        _ip("link", "add", here, "type", "veth", "peer", "name", there, "netns", name)
        _ip("addr", "add", f"{net}.1/30", "dev", here)
        _ip("link", "set", here, "up")
        _ip("-n", name, "addr", "add", f"{net}.2/30", "dev", there)
        _ip("-n", name, "link", "set", there, "up")
        _ip("-n", name, "link", "set", "lo", "up")
        yield Yard(f"{net}.1", ("ip", "netns", "exec", name), here)
    finally:
        subprocess.run(["ip", "netns", "del", name], check=False)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
