"""Fields: sunflowers, a tractor on striped land, bales, a combine in wheat."""

from __future__ import annotations

import math

from .. import land, people, plants, town, vehicles
from ..colour import Color, mix, shade
from ..frame import Frame
from ..vista import Vista


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_sunflowers, _tractor, _bales, _combine))(f)


def _far(f: Frame, y: float, village: bool = True) -> None:
    """Sky, hills, a windbreak and a village on the horizon."""
    land.sky(f, y)
    land.hills(f, y, 3, f.rng.uniform(70, 170))
    if village:
        a = f.rng.uniform(0.05, 0.6)
        town.skyline(f, f.c.w * a, f.c.w * (a + 0.25), y, depth=0.4, size=0.4)
    x = f.rng.uniform(0.3, 0.7) * f.c.w
    while x < f.c.w:
        plants.poplar(f, x, y + 8, f.rng.uniform(70, 130))
        x += f.rng.uniform(22, 46)


def _rows(f: Frame, y: float, a: Color, b: Color, wide: float = 300) -> Vista:
    """Rows running to a point on the horizon."""
    c = f.c
    c.rect(0, y, c.w + 2, c.h + 2, mix(a, b, 0.5))
    v = Vista(c, c.w * f.rng.uniform(0.3, 0.7), y - 8)
    for i in range(-40, 41):
        v.floor(i * wide, (i + 0.56) * wide, 0.9, 60, 560, a if i % 2 else b)
    return v


def _sunflower(f: Frame, x: float, y: float, h: float) -> None:
    c, p, rng = f.c, f.p, f.rng
    stem, gold = p.tone((104, 124, 76)), p.tone((226, 176, 72))
    lean = rng.uniform(-0.06, 0.06) * h
    c.line([(x, y), (x + lean * 0.4, y - h * 0.5), (x + lean, y - h)], stem, max(1.4, h * 0.03))
    for k, s in ((0.35, 1), (0.52, -1), (0.68, 1)):
        c.poly(
            c.curve(
                [
                    (x, y - h * k),
                    (x + s * h * 0.14, y - h * (k + 0.08)),
                    (x + s * h * 0.24, y - h * (k - 0.02)),
                    (x + s * h * 0.1, y - h * (k - 0.03)),
                    (x, y - h * k),
                ],
                4,
            ),
            shade(stem, rng.uniform(-0.15, 0.1)),
        )
    cx, cy, r = x + lean, y - h, h * 0.15
    if r > 8:
        for i in range(14):
            t = math.tau * i / 14
            c.oval(
                cx + math.cos(t) * r * 0.82,
                cy + math.sin(t) * r * 0.78,
                r * 0.32,
                r * 0.3,
                shade(gold, -0.1 * (i % 2)),
            )
    else:
        c.oval(cx, cy, r, r, gold)
    c.oval(cx, cy, r * 0.62, r * 0.6, p.tone((104, 72, 50)))
    c.oval(cx, cy, r * 0.36, r * 0.34, p.tone((80, 56, 42)))


def _sunflowers(f: Frame) -> None:
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(400, 460)
    _far(f, y)
    green = p.tone((122, 134, 82))
    c.rect(0, y, c.w + 2, c.h + 2, green)
    c.rect(0, y, c.w + 2, y + 20, p.tone((206, 172, 88)))
    rows = 15
    for i in range(rows):
        t = (i / rows) ** 1.9
        yy = y + 22 + (c.h - y + 130) * t
        c.rect(0, yy - 6, c.w + 2, c.h + 2, shade(green, -0.12 - 0.02 * (i % 2)))
        h = 34 + 330 * t
        n = int(c.w / (h * 0.36)) + 2
        for k in range(n):
            x = (k + (i % 2) * 0.5 + rng.uniform(-0.2, 0.2)) * h * 0.36
            _sunflower(f, x, yy + h * 0.4, h * rng.uniform(0.86, 1.08))


