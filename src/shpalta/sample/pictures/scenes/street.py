"""A town street: facades with a tram, a view along it, or one in the rain."""

from __future__ import annotations

import itertools

from .. import fittings, land, people, plants, town, vehicles
from ..colour import shade
from ..frame import Frame
from ..vista import Vista, haze, side_windows


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_facades, _along, _rainy, _lane))(f)


def _row(f: Frame, y: float, low: float, high: float) -> None:
    """A closed row of old town houses with shops below."""
    c, p, rng = f.c, f.p, f.rng
    x = -rng.uniform(20, 90)
    while x < c.w:
        w, h = rng.uniform(190, 310), rng.uniform(low, high)
        wall = p.walls(rng)
        kind = rng.choice(("flat", "hip", "gable", "hip"))
        c.rect(x, y - h, x + w, y, wall)
        town.gable(f, x, y - h, x + w, rng.uniform(60, 110), p.roof(rng), kind)
        rows, cols = max(2, round((h - 110) / 105)), round(w / 66)
        town.windows(
            f,
            x + 14,
            y - h + 12,
            x + w - 14,
            y - 118,
            cols,
            rows,
            wall=wall,
            fillx=0.52,
            filly=0.66,
            sill=True,
            arch=rng.random() < 0.35,
        )
        c.rect(x, y - 112, x + w, y - 102, shade(wall, 0.2))
        c.rect(x, y - h, x + w, y - h + 9, shade(wall, 0.2))
        _shop(f, x, y, w, shade(wall, -0.16))
        x += w


def _shop(f: Frame, x: float, y: float, w: float, wall: tuple[int, int, int]) -> None:
    """A ground floor: show windows, a door, an awning."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(x, y - 102, x + w, y, wall)
    open_late = rng.random() < 0.7 and p.mood.lit > 0.1
    glass = p.light if open_late else p.pane
    c.rect(x + w * 0.08, y - 78, x + w * 0.36, y - 16, glass)
    c.rect(x + w * 0.6, y - 78, x + w * 0.92, y - 16, glass)
    c.rect(x + w * 0.42, y - 82, x + w * 0.54, y, shade(p.coat(rng), -0.2))
    if rng.random() < 0.65:
        n, tint = 8, p.coat(rng)
        for i in range(n):
            a = x + w * (0.04 + 0.92 * i / n)
            b = x + w * (0.04 + 0.92 * (i + 1) / n)
            tone = tint if i % 2 else p.tone((236, 228, 210))
            c.poly([(a + 4, y - 104), (b + 4, y - 104), (b, y - 74), (a, y - 74)], tone)
    else:
        c.rect(x + w * 0.08, y - 100, x + w * 0.92, y - 84, shade(p.coat(rng), -0.1))


def _road(f: Frame, y: float) -> None:
    """Pavement, kerb and road below the houses' line ``y``."""
    c, p = f.c, f.p
    c.rect(0, y, c.w + 2, y + 56, p.paving)
    c.rect(0, y + 50, c.w + 2, y + 60, shade(p.paving, 0.22))
    road = p.tone((128, 128, 126))
    c.rect(0, y + 60, c.w + 2, c.h + 2, road)
    for yy in (y + 118, y + 142):
        c.rect(0, yy, c.w + 2, yy + 4, shade(road, -0.3))
        c.rect(0, yy + 4, c.w + 2, yy + 6, shade(road, 0.3))


def _facades(f: Frame) -> None:
    c, rng = f.c, f.rng
    y = rng.uniform(640, 690)
    land.sky(f, y * 0.55)
    town.skyline(f, 0, c.w, y - 280, depth=0.5, size=0.9)
    _row(f, y, 300, 470)
    _road(f, y)
    for _ in range(9):
        people.figure(f, rng.uniform(0, c.w), y + rng.uniform(16, 44), 112)
    for i in range(3):
        plants.round_tree(f, c.w * (i + rng.uniform(0.3, 0.7)) / 3, y + 46, 250)
    for yy in (y - 118, y - 106):
        c.line([(0, yy), (c.w + 2, yy + 6)], f.p.ink, 2)
    vehicles.tram(f, c.w * rng.uniform(0.08, 0.42), y + 140, 640)
    vehicles.car(f, c.w * rng.choice((0.84, 0.9)), y + 240, 270)
    c.rect(0, c.h - 62, c.w + 2, c.h + 2, shade(f.p.paving, -0.06))
    c.rect(0, c.h - 66, c.w + 2, c.h - 56, shade(f.p.paving, 0.22))
    people.group(f, c.w * rng.uniform(0.15, 0.6), c.h - 14, 235, rng.choice((1, 2)), spread=0.5)
    for s in (0.04, 0.5, 0.96):
        fittings.lamp(f, c.w * s, y + 58, 330)


