"""The theatre: its front in the evening, the stage from the hall, a summer stage, a rehearsal."""

from __future__ import annotations

import math

from .. import fittings, land, people, plants, town
from ..colour import Color, mix, shade
from ..frame import Frame
from .theatre_stage import stage


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_front, stage, _summer, _box_office))(f)


def _front(f: Frame) -> None:
    """The building with its columns and steps."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(700, 740)
    land.sky(f, y)
    town.skyline(f, 0, c.w, y - 20, depth=0.4, size=1.1, landmark=False)
    x, wall = (
        c.w * rng.uniform(0.46, 0.54),
        p.tone(rng.choice(((214, 198, 164), (196, 178, 166), (184, 190, 176)))),
    )
    half = 470
    c.rect(x - 250, y - 500, x + 250, y - 300, shade(wall, -0.08))
    c.chord(x, y - 498, 250, 70, 180, 360, p.tone((92, 118, 110)))
    c.rect(x - half, y - 330, x + half, y, wall)
    town.windows(f, x - half + 16, y - 310, x - 250, y - 30, 3, 2, wall=wall, arch=True, sill=True)
    town.windows(f, x + 250, y - 310, x + half - 16, y - 30, 3, 2, wall=wall, arch=True, sill=True)
    c.rect(x - half - 12, y - 344, x + half + 12, y - 326, shade(wall, 0.25))
    inside = p.light if p.mood.lit > 0.1 else p.pane
    c.rect(x - 236, y - 320, x + 236, y, shade(wall, -0.2))
    for i in range(5):
        dx = x - 190 + 95 * i
        c.rect(dx - 24, y - 130, dx + 24, y, inside)
        c.chord(dx, y - 200, 24, 24, 180, 360, inside)
        c.rect(dx - 24, y - 200, dx + 24, y - 156, inside)
        c.rect(dx - 2, y - 130, dx + 2, y, shade(wall, -0.35))
    fittings.columns(f, x - 246, y - 322, x + 246, y, 6, shade(wall, 0.16))
    fittings.pediment(f, x - 266, x + 266, y - 336, 110, wall)
    for dx in (-0.5, 0, 0.5):
        c.oval(x + 130 * dx, y - 370, 17, 17, shade(wall, 0.3))
    c.rect(0, y, c.w + 2, c.h + 2, p.paving)
    for i in range(6):
        c.rect(
            x - 300 - 22 * i,
            y + 13 * i,
            x + 300 + 22 * i,
            y + 13 * (i + 1),
            shade(wall, 0.2 - 0.09 * i),
        )
    _banners(f, x, y, half)
    for _ in range(10):
        people.figure(f, x + rng.uniform(-430, 430), y + rng.uniform(70, 130), 128)
    people.group(f, c.w * rng.choice((0.14, 0.86)), c.h - 20, 225, 3)
    for s in (0.06, 0.94):
        fittings.lamp(f, c.w * s, y + 160, 380, arms=2)
        plants.round_tree(f, c.w * (0.1 if s < 0.5 else 0.9), y + 30, 300)


def _banners(f: Frame, x: float, y: float, half: float) -> None:
    """Posters of plays between the windows."""
    for dx in (-half + 8, half - 62):
        f.c.rect(x + dx, y - 300, x + dx + 54, y - 110, f.p.coat(f.rng))
        f.c.oval(x + dx + 27, y - 230, 17, 21, f.p.tone((238, 228, 206)))
        f.c.chord(x + dx + 27, y - 226, 9, 7, 0, 180, f.p.ink)
        for i in range(3):
            f.c.rect(
                x + dx + 10,
                y - 180 + 16 * i,
                x + dx + 44,
                y - 174 + 16 * i,
                f.p.tone((238, 228, 206)),
            )


def _summer(f: Frame) -> None:
    """A shell in the park with strings of lamps and people on benches."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(560, 600)
    land.sky(f, y)
    land.hills(f, y, 2, 120)
    for i in range(9):
        plants.round_tree(f, c.w * (i + rng.uniform(0.2, 0.8)) / 9, y + 20, rng.uniform(260, 380))
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    x, r = c.w * rng.uniform(0.44, 0.56), 330
    cream, glow = p.tone((222, 210, 184)), mix(p.tone((226, 178, 120)), p.light, p.mood.lit)
    for i in range(6):
        q = r * (1 - 0.13 * i)
        c.chord(x, y + 40, q, q * 1.02, 180, 360, shade(mix(cream, glow, i / 6), -0.04 * i))
    c.rect(x - r - 30, y + 36, x + r + 30, y + 104, p.tone((136, 104, 82)))
    c.rect(x - r - 30, y + 32, x + r + 30, y + 44, p.tone((176, 140, 108)))
    for i, dx in enumerate((-150, -50, 60, 165)):
        people.figure(f, x + dx, y + 40, 176, pose="talk", side=-1 if i % 2 else 1)
    for a, b in ((0.02, 0.5), (0.5, 0.98)):
        _lamp_string(f, c.w * a, c.w * b, y - 330 if a < 0.5 else y - 350)
    for row in range(4):
        yy, s = y + 190 + row * 74, 20 + 6 * row
        step = s * 3.6
        for i in range(int(c.w / step) + 2):
            if abs(i * step - x) < 60 + row * 12:
                continue
            if rng.random() < 0.78:
                people.heads(f, [i * step], yy, s, mix(p.coat(rng), p.ink, 0.3))
        c.rect(0, yy + s * 2.6, x - 62 - row * 14, yy + s * 3.1, p.tone((122, 92, 70)))
        c.rect(x + 62 + row * 14, yy + s * 2.6, c.w + 2, yy + s * 3.1, p.tone((122, 92, 70)))


