"""Canonical JSON and digests: equal values, equal bytes, whoever wrote them."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.lib.canonical import canonical, parse
from shpalta.lib.digests import SALT_BYTES, commitment, digest

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text()
    | st.floats(-1e15, 1e15),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


@given(values)
def test_what_is_written_is_read(value):
    assert parse(canonical(value)) == value
    assert canonical(parse(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text(), st.integers(0, 9)), st.randoms(use_true_random=False))
def test_the_order_of_members_has_no_say(members, chance):
    shuffled = list(members.items())
    chance.shuffle(shuffled)
    assert canonical(dict(shuffled)) == canonical(members)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": [True, None, 1.0, 1e21]}, b'{"a":[true,null,1,1e+21],"b":1}'),
        ({"\u20ac": "Euro", "\r": "CR", "\U0001f600": "x", "\ufb33": "y", "1": 1},
         '{"\\r":"CR","1":1,"€":"Euro","😀":"x","\ufb33":"y"}'.encode()),
        ("Їжак \u2028 </script> \x1f \"\\", '"Їжак \u2028 </script> \\u001f \\"\\\\"'.encode()),
    ],
)  # fmt: skip
def test_the_standard_s_own_cases(value, data):
    """RFC 8785: members by UTF-16 code units, numbers as ECMAScript writes them."""
    assert canonical(value) == data
    assert json.loads(data) == value


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**53, "\ud800", {1: 2}, object()])
def test_what_json_cannot_say_is_refused(value):
    with pytest.raises((ValueError, TypeError)):
        canonical(value)


def test_digests_and_commitments():
    salt = bytes(range(SALT_BYTES))
    assert digest(b"") == hashlib.sha256(b"").hexdigest()
    assert commitment(salt, b"record") == hashlib.sha256(salt + b"record").digest()
    for wrong in (b"", salt + b"x", salt[:-1]):
        with pytest.raises(ValueError, match="a salt has 16 bytes"):
            commitment(wrong, b"record")