def _tractor(f: Frame) -> None:
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(380, 450)
    _far(f, y)
    earth, green = p.tone((146, 118, 92)), p.tone((142, 156, 98))
    straw = p.tone((212, 188, 126))
    c.rect(0, y, c.w + 2, c.h + 2, green)
    for i, tone in enumerate((straw, earth, green, shade(straw, -0.08))):
        edge = land.ridge(rng, c.w, y + 30 + 46 * i, 12 + 3 * i)
        c.poly([*edge, (c.w + 10, c.h + 9), (-10, c.h + 9)], tone)
    base = y + 240
    c.poly([*land.ridge(rng, c.w, base, 10), (c.w + 10, c.h + 9), (-10, c.h + 9)], earth)
    for i in range(22):
        t = (i / 22) ** 1.5
        yy = base + 24 + (c.h - base) * t
        c.line(
            c.curve(
                [(-10, yy + 8), (c.w * 0.3, yy - 7 * t), (c.w * 0.7, yy + 10 * t), (c.w + 10, yy)]
            ),
            shade(earth, -0.15 if i % 2 else 0.1),
            4 + 9 * t,
        )
    x = c.w * rng.uniform(0.42, 0.6)
    vehicles.tractor(f, x, base + 150, 300)
    _plough(f, x, base, earth)
    for _ in range(0 if p.night else 6):
        land.birds(f, x - rng.uniform(180, 420), base + 40)


def _plough(f: Frame, x: float, base: float, earth: Color) -> None:
    """What the tractor pulls, and the dust behind it."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(x - 260, base + 96, x - 130, base + 108, p.ink)
    for i in range(5):
        c.line(
            c.curve(
                [
                    (x - 250 + i * 28, base + 100),
                    (x - 274 + i * 28, base + 130),
                    (x - 258 + i * 28, base + 156),
                ]
            ),
            p.ink,
            7,
        )
    dust = mix(earth, p.mood.band, 0.55)
    for _ in range(16):
        r = rng.uniform(14, 40)
        c.oval(
            x - 290 - rng.uniform(0, 260),
            base + 140 - rng.uniform(0, 40),
            r * 1.5,
            r * 0.7,
            dust,
            0.35,
        )


def _bales(f: Frame) -> None:
    """Round bales on stubble."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(430, 500)
    _far(f, y)
    straw = p.tone((216, 190, 128))
    _rows(f, y, straw, shade(straw, -0.07), 220)
    for t in sorted(rng.random() for _ in range(12)):
        r = 14 + 120 * t**1.4
        _bale(f, rng.uniform(0.02, 0.98) * c.w, y + 26 + (c.h - y - 90) * t**1.4, r)
    _bale(f, c.w * rng.uniform(0.2, 0.34), c.h - 60, 150)
    people.figure(f, c.w * rng.uniform(0.56, 0.66), c.h - 60, 235, pose="walk")
    plants.grass(f, y + 150, c.h + 10, 130, shade(straw, -0.08))
    plants.round_tree(f, c.w * 0.88, y + 130, 380)


def _bale(f: Frame, x: float, y: float, r: float) -> None:
    c, p = f.c, f.p
    tone = p.tone((204, 166, 96))
    c.oval(x + r * 0.4, y, r * 1.5, r * 0.14, p.ink, 0.25)
    c.round_rect(x, y - 2 * r, x + r * 1.5, y, r * 0.34, shade(tone, -0.14))
    for i in range(4):
        yy = y - r * (0.3 + 0.45 * i)
        c.line([(x + r * 0.6, yy), (x + r * 1.45, yy)], shade(tone, -0.26), r * 0.02 + 0.6)
    c.oval(x, y - r, r * 0.72, r, tone)
    for k in (0.76, 0.5, 0.24):
        c.ring(x, y - r, r * 0.72 * k, r * k, shade(tone, -0.2), max(1, r * 0.035), 20, 320)