def _rainy(f: Frame) -> None:
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(560, 600)
    land.sky(f, y, kind="overcast")
    _row(f, y, 400, 520)
    _road(f, y)
    c.reflect(y + 60, 340, p.tone((112, 116, 120)), 0.66, rng)
    for s in (0.2, 0.73):
        fittings.lamp(f, c.w * s, y + 56, 360, arms=2)
        land.glitter(f, c.w * s, y + 70, 300, 70)
    vehicles.car(f, c.w * rng.uniform(0.3, 0.7), y + 190, 290, side=rng.choice((-1, 1)))
    for i in range(5):
        x = c.w * (i + rng.uniform(0.25, 0.75)) / 5
        people.figure(f, x, rng.uniform(y + 40, y + 60), 150, pose="walk", extra="umbrella")
    for s in sorted(rng.uniform(0.08, 0.92) for _ in range(3)):
        people.figure(f, c.w * s, rng.uniform(920, 990), 290, pose="walk", extra="umbrella")
    land.rain(f, 420)


def _along(f: Frame) -> None:
    """Looking down a street to its end."""
    c, p, rng = f.c, f.p, f.rng
    v = Vista(c, c.w * rng.uniform(0.42, 0.58), rng.uniform(540, 590))
    land.sky(f, v.vy)
    land.hills(f, v.vy + 6, 2, 90)
    town.church(f, v.vx + rng.uniform(-10, 10), v.vy + 18, 165, depth=0.4)
    v.floor(-4000, 4000, 0.8, 40, 380, p.paving)
    v.floor(-420, 420, 0.8, 40, 380, p.tone((132, 132, 130)))
    for rail in (-130, -60, 60, 130):
        v.floor(rail - 5, rail + 5, 0.8, 40, 380, p.tone((86, 88, 90)))
    for side in (-1, 1):
        v.floor(side * 420, side * 436, 0.8, 40, 380, shade(p.paving, 0.25))
        _side(f, v, side)
    for z in (7.0, 4.4, 2.9, 1.9):
        for side in (-1, 1):
            x, y = v.at(side * 500, 380, z)
            fittings.lamp(f, x, y, 460 / z, side=-side)
            x, y = v.at(side * rng.uniform(480, 620), 380, z * 0.9)
            people.figure(f, x, y, 250 / z)
    for z in (1.35, 1.8, 3.2):
        x, y = v.at(rng.choice((-1, 1)) * rng.uniform(480, 660), 380, z)
        people.figure(f, x, y, 250 / z, pose="walk")
    _coming_tram(f, v, rng.choice((-95, 95)), rng.uniform(2.6, 3.6))


def _side(f: Frame, v: Vista, side: int) -> None:
    """The houses of one side of the street, far ones first."""
    p, rng = f.p, f.rng
    cuts = [1.0, 1.5, 2.1, 3.0, 4.3, 6.2, 9.0, 13.0]
    for near, z1 in reversed(list(itertools.pairwise(cuts))):
        z0 = near if near > 1.0 else 0.8
        wall = haze(f, p.walls(rng), z0, 16)
        top = -rng.uniform(430, 720)
        x = side * 760
        v.face(
            [(x, top, z1), (x + side * 900, top, z1), (x + side * 900, 380, z1), (x, 380, z1)],
            shade(wall, -0.2),
        )
        v.face(
            [(x, top, z0), (x + side * 900, top, z0), (x + side * 900, 380, z0), (x, 380, z0)],
            shade(wall, 0.05),
        )
        v.wall(x, top, 380, z0, z1, wall)
        rows = max(2, round((-top + 220) / 190))
        side_windows(f, v, x, top + 30, 190, z0, z1, 4, rows, wall)
        v.wall(x, 215, 380, z0, z1, shade(wall, -0.22))
        for i in range(3):
            dz = (z1 - z0) / 3
            lit = p.light if rng.random() < p.mood.lit + 0.1 else p.pane
            v.wall(x, 240, 370, z0 + dz * (i + 0.2), z0 + dz * (i + 0.75), lit)
        v.wall(x - side * 22, top - 16, top + 22, z0, z1, shade(wall, 0.18))


