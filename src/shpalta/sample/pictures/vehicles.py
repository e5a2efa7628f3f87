"""Things on wheels, rails and water."""

from __future__ import annotations

from .colour import Color, shade
from .frame import Frame
from .people import seated
from .town import windows


def wheel(f: Frame, x: float, y: float, r: float) -> None:
    """A wheel standing with its middle at ``(x, y)``."""
    f.c.oval(x, y, r, r, shade(f.p.ink, -0.2))
    f.c.oval(x, y, r * 0.45, r * 0.45, f.p.tone((176, 176, 168)))


def car(f: Frame, x: float, y: float, w: float, color: Color | None = None, side: int = 1) -> None:
    """A passenger car; ``(x, y)`` is the middle of its base."""
    c, p = f.c, f.p
    color = color or p.coat(f.rng)
    u, s = w / 100, side
    c.oval(x, y, 52 * u, 3.4 * u, p.ink, 0.25)
    cabin = [
        (x - 34 * s * u, y - 20 * u),
        (x - 22 * s * u, y - 35 * u),
        (x + 12 * s * u, y - 35 * u),
        (x + 28 * s * u, y - 20 * u),
    ]
    c.poly(cabin, shade(color, -0.1))
    c.poly(
        [
            (x - 27 * s * u, y - 21 * u),
            (x - 19 * s * u, y - 32 * u),
            (x - 6 * s * u, y - 32 * u),
            (x - 6 * s * u, y - 21 * u),
        ],
        p.pane,
    )
    c.poly(
        [
            (x - 2 * s * u, y - 21 * u),
            (x - 2 * s * u, y - 32 * u),
            (x + 10 * s * u, y - 32 * u),
            (x + 21 * s * u, y - 21 * u),
        ],
        p.pane,
    )
    c.round_rect(x - 48 * u, y - 22 * u, x + 48 * u, y - 5 * u, 6 * u, color)
    c.rect(x - 48 * u, y - 10 * u, x + 48 * u, y - 6 * u, shade(color, -0.22))
    for dx in (-28, 28):
        wheel(f, x + dx * u, y - 6.5 * u, 8 * u)
    c.oval(x + s * 45 * u, y - 16 * u, 3 * u, 2.4 * u, p.light)


def tram(f: Frame, x: float, y: float, w: float, color: Color | None = None) -> None:
    """A tram; ``(x, y)`` is the left end of its base."""
    c, p = f.c, f.p
    color = color or p.tone((150, 72, 56))
    h = w * 0.27
    cream = p.tone((234, 224, 200))
    c.rect(x + w * 0.02, y - 3, x + w * 0.98, y + 3, p.ink, 0.3)
    for dx in (0.17, 0.27, 0.73, 0.83):
        wheel(f, x + w * dx, y - w * 0.022, w * 0.024)
    c.round_rect(x, y - h, x + w, y - w * 0.03, w * 0.03, color)
    c.rect(x, y - h * 0.78, x + w, y - h * 0.36, cream)
    windows(
        f,
        x + w * 0.02,
        y - h * 0.86,
        x + w * 0.98,
        y - h * 0.34,
        9,
        1,
        wall=cream,
        fillx=0.82,
        filly=0.86,
        lit=0.95 if p.mood.lit > 0.4 else 0.0,
    )
    for dx in (0.2, 0.72):
        c.rect(x + w * dx, y - h * 0.84, x + w * (dx + 0.09), y - w * 0.04, shade(color, -0.2))
        c.rect(x + w * (dx + 0.01), y - h * 0.8, x + w * (dx + 0.08), y - h * 0.26, p.pane)
    c.line(
        [(x + w * 0.45, y - h), (x + w * 0.51, y - h * 1.25), (x + w * 0.45, y - h * 1.5)], p.ink, 3
    )
    c.rect(x + w * 0.4, y - h * 1.51, x + w * 0.5, y - h * 1.49, p.ink)
    c.oval(x + w * 0.985, y - h * 0.2, 6, 6, p.light)


def train(f: Frame, x: float, y: float, w: float, cars: int = 3, h: float = 0.0) -> None:
    """A passenger train of ``cars`` carriages, ``w`` long in all, standing on ``y``."""
    c, p = f.c, f.p
    body, stripe = p.tone((62, 92, 112)), p.tone((226, 196, 110))
    one = w / cars
    h = h or one * 0.24
    for i in range(cars):
        x0, x1 = x + i * one + 3, x + (i + 1) * one - 3
        for dx in (0.14, 0.24, 0.76, 0.86):
            wheel(f, x0 + (x1 - x0) * dx, y - h * 0.09, h * 0.1)
        c.rect(x0 - 6, y - h * 0.28, x1 + 6, y - h * 0.18, p.ink)
        c.round_rect(x0, y - h, x1, y - h * 0.14, h * 0.1, body)
        c.rect(x0 + 2, y - h * 0.96, x1 - 2, y - h * 0.89, shade(body, -0.25))
        windows(
            f,
            x0 + one * 0.06,
            y - h * 0.86,
            x1 - one * 0.06,
            y - h * 0.42,
            8,
            1,
            wall=body,
            fillx=0.68,
            filly=0.9,
            lit=0.85 if p.mood.lit > 0.4 else 0.0,
        )
        c.rect(x0, y - h * 0.38, x1, y - h * 0.3, stripe)
        for dx in (x0 + 4, x1 - one * 0.05 - 2):
            c.rect(dx, y - h * 0.8, dx + one * 0.05, y - h * 0.16, shade(body, -0.2))


