"""Winter: a fir tree on the square, a hill for sledges, a window with a candle, carollers."""

from __future__ import annotations

import math
from dataclasses import replace

from .. import land, plants, poses, town
from ..colour import Color, mix, shade
from ..frame import Frame
from ..moods import MOODS
from . import winter_sill

GOLD: Color = (244, 206, 116)
WARM: tuple[Color, ...] = (
    (176, 58, 48),
    (40, 92, 84),
    (214, 160, 70),
    (70, 92, 130),
    (128, 70, 96),
)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_fir_tree, _hill, winter_sill.window_sill, _carols))(f)


def _wrapped(f: Frame, **fixed: object) -> poses.Look:
    """Somebody dressed for the frost."""
    rng, p = f.rng, f.p
    fixed.setdefault("coat", p.tone(rng.choice(WARM)))
    return poses.look(f, style="knit", hat=p.tone(rng.choice(WARM)), skirt=False, **fixed)


def _fir_tree(f: Frame) -> None:
    """The town's tree, hung with balls, and everyone about it."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(600, 640)
    land.sky(f, y, kind=rng.choice(("clear", "clouds")))
    land.hills(f, y, 2, 120)
    x = -20.0
    while x < c.w:
        w = rng.uniform(130, 210)
        town.house(f, x, y, w, rng.uniform(150, 260), depth=0.12, kind=rng.choice(("gable", "hip")))
        x += w
    if rng.random() < 0.6:
        town.church(f, c.w * rng.choice((0.14, 0.86)), y + 4, 330, depth=0.08)
    c.rect(0, y, c.w + 2, c.h + 2, p.snow)
    for _i in range(26):
        xx, yy = rng.uniform(-60, c.w), rng.uniform(y + 30, c.h)
        c.round_rect(xx, yy, xx + rng.uniform(60, 220), yy + 7, 4, shade(p.snow, -0.07))
    tx, base, h = c.w * rng.uniform(0.42, 0.58), y + 190, 720.0
    _tree(f, tx, base, h, lit=rng.random() < 0.7)
    _ring_of_people(f, tx, base)
    land.snowfall(f, rng.choice((0, 160, 320)))


def _tree(f: Frame, x: float, y: float, h: float, *, lit: bool) -> None:
    """A great fir with a star; without lights it has only its balls and snow."""
    c, p, rng = f.c, f.p, f.rng
    green = p.tone((58, 96, 78))
    c.oval(x, y, h * 0.34, h * 0.05, p.ink, 0.2)
    c.rect(x - h * 0.03, y - h * 0.1, x + h * 0.03, y, p.tone((88, 66, 54)))
    n = 6
    for i in reversed(range(n)):
        top = y - h * (0.34 + 0.128 * i)
        low = y - h * (0.08 + 0.128 * i)
        half = h * (0.3 - 0.04 * i)
        tone = shade(green, 0.02 * i - 0.06)
        edge = [(x + half * (k / 4), low + (8 if k % 2 else -10)) for k in range(-4, 5)]
        c.poly([(x, top), *reversed(edge)], tone)
        c.poly(
            [(x, top), *[pt for pt in edge if pt[0] >= x + half * 0.2][::-1]], shade(tone, -0.16)
        )
        c.poly(
            [(x - half, low - 10), (x - half * 0.62, low - h * 0.075), (x - half * 0.42, low - 6)],
            p.snow,
        )
    for i in range(46):
        t = rng.random() ** 0.8
        half = h * 0.29 * t
        bx, by = x + rng.uniform(-0.85, 0.85) * half, y - h * (0.98 - 0.86 * t)
        if lit and i % 2:
            c.oval(bx, by, 17, 17, GOLD, 0.22)
            c.oval(bx, by, 6.5, 6.5, (255, 240, 190))
        else:
            c.oval(bx, by, 10, 10, p.inside().tone(rng.choice((*WARM, GOLD))))
    r, sy = 36.0, y - h * 1.02
    if lit:
        c.oval(x, sy, 84, 84, GOLD, 0.2)
    pts = []
    for k in range(10):
        q = r if k % 2 == 0 else r * 0.42
        pts.append((x + q * math.sin(k * math.pi / 5), sy - q * math.cos(k * math.pi / 5)))
    c.poly(pts, GOLD if lit else p.tone(GOLD))


def _ring_of_people(f: Frame, tx: float, base: float) -> None:
    """Families about the tree, nearer ones larger."""
    c, rng = f.c, f.rng
    for i in range(6):
        x = c.w * (0.06 + 0.16 * i) + rng.uniform(-20, 20)
        if abs(x - tx) > 170:
            poses.person(
                f,
                x,
                base - rng.uniform(50, 90),
                165,
                rng.choice((poses.STAND, poses.WALK, poses.HAILS)),
                _wrapped(f),
            )
    for s in (-1, 1):
        x = tx + s * rng.uniform(330, 430)
        poses.person(f, x, 950, 370, poses.BACK, _wrapped(f))
        poses.person(
            f,
            x - s * 92,
            944,
            220,
            rng.choice((poses.BACK, replace(poses.CHEER, view="back"))),
            _wrapped(f),
        )
        if rng.random() < 0.6:
            poses.person(f, x + s * 96, 938, 350, poses.BACK, _wrapped(f))


def _sledge(f: Frame, x: float, y: float, s: float, down: float) -> None:
    """A child on a sledge going downhill to the right; ``down`` is the fall per unit."""
    c, p, rng = f.c, f.p, f.rng
    wood = p.tone((176, 126, 80))
    a, b = (x - 60 * s, y - 60 * s * down), (x + 70 * s, y + 70 * s * down)
    c.line([a, b, (b[0] + 16 * s, b[1] - 22 * s)], p.tone((120, 84, 60)), 7 * s)
    for t in (0.15, 0.8):
        xx, yy = a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t
        c.line([(xx, yy), (xx, yy - 22 * s)], p.tone((120, 84, 60)), 5 * s)
    c.line([(a[0], a[1] - 24 * s), (b[0] - 10 * s, b[1] - 24 * s)], wood, 9 * s)
    pose = replace(
        poses.SIT,
        hip=(0, 14),
        lean=-5,
        legs=(((17, 6), (34, -1)), ((17, 4), (35, -4))),
        arms=rng.choice(
            (
                (((8, -8), (18, -10)), ((8, -10), (19, -14))),
                ((((3, 9), (8, 25)), ((-4, 9), (-6, 26)))),
            )
        ),
    )
    poses.person(
        f, x - 12 * s, y + 6 * s, 250 * s, pose, _wrapped(f, young=True), side=1, shadow=False
    )


def _hill(f: Frame) -> None:
    """A white hill above the town, with sledges on it."""
    c, p, rng = f.c, f.p, f.rng
    y = 470.0
    land.sky(f, y)
    land.hills(f, y, 3, 140)
    town.skyline(f, c.w * 0.3, c.w + 40, y + 40, depth=0.3, size=0.8)
    c.rect(0, y + 38, c.w + 2, c.h + 2, shade(p.snow, -0.05))
    for i in range(7):
        plants.fir(
            f,
            c.w * (0.5 + 0.075 * i) + rng.uniform(-20, 20),
            y + rng.uniform(70, 110),
            rng.uniform(110, 190),
        )
    slope = c.curve(
        [(-10, 330), (c.w * 0.16, 350), (c.w * 0.42, 560), (c.w * 0.7, 800), (c.w + 10, 880)], 16
    )
    c.poly([*slope, (c.w + 10, c.h + 10), (-10, c.h + 10)], p.snow)
    for dy in (70, 150, 260):
        c.line([(a, b + dy) for a, b in slope[6:]], shade(p.snow, -0.07), 6)
    for x, h in ((0.03, 300), (0.1, 210), (0.17, 170)):
        plants.fir(f, c.w * x, 350 + 40 * x * 10, h)
    plants.bare_tree(f, c.w * 0.94, 930, 420)
    for x, yy, s in ((0.36, 566, 0.7), (0.56, 756, 1.0), (0.76, 908, 1.25)):
        _sledge(
            f,
            c.w * x + rng.uniform(-40, 40),
            yy + 40 * s + rng.uniform(-10, 20),
            s,
            0.5 if x < 0.7 else 0.25,
        )
    for i in range(3):
        x = c.w * (0.2 + 0.05 * i)
        poses.person(
            f,
            x,
            470 + 44 * i,
            150,
            rng.choice((poses.WALK, poses.HAILS, poses.STAND)),
            _wrapped(f),
            side=-1,
        )
    px, py = c.w * 0.17, 950.0
    poses.person(
        f, px, py, 400, rng.choice((poses.HAILS, poses.STAND, poses.TALK)), _wrapped(f), side=1
    )
    if rng.random() < 0.7:
        _snowman(f, px + rng.choice((190, 230)), py - 6)
    land.snowfall(f, rng.choice((0, 120, 260)))


def _snowman(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    white = shade(p.snow, 0.25)
    for dy, r in ((60, 78), (166, 58), (250, 42)):
        c.oval(x, y - dy, r, r * 0.94, white)
        c.chord(x, y - dy, r, r * 0.94, -60, 60, shade(p.snow, -0.08))
    c.poly([(x, y - 254), (x + 52, y - 244), (x, y - 238)], p.tone((222, 120, 50)))
    for dx in (-14, 12):
        c.oval(x + dx, y - 264, 5, 5, p.ink)
    for dy in (140, 166, 192):
        c.oval(x, y - dy, 6, 6, p.ink)
    c.round_rect(x - 40, y - 222, x + 40, y - 204, 8, p.tone((176, 58, 48)))
    c.poly(
        [(x - 34, y - 280), (x + 34, y - 280), (x + 26, y - 340), (x - 26, y - 340)],
        p.tone((86, 100, 110)),
    )
    for s in (-1, 1):
        c.line(
            [(x + s * 54, y - 176), (x + s * 116, y - 214), (x + s * 132, y - 240)],
            p.tone((100, 76, 60)),
            6,
        )


def _carols(f: Frame) -> None:
    """Carollers with a star at a lit door."""
    f.p = replace(f.p, mood=f.rng.choice(MOODS["night"] + MOODS["dusk"][1:]))
    c, p, rng = f.c, f.p, f.rng
    y = 640.0
    land.sky(f, y, kind="clear")
    land.hills(f, y, 3, 150)
    town.skyline(f, c.w * 0.5, c.w + 30, y - 10, depth=0.3, size=0.7, landmark=rng.random() < 0.5)
    c.rect(0, y - 12, c.w + 2, c.h + 2, p.snow)
    for i in range(3):
        plants.fir(f, c.w * (0.62 + 0.14 * i) + rng.uniform(-30, 30), y + 70, rng.uniform(220, 380))
    _cottage(f, y)
    light = mix(GOLD, (255, 236, 190), 0.3)
    c.poly([(270, y + 116), (430, y + 116), (760, c.h + 10), (180, c.h + 10)], light, 0.3)
    x = c.w * 0.36
    sings = replace(poses.SIDE, arms=(((3, -16), (12, -14)), ((4, -16), (13, -18))))
    bears = replace(poses.SIDE, arms=(((7, -8), (11, 2)), ((8, -10), (12, -8))))
    for i in range(rng.choice((4, 5))):
        tall = (430, 400, 300, 420, 320)[i]
        pose = rng.choice((sings, poses.SIDE, poses.BACK, poses.HOLDS)) if i else bears
        xx = x + i * 150 + rng.uniform(-14, 14)
        who = _wrapped(f, young=tall < 350)
        _far, near = poses.person(f, xx, 930 + rng.uniform(-16, 20), tall, pose, who, side=-1)
        if i == 0:
            _star(f, near[0], near[1] - 210)
            c.line([(near[0], near[1] + 70), (near[0], near[1] - 130)], p.tone((150, 108, 70)), 9)
    land.snowfall(f, rng.choice((80, 200)))


def _cottage(f: Frame, y: float) -> None:
    """A house under snow with its door open."""
    c, p, rng = f.c, f.p, f.rng
    wall = p.tone(rng.choice(((226, 222, 210), (120, 150, 170), (206, 170, 110))))
    light = mix(GOLD, (255, 236, 190), 0.3)
    c.rect(-10, y - 180, 560, y + 120, wall)
    c.poly([(-60, y - 170), (60, y - 400), (480, y - 400), (630, y - 170)], p.roof(rng))
    c.poly(
        [
            (-60, y - 190),
            (66, y - 416),
            (474, y - 416),
            (630, y - 180),
            (600, y - 210),
            (480, y - 300),
            (300, y - 270),
            (120, y - 320),
        ],
        p.snow,
    )
    c.rect(410, y - 470, 470, y - 380, p.tone((158, 96, 76)))
    c.rect(402, y - 484, 478, y - 468, p.snow)
    poses.steam(f, 440, y - 486, 130)
    for wx in (60, 470):
        c.rect(wx - 44, y - 110, wx + 44, y + 10, shade(wall, 0.3))
        c.rect(wx - 36, y - 102, wx + 36, y + 2, light)
        c.rect(wx - 4, y - 102, wx + 4, y + 2, shade(wall, 0.3))
        c.rect(wx - 54, y + 10, wx + 54, y + 24, p.snow)
    c.rect(258, y - 120, 442, y + 120, shade(wall, -0.3))
    c.rect(272, y - 106, 428, y + 120, light)
    poses.person(
        f,
        350,
        y + 116,
        205,
        poses.TALK,
        poses.look(f, woman=True, apron=p.inside().tone((236, 228, 210))),
        side=1,
        shadow=False,
    )
    c.rect(230, y + 116, 470, y + 132, p.tone((150, 120, 96)))


def _star(f: Frame, x: float, y: float) -> None:
    """An eight-pointed star on a pole, with ribbons."""
    c = f.c
    for r, a in ((150, 0.1), (110, 0.16)):
        c.oval(x, y, r, r, GOLD, a)
    p = f.p.inside()
    for ribbon, tone in enumerate(WARM[:3]):
        c.line(
            c.curve(
                [(x, y), (x + (ribbon - 1) * 40, y + 90), (x + (ribbon - 1) * 60 - 20, y + 160)]
            ),
            p.tone(tone),
            8,
        )
    pts = []
    for k in range(16):
        q = 96 if k % 2 == 0 else 48
        pts.append((x + q * math.sin(k * math.pi / 8), y - q * math.cos(k * math.pi / 8)))
    c.poly(pts, GOLD)
    c.oval(x, y, 40, 40, p.tone((176, 58, 48)))
    c.oval(x, y, 24, 24, (255, 240, 200))
