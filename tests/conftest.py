"""What holds for every test: Hypothesis's profiles, and which tests share a worker."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase

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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked `serial` share one worker, so that two of them never run at once.

    First of all hooks: xdist reads the groups in its own.
    """
    for item in items:
        if item.get_closest_marker("serial") and not item.get_closest_marker("xdist_group"):
            item.add_marker(pytest.mark.xdist_group("serial"))
