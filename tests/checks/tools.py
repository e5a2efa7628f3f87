"""Finding the outside tools. ``make test`` installs them all; a missing one skips, and says so."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).resolve().parent
NODE_MODULES = HERE.parent / "browser" / "node_modules"
# Debian's; Playwright downloads nothing.
CHROMIUM = Path(os.environ.get("SHPALTA_TEST_CHROMIUM", "/usr/bin/chromium"))


def missing(what: str, how: str) -> NoReturn:
    """Skip the test; with ``SHPALTA_CHECKS=required`` (as in CI) fail it instead."""
    reason = f"{what} is not installed: {how}"
    if os.environ.get("SHPALTA_CHECKS") == "required":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def program(name: str, package: str) -> str:
    """The path of a program of the system."""
    return shutil.which(name) or missing(name, f"apt-get install {package}, or run `make test`")


def module(name: str) -> Path:
    """The folder of an npm package of tests/browser."""
    folder = NODE_MODULES / name
    if not folder.is_dir():
        missing(f"the npm package {name}", "run `npm ci` in tests/browser, or `make test`")
    return folder


def chromium() -> Path:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        missing("Chromium", "apt-get install chromium, or run `make test`")
    return CHROMIUM
