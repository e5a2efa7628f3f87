"""The market: a row of stalls, a table close by, a covered hall, a van with melons."""

from __future__ import annotations

import math

from .. import land, people, plants, town
from ..canvas import Point
from ..colour import Color, mix, shade
from ..frame import Frame
from ..vista import Vista

GOODS: tuple[Color, ...] = (
    (184, 74, 52),
    (214, 150, 70),
    (124, 148, 84),
    (226, 196, 108),
    (132, 72, 96),
    (196, 108, 66),
    (92, 122, 80),
)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_row, _table, _hall, _melons))(f)


def awning(f: Frame, x0: float, x1: float, y: float, h: float, color: Color) -> None:
    """A striped awning with a scalloped edge; ``y`` is its lower edge."""
    c = f.c
    n = max(6, round((x1 - x0) / 36))
    if n % 2 == 0:
        n += 1
    slope = (x1 - x0) * 0.06
    for i in range(n):
        tone = color if i % 2 == 0 else f.p.tone((240, 232, 214))
        a, b = i / n, (i + 1) / n
        xa, xb = x0 + (x1 - x0) * a, x0 + (x1 - x0) * b
        ta = x0 + slope + (x1 - x0 - 2 * slope) * a
        tb = x0 + slope + (x1 - x0 - 2 * slope) * b
        c.poly([(ta, y - h), (tb, y - h), (xb, y), (xa, y)], tone)
        c.chord((xa + xb) / 2, y - 1, (xb - xa) / 2, h * 0.2, 0, 180, shade(tone, -0.08))


def crate(f: Frame, x: float, y: float, w: float, goods: Color) -> None:
    """A crate heaped with something round; ``(x, y)`` is its lower left corner."""
    c, rng = f.c, f.rng
    wood = f.p.tone((182, 142, 98))
    tone = f.p.tone(goods)
    r = w * 0.085
    for row in range(3):
        n = 6 - row
        for i in range(n):
            cx = x + w / 2 + (i - (n - 1) / 2) * w * 0.155
            cy = y - w * 0.36 - row * r * 1.25
            c.oval(cx, cy, r, r, shade(tone, rng.uniform(-0.16, 0.08)))
            c.oval(cx - r * 0.25, cy - r * 0.3, r * 0.28, r * 0.22, shade(tone, 0.3))
    for i in range(3):
        c.rect(
            x,
            y - w * 0.36 + i * w * 0.125,
            x + w,
            y - w * 0.27 + i * w * 0.125,
            shade(wood, -0.06 * i),
        )
    for dx in (0, w - w * 0.06):
        c.rect(x + dx, y - w * 0.38, x + dx + w * 0.06, y, shade(wood, -0.2))


def _stall(f: Frame, x: float, y: float, w: float, h: float) -> None:
    """A stall with its seller."""
    c, p, rng = f.c, f.p, f.rng
    for dx in (0.04, 0.94):
        c.rect(x + w * dx, y - h, x + w * (dx + 0.02), y, p.ink)
    c.rect(x + w * 0.05, y - h * 0.9, x + w * 0.95, y - h * 0.3, shade(p.paving, -0.4), 0.5)
    if p.mood.lit > 0.4:
        for r, a in ((0.26, 0.16), (0.16, 0.22), (0.05, 0.9)):
            c.oval(x + w / 2, y - h * 0.74, w * r, w * r * 0.8, p.light, a)
    people.figure(f, x + w * rng.uniform(0.35, 0.65), y - 6, h * 0.74, pose="talk")
    n = max(3, round(w / 120))
    for i in range(n):
        cw = w * 0.94 / n
        crate(f, x + w * 0.03 + cw * i, y - h * 0.18, cw * 0.94, rng.choice(GOODS))
    cloth = mix(p.coat(rng), p.paving, 0.3)
    c.rect(x, y - h * 0.2, x + w, y - h * 0.02, cloth)
    c.rect(x, y - h * 0.2, x + w, y - h * 0.17, shade(cloth, 0.2))
    awning(f, x - w * 0.05, x + w * 1.05, y - h * 0.86, h * 0.3, p.coat(rng))


