"""Trees, bushes, grass and reeds."""

from __future__ import annotations

import math

from .canvas import Point
from .colour import Color, mix, shade
from .frame import Frame


def round_tree(f: Frame, x: float, y: float, h: float, color: Color | None = None) -> None:
    """A linden or a chestnut: a trunk and a crown of a few soft masses."""
    c, rng = f.c, f.rng
    color = color or f.p.leaf(rng)
    trunk = f.p.tone((92, 76, 64))
    c.poly(
        [
            (x - h * 0.028, y),
            (x + h * 0.028, y),
            (x + h * 0.014, y - h * 0.5),
            (x - h * 0.014, y - h * 0.5),
        ],
        trunk,
    )
    c.line([(x, y - h * 0.3), (x + h * 0.1, y - h * 0.5)], trunk, h * 0.016)
    c.line([(x, y - h * 0.26), (x - h * 0.09, y - h * 0.46)], trunk, h * 0.016)
    spots = [
        (0, 0.66, 0.25),
        (-0.15, 0.56, 0.17),
        (0.16, 0.57, 0.17),
        (-0.08, 0.8, 0.16),
        (0.09, 0.78, 0.17),
    ]
    jitter = [
        (dx + rng.uniform(-0.03, 0.03), dy + rng.uniform(-0.03, 0.03), r) for dx, dy, r in spots
    ]
    for dx, dy, r in jitter:
        c.oval(x + dx * h, y - dy * h, r * h, r * h * 0.94, shade(color, -0.12))
    for dx, dy, r in jitter:
        c.oval(
            x + dx * h - r * h * 0.14, y - dy * h - r * h * 0.16, r * h * 0.72, r * h * 0.68, color
        )


def poplar(f: Frame, x: float, y: float, h: float, color: Color | None = None) -> None:
    """A pyramidal poplar."""
    c = f.c
    color = color or f.p.leaf(f.rng)
    w = h * 0.11
    c.rect(x - h * 0.012, y - h * 0.2, x + h * 0.012, y, f.p.tone((92, 76, 64)))
    outline: list[Point] = []
    for i in range(25):
        t = i / 24
        outline.append(
            (x + w * math.sin(math.pi * t**0.75) * (1 - 0.25 * t), y - h * (0.1 + 0.9 * t))
        )
    left = [(2 * x - px, py) for px, py in reversed(outline)]
    c.poly(outline + left, shade(color, -0.14))
    c.poly([(x + (px - x) * 0.15, py) for px, py in outline] + left, color)


def fir(f: Frame, x: float, y: float, h: float, color: Color | None = None) -> None:
    """A fir, with snow on it in snowy pictures."""
    c = f.c
    color = color or f.p.tone((72, 100, 86))
    c.rect(x - h * 0.025, y - h * 0.12, x + h * 0.025, y, f.p.tone((84, 68, 58)))
    for i in range(4):
        top, base, w = y - h * (1 - i * 0.2), y - h * (0.62 - i * 0.18), h * (0.13 + i * 0.055)
        tone = shade(color, -0.05 * (3 - i))
        c.poly([(x, top), (x + w, base), (x - w, base)], tone)
        c.poly([(x, top), (x + w, base), (x + w * 0.2, base)], shade(tone, -0.15))
        if f.p.snowy:
            c.poly(
                [
                    (x, top),
                    (x + w * 0.42, top + (base - top) * 0.45),
                    (x + w * 0.1, top + (base - top) * 0.36),
                    (x - w * 0.2, top + (base - top) * 0.52),
                    (x - w * 0.5, top + (base - top) * 0.5),
                ],
                f.p.snow,
            )


def bare_tree(f: Frame, x: float, y: float, h: float, color: Color | None = None) -> None:
    """A leafless tree."""
    color = color or mix(f.p.ink, f.p.tone((104, 86, 72)), 0.55)
    _branch(f, x, y, h * 0.3, -math.pi / 2, h * 0.042, color, 6)


