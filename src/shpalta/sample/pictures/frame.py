"""What a scene gets to work with: a canvas, its own chance, a palette, and texts."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from .canvas import Canvas
from .moods import MOODS, TIMES, Palette

T = TypeVar("T")


@dataclass
class Frame:
    """One picture in the making."""

    c: Canvas
    rng: random.Random
    p: Palette
    seed: int
    texts: Mapping[str, str] = field(default_factory=dict)
    flip: bool = False

    def turn(self, options: Sequence[T]) -> T:
        """Take the options in turn: neighbouring seeds never share one."""
        turn = self.seed - 1
        # A step aside whenever hours and options would begin to repeat together.
        return options[(turn + turn // math.lcm(len(options), len(TIMES))) % len(options)]


def compose(
    scene: str,
    place: int,
    seed: int,
    canvas: Canvas,
    texts: Mapping[str, str] | None = None,
    *,
    snowy: bool = False,
) -> Frame:
    """Prepare a frame; the hour goes round with the seed, from a start of the scene's own."""
    rng = random.Random(f"{scene}:{seed}")
    time = TIMES[(seed - 1 + place * 3) % len(TIMES)]
    mood = rng.choice(MOODS[time])
    season = rng.choice(("spring", "summer", "summer", "autumn", "autumn"))
    palette = Palette(mood, season, snowy)
    return Frame(canvas, rng, palette, seed, dict(texts or {}), flip=rng.random() < 0.5)
