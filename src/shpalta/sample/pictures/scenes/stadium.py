"""The town's stadium: from the stands, from behind the goal, and from above."""

from __future__ import annotations

import math

from .. import land, people, plants, town
from ..colour import Color, mix, shade
from ..frame import Frame
from ..vista import Vista

LINES: Color = (238, 240, 228)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_from_stands, _behind_goal, _above, _training))(f)


def _turf(f: Frame) -> Color:
    return mix(f.p.tone((116, 150, 98)), (104, 140, 98), 0.62 if f.p.night else 0.0)


def _player(f: Frame, x: float, y: float, h: float, shirt: Color) -> None:
    """A running player."""
    c, u = f.c, h / 100
    s = f.rng.choice((-1, 1))
    skin = f.p.skin(f.rng)
    c.oval(x, y, 22 * u, 3 * u, f.p.ink, 0.25)
    c.line([(x, y - 46 * u), (x + s * 12 * u, y - 26 * u), (x + s * 8 * u, y)], skin, 6.5 * u)
    c.line(
        [(x, y - 46 * u), (x - s * 10 * u, y - 28 * u), (x - s * 26 * u, y - 22 * u)], skin, 6.5 * u
    )
    c.poly(
        [
            (x - 9 * u, y - 52 * u),
            (x + 9 * u, y - 52 * u),
            (x + 13 * u, y - 34 * u),
            (x - 13 * u, y - 34 * u),
        ],
        shade(shirt, -0.45),
    )
    lean = s * 4 * u
    c.poly(
        [
            (x - 8 * u, y - 50 * u),
            (x + 8 * u, y - 50 * u),
            (x + 11 * u + lean, y - 82 * u),
            (x - 11 * u + lean, y - 82 * u),
        ],
        shirt,
    )
    for side, dx in ((-1, -20), (1, 18)):
        c.line(
            [(x + lean + side * 9 * u, y - 79 * u), (x + lean + dx * u, y - 62 * u)],
            shade(shirt, -0.15),
            5.5 * u,
            caps=True,
        )
    c.oval(x + lean * 1.4, y - 91 * u, 6.2 * u, 7.4 * u, skin)
    c.chord(x + lean * 1.4, y - 93 * u, 7 * u, 7.6 * u, 170, 370, f.p.tone((62, 50, 44)))


def _ball(f: Frame, x: float, y: float, r: float) -> None:
    f.c.oval(x, y + r, r * 1.1, r * 0.3, f.p.ink, 0.3)
    f.c.oval(x, y, r, r, (244, 242, 232))
    f.c.oval(x - r * 0.1, y - r * 0.1, r * 0.36, r * 0.36, f.p.ink)


