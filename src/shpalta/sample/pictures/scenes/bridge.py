"""A bridge over the river, with the town on the other bank."""

from __future__ import annotations

import math

from .. import fittings, land, people, plants, town, vehicles
from ..canvas import Point
from ..colour import mix, shade
from ..frame import Frame


def paint(f: Frame) -> None:
    """Draw the scene."""
    y = f.rng.uniform(570, 660)
    span = f.turn((_low, _cable, _stone, _truss))
    weather = f.rng.choice((None, None, "overcast")) if span is not _low else None
    land.sky(f, y, kind=weather)
    land.hills(f, y, 3, f.rng.uniform(90, 190))
    tall = span in (_cable, _truss)
    town.skyline(
        f,
        -20,
        f.c.w,
        y,
        depth=0.35 if tall else 0.12,
        size=0.72 if tall else f.rng.uniform(0.9, 1.1),
        sparse=0.2,
    )
    f.c.rect(0, y - 4, f.c.w + 2, y, shade(f.p.hill(0), -0.1))
    span(f, y)
    land.water(f, y, reflect=330, strength=0.42)
    _near_bank(f)
    if weather and f.rng.random() < 0.6:
        land.rain(f)


def _low(f: Frame, y: float) -> None:
    """A long shallow bow on thin posts, with a few people walking over."""
    c, p = f.c, f.p
    rise = f.rng.uniform(50, 95)

    def deck(x: float) -> float:
        return y - 18 - rise * math.sin(math.pi * x / c.w)

    n = f.rng.randint(11, 15)
    for i in range(n):
        x = c.w * (i + 0.5) / n
        c.rect(x - 5, deck(x), x + 5, y + 2, p.ink)
    for x in (c.w * f.rng.uniform(0.1, 0.9) for _ in range(7)):
        people.figure(f, x, deck(x) - 4, 66)
    xs = [c.w * i / 40 for i in range(41)]
    c.line([(x, deck(x)) for x in xs], p.ink, 17)
    c.line([(x, deck(x) - 34) for x in xs], p.ink, 3)
    for i in range(81):
        x = c.w * i / 80
        c.rect(x - 0.9, deck(x) - 34, x + 0.9, deck(x), p.ink)
    for i in range(1, 6):
        fittings.lamp(f, c.w * i / 6, deck(c.w * i / 6), 105, arms=2)


def _cable(f: Frame, y: float) -> None:
    """A cable-stayed bridge with one or two pylons."""
    c, p, rng = f.c, f.p, f.rng
    deck = y - rng.uniform(70, 110)
    spots = rng.choice(((0.4,), (0.26, 0.74), (0.62,)))
    high = rng.uniform(360, 450) if len(spots) == 1 else rng.uniform(260, 320)
    reach = c.w * (0.42 if len(spots) == 1 else 0.24)
    steel = mix(p.ink, p.tone((120, 124, 120)), 0.35)
    for x in (c.w * s for s in spots):
        for i in range(1, 11):
            top = deck - high * (0.95 - 0.03 * i)
            for side in (-1, 1):
                c.line([(x, top), (x + side * reach * i / 10, deck)], steel, 2.2, alpha=0.85)
        for side in (-1, 1):
            c.poly(
                [
                    (x + side * 4, deck - high),
                    (x + side * 13, deck - high),
                    (x + side * 34, y),
                    (x + side * 18, y),
                ],
                steel,
            )
        c.rect(x - 13, deck - high, x + 13, deck - high * 0.82, steel)
        c.rect(x - 25, deck - 6, x + 25, deck + 24, shade(steel, -0.2))
    c.rect(0, deck - 5, c.w + 2, deck + 13, p.ink)
    c.rect(0, deck - 9, c.w + 2, deck - 5, shade(steel, 0.35))
    for i in range(9):
        x = c.w * (i + 0.4) / 9
        c.rect(x - 6, deck + 10, x + 6, y, shade(steel, -0.1))
    for _ in range(6):
        vehicles.car(f, rng.uniform(0, c.w), deck - 8, 54, side=rng.choice((-1, 1)))


