"""Sky, weather, hills and water."""

from __future__ import annotations

import math
import random

from .canvas import Point
from .colour import Color, mix, shade
from .frame import Frame


def sky(f: Frame, horizon: float, *, disc: bool = True, kind: str | None = None) -> None:
    """Paint the sky down to the horizon with a sun or moon, stars, clouds or birds."""
    c, p, rng = f.c, f.p, f.rng
    c.fill(p.sky)
    bands = rng.choice((4, 5, 6)) if p.time == "dusk" else 2
    for i in range(1, bands + 1):
        y = horizon * (0.24 + 0.7 * i / bands)
        c.rect(0, y, c.w + 2, c.h, mix(p.sky, p.mood.band, i / bands))
    kind = kind or rng.choice(("clear", "clouds", "streaks"))
    if p.night and kind != "overcast":
        stars(f, horizon * 0.8)
    if disc and kind != "overcast":
        _disc(f, horizon)
    if kind in ("clouds", "overcast"):
        for _ in range(rng.randint(3, 5) if kind == "clouds" else 9):
            cloud(f, rng.uniform(0, c.w), rng.uniform(0.12, 0.62) * horizon, rng.uniform(90, 210))
    elif kind == "streaks":
        for _ in range(rng.randint(4, 8)):
            _streak(f, rng.uniform(-60, c.w), rng.uniform(0.15, 0.85) * horizon)
    if not p.night and rng.random() < 0.5:
        birds(f, rng.uniform(0.2, 0.8) * c.w, horizon * rng.uniform(0.25, 0.5))


def _disc(f: Frame, horizon: float) -> None:
    """The sun or the moon, with a quiet flat halo."""
    c, p, rng = f.c, f.p, f.rng
    r = rng.uniform(34, 58) * (1.25 if p.time == "dusk" else 1)
    low = 0.62 if p.time in ("morning", "dusk") else 0.32
    x, y = rng.uniform(0.12, 0.88) * c.w, horizon * rng.uniform(low - 0.14, low + 0.1)
    for grow, alpha in ((2.6, 0.10), (1.75, 0.14)):
        c.oval(x, y, r * grow, r * grow, p.mood.sun, alpha)
    c.oval(x, y, r, r, p.mood.sun)
    if p.night and rng.random() < 0.5:
        shadow = mix(p.sky, p.mood.sun, 0.2)
        c.oval(x + r * 0.42, y - r * 0.16, r * 0.86, r * 0.86, shadow)


def stars(f: Frame, below: float) -> None:
    """A scatter of small stars."""
    c, rng = f.c, f.rng
    for _ in range(90):
        r = rng.choice((1.0, 1.2, 1.6, 2.2))
        c.oval(
            rng.uniform(0, c.w),
            rng.uniform(0, 1) ** 1.3 * below,
            r,
            r,
            (232, 228, 210),
            rng.uniform(0.35, 0.9),
        )


def cloud(f: Frame, x: float, y: float, size: float) -> None:
    """A flat-bottomed cloud."""
    c, p, rng = f.c, f.p, f.rng
    tone = shade(p.sky, 0.1) if p.night else mix(p.sky, (255, 252, 244), 0.5)
    n = rng.randint(3, 5)
    for i in range(n):
        along = (i + 0.5) / n
        r = size * (0.16 + 0.24 * math.sin(math.pi * along)) * rng.uniform(0.8, 1.15)
        cx = x + (along - 0.5) * size * 1.7
        c.chord(cx, y, r * 1.25, r, 180, 360, tone)
    c.round_rect(x - size * 0.95, y - 3, x + size * 0.95, y + size * 0.07, size * 0.03, tone)


def _streak(f: Frame, x: float, y: float) -> None:
    """A long thin evening cloud."""
    c, p, rng = f.c, f.p, f.rng
    tone = mix(p.sky, (255, 246, 230), 0.1 if p.night else 0.38)
    length, thick = rng.uniform(200, 620), rng.uniform(5, 15)
    c.round_rect(x, y, x + length, y + thick, thick / 2, tone)
    c.round_rect(
        x + length * 0.2, y + thick * 1.5, x + length * 0.75, y + thick * 2.2, thick / 3, tone
    )


def birds(f: Frame, x: float, y: float) -> None:
    """A few birds far away."""
    rng = f.rng
    for _ in range(rng.randint(4, 9)):
        bx, by, s = x + rng.uniform(-130, 130), y + rng.uniform(-50, 50), rng.uniform(7, 13)
        wing = f.c.curve(
            [
                (bx - s, by - s * 0.3),
                (bx - s * 0.4, by - s * 0.45),
                (bx, by),
                (bx + s * 0.4, by - s * 0.5),
                (bx + s, by - s * 0.25),
            ],
            5,
        )
        f.c.line(wing, f.p.ink, 2.2, alpha=0.75)


