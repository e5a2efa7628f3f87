"""Assertions that stand outside of test modules say what they compared."""

import pytest

pytest.register_assert_rewrite(
    "tests.laws.edition",
    "tests.laws.newsroom_laws",
    "tests.laws.newsroom_rules",
    "tests.laws.newsroom_steps",
)
