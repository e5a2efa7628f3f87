"""The main square: a fountain, a column, a stage or a fir tree, and people."""

from __future__ import annotations

import math

from .. import fittings, land, people, plants, town
from ..colour import mix, shade
from ..frame import Frame
from ..vista import Vista


def paint(f: Frame) -> None:
    """Draw the scene."""
    c, _p, rng = f.c, f.p, f.rng
    centre = f.turn((_fountain, _column, _gathering, _clock_tower))
    y = rng.uniform(520, 580) + (90 if centre is _clock_tower else 0)
    land.sky(f, y - 120)
    land.hills(f, y, 2, 170)
    if centre is _clock_tower:
        _tower(f, c.w * rng.uniform(0.3, 0.42), y)
    else:
        _houses(f, y)
    _pavement(f, y)
    centre(f, y)


def _houses(f: Frame, y: float) -> None:
    """Houses closing the square on its far side."""
    c, rng = f.c, f.rng
    x = -30.0
    hall = c.w * rng.uniform(0.2, 0.6)
    while x < c.w:
        if hall <= x < hall + 400:
            town.church(f, x + 150, y, rng.uniform(330, 390), depth=0.06)
            x, hall = x + 300, -9e9
            continue
        w = rng.uniform(110, 190)
        town.house(
            f, x, y, w, rng.uniform(150, 250), depth=0.06, kind=rng.choice(("hip", "gable", "flat"))
        )
        x += w


def _tower(f: Frame, x: float, y: float) -> None:
    """A town hall with a clock tower."""
    c, p, rng = f.c, f.p, f.rng
    wall = p.walls(rng)
    _houses_aside(f, y, x - 330, x + 330)
    c.rect(x - 320, y - 230, x + 320, y, wall)
    town.gable(f, x - 320, y - 230, x + 320, 90, p.roof(rng), "hip")
    town.windows(f, x - 300, y - 215, x - 80, y - 20, 5, 2, wall=wall, sill=True, arch=True)
    town.windows(f, x + 80, y - 215, x + 300, y - 20, 5, 2, wall=wall, sill=True, arch=True)
    tone = shade(wall, 0.1)
    c.rect(x - 70, y - 430, x + 70, y, tone)
    c.rect(x + 36, y - 430, x + 70, y, shade(wall, -0.06))
    for yy in (240, 330, 430):
        c.rect(x - 78, y - yy - 8, x + 78, y - yy, shade(wall, 0.24))
    fittings.clock(f, x, y - 382, 34)
    town.windows(f, x - 50, y - 320, x + 50, y - 250, 2, 1, wall=tone, arch=True)
    town.windows(f, x - 50, y - 225, x + 50, y - 110, 2, 1, wall=tone, arch=True)
    c.chord(x, y - 60, 34, 34, 180, 360, shade(wall, -0.4))
    c.rect(x - 34, y - 60, x + 34, y, shade(wall, -0.4))
    spire = p.tone((88, 122, 108))
    c.poly(
        [
            (x - 76, y - 438),
            (x - 44, y - 480),
            (x - 26, y - 486),
            (x, y - 590),
            (x + 26, y - 486),
            (x + 44, y - 480),
            (x + 76, y - 438),
        ],
        spire,
    )
    c.poly(
        [(x, y - 590), (x + 26, y - 486), (x + 44, y - 480), (x + 76, y - 438), (x + 20, y - 438)],
        shade(spire, -0.16),
    )
    fittings.flag(f, x, y - 585, 90)


def _houses_aside(f: Frame, y: float, x0: float, x1: float) -> None:
    """Houses to the left of ``x0`` and to the right of ``x1``."""
    x = -40.0
    while x < f.c.w:
        w = f.rng.uniform(110, 180)
        if x + w < x0 + 20 or x > x1 - 20:
            town.house(f, x, y, w, f.rng.uniform(130, 220), depth=0.1)
        x += w


