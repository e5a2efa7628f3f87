"""Problems fail a test with their words."""

import pytest

from tests.checks.problem import Problem, assert_none


def test_none_passes():
    assert_none([])


def test_some_fail_with_their_words():
    with pytest.raises(AssertionError, match="page: rule: words"):
        assert_none([Problem("page", "rule", "words")])


def test_many_are_cut():
    with pytest.raises(AssertionError, match="and 5 more"):
        assert_none([Problem(f"{n:02}", "rule", "words") for n in range(25)])
