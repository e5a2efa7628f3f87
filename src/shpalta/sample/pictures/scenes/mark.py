"""The newspaper's mark: the letter Н over the river. Square or wide, with the name beside it."""

from __future__ import annotations

from ..colour import Color, shade
from ..frame import Frame
from ..lettering import measure, write

GREEN: Color = (11, 90, 74)
PAPER: Color = (250, 246, 235)
SUN: Color = (236, 186, 92)


def paint(f: Frame) -> None:
    """Draw the mark; where there is room to the right, the name (``texts["name"]``) follows."""
    c = f.c
    if c.w < 1800:
        c.fill(GREEN)
        _sign(f, c.w / 2, 500, 1.0)
        return
    c.fill(PAPER)
    c.round_rect(70, 70, 930, 930, 150, GREEN)
    _sign(f, 500, 500, 0.86)
    name = f.texts.get("name", "Надріччя")
    size = 470.0
    size = min(size, size * (c.w - 1090) / measure(c, name, size))
    write(c, 1010, 500 + size * 0.35, name, size, GREEN)


def _sign(f: Frame, x: float, y: float, u: float) -> None:
    """Two piers, the sun between them, and the river for a crossbar."""
    c = f.c
    c.oval(x, y - 70 * u, 150 * u, 150 * u, SUN)
    across = (-250, -210, -110, 0, 110, 210, 250)
    lifts = (0, -24, 12, -12, 18, -10, 0)
    wave = c.curve([(x + dx * u, y + dy * u) for dx, dy in zip(across, lifts, strict=True)], 14)
    c.poly(
        [
            *((a, b - 62 * u) for a, b in wave),
            (x + 250 * u, y + 130 * u),
            (x - 250 * u, y + 130 * u),
        ],
        GREEN,
    )
    for i, tone in enumerate((PAPER, shade(GREEN, 0.55), PAPER)):
        top = (66 * i - 62) * u
        c.poly(
            [(a, b + top) for a, b in wave] + [(a, b + top + 40 * u) for a, b in reversed(wave)],
            tone,
        )
    for s in (-1, 1):
        c.rect(x + s * 250 * u - 70 * u, y - 330 * u, x + s * 250 * u + 70 * u, y + 330 * u, PAPER)
