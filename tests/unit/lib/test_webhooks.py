"""Signatures of calls, against the vector of the specification's own libraries."""

import base64

import pytest

from shpalta.lib.webhooks import SecretError, key_of, secret_of, signed

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_the_vector_of_the_specification():
    body = b'{"test": 2432232314}'
    assert signed(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_everything_that_is_said_is_signed():
    base = ("msg_1", 1614265330, b"{}")
    others = [("msg_2", *base[1:]), ("msg_1", 1614265331, b"{}"), ("msg_1", 1614265330, b"[]")]
    signatures = {signed(SECRET, *given)["webhook-signature"] for given in (base, *others)}
    assert len(signatures) == 4


@pytest.mark.parametrize("length", [24, 32, 64])
def test_a_secret_in_text_and_back(length):
    assert key_of(secret_of(b"k" * length)) == b"k" * length


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "whsec_",
        SECRET.removeprefix("whsec_"),
        "whsec_not base64!",
        secret_of(b"k" * 23),
        secret_of(b"k" * 65),
    ],
)
def test_what_is_no_secret_is_refused_without_being_shown(secret):
    with pytest.raises(SecretError) as refused:
        key_of(secret)
    body = secret.removeprefix("whsec_")
    assert not body or body not in str(refused.value)
    assert base64.b64encode(body.encode()).decode() not in str(refused.value) or not body
