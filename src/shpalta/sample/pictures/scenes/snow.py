"""Winter: a village on hills, an alley with a lamp, ice fishing, a snowy street."""

from __future__ import annotations

from .. import fittings, land, people, plants, town
from ..colour import mix, shade
from ..frame import Frame


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_village, _alley, _ice, _street))(f)
    if f.rng.random() < 0.8:
        land.snowfall(f, f.rng.choice((140, 260, 420)))


def _drift(f: Frame, y: float, amp: float, tint: float) -> None:
    """One snowy rise of the ground."""
    land.land(f, y, mix(f.p.ground, f.p.water, tint), amp)


def _village(f: Frame) -> None:
    """Houses with smoking chimneys between snowy hills; children with sledges."""
    c, _p, rng = f.c, f.p, f.rng
    y = rng.uniform(430, 480)
    land.sky(f, y)
    land.hills(f, y + 20, 3, 190)
    for _ in range(20):
        plants.fir(f, rng.uniform(0, c.w), y + rng.uniform(10, 30), rng.uniform(60, 120))
    _drift(f, y + 30, 14, 0.25)
    town.church(f, c.w * rng.uniform(0.6, 0.75), y + 60, 230, depth=0.15)
    for i in range(6):
        x, yy = c.w * (i + rng.uniform(0.1, 0.5)) / 6, y + 90 + rng.uniform(-16, 20)
        town.house(f, x, yy, rng.uniform(130, 170), rng.uniform(66, 84), kind="gable", depth=0.05)
        _smoke(f, x + 50, yy - 130)
    _drift(f, y + 140, 20, 0.16)
    for i in range(3):
        x, yy = c.w * (i + rng.uniform(0.2, 0.5)) / 3, y + 240 + rng.uniform(-20, 20)
        town.house(f, x, yy, 230, 120, kind=rng.choice(("gable", "hip")))
        _smoke(f, x + 80, yy - 210)
        plants.bare_tree(f, x + 290, yy + 10, 240)
    _drift(f, y + 250, 24, 0.08)
    _drift(f, y + 360, 30, 0.0)
    for s in (0.3, 0.46):
        _sledge(f, c.w * s + rng.uniform(-30, 30), y + 420 + 60 * s)
    plants.fir(f, c.w * 0.06, c.h + 10, 400)
    plants.fir(f, c.w * 0.93, c.h + 20, 480)


def _smoke(f: Frame, x: float, y: float) -> None:
    """Smoke from a chimney going up quietly."""
    tone = mix(f.p.sky, (240, 238, 232), 0.35)
    for i in range(7):
        f.c.oval(
            x + 5 * i + f.rng.uniform(-4, 4),
            y - 17 * i,
            9 + 4.4 * i,
            8 + 3 * i,
            tone,
            0.5 - 0.055 * i,
        )


def _sledge(f: Frame, x: float, y: float) -> None:
    """A child pulled on a sledge by another."""
    c, p = f.c, f.p
    wood = p.tone((150, 92, 66))
    people.child(f, x + 150, y + 6, 130, side=1)
    c.line([(x + 130, y - 62), (x + 40, y - 14)], p.ink, 2.4)
    c.line([(x - 56, y), (x + 44, y), (x + 60, y - 20)], p.ink, 5)
    c.rect(x - 56, y - 24, x + 44, y - 16, wood)
    for dx in (-40, 26):
        c.rect(x + dx, y - 18, x + dx + 6, y, wood)
    people.seated(f, x - 20, y - 26, 108, side=1)