def _crowd(f: Frame, x0: float, y0: float, x1: float, y1: float, step: float) -> None:
    """A stand full of people as rows of dots."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(x0, y0, x1, y1, p.tone((112, 116, 116)))
    y = y0 + step
    while y < y1:
        c.rect(x0, y + step * 0.32, x1, y + step * 0.5, p.tone((90, 94, 96)))
        x = x0 + rng.uniform(0, step)
        while x < x1 - step * 0.4:
            if rng.random() < 0.8:
                coat = p.coat(rng)
                c.chord(x, y + step * 0.42, step * 0.42, step * 0.6, 180, 360, coat)
                c.oval(x, y - step * 0.18, step * 0.2, step * 0.24, p.skin(rng))
            x += step
        y += step * 0.92


def _lights(f: Frame, x: float, y: float, h: float) -> None:
    """A floodlight mast."""
    c, p = f.c, f.p
    steel = mix(p.ink, p.sky, 0.15)
    c.poly(
        [(x - h * 0.02, y), (x - h * 0.008, y - h), (x + h * 0.008, y - h), (x + h * 0.02, y)],
        steel,
    )
    c.rect(x - h * 0.1, y - h * 1.1, x + h * 0.1, y - h * 0.95, steel)
    for r in range(3):
        for i in range(4):
            lx, ly = x + (i - 1.5) * h * 0.046, y - h * (1.075 - r * 0.046)
            if p.mood.lit > 0.4:
                c.oval(lx, ly, h * 0.05, h * 0.05, p.light, 0.1)
            c.oval(lx, ly, h * 0.017, h * 0.017, p.light)


def _from_stands(f: Frame) -> None:
    c, p, rng = f.c, f.p, f.rng
    y = 300.0
    land.sky(f, y)
    land.hills(f, y + 20, 2, 110)
    for s in (0.06, 0.94):
        _lights(f, c.w * s, y + 80, 300)
    roof = p.tone(rng.choice(((86, 104, 110), (140, 84, 66), (92, 110, 96))))
    _crowd(f, 0, y, c.w + 2, y + 170, 23)
    c.poly([(-5, y - 70), (c.w + 5, y - 70), (c.w + 5, y - 6), (-5, y - 6)], roof)
    c.rect(0, y - 14, c.w + 2, y - 4, shade(roof, -0.3))
    for i in range(11):
        c.rect(c.w * i / 10 - 4, y - 6, c.w * i / 10 + 4, y + 170, shade(roof, -0.2))
    for i in range(8):
        c.rect(
            c.w * i / 8 + 3,
            y + 170,
            c.w * (i + 1) / 8 - 3,
            y + 206,
            mix(p.coat(rng), p.tone((230, 226, 210)), 0.25),
        )
    v = Vista(c, c.w * 0.5, y - 130)
    turf = _turf(f)
    c.rect(0, y + 206, c.w + 2, c.h + 2, turf)
    for i in range(-9, 9, 2):
        v.floor(i * 260, (i + 1) * 260, 0.8, 2.22, 760, shade(turf, -0.08))
    white = p.tone(LINES)
    v.floor(-3000, 3000, 2.0, 2.02, 760, white)
    v.floor(-4, 4, 0.8, 2.0, 760, white)
    x, yy = v.at(0, 760, 1.32)
    c.ring(x, yy, 210, 82, white, 4)
    teams = (p.tone((168, 72, 54)), p.tone((226, 214, 180)))
    for t, i in sorted((rng.random(), i) for i in range(15)):
        _player(f, rng.uniform(0.06, 0.94) * c.w, y + 260 + t * 370, 84 + 60 * t, teams[i % 2])
    _ball(f, c.w * rng.uniform(0.35, 0.65), y + 470, 11)


def _behind_goal(f: Frame) -> None:
    """Over the keeper's shoulder, through the net."""
    c, p, rng = f.c, f.p, f.rng
    y = 400.0
    land.sky(f, y)
    town.skyline(f, 0, c.w, y - 60, depth=0.5, size=0.7)
    _crowd(f, 0, y - 70, c.w + 2, y + 30, 15)
    for s in (0.1, 0.38, 0.66, 0.92):
        _lights(f, c.w * s, y - 60, 230)
    turf, white = _turf(f), p.tone(LINES)
    c.rect(0, y + 30, c.w + 2, c.h + 2, turf)
    for i in range(0, 10, 2):
        t0, t1 = (i / 10) ** 1.8, ((i + 1) / 10) ** 1.8
        c.rect(0, y + 30 + (c.h - y) * t0, c.w + 2, y + 30 + (c.h - y) * t1, shade(turf, -0.08))
    c.poly(
        [
            (c.w * 0.22, y + 200),
            (c.w * 0.78, y + 200),
            (c.w * 0.78, y + 206),
            (c.w * 0.22, y + 206),
        ],
        white,
    )
    teams = (p.tone((58, 98, 132)), p.tone((222, 190, 96)))
    for t, i in sorted((rng.random(), i) for i in range(9)):
        _player(f, rng.uniform(0.12, 0.88) * c.w, y + 80 + t * 190, 80 + 110 * t, teams[i % 2])
    _ball(f, c.w * rng.uniform(0.4, 0.6), y + 120, 13)
    x0, x1, top, base = c.w * 0.13, c.w * 0.87, y - 150, 900
    people.figure(
        f, c.w * rng.uniform(0.44, 0.56), base - 20, 300, pose="walk", coat=p.tone((70, 140, 110))
    )
    net = mix(white, turf, 0.35)
    for i in range(34):
        x = x0 + (x1 - x0) * i / 33
        c.line([(x, top), (x + (x - c.w / 2) * 0.12, c.h + 10)], net, 1.6, alpha=0.5)
    for i in range(22):
        yy = top + (c.h - top) * i / 21
        c.line([(x0 - 60 * i / 21, yy), (x1 + 60 * i / 21, yy)], net, 1.6, alpha=0.5)
    for x in (x0, x1):
        c.rect(x - 10, top, x + 10, base, white)
    c.rect(x0 - 10, top - 10, x1 + 10, top + 10, white)


