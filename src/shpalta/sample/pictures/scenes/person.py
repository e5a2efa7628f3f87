"""Who a portrait shows: where the head is and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from ..colour import Color


@dataclass(frozen=True)
class Person:
    """Where the head is and what it is made of; ``u`` is one hundredth of its height."""

    x: float
    y: float
    u: float
    skin: Color
    hair: Color
    side: int
