"""A template includes, extends and imports from its own package's folder alone.

Names that are computed are not seen here; the loaders of the website and the feeds know only
their own folders.
"""

import re
from pathlib import Path

import pytest

from tests.architecture import sources

TAG = re.compile(
    r"\{%-?\s*(?:include|extends|import|from)\s+(?P<names>\[[^\]]*\]|[\"'][^\"']+[\"'])"
)
NAME = re.compile(r"[\"']([^\"']+)[\"']")

# The newsroom's screens stand in Wagtail's frames.
FRAMES = {"newsroom": ("wagtail", "admin/", "django/")}


def packages() -> list[str]:
    return sorted(path.name for path in sources.PACKAGE.iterdir() if path.is_dir())


def folders(package: str) -> list[Path]:
    """The folders of a package that its templates are named in."""
    return sorted(p for p in (sources.PACKAGE / package).rglob("templates") if p.is_dir())


def mentioned(text: str) -> list[str]:
    """The literal names that a template includes, extends or imports."""
    return [name for tag in TAG.finditer(text) for name in NAME.findall(tag["names"])]


@pytest.mark.parametrize("package", packages())
def test_templates_stay_in_their_package(package):
    own = folders(package)
    crossing = [
        f"{sources.name(template)}: {name}"
        for folder in own
        for template in sorted(folder.rglob("*"))
        if template.is_file()
        for name in mentioned(template.read_text(encoding="utf-8"))
        if not name.startswith(FRAMES.get(package, ()))
        and not any((root / name).is_file() for root in own)
    ]
    assert crossing == []


def test_the_reading():
    text = """{% extends "a.html" %}{%- include ['b.html', "c.html"] %}{% include part %}
    {% from "d.html" import x %}{{ "include 'e.html'" }}"""
    assert mentioned(text) == ["a.html", "b.html", "c.html", "d.html"]