def boat(f: Frame, x: float, y: float, w: float, *, sitter: bool = True) -> None:
    """A rowing boat on the water line ``y``."""
    c, p = f.c, f.p
    hull = p.coat(f.rng)
    if sitter:
        seated(f, x, y - w * 0.06, w * 0.42, side=1)
        c.line([(x + w * 0.08, y - w * 0.14), (x - w * 0.3, y + w * 0.05)], p.ink, w * 0.012)
    hull_shape = c.curve(
        [
            (x - w / 2, y - w * 0.12),
            (x - w * 0.36, y + w * 0.02),
            (x, y + w * 0.04),
            (x + w * 0.36, y + w * 0.02),
            (x + w / 2, y - w * 0.14),
        ],
        8,
    )
    c.poly([*hull_shape, (x, y - w * 0.06)], hull)
    c.line(
        c.curve([(x - w / 2, y - w * 0.12), (x, y - w * 0.055), (x + w / 2, y - w * 0.14)], 8),
        shade(hull, 0.35),
        w * 0.018,
    )
    c.oval(x, y + w * 0.05, w * 0.46, w * 0.02, p.ink, 0.25)


def ambulance(f: Frame, x: float, y: float, w: float) -> None:
    """An ambulance with a green cross; ``(x, y)`` is the middle of its base."""
    c, p = f.c, f.p
    u = w / 100
    white, green = p.tone((238, 238, 230)), p.tone((52, 128, 112))
    c.oval(x, y, 52 * u, 3.4 * u, p.ink, 0.25)
    c.round_rect(x - 48 * u, y - 46 * u, x + 30 * u, y - 6 * u, 4 * u, white)
    c.poly(
        [
            (x + 24 * u, y - 44 * u),
            (x + 34 * u, y - 42 * u),
            (x + 44 * u, y - 24 * u),
            (x + 49 * u, y - 20 * u),
            (x + 49 * u, y - 6 * u),
            (x + 24 * u, y - 6 * u),
        ],
        white,
    )
    c.poly(
        [
            (x + 27 * u, y - 40 * u),
            (x + 33 * u, y - 39 * u),
            (x + 41 * u, y - 24 * u),
            (x + 27 * u, y - 24 * u),
        ],
        p.pane,
    )
    c.rect(x - 48 * u, y - 20 * u, x + 49 * u, y - 14 * u, green)
    cross(f, x - 18 * u, y - 32 * u, 8 * u, green)
    for dx in (-30, 30):
        wheel(f, x + dx * u, y - 7 * u, 8.5 * u)
    c.round_rect(x + 14 * u, y - 51 * u, x + 26 * u, y - 46 * u, 2 * u, p.tone((84, 140, 190)))


def cross(f: Frame, x: float, y: float, r: float, color: Color) -> None:
    """An equal-armed cross."""
    f.c.rect(x - r, y - r * 0.32, x + r, y + r * 0.32, color)
    f.c.rect(x - r * 0.32, y - r, x + r * 0.32, y + r, color)


def bicycle(f: Frame, x: float, y: float, w: float, color: Color | None = None) -> None:
    """A bicycle standing on ``y``."""
    c, p = f.c, f.p
    r, ink = w * 0.24, color or p.coat(f.rng)
    for dx in (-0.28, 0.28):
        c.ring(x + w * dx, y - r, r, r, p.ink, w * 0.022)
    a, b, d, e = (
        (x - w * 0.28, y - r),
        (x - w * 0.04, y - r),
        (x + w * 0.18, y - w * 0.5),
        (x - w * 0.12, y - w * 0.48),
    )
    c.line([a, b, d, e, a], ink, w * 0.028)
    c.line([b, e, (e[0] - w * 0.02, e[1] - w * 0.07)], ink, w * 0.028)
    c.line(
        [
            (x + w * 0.28, y - r),
            d,
            (d[0] - w * 0.01, d[1] - w * 0.1),
            (d[0] + w * 0.09, d[1] - w * 0.1),
        ],
        ink,
        w * 0.028,
    )
    c.rect(e[0] - w * 0.08, e[1] - w * 0.09, e[0] + w * 0.04, e[1] - w * 0.06, p.ink)


def tractor(f: Frame, x: float, y: float, w: float) -> None:
    """A tractor facing right; ``(x, y)`` is the middle of its base."""
    c, p = f.c, f.p
    u, red = w / 100, p.tone(f.rng.choice(((160, 70, 52), (64, 112, 92), (68, 104, 136))))
    c.oval(x, y, 52 * u, 3.6 * u, p.ink, 0.25)
    c.rect(x - 30 * u, y - 72 * u, x + 4 * u, y - 68 * u, shade(red, -0.15))
    c.rect(x - 27 * u, y - 69 * u, x + 1 * u, y - 30 * u, p.pane)
    for dx in (-28, -2):
        c.rect(x + dx * u, y - 70 * u, x + (dx + 3.4) * u, y - 30 * u, red)
    c.round_rect(x - 30 * u, y - 44 * u, x + 46 * u, y - 18 * u, 5 * u, red)
    c.rect(x + 26 * u, y - 62 * u, x + 29 * u, y - 42 * u, p.ink)
    wheel(f, x - 20 * u, y - 22 * u, 23 * u)
    wheel(f, x + 33 * u, y - 13 * u, 13.5 * u)