def _above(f: Frame) -> None:
    """The whole pitch with its stands, from a height, among trees and roofs."""
    c, p, rng = f.c, f.p, f.rng
    c.fill(shade(p.ground, -0.12))
    for _ in range(70):
        x, y, r = rng.uniform(0, c.w), rng.uniform(0, c.h), rng.uniform(22, 46)
        leaf = p.leaf(rng)
        c.oval(x + 7, y + 9, r, r * 0.9, p.ink, 0.18)
        c.oval(x, y, r, r * 0.9, shade(leaf, -0.1))
        c.oval(x - r * 0.2, y - r * 0.2, r * 0.6, r * 0.55, leaf)
    c.line([(-10, c.h * 0.93), (c.w + 10, c.h * 0.86)], p.tone((150, 148, 142)), 54)
    x0, x1, y0, y1 = c.w / 2 - 560, c.w / 2 + 560, 130.0, 850.0
    track = p.tone((178, 106, 82))
    c.round_rect(x0 - 24, y0 - 30, x1 + 24, y1 + 30, 330, p.tone((170, 166, 156)))
    for i in range(5):
        d = i * 14
        c.round_rect(x0 + d, y0 + d, x1 - d, y1 - d, 310 - d, shade(track, 0.12 * (i % 2)))
    turf, white = _turf(f), p.tone(LINES)
    c.round_rect(x0 + 80, y0 + 80, x1 - 80, y1 - 80, 230, shade(turf, -0.1))
    a, b, t, u = x0 + 170, x1 - 170, y0 + 120, y1 - 120
    for i in range(12):
        c.rect(a + (b - a) * i / 12, t, a + (b - a) * (i + 1) / 12, u, shade(turf, -0.07 * (i % 2)))
    for xa, ya, xb, yb in (
        (a, t, b, t),
        (a, u, b, u),
        (a, t, a, u),
        (b, t, b, u),
        ((a + b) / 2, t, (a + b) / 2, u),
    ):
        c.rect(xa - 2.5, ya - 2.5, xb + 2.5, yb + 2.5, white)
    _marking(f, a, b, (t + u) / 2)
    teams = (p.tone((168, 72, 54)), p.tone((236, 226, 196)))
    for i in range(22):
        px, py = rng.uniform(a + 30, b - 30), rng.uniform(t + 30, u - 30)
        c.line([(px, py), (px + 34, py + 14)], p.ink, 7, alpha=0.3)
        c.oval(px, py, 9, 9, teams[i % 2])
    for ya, yb in ((y0 - 110, y0 - 20), (y1 + 20, y1 + 110)):
        _crowd(f, c.w / 2 - 390, ya, c.w / 2 + 390, yb, 17)


def _marking(f: Frame, a: float, b: float, mid: float) -> None:
    """The circle and the goal areas, from above."""
    c, white = f.c, f.p.tone(LINES)
    c.ring((a + b) / 2, mid, 92, 92, white, 5)
    for x, s in ((a, 1), (b, -1)):
        for deep, half in ((130, 160), (48, 72)):
            c.line(
                [
                    (x, mid - half),
                    (x + s * deep, mid - half),
                    (x + s * deep, mid + half),
                    (x, mid + half),
                ],
                white,
                5,
            )


def _training(f: Frame) -> None:
    """Children at practice on a small ground between poplars."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(480, 520)
    land.sky(f, y)
    land.hills(f, y, 3, 150)
    town.skyline(f, 0, c.w, y, depth=0.3, size=0.75)
    for i in range(17):
        plants.poplar(f, c.w * (i + rng.uniform(0.3, 0.7)) / 17, y + 20, rng.uniform(190, 290))
    turf, white = _turf(f), p.tone(LINES)
    c.rect(0, y + 14, c.w + 2, c.h + 2, turf)
    for i in range(0, 12, 2):
        c.poly(
            [
                (c.w * (0.2 + 0.05 * i), y + 14),
                (c.w * (0.2 + 0.05 * (i + 1)), y + 14),
                (c.w * (-0.7 + 0.2 * (i + 1)), c.h + 4),
                (c.w * (-0.7 + 0.2 * i), c.h + 4),
            ],
            shade(turf, -0.08),
        )
    gx, gy = c.w * rng.uniform(0.16, 0.26), y + 130
    for x in (gx, gx + 330):
        c.rect(x - 6, gy - 150, x + 6, gy, white)
    c.rect(gx - 6, gy - 156, gx + 336, gy - 144, white)
    for i in range(17):
        c.line([(gx + i * 20.6, gy - 148), (gx + i * 20.6, gy - 4)], white, 1, alpha=0.4)
    c.rect(0, gy, c.w + 2, gy + 5, white)
    for i in range(7):
        t = i / 6
        x, yy = c.w * (0.34 + 0.4 * t), y + 210 + 190 * t
        c.poly([(x - 16, yy), (x, yy - 44), (x + 16, yy)], p.tone((214, 128, 66)))
    shirts = (p.tone((168, 72, 54)), p.tone((58, 98, 132)), p.tone((222, 190, 96)))
    for t, i in sorted((rng.random(), i) for i in range(8)):
        _player(f, rng.uniform(0.1, 0.9) * c.w, y + 190 + t * 260, 110 + 60 * t, shirts[i % 3])
        _ball(f, rng.uniform(0.1, 0.9) * c.w, y + 200 + t * 260, 10 + 4 * math.sqrt(t))
    people.figure(f, c.w * 0.83, c.h - 40, 290, pose="talk", side=-1)
