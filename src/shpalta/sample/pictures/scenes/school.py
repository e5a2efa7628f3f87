"""A school: its yard, a classroom, a lesson outdoors, a shelter class by lamps."""

from __future__ import annotations

import math

from .. import fittings, land, people, plants, town
from ..colour import Color, mix, shade
from ..frame import Frame


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_yard, _classroom, _gate, _windowsill))(f)


def _building(f: Frame, x: float, y: float, w: float, h: float) -> None:
    """A three-storey school with a raised middle."""
    c, p, rng = f.c, f.p, f.rng
    wall = p.tone(rng.choice(((206, 180, 140), (186, 120, 96), (180, 186, 172), (214, 200, 172))))
    c.rect(x - w / 2, y - h, x + w / 2, y, wall)
    town.gable(f, x - w / 2, y - h, x + w / 2, 46, p.roof(rng), "hip")
    for s in (-1, 1):
        a, b = x + s * w * 0.13, x + s * w * 0.49
        town.windows(
            f, min(a, b), y - h + 10, max(a, b), y - 16, 8, 3, wall=wall, sill=True, fillx=0.6
        )
    mid = shade(wall, 0.12)
    c.rect(x - w * 0.12, y - h - 70, x + w * 0.12, y, mid)
    c.rect(x - w * 0.13, y - h - 84, x + w * 0.13, y - h - 68, shade(wall, 0.3))
    town.windows(f, x - w * 0.1, y - h - 40, x + w * 0.1, y - h * 0.36, 3, 2, wall=mid, sill=True)
    for i in (1, 2):
        c.rect(x - w / 2, y - h * i / 3, x + w / 2, y - h * i / 3 + 4, shade(wall, -0.1))
    c.rect(x - w * 0.08, y - h * 0.31, x + w * 0.08, y - h * 0.27, shade(wall, -0.35))
    for i in (-1, 0, 1):
        c.rect(
            x + i * w * 0.045 - w * 0.02,
            y - h * 0.25,
            x + i * w * 0.045 + w * 0.02,
            y,
            p.light if p.mood.lit > 0.1 else shade(wall, -0.5),
        )
    c.rect(x - w * 0.1, y - 10, x + w * 0.1, y, shade(wall, -0.12))
    fittings.flag(f, x, y - h - 80, 120)


def _yard(f: Frame) -> None:
    """The school across its yard with children playing."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(600, 640)
    land.sky(f, y)
    land.hills(f, y, 2, 100)
    _building(f, c.w * rng.uniform(0.46, 0.56), y, 1120, 300)
    for s in (0.04, 0.13, 0.88, 0.96):
        plants.round_tree(f, c.w * s, y + 12, rng.uniform(290, 390))
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    c.poly([(c.w * 0.44, y), (c.w * 0.58, y), (c.w * 0.9, c.h + 3), (c.w * 0.2, c.h + 3)], p.paving)
    white = p.tone((240, 236, 224))
    for i in range(5):
        t = (i / 5) ** 1.2
        yy, k = y + 150 + 190 * t, 34 + 30 * t
        for s in (0,) if i % 2 == 0 else (-1, 1):
            cx = c.w * 0.36 - 90 * t + s * k * 1.1
            c.line(
                [
                    (cx - k, yy),
                    (cx + k, yy),
                    (cx + k * 1.1, yy + k * 0.8),
                    (cx - k * 1.1, yy + k * 0.8),
                    (cx - k, yy),
                ],
                white,
                4,
            )
    for t in sorted(rng.random() for _ in range(11)):
        people.child(f, rng.uniform(0.08, 0.94) * c.w, y + 40 + 300 * t, 78 + 90 * t)
    people.figure(f, c.w * 0.72, c.h - 50, 250, pose="talk", side=-1)
    people.child(f, c.w * 0.65, c.h - 44, 160)


def _board(f: Frame, x0: float, y0: float, x1: float, y1: float) -> None:
    """A blackboard with a drawing: a sum, a triangle, a wave."""
    c, rng = f.c, f.rng
    green = f.p.tone((52, 82, 72))
    c.rect(x0 - 14, y0 - 14, x1 + 14, y1 + 14, f.p.tone((150, 114, 82)))
    c.rect(x0, y0, x1, y1, green)
    chalk = mix(green, (244, 242, 232), 0.8)
    cx, cy = x0 + (x1 - x0) * 0.24, (y0 + y1) / 2
    c.line(
        [(cx - 74, cy + 60), (cx + 84, cy + 60), (cx - 20, cy - 74), (cx - 74, cy + 60)], chalk, 4
    )
    c.line([(cx - 20, cy - 74), (cx - 20, cy + 60)], chalk, 2)
    ax = x0 + (x1 - x0) * 0.52
    c.line([(ax, y1 - 34), (ax, y0 + 28)], chalk, 3)
    c.line([(ax - 14, cy + 30), (x1 - 40, cy + 30)], chalk, 3)
    curve = [
        (ax + i * 8, cy + 30 - 80 * math.sin(i / 5 + rng.uniform(0, 0.03)))
        for i in range(int((x1 - 60 - ax) / 8))
    ]
    c.line(curve, mix(chalk, (232, 190, 110), 0.6), 4)
    c.rect(x0, y1 + 14, x1, y1 + 24, f.p.tone((130, 98, 70)))


def _classroom(f: Frame) -> None:
    """A lesson seen from the last desk."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    wall = p.tone(rng.choice(((222, 214, 190), (202, 212, 202), (224, 204, 178))))
    c.fill(wall)
    floor = p.tone((176, 140, 106))
    c.rect(0, 640, c.w + 2, c.h + 2, floor)
    c.rect(0, 626, c.w + 2, 644, shade(wall, -0.25))
    for i in range(3):
        wx = 50 + i * 150
        c.rect(wx - 12, 130, wx + 122, 520, shade(wall, 0.35))
        c.rect(wx, 142, wx + 110, 508, mix(p.sky, p.mood.band, 0.5))
        c.poly(
            [
                *c.curve(
                    [(wx, 430 - 16 * i), (wx + 55, 402 + 10 * i), (wx + 110, 414 - 16 * i)], 8
                ),
                (wx + 110, 508),
                (wx, 508),
            ],
            p.hill(0.6),
        )
        c.rect(wx, 470, wx + 110, 508, p.hill(0.1))
        c.rect(wx + 52, 142, wx + 58, 508, shade(wall, 0.35))
        c.rect(wx - 18, 518, wx + 128, 532, shade(wall, 0.2))
        plants.bush(f, wx + 60, 518, 26)
    _board(f, c.w * 0.42, 170, c.w * 0.88, 430)
    c.poly([(c.w * 0.3, 0), (c.w * 0.36, 0), (c.w * 0.36, 40), (c.w * 0.3, 40)], shade(wall, 0.4))
    for s in (0.36, 0.66):
        c.rect(c.w * s, 0, c.w * s + 150, 26, p.light, 0.9)
    people.figure(f, c.w * rng.uniform(0.6, 0.72), 690, 340, pose="talk", side=-1)
    for row in range(3):
        k = 1 + row * 0.42
        y = 700 + row * 120
        for i in range(4 if row < 2 else 3):
            dx = c.w * ((i + 0.5 + (0.08 if row % 2 else 0)) / (4 if row < 2 else 3))
            _desk(f, dx, y, k)