def _pavement(f: Frame, y: float) -> None:
    """Paving stones in perspective."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(0, y, c.w + 2, c.h + 2, p.paving)
    v = Vista(c, c.w * rng.uniform(0.42, 0.58), y - 30)
    style = rng.choice(("board", "bands", "rays"))
    dark = shade(p.paving, -0.1)
    zs = [1 + 0.28 * i for i in range(34)]
    for j, z in enumerate(zs):
        for i in range(-14, 14):
            wide = 130
            if style == "board" and (i + j) % 2:
                v.floor(i * wide, (i + 1) * wide, 0.76 * z, 0.76 * (z + 0.28), 400, dark, 0.55)
        if style == "bands" and j % 2:
            v.floor(-5000, 5000, 0.76 * z, 0.76 * (z + 0.28), 400, dark, 0.5)
    if style != "board":
        for i in range(-40, 41, 2):
            v.floor(i * 130 - 4, i * 130 + 4, 0.7, 14, 400, dark, 0.8)
    for s in (0.03, 0.97):
        fittings.lamp(f, c.w * s, y + 150, 400, side=1 if s < 0.5 else -1)
    for s in (0.14, 0.24, 0.78, 0.88):
        plants.round_tree(f, c.w * s, y + 40 + rng.uniform(0, 18), rng.uniform(200, 260))


def _passers(f: Frame, y: float, n: int) -> None:
    """People about the square, the nearer the larger."""
    for t in sorted(f.rng.random() ** 1.3 for _ in range(n)):
        x = f.rng.uniform(0.04, 0.96) * f.c.w
        h = 75 + 190 * t
        if f.rng.random() < 0.3:
            people.child(f, x, y + 40 + (f.c.h - y - 60) * t, h * 0.66)
        else:
            people.figure(f, x, y + 40 + (f.c.h - y - 60) * t, h)


def _fountain(f: Frame, y: float) -> None:
    c, p, rng = f.c, f.p, f.rng
    x, base = c.w * rng.uniform(0.42, 0.58), y + 210
    stone = p.tone((204, 196, 180))
    _passers(f, y, 7)
    c.oval(x, base, 290, 62, shade(stone, -0.18))
    c.oval(x, base - 20, 290, 62, stone)
    c.oval(x, base - 22, 264, 52, p.water)
    for r in (0.9, 0.65, 0.4):
        c.ring(x, base - 22, 264 * r, 52 * r, shade(p.water, 0.25), 2)
    c.poly(
        [(x - 26, base - 20), (x - 12, base - 130), (x + 12, base - 130), (x + 26, base - 20)],
        stone,
    )
    c.chord(x, base - 140, 110, 40, 0, 180, shade(stone, -0.08))
    c.oval(x, base - 140, 110, 16, shade(p.water, 0.1))
    spray = shade(p.water, 0.55)
    for i in range(-6, 7):
        reach, high = i * 34, 250 - abs(i) * 16
        jet = [
            (x + reach * t, base - 140 - high * 4 * t * (1 - t) * 0.7 + 122 * t * t)
            for t in (s / 16 for s in range(17))
        ]
        c.line(jet, spray, 3.4, alpha=0.75)
    for s in (0.22, 0.74):
        fittings.bench(f, c.w * s, c.h - 60, 190)
    people.seated(f, c.w * 0.22 + 70, c.h - 104, 215, side=1)
    plants_pot(f, c.w * 0.9, c.h - 40)


def plants_pot(f: Frame, x: float, y: float) -> None:
    """A tub with flowers."""
    stone = f.p.tone((164, 104, 80))
    plants.bush(f, x, y - 70, 70)
    for _ in range(16):
        f.c.oval(x + f.rng.uniform(-62, 62), y - 74 - f.rng.uniform(0, 46), 6, 6, f.p.coat(f.rng))
    f.c.poly([(x - 76, y - 72), (x + 76, y - 72), (x + 56, y), (x - 56, y)], stone)
    f.c.rect(x - 82, y - 82, x + 82, y - 64, shade(stone, 0.15))


def _column(f: Frame, y: float) -> None:
    c, p, rng = f.c, f.p, f.rng
    x, base = c.w * rng.uniform(0.5, 0.64), y + 215
    stone, bronze = p.tone((198, 190, 174)), p.tone((96, 116, 102))
    for i in range(3):
        c.rect(
            x - 150 + 34 * i,
            base - 24 * (i + 1),
            x + 150 - 34 * i,
            base - 24 * i,
            shade(stone, -0.08 * (2 - i)),
        )
    c.rect(x - 56, base - 210, x + 56, base - 72, stone)
    c.rect(x + 22, base - 210, x + 56, base - 72, shade(stone, -0.14))
    c.rect(x - 68, base - 222, x + 68, base - 208, shade(stone, 0.14))
    c.rect(x - 28, base - 500, x + 28, base - 222, stone)
    c.rect(x + 8, base - 500, x + 28, base - 222, shade(stone, -0.14))
    c.rect(x - 42, base - 518, x + 42, base - 498, shade(stone, 0.14))
    c.poly(
        [(x - 26, base - 518), (x - 16, base - 600), (x + 16, base - 600), (x + 26, base - 518)],
        bronze,
    )
    c.oval(x, base - 618, 15, 19, bronze)
    c.line([(x + 12, base - 590), (x + 46, base - 640)], bronze, 10, caps=True)
    c.line([(x - 12, base - 590), (x - 30, base - 550)], bronze, 10, caps=True)
    for i in range(9):
        plants.bush(f, x - 240 + 60 * i, base + 26, 30)
    _passers(f, y, 12)


def _gathering(f: Frame, y: float) -> None:
    """A speaker on a small stage and a crowd seen from behind."""
    c, p, rng = f.c, f.p, f.rng
    x, base = c.w * rng.uniform(0.4, 0.6), y + 120
    wood = p.tone((140, 108, 84))
    for s in (-1, 1):
        c.rect(x + s * 250 - 6, base - 330, x + s * 250 + 6, base, p.ink)
    c.rect(x - 262, base - 340, x + 262, base - 320, p.ink)
    c.rect(x - 240, base - 320, x + 240, base - 60, mix(p.tone((60, 96, 92)), p.sky, 0.1))
    for i in range(-3, 4):
        c.oval(x + i * 70, base - 306, 11, 11, p.light)
    c.rect(x - 280, base - 60, x + 280, base + 10, wood)
    c.rect(x - 280, base - 62, x + 280, base - 50, shade(wood, 0.2))
    people.figure(f, x - 20, base - 56, 170, pose="talk", side=1)
    people.group(f, x - 160, base - 56, 165, 2)
    c.line([(x + 40, base - 56), (x + 40, base - 168), (x + 22, base - 178)], p.ink, 4)
    fittings.flag(f, x + 200, base - 56, 240, side=-1)
    for row in range(5):
        yy, r = base + 70 + row * 66, 17 + row * 7
        step = r * 3.3
        n = math.ceil(c.w / step) + 1
        people.heads(
            f,
            [
                i * step + (row % 2) * step / 2 + rng.uniform(-8, 8)
                for i in range(n)
                if rng.random() < 0.86
            ],
            yy,
            r,
            mix(p.coat(rng), p.tone((96, 100, 104)), 0.5),
        )


def _clock_tower(f: Frame, y: float) -> None:
    c, rng = f.c, f.rng
    _passers(f, y, 10)
    for _ in range(26):
        x, yy = rng.uniform(0.3, 0.75) * c.w, rng.uniform(c.h - 190, c.h - 40)
        c.oval(x, yy, 13, 9, f.p.tone((132, 136, 146)))
        c.oval(x + 12, yy - 9, 6, 6, f.p.tone((104, 108, 120)))
        c.poly([(x - 10, yy), (x - 26, yy - 5), (x - 24, yy + 4)], f.p.tone((104, 108, 120)))
