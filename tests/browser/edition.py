"""The newspaper under test: made once in a run, however many workers there are; served by Caddy."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from tests.checks.browser import Journey

# What the pages call themselves. They are served from elsewhere here, as from a mirror.
HOST = "nadrichchia.example"
REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Edition:
    """A folder of files, and where its articles are in it."""

    home: Path

    @property
    def root(self) -> Path:
        return self.home / "edition"

    @cached_property
    def places(self) -> dict[str, str]:
        """Path by public slug."""
        found: dict[str, str] = json.loads((self.home / "places.json").read_text(encoding="utf-8"))
        return found

    def files(self, *endings: str) -> dict[str, bytes]:
        """Bytes by path, of every public file with one of the endings."""
        found = (p for p in sorted(self.root.rglob("*")) if p.name.endswith(endings))
        found = (p for p in found if p.is_file() and not p.name.startswith("."))
        return {f"/{p.relative_to(self.root)}": p.read_bytes() for p in found}

    def page(self, path: str) -> str:
        return (self.root / path.lstrip("/")).read_text(encoding="utf-8")

    @cached_property
    def leaves(self) -> list[str]:
        """Paths of the leaves of all articles in the main language."""
        return [path for path in self.files(".html") if path.startswith("/leaf/all/uk/")]


@dataclass(frozen=True)
class Site:
    """The edition behind a server, and a browser before it."""

    edition: Edition
    address: str
    browser: Browser

    def context(self, **options: object) -> tuple[BrowserContext, Journey]:
        """A fresh reader, whose requests and errors are written down."""
        context = self.browser.new_context(**{"locale": "uk-UA", **options})  # type: ignore[arg-type]
        context.set_default_timeout(15_000)
        return context, Journey(context, own=(self.address,))

    def at(self, slug: str) -> str:
        """The address of an article."""
        return self.address + self.edition.places[slug]


def make(home: Path) -> None:
    """Fill and press, in a process of its own: this one has its own newsroom and settings."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("SHPALTA_")}
    env |= {
        "SHPALTA_HOME": str(home),
        "SHPALTA_SITE_ADDRESS": f"https://{HOST}",
        "SHPALTA_SECRET_KEY": "a key for tests alone, long enough to please the check",
        "DJANGO_SETTINGS_MODULE": "shpalta.settings.django",
    }
    command = [sys.executable, "-m", "tests.browser.newspaper"]
    done = subprocess.run(
        command, env=env, cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-4000:]