def _stone(f: Frame, y: float) -> None:
    """A stone bridge with round arches."""
    c, p, rng = f.c, f.p, f.rng
    n, wall = rng.choice((3, 4, 5)), p.tone(rng.choice(((176, 164, 144), (156, 146, 136))))
    pier = 46.0
    wide = (c.w - pier * (n + 1)) / n
    rise = min(150.0, wide * 0.42)
    top = y - rise - 42
    edge: list[Point] = [(-5, top + 30), (c.w / 2, top - 14), (c.w + 5, top + 30), (c.w + 5, y)]
    for i in reversed(range(n)):
        x0 = pier + i * (wide + pier)
        edge.append((x0 + wide, y))
        edge += [
            (x0 + wide / 2 + wide / 2 * math.cos(a), y - rise * math.sin(a))
            for a in (math.pi * s / 30 for s in range(31))
        ]
        edge.append((x0, y))
    c.poly([*edge, (-5, y)], wall)
    for i in range(n):
        cx = pier + i * (wide + pier) + wide / 2
        c.ring(cx, y, wide / 2 + 13, rise + 13, shade(wall, -0.16), 13, 180, 360)
    for _ in range(130):
        x, yy = rng.uniform(0, c.w), rng.uniform(top + 16, y)
        dx = abs((x - pier / 2) % (wide + pier) - (wide + pier) / 2)
        if dx > wide / 2 + 5 or yy < top + 36:
            c.rect(x, yy, x + rng.uniform(12, 22), yy + 5, shade(wall, -0.09))
    parapet = [(-5, top + 30), (c.w / 2, top - 14), (c.w + 5, top + 30)]
    for i in range(8):
        x = c.w * (i + rng.uniform(0.2, 0.8)) / 8
        people.figure(f, x, top + 30 - 44 * (1 - abs(x / c.w * 2 - 1)) + 8, 74)
    c.line(parapet, shade(wall, 0.16), 18)
    for s in (0.12, 0.37, 0.63, 0.88):
        fittings.lamp(f, c.w * s, top + 30 - 44 * (1 - abs(s * 2 - 1)), 120)


def _truss(f: Frame, y: float) -> None:
    """A railway bridge of steel lattice, with a train on it."""
    c, p, rng = f.c, f.p, f.rng
    deck, high, spans = y - 120, rng.uniform(130, 160), rng.choice((2, 3))
    steel = p.tone(rng.choice(((84, 104, 100), (110, 84, 76), (88, 96, 108))))
    if p.night:
        steel = p.ink
    wide = c.w / spans
    vehicles.train(f, rng.uniform(-200, c.w * 0.3), deck + 1, c.w * 0.8, 3, 66)
    for s in range(spans):
        x0 = s * wide
        n = 8
        arch = [
            (x0 + wide * i / n, deck - high * (0.35 + 0.65 * math.sin(math.pi * i / n)))
            for i in range(n + 1)
        ]
        c.line(arch, steel, 11)
        for i, (x, top) in enumerate(arch):
            c.line([(x, top), (x, deck)], steel, 5)
            if i < n:
                a, b = ((x, deck), arch[i + 1]) if i < n / 2 else ((x, top), (x + wide / n, deck))
                c.line([a, b], steel, 4)
    c.rect(0, deck, c.w + 2, deck + 20, steel)
    c.rect(0, deck + 13, c.w + 2, deck + 20, shade(steel, -0.25))
    stone = p.tone((164, 154, 140))
    for s in range(spans + 1):
        x = s * wide
        c.poly([(x - 34, deck + 20), (x + 34, deck + 20), (x + 46, y), (x - 46, y)], stone)
        c.poly(
            [(x + 6, deck + 20), (x + 34, deck + 20), (x + 46, y), (x + 12, y)], shade(stone, -0.14)
        )


def _near_bank(f: Frame) -> None:
    """What stands between the viewer and the water."""
    c, p, rng = f.c, f.p, f.rng
    kind = rng.choice(("reeds", "quay", "willow", "boat"))
    if kind == "quay":
        stone = shade(p.paving, -0.1)
        c.rect(0, 925, c.w + 2, c.h + 2, stone)
        c.rect(0, 925, c.w + 2, 936, shade(stone, 0.2))
        for i in range(12):
            c.rect(i * c.w / 11 - 3, 860, i * c.w / 11 + 3, 930, p.ink)
        for yy in (866, 892):
            c.rect(0, yy, c.w + 2, yy + 5, p.ink)
        x = rng.uniform(0.15, 0.8) * c.w
        people.group(f, x, 968, 205, rng.choice((1, 2, 2, 3)))
        return
    if kind == "boat":
        vehicles.boat(f, rng.uniform(0.2, 0.75) * c.w, rng.uniform(800, 880), 170)
        plants.reeds(f, rng.choice((0.03, 0.97)) * c.w, 1010, 130, 170)
        return
    bank = shade(p.ground, -0.22)
    side = rng.choice((0, 1))
    x0 = side * c.w
    s = -1 if side else 1
    c.poly(
        [
            *c.curve([(x0, 850), (x0 + s * 170, 890), (x0 + s * 420, 960), (x0 + s * 640, 1012)]),
            (x0, 1012),
        ],
        bank,
    )
    if kind == "willow":
        plants.willow(f, x0 + s * 150, 915, 430)
        people.seated(f, x0 + s * 330, 935, 120, side=s)
    plants.reeds(f, x0 + s * 420, 1012, 190, 190, 40)
