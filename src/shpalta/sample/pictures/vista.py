"""One-point perspective for streets, halls and fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas, Point
from .colour import Color, mix, shade
from .frame import Frame

Spot = tuple[float, float, float]


@dataclass
class Vista:
    """A view towards ``(vx, vy)``; at distance 1 lengths are those of the canvas."""

    c: Canvas
    vx: float
    vy: float

    def at(self, x: float, y: float, z: float) -> Point:
        """Where a point ``x`` right of and ``y`` below the eye at distance ``z`` is seen."""
        return (self.vx + x / z, self.vy + y / z)

    def face(self, spots: Sequence[Spot], color: Color, alpha: float = 1) -> None:
        """A flat surface by its corners."""
        self.c.poly([self.at(*s) for s in spots], color, alpha)

    def floor(
        self, x0: float, x1: float, z0: float, z1: float, y: float, color: Color, alpha: float = 1
    ) -> None:
        """A rectangle lying at height ``y``."""
        self.face([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], color, alpha)

    def wall(
        self, x: float, y0: float, y1: float, z0: float, z1: float, color: Color, alpha: float = 1
    ) -> None:
        """A rectangle standing along the line of sight at ``x``."""
        self.face([(x, y0, z0), (x, y0, z1), (x, y1, z1), (x, y1, z0)], color, alpha)


def side_windows(
    f: Frame,
    v: Vista,
    x: float,
    y0: float,
    y1: float,
    z0: float,
    z1: float,
    cols: int,
    rows: int,
    wall: Color,
) -> None:
    """Windows in a wall that runs away from the viewer."""
    p, rng = f.p, f.rng
    dz, dy = (z1 - z0) / cols, (y1 - y0) / rows
    for r in range(rows):
        for i in range(cols):
            za, zb = z0 + dz * (i + 0.27), z0 + dz * (i + 0.73)
            ya, yb = y0 + dy * (r + 0.22), y0 + dy * (r + 0.8)
            on = rng.random() < p.mood.lit
            v.wall(
                x, ya - dy * 0.05, yb + dy * 0.05, za - dz * 0.05, zb + dz * 0.05, shade(wall, 0.14)
            )
            v.wall(x, ya, yb, za, zb, shade(p.light, rng.uniform(-0.1, 0.06)) if on else p.pane)


def haze(f: Frame, color: Color, z: float, far: float = 9.0) -> Color:
    """A colour as it pales with distance."""
    return mix(color, f.p.mood.band, min(0.62, (z - 1) / far))
