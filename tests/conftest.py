"""What holds for every test: Hypothesis's profiles, which tests share a worker, the tables."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.databases import put_tables, restore_tables

# Assertions that stand outside of test modules say what they compared. Here, since whoever imports
# such a module first must do it after this line.
pytest.register_assert_rewrite(
    "tests.laws.edition",
    "tests.laws.newsroom_laws",
    "tests.laws.newsroom_rules",
    "tests.laws.newsroom_steps",
)

_database = DirectoryBasedExampleDatabase(".cache/hypothesis")

# No deadline: a shared runner may stop for seconds. A failure prints how to repeat it.
settings.register_profile(
    "default",
    deadline=None,
    print_blob=True,
    database=_database,
    suppress_health_check=[HealthCheck.too_slow],
)
# What decides over a change must not decide otherwise tomorrow: the same examples each time. The
# search for new ones is `make soak`'s, and that of everyone who runs `make test`.
settings.register_profile(
    "ci", parent=settings.get_profile("default"), derandomize=True, database=None
)
settings.register_profile("soak", parent=settings.get_profile("default"), max_examples=5000)
settings.load_profile("default")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Tests marked `serial` share one worker, so that two of them never run at once.

    As each test is found: xdist reads the groups in the first hook over all of them.
    """
    if item.get_closest_marker("serial") and not item.get_closest_marker("xdist_group"):
        item.add_marker(pytest.mark.xdist_group("serial"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """A test whose transactions really end leaves the tables as it found them.

    Django empties every one, also what migrations put there; the order of tests here is not
    Django's, which has them last: groups that share a worker come when their worker is free.
    """
    ended = yield
    if _commits(item) and "SHPALTA_TEST_DATABASE_URL" not in os.environ:
        from django.db import connection

        restore_tables(Path(connection.settings_dict["NAME"]))
    return ended


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    asked = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    return bool(asked or (marker is not None and marker.kwargs.get("transaction")))


class _Journeys:
    """Modules marked `journey` are one story: their tests stay together, as they are written."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """After the hooks that shuffle, and that which groups tests by their fixtures."""
        stories: dict[Path, list[pytest.Item]] = {}
        told: list[list[pytest.Item]] = []
        for item in items:
            if item.get_closest_marker("journey") is None:
                told.append([item])
            elif item.path in stories:
                stories[item.path].append(item)
            else:
                told.append(stories.setdefault(item.path, [item]))
        for story in stories.values():
            story.sort(key=_place)
        items[:] = [item for some in told for item in some]


def _place(item: Any) -> tuple[int, list[int]]:
    """Where a test is written: its line, and its place among its parameters."""
    callspec = getattr(item, "callspec", None)
    return item.function.__code__.co_firstlineno, list(
        callspec.indices.values() if callspec else ()
    )


def pytest_configure(config: pytest.Config) -> None:
    """A second hook of the same name."""
    config.pluginmanager.register(_Journeys())


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the tables are there already; pytest-django then runs what is missing: nothing."""
    return "SHPALTA_TEST_DATABASE_URL" not in os.environ


@pytest.fixture(scope="session")
def django_db_createdb() -> bool:
    return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool
) -> None:
    """Each process's database is a copy of one that is made once."""
    from django.db import connection

    if django_db_keepdb:
        put_tables(Path(connection.settings_dict["TEST"]["NAME"]))