def _coming_tram(f: Frame, v: Vista, x: float, z: float) -> None:
    """A tram seen from the front, with its wire."""
    c, p = f.c, f.p
    cx, base = v.at(x, 380, z)
    u = 1 / z
    red, cream = p.tone((150, 72, 56)), p.tone((236, 226, 202))
    c.line([v.at(x, -330, 0.8), v.at(x, -330, 12)], p.ink, 2)
    c.line([(cx, base - 360 * u), v.at(x, -330, z)], p.ink, 3)
    c.oval(cx, base, 130 * u, 14 * u, p.ink, 0.35)
    c.round_rect(cx - 112 * u, base - 350 * u, cx + 112 * u, base - 16 * u, 26 * u, red)
    c.rect(cx - 112 * u, base - 270 * u, cx + 112 * u, base - 130 * u, cream)
    glass = p.light if p.mood.lit > 0.4 else p.pane
    c.round_rect(cx - 94 * u, base - 290 * u, cx + 94 * u, base - 150 * u, 12 * u, glass)
    c.rect(cx - 3 * u, base - 290 * u, cx + 3 * u, base - 150 * u, cream)
    for s in (-1, 1):
        c.oval(cx + s * 76 * u, base - 76 * u, 16 * u, 16 * u, p.light)


def _fence(f: Frame, y: float) -> None:
    """Pales before the houses."""
    c, p, rng = f.c, f.p, f.rng
    fence = p.tone(rng.choice(((176, 160, 132), (120, 140, 136), (150, 116, 92))))
    for i in range(int(c.w / 17) + 2):
        c.poly(
            [
                (i * 17, y + 24),
                (i * 17, y - 52),
                (i * 17 + 6, y - 60),
                (i * 17 + 12, y - 52),
                (i * 17 + 12, y + 24),
            ],
            shade(fence, -0.08 * (i % 2)),
        )
    c.rect(0, y - 8, c.w + 2, y, shade(fence, -0.25))


def _lane(f: Frame) -> None:
    """A quiet lane of one-storey houses, fences and a cyclist."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(640, 690)
    land.sky(f, y)
    land.hills(f, y - 40, 3, 170)
    x = -60.0
    while x < c.w:
        w = rng.uniform(230, 320)
        plants.tree(f, x + w + 40, y - 10, rng.uniform(280, 440))
        town.house(f, x, y, w, rng.uniform(130, 165), kind=rng.choice(("gable", "hip")))
        x += w + rng.uniform(90, 170)
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    _fence(f, y)
    road = p.tone((196, 180, 150))
    c.poly(
        [
            *c.curve([(-10, y + 90), (c.w * 0.4, y + 110), (c.w + 10, y + 84)]),
            (c.w + 10, c.h - 60),
            (c.w * 0.5, c.h - 30),
            (-10, c.h - 70),
        ],
        road,
    )
    plants.grass(f, y + 30, y + 84, 40, p.ground)
    for s in (0.12, 0.55, 0.95):
        px = c.w * s
        c.rect(px - 6, y - 400, px + 6, y + 60, p.ink)
        c.rect(px - 44, y - 385, px + 44, y - 378, p.ink)
    for dy in (-388, -372):
        for a, b in ((-0.31, 0.12), (0.12, 0.55), (0.55, 0.95), (0.95, 1.4)):
            c.line(
                c.curve([(c.w * a, y + dy), (c.w * (a + b) / 2, y + dy + 46), (c.w * b, y + dy)]),
                p.ink,
                1.8,
            )
    bx = c.w * rng.uniform(0.3, 0.7)
    people.seated(f, bx - 18, y + 108, 190, side=1)
    vehicles.bicycle(f, bx, y + 196, 200)
    people.figure(f, c.w * rng.choice((0.16, 0.84)), y + 160, 205)
