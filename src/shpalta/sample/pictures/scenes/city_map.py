"""A map of the town: river, districts, streets, a park, a railway, and labelled places.

Words (in ``texts``; lists are separated by semicolons): ``title``, ``river``, ``park``,
``districts``, ``markers``, ``north``, ``scale``.
"""

from __future__ import annotations

import math

from .. import lettering
from ..canvas import Point
from ..colour import mix, shade
from ..frame import Frame
from . import map_words
from .map_sheet import DAY, NIGHT, Sheet


def paint(f: Frame) -> None:
    """Draw the scene."""
    inks = NIGHT if f.p.night else DAY[("morning", "noon", "dusk").index(f.p.time)]
    s = Sheet(f, inks, angle=f.rng.uniform(-0.4, 0.4))
    f.c.fill(inks.paper)
    s.river = _course(f)
    _districts(s)
    _park(s)
    _streets(s, minor=True)
    _river(s)
    _streets(s, minor=False)
    _rail(s)
    map_words.title(s)
    map_words.scale(s)
    map_words.markers(s)
    map_words.river_name(s)
    map_words.district_names(s)
    for a, b, d, e in (
        (0, 0, f.c.w, 10),
        (0, f.c.h - 10, f.c.w, f.c.h),
        (0, 0, 10, f.c.h),
        (f.c.w - 10, 0, f.c.w + 2, f.c.h),
    ):
        f.c.rect(a, b, d, e, mix(inks.paper, inks.text, 0.18))


def _course(f: Frame) -> list[Point]:
    """The river's middle line, from one edge to another, another way each time."""
    c, rng = f.c, f.rng
    way = f.turn(("across", "bow", "down", "slant"))
    wig = [rng.uniform(-0.1, 0.1) for _ in range(6)]
    lines = {
        "across": [
            (-0.05, 0.42),
            (0.2, 0.5),
            (0.42, 0.4),
            (0.62, 0.52),
            (0.82, 0.44),
            (1.05, 0.56),
        ],
        "bow": [(-0.05, 0.72), (0.16, 0.4), (0.38, 0.26), (0.62, 0.3), (0.84, 0.5), (1.05, 0.86)],
        "down": [(0.3, -0.06), (0.4, 0.18), (0.3, 0.42), (0.44, 0.62), (0.36, 0.84), (0.5, 1.06)],
        "slant": [(-0.05, 0.1), (0.22, 0.26), (0.4, 0.5), (0.58, 0.56), (0.76, 0.8), (0.96, 1.06)],
    }[way]
    return c.curve(
        [
            (c.w * x, c.h * (y + w * 0.7)) if way != "down" else (c.w * (x + w), c.h * y)
            for (x, y), w in zip(lines, wig, strict=True)
        ],
        16,
    )


def _turned(s: Sheet, x: float, y: float) -> Point:
    """A point of the street plan: turned, and a little bent, about the middle."""
    c = s.f.c
    bend = 26 * math.sin(y / 210 + s.angle * 5) + 18 * math.sin(x / 260)
    dx, dy = x + bend, y + 20 * math.sin(x / 240 + 2 * s.angle)
    ca, sa = math.cos(s.angle), math.sin(s.angle)
    return (c.w / 2 + dx * ca - dy * sa, c.h / 2 + dx * sa + dy * ca)


def _districts(s: Sheet) -> None:
    """Parts of the town as soft tints about the middle."""
    c, rng = s.f.c, s.f.rng
    n = len(s.inks.tints)
    turn = rng.uniform(0, math.tau)
    mid = (c.w * rng.uniform(0.44, 0.56), c.h * rng.uniform(0.44, 0.56))
    reach = c.w + c.h
    for i, tint in enumerate(s.inks.tints):
        a, b = turn + math.tau * i / n, turn + math.tau * (i + 1) / n
        c.poly(
            [mid]
            + [
                (
                    mid[0] + reach * math.cos(a + (b - a) * t / 8),
                    mid[1] + reach * math.sin(a + (b - a) * t / 8),
                )
                for t in range(9)
            ],
            tint,
        )
    r = min(c.w, c.h) * rng.uniform(0.17, 0.22)
    ring = [
        (
            mid[0] + r * (1.3 + 0.25 * math.sin(3 * t)) * math.cos(t),
            mid[1] + r * (1 + 0.2 * math.cos(2 * t + turn)) * math.sin(t),
        )
        for t in (math.tau * i / 60 for i in range(60))
    ]
    c.poly(ring, shade(s.inks.tints[0], -0.07 if not s.f.p.night else 0.08))


