"""What is locked can be installed with the Python that an owner's Debian has."""

import re
from importlib.metadata import PackageNotFoundError, metadata

from packaging.specifiers import SpecifierSet

from tests.architecture import sources

OLDEST = "3.11.2"
"""Debian 12's own. A package that wants more cannot be installed there."""


def locked():
    text = (sources.ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9-]+)==([^\s\\]+)", text, re.M)


def test_every_package_takes_debians_python():
    wanted = {}
    for name, version in locked():
        try:
            found = metadata(name)
        except PackageNotFoundError:
            # For another platform or Python than this one.
            continue
        if found["Version"] == version:
            wanted[name] = found.get("Requires-Python") or ""
    assert len(wanted) > 30
    assert {name: spec for name, spec in wanted.items() if OLDEST not in SpecifierSet(spec)} == {}