def _alley(f: Frame) -> None:
    """A park path between bare trees, lamps, a couple and a dog."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(520, 560)
    land.sky(f, y)
    town.skyline(f, 0, c.w, y, depth=0.5, size=0.9, landmark=False)
    c.rect(0, y - 4, c.w + 2, c.h + 2, p.ground)
    path = mix(p.ground, p.water, 0.35)
    c.poly([(c.w * 0.48, y), (c.w * 0.52, y), (c.w * 0.8, c.h + 4), (c.w * 0.2, c.h + 4)], path)
    for i in range(8):
        t = (i / 7) ** 1.5
        for s in (-1, 1):
            x, yy = c.w * 0.5 + s * (60 + 600 * t), y + 14 + 380 * t
            plants.bare_tree(f, x, yy, 150 + 560 * t)
            c.chord(x, yy + 8, 16 + 50 * t, 8 + 16 * t, 180, 360, p.snow)
            if i in (1, 4, 6):
                fittings.lamp(f, c.w * 0.5 + s * (40 + 400 * t), yy, 110 + 330 * t, side=-s)
    for s in (-1, 1):
        bx = c.w * 0.5 + s * 420 - 80
        fittings.bench(f, bx, c.h - 150, 170)
        c.round_rect(bx - 4, c.h - 203, bx + 174, c.h - 190, 6, p.snow)
    people.group(f, c.w * rng.uniform(0.46, 0.54), c.h - 120, 230, 2, spread=0.4)
    dx, dy = c.w * 0.62, c.h - 110
    fur = p.tone((120, 84, 58))
    c.round_rect(dx - 46, dy - 52, dx + 30, dy - 24, 13, fur)
    c.oval(dx + 44, dy - 60, 19, 16, fur)
    c.rect(dx + 50, dy - 60, dx + 70, dy - 50, fur)
    c.line([(dx - 44, dy - 46), (dx - 66, dy - 74)], fur, 8, caps=True)
    for lx in (-40, -24, 12, 24):
        c.rect(dx + lx, dy - 30, dx + lx + 8, dy, fur)


def _ice(f: Frame) -> None:
    """Fishermen on the frozen river under the town."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(420, 470)
    land.sky(f, y)
    land.hills(f, y, 3, 160)
    town.skyline(f, -10, c.w, y, depth=0.2, size=0.85, sparse=0.2)
    for _ in range(10):
        plants.bare_tree(f, rng.uniform(0, c.w), y + 8, rng.uniform(70, 130))
    _drift(f, y, 5, 0.1)
    ice = mix(p.water, p.snow, 0.55)
    c.rect(0, y + 22, c.w + 2, c.h + 2, ice)
    c.reflect(y + 22, 200, ice, 0.82, rng)
    for _ in range(16):
        x, yy = rng.uniform(-100, c.w), rng.uniform(y + 60, c.h)
        k = (yy - y) / 500
        c.round_rect(x, yy, x + rng.uniform(160, 520), yy + 8 + 16 * k, 6 + 6 * k, p.snow, 0.75)
    for t in sorted((0.05, 0.16, 0.3, 0.55, 0.86)):
        x, yy, h = rng.uniform(0.08, 0.9) * c.w, y + 90 + 380 * t, 90 + 210 * t
        side = rng.choice((-1, 1))
        c.rect(x - h * 0.12, yy - h * 0.02, x + h * 0.12, yy + h * 0.24, p.tone((128, 92, 66)))
        people.seated(f, x, yy, h, side=side)
        hx, hy = x + side * h * 0.62, yy + h * 0.26
        c.oval(hx, hy, h * 0.11, h * 0.03, shade(p.water, -0.55))
        c.line(
            [(x + side * h * 0.22, yy - h * 0.16), (x + side * h * 0.48, yy - h * 0.3), (hx, hy)],
            p.ink,
            2,
        )
        c.rect(
            x - side * h * 0.34 - h * 0.06,
            yy + h * 0.08,
            x - side * h * 0.34 + h * 0.06,
            yy + h * 0.26,
            p.coat(rng),
        )
    plants.reeds(f, c.w * 0.04, c.h + 8, 130, 260, 40)
    _bank(f)


def _bank(f: Frame) -> None:
    """A snowy near bank in the corner."""
    c = f.c
    c.poly(
        [
            *c.curve([(c.w * 0.58, c.h + 4), (c.w * 0.76, c.h - 60), (c.w + 10, c.h - 130)]),
            (c.w + 10, c.h + 4),
        ],
        f.p.snow,
    )
    plants.bare_tree(f, c.w * 0.93, c.h - 90, 620)


def _street(f: Frame) -> None:
    """A street after a snowfall: drifts, a man with a shovel, passers-by."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(640, 680)
    land.sky(f, y)
    x = -40.0
    while x < c.w:
        w, h = rng.uniform(210, 310), rng.uniform(230, 380)
        town.house(f, x, y, w, h, kind=rng.choice(("gable", "hip", "hip")))
        x += w + rng.choice((0, 0, 60))
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    for i in range(9):
        plants.bush(
            f,
            c.w * (i + rng.uniform(0.2, 0.8)) / 9,
            y + 24,
            rng.uniform(50, 90),
            mix(p.snow, p.water, 0.12),
        )
    c.rect(0, y + 22, c.w + 2, y + 120, mix(p.paving, p.snow, 0.3))
    for _ in range(6):
        people.figure(f, rng.uniform(0.03, 0.97) * c.w, y + rng.uniform(56, 104), 150, pose="walk")
    for s in (0.2, 0.7):
        plants.bare_tree(f, c.w * s, y + 130, 430)
        fittings.lamp(f, c.w * (s + 0.13), y + 130, 330, arms=2)
    for i in range(12):
        plants.bush(f, c.w * (i + rng.uniform(0, 1)) / 12, y + 180, rng.uniform(70, 120), p.snow)
    c.rect(0, y + 176, c.w + 2, c.h + 2, p.snow)
    road = mix(p.tone((150, 152, 154)), p.snow, 0.3)
    c.poly([(0, y + 216), (c.w + 5, y + 206), (c.w + 5, c.h - 16), (0, c.h - 6)], road)
    for dy in (246, 290):
        c.line([(0, y + dy), (c.w + 5, y + dy - 10)], shade(road, 0.35), 8)
    x = c.w * rng.uniform(0.35, 0.6)
    people.figure(f, x, y + 236, 232, pose="talk", side=1)
    c.line([(x + 20, y + 90), (x + 96, y + 226)], p.tone((150, 108, 76)), 7)
    c.poly(
        [(x + 82, y + 214), (x + 128, y + 206), (x + 136, y + 244), (x + 96, y + 250)],
        p.tone((96, 120, 136)),
    )
