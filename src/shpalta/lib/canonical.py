"""Canonical JSON (RFC 8785), the byte form of every sealed record."""

import json
from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """``value`` (JSON types only) as RFC 8785 bytes; equal values give equal bytes.

    Raises ``ValueError`` for what JSON cannot say (NaN, integers beyond 2^53, lone surrogates).
    """
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise ValueError(f"not representable as canonical JSON: {error}") from error


def parse(data: bytes) -> Any:
    """The value that ``data`` says; raises ``ValueError`` when it is not JSON."""
    return json.loads(data)
