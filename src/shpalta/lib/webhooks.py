"""Signatures of calls to other systems, after the Standard Webhooks specification.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md:
the sender signs ``id.timestamp.body`` with HMAC-SHA256 (RFC 2104) and puts ``v1,`` and the
base64 of it into a header. A receiver checks it with any library for that specification.
"""

import base64
import binascii
import hashlib
import hmac

PREFIX = "whsec_"
"""What a secret in text begins with."""

SHORTEST, LONGEST = 24, 64
"""Bytes of a secret, as the specification bounds them."""


class SecretError(ValueError):
    """What was given is no secret of this form. The message never holds the secret."""


def key_of(secret: str) -> bytes:
    """The bytes that ``whsec_…`` stands for; raises ``SecretError``."""
    if not secret.startswith(PREFIX):
        raise SecretError(f"a secret begins with {PREFIX}")
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SecretError(f"what follows {PREFIX} is not base64") from error
    if not SHORTEST <= len(key) <= LONGEST:
        raise SecretError(f"a secret has {SHORTEST} to {LONGEST} bytes, not {len(key)}")
    return key


def secret_of(key: bytes) -> str:
    """``key`` in text."""
    return PREFIX + base64.b64encode(key).decode()


def signed(secret: str, message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of a call. ``timestamp`` is the moment of sending in whole Unix seconds."""
    content = f"{message_id}.{timestamp}.".encode() + body
    signature = base64.b64encode(hmac.new(key_of(secret), content, hashlib.sha256).digest())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{signature.decode()}",
    }