def _row(f: Frame) -> None:
    """Stalls on the square with buyers."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(620, 660)
    land.sky(f, y * 0.6)
    land.hills(f, y - 100, 2, 100)
    town.skyline(f, -10, c.w, y - 60, depth=0.25, size=1.25)
    c.rect(0, y - 62, c.w + 2, c.h + 2, p.paving)
    for i in range(9):
        yy = y - 40 + 400 * (i / 9) ** 1.6
        c.rect(0, yy, c.w + 2, yy + 2 + i * 0.4, shade(p.paving, -0.1))
    for _ in range(6):
        people.figure(f, rng.uniform(0, c.w), y - 30, 130)
    n = 4
    for i in range(n):
        _stall(f, c.w * i / n + 30, y + rng.uniform(34, 56), c.w / n - 74, 300)
    for _ in range(5):
        people.figure(
            f,
            rng.uniform(0.04, 0.96) * c.w,
            y + rng.uniform(90, 150),
            205,
            pose=rng.choice(("bag", "talk", "walk")),
        )
    for i in range(3):
        crate(f, c.w * 0.06 + i * 128, c.h - 26, 122, rng.choice(GOODS))
    people.group(f, c.w * 0.74, c.h - 18, 262, 2, spread=0.55)


def _table(f: Frame) -> None:
    """A counter from near by: pumpkins, apples, jars, scales, a seller behind."""
    c, p, rng = f.c, f.p, f.rng
    land.sky(f, 420, disc=False)
    town.skyline(f, 0, c.w, 560, depth=0.5, size=1.5)
    c.rect(0, 560, c.w + 2, c.h + 2, mix(p.paving, p.mood.hills[0], 0.3))
    for _ in range(7):
        people.figure(f, rng.uniform(0, c.w), 640, 250)
    x = c.w * rng.uniform(0.36, 0.64)
    people.figure(f, x, 1060, 660, pose="stand", coat=p.tone((96, 122, 104)))
    c.rect(x - 62, 700, x + 62, 900, p.tone((236, 228, 208)))
    awning(f, -40, c.w + 40, 150, 190, p.coat(rng))
    wood = p.tone((168, 126, 88))
    c.rect(0, 800, c.w + 2, c.h + 2, wood)
    c.rect(0, 800, c.w + 2, 818, shade(wood, 0.22))
    for i in range(9):
        c.rect(c.w * i / 8 - 2, 818, c.w * i / 8 + 2, c.h, shade(wood, -0.2))
    _scales(f, c.w * (0.72 if x < c.w / 2 else 0.28), 802)
    for i in range(7):
        cx = c.w * (0.05 + 0.15 * i) + rng.uniform(-12, 12)
        if abs(cx - c.w * (0.72 if x < c.w / 2 else 0.28)) > 130:
            rng.choice((_pumpkin, _jar, _heap, _heap))(f, cx, 806)
    for i in range(5):
        crate(f, c.w * i / 5 + 22, 994, c.w / 5 - 50, GOODS[(i + f.seed) % len(GOODS)])


def _pumpkin(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    r, tone = f.rng.uniform(74, 96), p.tone((212, 134, 62))
    for dx, k in ((-0.62, 0.5), (0.62, 0.5), (-0.34, 0.56), (0.34, 0.56), (0, 0.5)):
        c.oval(x + dx * r, y - r * 0.72, r * k, r * 0.74, shade(tone, -0.22 * abs(dx)))
    c.line([(x, y - r * 1.36), (x + 10, y - r * 1.7)], p.tone((104, 116, 76)), 13)


def _jar(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    for dx in (-46, 26):
        tone = p.tone(f.rng.choice(GOODS))
        c.round_rect(x + dx - 30, y - 120, x + dx + 30, y, 14, shade(tone, 0.12))
        c.rect(x + dx - 22, y - 104, x + dx - 12, y - 20, shade(tone, 0.4))
        c.round_rect(x + dx - 28, y - 140, x + dx + 28, y - 114, 5, p.tone((226, 216, 190)))


def _heap(f: Frame, x: float, y: float) -> None:
    c, rng = f.c, f.rng
    tone = f.p.tone(rng.choice(GOODS))
    for row in range(4):
        for i in range(5 - row):
            cx, cy = x + (i - (4 - row) / 2) * 42, y - 20 - row * 33
            c.oval(cx, cy, 23, 22, shade(tone, rng.uniform(-0.16, 0.06)))
            c.oval(cx - 7, cy - 8, 6, 5, shade(tone, 0.32))


def _scales(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    body = p.tone((92, 122, 126))
    c.poly([(x - 80, y), (x + 80, y), (x + 54, y - 140), (x - 54, y - 140)], body)
    c.oval(x, y - 78, 48, 48, p.tone((244, 240, 228)))
    for i in range(12):
        a = math.tau * i / 12
        c.line(
            [
                (x + 38 * math.cos(a), y - 78 + 38 * math.sin(a)),
                (x + 45 * math.cos(a), y - 78 + 45 * math.sin(a)),
            ],
            p.ink,
            3,
        )
    c.line([(x, y - 78), (x + 26, y - 104)], p.tone((176, 66, 50)), 5)
    c.rect(x - 8, y - 168, x + 8, y - 140, body)
    c.chord(x, y - 176, 110, 30, 0, 180, p.tone((196, 200, 196)))
    for dx in (-40, 0, 40):
        c.oval(x + dx, y - 192, 24, 23, p.tone(GOODS[0]))


def _hall(f: Frame) -> None:
    """A covered hall with arches of glass and two rows of counters."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    v = Vista(c, c.w * rng.uniform(0.44, 0.56), 470)
    wall = p.tone((206, 196, 172))
    c.fill(wall)
    iron = p.tone(rng.choice(((72, 104, 96), (104, 84, 78), (74, 92, 112))))
    pane = mix(p.sky, p.mood.band, 0.4)
    for z in (1.0, 1.4, 2.0, 2.9, 4.2, 6.0):
        r = 860 / z
        x, y = v.at(0, 120, z)
        c.chord(x, y, r, r, 180, 360, iron)
        c.chord(x, y, r * 0.965, r * 0.965, 180, 360, mix(pane, wall, 0.1))
        c.rect(x - r, y - 1, x + r, y + 500 / z, iron if z == 1.0 else mix(iron, wall, 0.2))
        c.rect(x - r * 0.965, y - 1, x + r * 0.965, y + 520 / z, shade(wall, -0.05))
    x, y = v.at(0, 120, 6.0)
    for i in range(-4, 5):
        c.line([(x, y), (x + math.sin(i * 0.36) * 143, y - math.cos(i * 0.36) * 143)], iron, 3)
    for i in range(-6, 7):
        a = math.pi / 2 - i * math.pi / 14
        c.line([v.at(860 * math.cos(a), 120 - 860 * math.sin(a), z) for z in (1.0, 6.0)], iron, 3)
    v.floor(-900, 900, 0.7, 6, 420, p.paving)
    for z in (5.2, 4.2, 3.4, 2.75, 2.2, 1.75, 1.35, 1.02):
        for s in (-1, 1):
            px, py = v.at(s * 560, 420, z)
            w = 440 / z
            people.figure(f, px + s * w * 0.1, py - 20 / z, 400 / z)
            c.rect(px - w / 2, py - 150 / z, px + w / 2, py, shade(p.tone((166, 128, 92)), -0.1))
            for k in range(3):
                crate(f, px - w / 2 + w / 3 * k, py - 140 / z, w / 3.2, rng.choice(GOODS))
        if z < 5:
            px, py = v.at(rng.uniform(-200, 200), 420, z * 0.96)
            people.figure(f, px, py, 390 / z, pose=rng.choice(("bag", "walk")))
        lx, ly = v.at(0, -420, z)
        c.oval(lx, ly, 40 / z, 24 / z, p.light)


