"""What stands on and before buildings: lamps, benches, columns, flags, clocks."""

from __future__ import annotations

from .colour import Color, mix, shade
from .frame import Frame


def lamp(f: Frame, x: float, y: float, h: float, *, arms: int = 1, side: int = 1) -> None:
    """A street lamp, shining at dusk and night."""
    c, p = f.c, f.p
    t = h * 0.02
    iron = mix(p.ink, p.sky, 0.08)
    c.rect(x - t, y - h, x + t, y, iron)
    c.rect(x - t * 2, y - h * 0.08, x + t * 2, y, iron)
    for s in (side,) if arms == 1 else (-1, 1):
        hx, hy = x + s * h * 0.13, y - h
        c.line(
            c.curve(
                [(x, hy + h * 0.05), (x + s * h * 0.04, hy - h * 0.02), (hx, hy - h * 0.02)], 6
            ),
            iron,
            t * 1.3,
        )
        if p.mood.lit > 0.4:
            for r, a in ((0.26, 0.10), (0.15, 0.16), (0.075, 0.34)):
                c.oval(hx, hy + h * 0.015, h * r, h * r, p.light, a)
        c.chord(hx, hy + h * 0.01, h * 0.035, h * 0.035, 180, 360, iron)
        glass = p.light if p.mood.lit > 0.4 else p.tone((236, 232, 218))
        c.chord(hx, hy + h * 0.01, h * 0.026, h * 0.03, 0, 180, glass)


def bench(f: Frame, x: float, y: float, w: float) -> None:
    """A park bench seen from the front."""
    c = f.c
    wood = f.p.tone((148, 106, 76))
    for leg in (0.12, 0.88):
        c.rect(x + w * leg - 3, y - w * 0.2, x + w * leg + 3, y, f.p.ink)
    c.rect(x, y - w * 0.24, x + w, y - w * 0.18, wood)
    for i in range(2):
        top = y - w * (0.46 - i * 0.1)
        c.rect(x, top, x + w, top + w * 0.06, shade(wood, -0.12))


def columns(f: Frame, x0: float, y0: float, x1: float, y1: float, n: int, color: Color) -> None:
    """A row of ``n`` columns from the entablature ``y0`` down to ``y1``."""
    c = f.c
    step = (x1 - x0) / n
    w = step * 0.36
    for i in range(n):
        cx = x0 + step * (i + 0.5)
        c.rect(cx - w / 2, y0, cx + w / 2, y1, color)
        c.rect(cx + w * 0.14, y0, cx + w / 2, y1, shade(color, -0.15))
        c.rect(cx - w * 0.72, y0, cx + w * 0.72, y0 + w * 0.34, shade(color, 0.12))
        c.rect(cx - w * 0.68, y1 - w * 0.3, cx + w * 0.68, y1, shade(color, -0.06))


def flag(f: Frame, x: float, y: float, h: float, side: int = 1) -> None:
    """The blue and yellow flag on a pole; ``y`` is the foot."""
    c, p = f.c, f.p
    c.rect(x - h * 0.012, y - h, x + h * 0.012, y, mix(p.ink, p.sky, 0.2))
    w, d = h * 0.36, h * 0.115
    for i, color in enumerate(((72, 118, 168), (232, 198, 92))):
        top = [
            (x, y - h * 0.985 + d * i),
            (x + side * w * 0.35, y - h * 1.005 + d * i),
            (x + side * w * 0.7, y - h * 0.97 + d * i),
            (x + side * w, y - h * 0.985 + d * i),
        ]
        upper = c.curve(top, 5)
        c.poly(upper + [(px, py + d) for px, py in reversed(upper)], p.tone(color))


def pediment(f: Frame, x0: float, x1: float, y: float, h: float, color: Color) -> None:
    """A triangular gable with its moulding, on an entablature at ``y``."""
    mid = (x0 + x1) / 2
    f.c.poly([(x0, y), (mid, y - h), (x1, y)], shade(color, 0.14))
    f.c.poly(
        [(x0 + h * 0.5, y - h * 0.14), (mid, y - h * 0.82), (x1 - h * 0.5, y - h * 0.14)],
        shade(color, -0.1),
    )
    f.c.rect(x0, y, x1, y + h * 0.16, shade(color, 0.14))


def clock(f: Frame, x: float, y: float, r: float) -> None:
    """A round clock, at some hour."""
    c, p, rng = f.c, f.p, f.rng
    c.oval(x, y, r * 1.12, r * 1.12, p.ink)
    c.oval(x, y, r, r, p.light if p.mood.lit > 0.4 else p.tone((244, 240, 228)))
    hour, minute = rng.choice(((0.2, -0.6), (-0.45, -0.3), (0.4, 0.3), (-0.5, 0.25)))
    c.line([(x, y), (x + r * hour, y - r * 0.35)], p.ink, r * 0.12)
    c.line([(x, y), (x + r * minute * 0.9, y + r * 0.5)], p.ink, r * 0.08)