def _branch(
    f: Frame, x: float, y: float, length: float, angle: float, width: float, color: Color, left: int
) -> None:
    """A limb and, until ``left`` runs out, the two or three growing from its end."""
    x1, y1 = x + math.cos(angle) * length, y + math.sin(angle) * length
    f.c.line([(x, y), (x1, y1)], color, max(1.1, width))
    if f.p.snowy and left > 2 and abs(math.cos(angle)) > 0.3:
        f.c.line([(x, y - width * 0.5), (x1, y1 - width * 0.4)], f.p.snow, max(1, width * 0.45))
    if not left:
        return
    for turn in (-0.42, 0.38) if f.rng.random() < 0.75 else (-0.5, 0.04, 0.5):
        _branch(
            f,
            x1,
            y1,
            length * f.rng.uniform(0.64, 0.84),
            angle + turn * f.rng.uniform(0.6, 1.25),
            width * 0.66,
            color,
            left - 1,
        )


def willow(f: Frame, x: float, y: float, h: float) -> None:
    """A willow hanging over water."""
    c, rng = f.c, f.rng
    color = f.p.leaf(rng)
    trunk = f.p.tone((92, 76, 64))
    c.poly(
        [
            (x - h * 0.055, y),
            (x + h * 0.055, y),
            (x + h * 0.03, y - h * 0.62),
            (x - h * 0.035, y - h * 0.62),
        ],
        trunk,
    )
    c.line([(x, y - h * 0.4), (x + h * 0.15, y - h * 0.68)], trunk, h * 0.03)
    for dx, dy, r in ((0, 0.76, 0.22), (-0.2, 0.66, 0.16), (0.2, 0.67, 0.16)):
        c.oval(x + dx * h, y - dy * h, r * h * 1.15, r * h, shade(color, -0.18))
    for _i in range(96):
        a = rng.uniform(0.02, 0.98) * math.pi
        reach = rng.uniform(0.55, 1)
        sx = x - math.cos(a) * h * 0.38 * reach
        sy = y - h * (0.6 + 0.36 * math.sin(a) * reach)
        drop = h * rng.uniform(0.16, 0.5)
        tone = shade(color, rng.uniform(-0.24, 0.08))
        c.line(
            c.curve(
                [
                    (sx + math.cos(a) * h * 0.06, sy + h * 0.02),
                    (sx, sy + h * 0.03),
                    (sx - math.cos(a) * h * 0.03, min(y - 6, sy + drop)),
                ],
                6,
            ),
            tone,
            h * 0.017,
            caps=True,
        )


def tree(f: Frame, x: float, y: float, h: float) -> None:
    """Any tree the season allows."""
    if f.p.snowy:
        f.rng.choice((bare_tree, fir))(f, x, y, h)
    else:
        f.rng.choice((round_tree, round_tree, poplar))(f, x, y, h)


def bush(f: Frame, x: float, y: float, r: float, color: Color | None = None) -> None:
    """A bush or a snowdrift."""
    color = color or (f.p.snow if f.p.snowy else f.p.leaf(f.rng))
    for dx, k in ((-0.7, 0.7), (0.65, 0.62), (0, 1.0)):
        f.c.chord(x + dx * r, y, r * k, r * k * 0.9, 180, 360, shade(color, -0.1 * abs(dx)))


def grass(f: Frame, y0: float, y1: float, count: int, color: Color) -> None:
    """Tufts scattered over a strip of ground, larger towards the viewer."""
    c, rng = f.c, f.rng
    for _ in range(count):
        t = rng.random()
        x, y, s = rng.uniform(0, c.w), y0 + (y1 - y0) * t, 5 + 15 * t
        tone = shade(color, rng.uniform(-0.22, 0.16))
        for lean in (-0.5, 0, 0.45):
            c.line([(x, y), (x + lean * s, y - s)], tone, 1.4 + 1.2 * t)


def reeds(f: Frame, x: float, y: float, spread: float, h: float, count: int = 26) -> None:
    """Reeds and bulrushes at the water's edge."""
    c, rng = f.c, f.rng
    color = f.p.tone((112, 116, 80))
    for i in range(count):
        rx, rh = x + rng.uniform(-1, 1) * spread, h * rng.uniform(0.55, 1.0)
        lean = rng.uniform(-0.16, 0.16) * rh
        tone = shade(color, rng.uniform(-0.3, 0.1))
        stem = c.curve([(rx, y), (rx + lean * 0.3, y - rh * 0.6), (rx + lean, y - rh)], 5)
        c.line(stem, tone, 3.2)
        if i % 3 == 0:
            tip = (rx + lean, y - rh)
            c.line(
                [tip, (tip[0] + lean * 0.1, tip[1] + rh * 0.17)],
                f.p.tone((108, 74, 54)),
                9,
                caps=True,
            )