def _melons(f: Frame) -> None:
    """Watermelons heaped by the road, a seller under an umbrella."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(500, 540)
    land.sky(f, y)
    land.hills(f, y, 3, 130)
    for i in range(12):
        plants.poplar(f, c.w * i / 11, y + 14, rng.uniform(150, 240))
    c.rect(0, y + 10, c.w + 2, c.h + 2, p.ground)
    c.poly(
        [(0, y + 60), (c.w + 5, y + 30), (c.w + 5, y + 100), (0, y + 160)], p.tone((140, 138, 134))
    )
    x = c.w * rng.uniform(0.36, 0.48)
    c.rect(x + 250, y - 210, x + 260, y + 330, p.ink)
    people.umbrella(f, x + 225, y - 120, 250, p.coat(rng))
    people.seated(f, x + 300, y + 260, 330, side=1)
    c.rect(x + 250, y + 266, x + 340, y + 350, p.tone((150, 112, 80)))
    spots: list[Point] = []
    for row in range(5):
        n = 9 - 2 * row if row < 4 else 2
        spots += [(x - 120 + (i - (n - 1) / 2) * 88, y + 350 - row * 62) for i in range(n)]
    for sx, sy in sorted(spots, key=lambda s: s[1]):
        _melon(f, sx, sy, rng.uniform(46, 54))
    people.group(f, c.w * 0.86, y + 370, 320, 2, spread=0.5)
    people.child(f, c.w * 0.72, y + 390, 200, side=-1)
    for i in range(2):
        crate(f, 30 + i * 170, c.h - 20, 160, rng.choice(GOODS))
    plants.grass(f, y + 380, c.h + 10, 60, p.ground)


def _melon(f: Frame, x: float, y: float, r: float) -> None:
    c, p = f.c, f.p
    tone = p.tone((92, 122, 80))
    c.oval(x, y, r, r * 0.94, tone)
    for k in (0.8, 0.42):
        c.ring(x, y, r * k, r * 0.94, shade(tone, -0.3), r * 0.12, 90, 270)
        c.ring(x, y, r * k, r * 0.94, shade(tone, -0.3), r * 0.12, -90, 90)
    c.oval(x - r * 0.3, y - r * 0.4, r * 0.14, r * 0.1, shade(tone, 0.3))