def _desk(f: Frame, x: float, y: float, k: float) -> None:
    """Two pupils at a desk, from behind."""
    c, p, rng = f.c, f.p, f.rng
    wood = p.tone((196, 156, 110))
    c.rect(x - 120 * k, y + 10 * k, x + 120 * k, y + 22 * k, wood)
    c.rect(x - 120 * k, y + 22 * k, x + 120 * k, y + 30 * k, shade(wood, -0.25))
    for s in (-1, 1):
        c.rect(x + s * 108 * k - 4, y + 26 * k, x + s * 108 * k + 4, y + 120 * k, p.ink)
        if rng.random() < 0.9:
            coat: Color = p.coat(rng)
            px = x + s * 56 * k
            hair = p.tone(rng.choice(((70, 54, 46), (110, 80, 56), (168, 138, 96))))
            c.round_rect(px - 40 * k, y - 20 * k, px + 40 * k, y + 92 * k, 26 * k, coat)
            c.rect(px - 9 * k, y - 34 * k, px + 9 * k, y - 12 * k, p.skin(rng))
            c.oval(px, y - 50 * k, 23 * k, 27 * k, hair)
            if rng.random() < 0.45:
                for t in (-1, 1):
                    c.line(
                        [(px + t * 17 * k, y - 46 * k), (px + t * 30 * k, y - 8 * k)],
                        hair,
                        10 * k,
                        caps=True,
                    )


