"""Files name no package registry and no folder of the machine that they were written on.

Whoever builds this chooses where packages come from, and may have no access to the usual places.
"""

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture import sources

# Written in pieces, so that this file does not name them.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"),
        ("yarnpkg", "com"), ("proxy", "golang", "org"), ("crates", "io"), ("rubygems", "org"),
        ("ghcr", "io"), ("docker", "io"),
    )
)  # fmt: skip
# A folder at the start of a path, not a part of an address such as /2026/11/23/work/.
_START = r"(?<![\w.~$(){}\-/])"
MACHINE = re.compile(
    _START + r"/(?:work|root|Users|workspace)/[\w.-]+"
    r"|" + _START + r"/home/(?!shpalta\b)[\w.-]+"
    r"|" + _START + r"/opt/(?:pypi|wheels)"
    r"|file:///(?:opt|work|root|home|mnt)\b"
)
BINARY = frozenset({".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff2", ".ttf", ".mo", ".ico"})


def texts() -> list[tuple[str, str]]:
    own = Path(__file__)
    return [
        (sources.name(path), path.read_text(encoding="utf-8", errors="replace"))
        for path in sources.tracked()
        if path.suffix not in BINARY and path != own
    ]


def test_no_registry_is_named():
    found = [(name, host) for name, text in texts() for host in REGISTRIES if host in text]
    assert found == []


def test_no_folder_of_a_machine_is_named():
    found = [(name, match[0]) for name, text in texts() for match in MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize("text", ["in /work/x", "'/root/.cache'", "/home/me/src", "file:///opt/x"])
def test_what_counts_as_a_machine(text):
    assert MACHINE.search(text)


@pytest.mark.parametrize("text", ["/2026/work/x", "$HOME/root/x", "src/home/me", "/srv/shpalta"])
def test_what_does_not(text):
    assert not MACHINE.search(text)


def requirement_names(lines: list[str]) -> set[str]:
    return {line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))}


def test_the_package_and_its_lock_ask_for_the_same():
    with (sources.ROOT / "pyproject.toml").open("rb") as file:
        declared = set(tomllib.load(file)["project"]["dependencies"])
    base = (sources.ROOT / "requirements" / "base.in").read_text(encoding="utf-8")
    assert requirement_names(base.splitlines()) == declared


@pytest.mark.parametrize("name", ["build", "base", "dev"])
def test_everything_locked_has_a_digest(name):
    text = (sources.ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    unlocked = [b.splitlines()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b]
    assert unlocked == []
