"""A newsroom of this test alone."""

import pytest

from tests.unit.backup.house import build


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)