def _gate(f: Frame) -> None:
    """Children walking to school by an alley of trees in the morning."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(500, 530)
    land.sky(f, y)
    land.hills(f, y + 20, 2, 90)
    _building(f, c.w * 0.5, y, 620, 190)
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    c.poly(
        [(c.w * 0.465, y), (c.w * 0.535, y), (c.w * 0.86, c.h + 3), (c.w * 0.14, c.h + 3)], p.paving
    )
    for i in range(9):
        t = i / 8
        k = 0.3 + 0.95 * t**1.5
        yy = y + 16 + 440 * t**1.5
        for s in (-1, 1):
            plants.round_tree(f, c.w * 0.5 + s * (90 + 640 * t**1.4), yy, 420 * k)
            if i % 2 and p.mood.lit > 0.4:
                fittings.lamp(f, c.w * 0.5 + s * (66 + 500 * t**1.4), yy, 330 * k, side=-s)
    for t in (0.05, 0.16, 0.3, 0.42, 0.6, 0.8):
        x = c.w * 0.5 + rng.uniform(-1, 1) * (30 + 300 * t)
        if p.night:
            people.figure(f, x, y + 26 + 430 * t, 76 + 190 * t)
        else:
            people.child(f, x, y + 26 + 430 * t, 60 + 150 * t, side=1)
    people.figure(f, c.w * 0.58, c.h - 60, 300, pose="walk", side=-1)
    people.child(f, c.w * 0.51, c.h - 54, 190, side=-1)
    _leaves(f, y)


def _leaves(f: Frame, y: float) -> None:
    """Fallen leaves or blossom on the path."""
    for _ in range(120):
        t = f.rng.random()
        x = f.c.w * 0.5 + f.rng.uniform(-1, 1) * (60 + 640 * t)
        f.c.oval(x, y + 40 + 450 * t, 3 + 5 * t, 2 + 2.5 * t, f.p.leaf(f.rng))


def _windowsill(f: Frame) -> None:
    """A pupil's desk by the window: books, a globe, pencils, the town outside."""
    c, p, rng = f.c, f.p, f.rng
    x0, x1, y0, y1 = c.w * 0.1, c.w * 0.9, 60.0, 640.0
    land.sky(f, 560)
    land.hills(f, 560, 3, 150)
    town.skyline(f, x0, x1, 590, depth=0.3, size=0.85)
    c.rect(0, 590, c.w + 2, y1, p.ground)
    for _ in range(5):
        plants.tree(f, rng.uniform(x0, x1), 640, rng.uniform(160, 260))
    f.p = p = p.inside()
    wall = p.tone(rng.choice(((196, 204, 190), (214, 196, 168), (180, 192, 196))))
    for a, b, d, e in ((0, 0, x0, c.h), (x1, 0, c.w + 2, c.h), (0, 0, c.w + 2, y0)):
        c.rect(a, b, d, e, wall)
    frame = p.tone((240, 236, 224))
    for x in (x0, (x0 + x1) / 2, x1):
        c.rect(x - 15, y0, x + 15, y1, frame)
    c.rect(x0, y0 - 14, x1, y0 + 14, frame)
    c.rect(x0, 226, x1, 244, frame)
    wood = p.tone((176, 132, 94))
    c.rect(0, y1 - 8, c.w + 2, c.h + 2, shade(wood, 0.1))
    c.rect(0, y1 + 60, c.w + 2, c.h + 2, wood)
    for i in range(4):
        c.rect(0, y1 + 120 + 70 * i, c.w + 2, y1 + 123 + 70 * i, shade(wood, -0.12))
    _globe(f, c.w * 0.24, 830)
    y = 840.0
    for _ in range(5):
        w, h = rng.uniform(230, 320), rng.uniform(30, 46)
        x = c.w * 0.58 + rng.uniform(-20, 20)
        c.round_rect(x - w / 2, y - h, x + w / 2, y, 4, p.coat(rng))
        c.rect(x - w / 2 + 8, y - h + 6, x + w / 2 + 1, y - 6, p.tone((240, 232, 212)))
        y -= h
    c.oval(c.w * 0.58, y - 36, 40, 38, p.tone((186, 74, 54)))
    c.line([(c.w * 0.58, y - 68), (c.w * 0.585, y - 92)], p.ink, 5)
    x = c.w * 0.8
    for i in range(6):
        c.line([(x - 34 + i * 14, 760), (x - 60 + i * 26, 630)], p.coat(rng), 11)
    c.round_rect(x - 54, 730, x + 54, 850, 10, p.tone((92, 118, 122)))
    c.poly(
        [(c.w * 0.36, 880), (c.w * 0.56, 880), (c.w * 0.6, 985), (c.w * 0.34, 985)],
        p.tone((244, 240, 228)),
    )
    for i in range(4):
        c.line(
            [(c.w * 0.375, 900 + i * 20), (c.w * 0.55, 900 + i * 20)], p.tone((150, 160, 170)), 2
        )


def _globe(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    sea, earth = p.tone((122, 160, 172)), p.tone((150, 156, 104))
    c.oval(x, y + 4, 110, 14, p.ink, 0.25)
    c.rect(x - 9, y - 70, x + 9, y, p.tone((120, 84, 60)))
    c.oval(x, y - 2, 84, 16, p.tone((120, 84, 60)))
    c.oval(x, y - 196, 132, 132, sea)
    for dx, dy, rx, ry in (
        (-40, -240, 54, 34),
        (-16, -180, 40, 52),
        (60, -210, 40, 60),
        (36, -130, 46, 24),
    ):
        c.oval(x + dx, y + dy, rx, ry, earth)
    c.ring(x, y - 196, 146, 146, p.tone((168, 132, 80)), 11, -70, 110)
