"""Fixtures of the browser tests: a newspaper that runs, and a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.running import Running, make_template, running
from tests.checks.browser import open_browser


@pytest.fixture(scope="session")
def newspaper_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom that is copied for every module."""
    home = tmp_path_factory.mktemp("template") / "home"
    make_template(home)
    return home


@pytest.fixture(scope="module")
def newspaper(
    newspaper_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Every process of a newspaper."""
    with running(newspaper_template, tmp_path_factory.mktemp("newspaper") / "home") as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile for each context."""
    with open_browser() as browser:
        yield browser