def _combine(f: Frame) -> None:
    """A combine harvester in ripe wheat, a lorry waiting."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(430, 480)
    _far(f, y, village=False)
    wheat = p.tone((222, 186, 104))
    _rows(f, y, wheat, shade(wheat, -0.06), 260)
    cut = c.curve(
        [(-10, y + 120), (c.w * 0.4, y + 150), (c.w * 0.72, y + 210), (c.w + 10, y + 214)]
    )
    c.poly([*cut, (c.w + 10, y + 330), (-10, y + 310)], p.tone((198, 178, 132)))
    _harvester(f, c.w * rng.uniform(0.42, 0.55), y + 250)
    for i in range(13):
        t = i / 12
        yy = y + 300 + (c.h - y - 270) * t
        tone = shade(wheat, -0.16 + 0.16 * t)
        edge = land.ridge(rng, c.w, yy, 7, 3)
        c.poly([*edge, (c.w + 10, c.h + 9), (-10, c.h + 9)], tone)
        for _ in range(46 if i > 4 else 0):
            x, h = rng.uniform(0, c.w), 26 + 60 * t
            lean = rng.uniform(-0.2, 0.3) * h
            c.line([(x, yy + 14), (x + lean, yy - h * 0.5)], shade(tone, -0.18), 1.6 + t)
            c.line(
                [(x + lean, yy - h * 0.5), (x + lean * 1.5, yy - h * 0.86)],
                shade(tone, rng.choice((-0.3, 0.3))),
                3.4 + 3.4 * t,
                caps=True,
            )
    if p.season == "summer":
        for _ in range(24):
            x, yy = rng.uniform(0, c.w), rng.uniform(c.h - 130, c.h)
            c.oval(x, yy, 11, 9, p.tone((188, 72, 56)))
            c.oval(x, yy + 1, 4, 3, p.ink)


def _harvester(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    body = p.tone(f.rng.choice(((84, 124, 84), (178, 76, 56), (214, 168, 76))))
    c.oval(x, y, 270, 12, p.ink, 0.25)
    c.round_rect(x - 230, y - 200, x + 90, y - 60, 18, body)
    c.poly(
        [(x - 250, y - 190), (x - 190, y - 190), (x - 190, y - 80), (x - 290, y - 110)],
        shade(body, -0.2),
    )
    c.rect(x - 210, y - 96, x + 90, y - 84, shade(body, 0.3))
    c.poly([(x + 84, y - 230), (x + 180, y - 230), (x + 196, y - 100), (x + 84, y - 100)], body)
    c.poly([(x + 98, y - 216), (x + 172, y - 216), (x + 184, y - 130), (x + 98, y - 130)], p.pane)
    c.rect(x + 76, y - 244, x + 194, y - 228, shade(body, -0.25))
    c.line([(x - 120, y - 200), (x - 60, y - 290), (x - 250, y - 310)], shade(body, -0.15), 20)
    c.poly(
        [(x + 170, y - 110), (x + 190, y - 90), (x + 280, y - 24), (x + 250, y - 14)],
        shade(body, -0.3),
    )
    for i in range(8):
        t = math.tau * i / 8
        c.line(
            [(x + 292, y - 56), (x + 292 + 62 * math.cos(t), y - 56 + 52 * math.sin(t))],
            p.tone((190, 80, 58)),
            6,
        )
    c.ring(x + 292, y - 56, 62, 52, p.tone((190, 80, 58)), 5)
    vehicles.wheel(f, x + 70, y - 54, 58)
    vehicles.wheel(f, x - 150, y - 36, 38)
    for _ in range(12):
        r = f.rng.uniform(16, 40)
        c.oval(
            x - 290 - f.rng.uniform(0, 180),
            y - f.rng.uniform(20, 130),
            r * 1.4,
            r * 0.8,
            f.p.mood.band,
            0.35,
        )
