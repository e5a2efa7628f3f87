"""The version before this one, as its own code: from the newest tag, or from where there was none.

Its data must outlive an upgrade, and its code must work on what an upgrade leaves.
"""

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRST = "41ad336"
"""What stands for the previous release until one is tagged: the first version as it was whole."""


def name() -> str:
    """The newest tag of a release below what is checked out, else ``FIRST``.

    A checkout without history cannot rehearse: that is a skip, and an error where checks are
    required.
    """
    described = _git("describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^")
    found = described.stdout.decode().strip() if described.returncode == 0 else FIRST
    if _git("cat-file", "-e", f"{found}^{{commit}}").returncode != 0:
        why = f"there is no history here that reaches {found}"
        if os.environ.get("SHPALTA_CHECKS") == "required":
            pytest.fail(why)
        pytest.skip(why)
    return found


def unpack(target: Path) -> Path:
    """The sources of the previous version below ``target``: what to put on PYTHONPATH."""
    done = _git("archive", name(), "src")
    assert done.returncode == 0, done.stderr.decode()
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(target, filter="data")
    return target / "src"


def files(folder: str) -> set[str]:
    """Names of the files that the previous version had in ``folder``."""
    done = _git("ls-tree", "--name-only", f"{name()}:{folder}")
    assert done.returncode == 0, done.stderr.decode()
    return set(done.stdout.decode().split())


def _git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
