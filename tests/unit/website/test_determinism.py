"""Same content, same bytes: no clock, no chance, no environment, no locale of the machine."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import shpalta.website

ROOT = Path(shpalta.website.__file__).parent
FORBIDDEN = {"time", "random", "secrets", "os", "locale", "uuid", "socket", "django", "wagtail"}
PROGRAM = """
from tests.unit.website.house import *
h = house().put(*(article(f"a{n}", first_published=f"2026-03-{n%28+1:02}T22:{n:02}:00Z",
    picture=USE, bylines=(byline("hai"),), topics=("voda",)) for n in range(50)))
places = [("article", "a1"), ("front", "uk"), ("section", "misto"), ("fragment", "uk")]
print(digest("".join(h.family_render(*p) for p in places).encode()), THEME.record("1", BASE).assets)
"""


@pytest.mark.serial
def test_bytes_do_not_depend_on_the_machine() -> None:
    outputs = set()
    for seed, zone, locale in (("0", "UTC", "C"), ("1", "Asia/Tokyo", "uk_UA.UTF-8")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "LANGUAGE": "de"}
        found = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env=env | {"PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        )
        outputs.add(found.stdout)
    assert len(outputs) == 1


def test_no_module_asks_for_the_time_or_the_environment() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text())
        names = {
            (node.module or "").split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        assert not names & FORBIDDEN, path
        called = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        assert not called & {"now", "today", "utcnow"}, path
