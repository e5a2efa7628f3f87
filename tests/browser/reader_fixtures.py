"""Fixtures of everything that reads the newspaper as readers do.

Named in ``pytest_plugins`` by the modules that want them.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

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