def _park(s: Sheet) -> None:
    """A park by the river with a pond and trees."""
    c, rng = s.f.c, s.f.rng
    x, y = s.river[int(len(s.river) * rng.uniform(0.62, 0.8))]
    r = min(c.w, c.h) * 0.17
    blob = [
        (
            x + r * (1.25 + 0.2 * math.sin(3 * t + x)) * math.cos(t),
            y + r * (1 + 0.2 * math.cos(2 * t)) * math.sin(t),
        )
        for t in (math.tau * i / 50 for i in range(50))
    ]
    c.poly(blob, s.inks.park)
    for _ in range(46):
        t, k = rng.uniform(0, math.tau), rng.uniform(0.2, 0.9)
        c.oval(
            x + r * 1.2 * k * math.cos(t), y + r * k * math.sin(t), 6, 6, shade(s.inks.park, -0.12)
        )
    text = s.word("park")
    if text:
        wide = lettering.measure(c, text, 30)
        side = 1 if y < c.h / 2 else -1
        tx, ty = min(max(x, wide / 2 + 40), c.w - wide / 2 - 40), y - side * r * 0.74
        ty = min(max(ty, 70), c.h - 60)
        s.taken.append((tx - wide / 2 - 8, ty - 26, tx + wide / 2 + 8, ty + 12))
        s.park = (tx, ty)


def _streets(s: Sheet, *, minor: bool) -> None:
    """The street net: many small streets under the river, a few large ones over it."""
    c, rng = s.f.c, s.f.rng
    reach, step = max(c.w, c.h) * 0.9, 62.0
    n = int(reach / step)
    main = {rng.randint(-4, -2), rng.randint(0, 1), rng.randint(3, 5)}
    for i in range(-n, n + 1):
        for across in (True, False):
            if (i in main) == minor or (minor and rng.random() < 0.12):
                continue
            a = -reach if not minor or rng.random() < 0.6 else rng.uniform(-reach, 0)
            b = reach if not minor or rng.random() < 0.6 else rng.uniform(0, reach)
            line = [
                _turned(
                    s,
                    *(
                        (a + (b - a) * t / 40, i * step)
                        if across
                        else (i * step * 1.2, a + (b - a) * t / 40)
                    ),
                )
                for t in range(41)
            ]
            if not minor:
                c.line(line, mix(s.inks.paper, s.inks.text, 0.3), 15)
            c.line(line, s.inks.street, 11 if not minor else 4)


def _river(s: Sheet) -> None:
    """The river and its banks."""
    c = s.f.c
    n = len(s.river)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(s.river):
        x1, y1 = s.river[min(n - 1, i + 1)]
        x0, y0 = s.river[max(0, i - 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1
        half = 34 + 13 * math.sin(i / 9)
        nx, ny = -(y1 - y0) / length * half, (x1 - x0) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    shape = left + right[::-1]
    c.poly(shape, s.inks.river)
    c.line(shape + shape[:1], shade(s.inks.river, -0.16), 3)
    for k in (0.35, -0.4):
        line = [
            (x + (lx - x) * k, y + (ly - y) * k)
            for (x, y), (lx, ly) in zip(s.river, left, strict=True)
        ]
        for i in range(4, n - 12, 17):
            c.line(line[i : i + 8], shade(s.inks.river, 0.3 if not s.f.p.night else 0.12), 2)


def _rail(s: Sheet) -> None:
    """A railway: a dark line with pale dashes."""
    c, rng = s.f.c, s.f.rng
    y = c.h * rng.choice((0.14, 0.84))
    line = c.curve(
        [
            (-20, y),
            (c.w * 0.3, y + rng.uniform(-50, 50)),
            (c.w * 0.66, y + rng.uniform(-50, 50)),
            (c.w + 20, y + rng.uniform(-80, 80)),
        ],
        24,
    )
    c.line(line, s.inks.rail, 9)
    for i in range(0, len(line) - 2, 2):
        c.line(line[i : i + 2], mix(s.inks.paper, s.inks.street, 0.5), 4)
