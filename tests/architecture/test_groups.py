"""What the test set-up promises to tests that share something."""

import pytest

pytestmark = pytest.mark.serial


def test_serial_tests_share_a_worker(request: pytest.FixtureRequest) -> None:
    """pytest-xdist keeps tests together by the end of their names: a silent break is a race."""
    if request.config.getoption("dist", "no") == "loadgroup":
        assert request.node.nodeid.endswith("@serial")
    assert request.node.get_closest_marker("xdist_group").args == ("serial",)
