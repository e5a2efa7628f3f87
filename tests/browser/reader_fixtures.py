"""Fixtures of everything that reads the newspaper as readers do.

Named in ``pytest_plugins`` by the modules that want them.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.edition import Edition, Site, make
from tests.checks.browser import open_browser
from tests.contracts.serving.servers import caddy_server


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Made by whichever worker comes first; the others wait for it.

    ``SHPALTA_TEST_NEWSPAPER`` names a folder that is kept for the next run instead.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    home = Path(os.environ.get("SHPALTA_TEST_NEWSPAPER", shared / "newspaper"))
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "places.json").exists():
            make(home)
    return Edition(home)


@pytest.fixture(scope="module")
def site(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Caddy as ``shpalta run`` starts it, and a browser; a module's own, as every browser here."""
    root = tmp_path_factory.mktemp("caddy")
    with caddy_server(root, edition.root, None) as port, open_browser() as browser:
        yield Site(edition, f"http://127.0.0.1:{port}", browser)


@pytest.fixture
def reader(site: Site) -> Iterator[BrowserContext]:
    """Scripts on, a phone's size."""
    context, journey = site.context(viewport={"width": 390, "height": 844})
    yield context
    assert journey.outside() == []
    context.close()


@pytest.fixture
def page(reader: BrowserContext) -> Page:
    return reader.new_page()


@pytest.fixture
def plain(site: Site) -> Iterator[Page]:
    """A browser that runs no scripts."""
    context, journey = site.context(java_script_enabled=False)
    yield context.new_page()
    assert journey.outside() == []
    context.close()
