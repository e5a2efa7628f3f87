"""Opaque ids: what names a thing in records and never changes, whatever it is called."""

import base64
import re
import secrets

ID_LENGTH = 13
_ID = re.compile(rf"[a-z2-7]{{{ID_LENGTH}}}")


def new_id() -> str:
    """64 bits by chance as 13 lower-case base32 characters."""
    return base64.b32encode(secrets.token_bytes(8)).decode().rstrip("=").lower()


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of an id."""
    return bool(_ID.fullmatch(text))