def ridge(
    rng: random.Random, width: float, y: float, amp: float, rough: float = 1.0
) -> list[Point]:
    """A smooth skyline: the points of its upper edge from left to right."""
    waves = [
        (rng.uniform(0.6, 1.5) * n * rough, rng.uniform(0, math.tau), 1 / n) for n in (1, 2, 3, 5)
    ]
    points = []
    for i in range(121):
        x = -10 + (width + 20) * i / 120
        t = x / width * math.tau / 2
        points.append((x, y - amp * sum(w * math.sin(t * n + ph) for n, ph, w in waves) / 1.6))
    return points


def hills(f: Frame, horizon: float, layers: int = 3, height: float = 130) -> None:
    """Layers of hills, the farthest highest and palest."""
    c, rng = f.c, f.rng
    for i in range(layers):
        depth = 1 - i / max(1, layers - 1) if layers > 1 else 0.5
        edge = ridge(rng, c.w, horizon - height * (0.25 + 0.6 * depth), height * 0.36)
        color = f.p.hill(depth)
        if f.p.snowy:
            color = mix(color, f.p.snow, 0.55)
        c.poly([*edge, (c.w + 10, c.h), (-10, c.h)], color)
        if depth < 0.9 and rng.random() < 0.7:
            _tree_line(f, edge, shade(color, -0.12))


def _tree_line(f: Frame, edge: list[Point], color: Color) -> None:
    """Woods along a part of a ridge."""
    rng = f.rng
    start = rng.randint(0, 70)
    for x, y in edge[start : start + rng.randint(20, 50)]:
        for _ in range(2):
            r = rng.uniform(7, 15)
            f.c.oval(x + rng.uniform(-7, 7), y - r * 0.3, r * 0.8, r, color)


def land(f: Frame, y: float, color: Color, amp: float = 8) -> None:
    """Ground from a gently uneven edge down to the bottom."""
    edge = ridge(f.rng, f.c.w, y, amp, 1.6)
    f.c.poly([*edge, (f.c.w + 10, f.c.h + 10), (-10, f.c.h + 10)], color)


def water(f: Frame, y: float, *, reflect: float = 260, strength: float = 0.5) -> None:
    """Water from ``y`` to the bottom, mirroring what has been drawn above."""
    c, p = f.c, f.p
    tint = p.water
    c.rect(0, y, c.w + 2, c.h + 2, mix(p.mood.band, tint, strength + 0.2))
    c.reflect(y, reflect, tint, strength, f.rng)
    steps = 4
    for i in range(steps):
        c.rect(
            0, y + (c.h - y) * (0.35 + 0.65 * i / steps), c.w + 2, c.h + 2, shade(tint, -0.25), 0.09
        )
    ripples(f, y)


def ripples(f: Frame, y: float, count: int = 90) -> None:
    """Short strokes of light and shade on water, longer towards the viewer."""
    c, p, rng = f.c, f.p, f.rng
    light = mix(p.water, p.mood.sun if p.time != "noon" else (255, 255, 250), 0.5)
    dark = shade(p.water, -0.3)
    for i in range(count):
        part = rng.random() ** 1.4
        yy = y + 8 + (c.h - y - 8) * part
        length = (18 + 90 * part) * rng.uniform(0.5, 1.5)
        x = rng.uniform(-40, c.w)
        c.rect(
            x,
            yy,
            x + length,
            yy + 1.6 + 2.6 * part,
            light if i % 3 else dark,
            0.45 if i % 3 else 0.25,
        )


def glitter(f: Frame, x: float, y: float, depth: float, width: float = 60) -> None:
    """A lamp's or the moon's path of light on water."""
    for i in range(int(depth / 13)):
        part = i * 13 / depth
        half = width * (0.25 + 0.75 * part) * f.rng.uniform(0.3, 1) / 2
        cx = x + f.rng.uniform(-6, 6)
        f.c.rect(cx - half, y + i * 13, cx + half, y + i * 13 + 3.5, f.p.light, 0.6 - 0.4 * part)


def rain(f: Frame, count: int = 260) -> None:
    """Slanting rain over everything."""
    c, rng = f.c, f.rng
    tone = shade(f.p.sky, 0.45)
    for _ in range(count):
        x, y, n = rng.uniform(-50, c.w + 50), rng.uniform(-20, c.h), rng.uniform(14, 40)
        c.line([(x, y), (x - n * 0.22, y + n)], tone, 1.5, alpha=rng.uniform(0.2, 0.5))


def snowfall(f: Frame, count: int = 300) -> None:
    """Falling snow, some of it near."""
    c, rng = f.c, f.rng
    for _ in range(count):
        r = rng.choice((1.6, 2, 2.6, 3.4, 5))
        c.oval(
            rng.uniform(0, c.w), rng.uniform(0, c.h), r, r, (250, 250, 248), rng.uniform(0.45, 0.9)
        )


def mist(f: Frame, y: float, thick: float = 90) -> None:
    """Low fog lying in flat bands about ``y``."""
    for _ in range(6):
        x, n = f.rng.uniform(-200, f.c.w - 100), f.rng.uniform(400, 1100)
        yy, t = y + f.rng.uniform(-0.5, 0.5) * thick, f.rng.uniform(10, 28)
        f.c.round_rect(x, yy, x + n, yy + t, t / 2, shade(f.p.mood.band, 0.2), 0.28)
