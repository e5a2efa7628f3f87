"""Digests and commitments."""

import hashlib

SALT_BYTES = 16


def digest(data: bytes) -> str:
    """SHA-256 of ``data`` as 64 lower-case hex digits: the name of every file and record."""
    return hashlib.sha256(data).hexdigest()


def commitment(salt: bytes, record: bytes) -> bytes:
    """SHA-256(salt ‖ record), 32 bytes: what the journal keeps of a record even when it is
    expunged.

    Raises ``ValueError`` unless the salt has exactly ``SALT_BYTES`` bytes: a salt of another
    length would let one (salt, record) pair be read as another.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return hashlib.sha256(salt + record).digest()