def _lamp_string(f: Frame, x0: float, x1: float, y: float) -> None:
    """Lamps on a sagging wire."""
    c, p = f.c, f.p
    wire = [
        (x0 + (x1 - x0) * t, y + 90 * math.sin(math.pi * t)) for t in (i / 30 for i in range(31))
    ]
    c.line(wire, p.ink, 2)
    for px, py in wire[1::2]:
        if p.mood.lit > 0.4:
            c.oval(px, py + 10, 26, 26, p.light, 0.18)
        c.oval(px, py + 10, 8, 9, p.light)


def _box_office(f: Frame) -> None:
    """A poster pillar and a queue at the side door of the theatre."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(740, 780)
    land.sky(f, 300)
    wall = p.tone(rng.choice(((188, 150, 122), (170, 176, 160), (204, 186, 150))))
    c.rect(0, 130, c.w + 2, y, wall)
    c.rect(0, 118, c.w + 2, 146, shade(wall, 0.28))
    c.rect(0, 410, c.w + 2, 424, shade(wall, 0.2))
    town.windows(
        f, 30, 170, c.w - 30, 400, 9, 1, wall=wall, fillx=0.46, filly=0.8, arch=True, sill=True
    )
    _posters(f, wall)
    dx = 60 + (c.w - 120) * 3 / 8
    glow = p.light if p.mood.lit > 0.1 else p.pane
    c.rect(dx - 16, 450, dx + 310, y, shade(wall, 0.24))
    c.rect(dx, 466, dx + 294, y, shade(wall, -0.4))
    c.rect(dx + 12, 480, dx + 282, y, glow)
    for k in (0.25, 0.5, 0.75):
        c.rect(dx + 294 * k - 5, 466, dx + 294 * k + 5, y, shade(wall, -0.4))
    c.poly(
        [(dx - 50, 450), (dx + 344, 450), (dx + 320, 414), (dx - 26, 414)], p.tone((132, 58, 50))
    )
    c.rect(0, y, c.w + 2, c.h + 2, p.paving)
    c.rect(0, y + 4, c.w + 2, y + 10, shade(p.paving, -0.14))
    n = rng.randint(7, 10)
    for i in range(n):
        people.figure(
            f,
            dx + 120 + i * 92,
            y + 34 + 8 * math.sin(i),
            232,
            pose=rng.choice(("stand", "talk", "bag")),
            side=-1,
        )
    _pillar(f, c.w * 0.13, c.h - 40)


def _posters(f: Frame, wall: Color) -> None:
    """Framed bills along the wall, the door's place left free."""
    c, p, rng = f.c, f.p, f.rng
    for i in range(8):
        bx = 60 + (c.w - 120) * i / 8
        if i in (3, 4):
            continue
        c.rect(bx, 470, bx + 130, 690, shade(wall, -0.2))
        c.rect(bx + 8, 478, bx + 122, 682, p.coat(rng))
        c.oval(bx + 65, 560, 34, 42, p.tone((240, 230, 208)))
        c.chord(bx + 65, 566, 17, 15, *((0, 180) if i % 2 else (180, 360)), p.ink)
        for k, w in enumerate((90, 70, 50)):
            c.rect(
                bx + 65 - w / 2,
                624 + 18 * k,
                bx + 65 + w / 2,
                632 + 18 * k,
                p.tone((240, 230, 208)),
            )


def _pillar(f: Frame, x: float, y: float) -> None:
    """A round pillar with posters and a little roof."""
    c, p, rng = f.c, f.p, f.rng
    green = p.tone((62, 92, 80))
    c.oval(x, y, 112, 16, p.ink, 0.25)
    c.rect(x - 92, y - 420, x + 92, y, p.tone((226, 216, 194)))
    for i in range(3):
        for k in range(2):
            px, py = x - 84 + 86 * k, y - 406 + 126 * i
            tone = p.coat(rng)
            c.rect(px, py, px + 80, py + 116, tone)
            c.oval(px + 40, py + 46, 22, 26, shade(tone, 0.5))
            c.rect(px + 12, py + 88, px + 68, py + 96, shade(tone, 0.5))
    c.rect(x + 56, y - 420, x + 92, y, p.ink, 0.14)
    c.rect(x - 100, y - 34, x + 100, y, green)
    c.rect(x - 104, y - 440, x + 104, y - 416, green)
    c.chord(x, y - 438, 98, 84, 180, 360, shade(green, 0.08))
    c.oval(x, y - 528, 10, 14, green)
