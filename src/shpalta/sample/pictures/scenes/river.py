"""The river itself: a bend among meadows, a jetty with a fisherman, a barge going by."""

from __future__ import annotations

from .. import land, people, plants, town, vehicles
from ..canvas import Point
from ..colour import mix, shade
from ..frame import Frame


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_bend, _jetty, _barge, _beach))(f)


def _bend(f: Frame) -> None:
    """The river winding away from the viewer through meadows."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(360, 430)
    land.sky(f, y)
    land.hills(f, y + 10, 3, 150)
    c.rect(0, y, c.w + 2, c.h + 2, mix(p.ground, p.hill(0.4), 0.5))
    for i, t in enumerate((0.12, 0.3, 0.55)):
        land.land(f, y + (c.h - y) * t, mix(p.hill(0.4), p.ground, 0.5 + 0.25 * i), 14)
    course = (
        (0.62, 0.0, 4),
        (0.54, 0.05, 9),
        (0.38, 0.12, 20),
        (0.34, 0.2, 34),
        (0.5, 0.33, 62),
        (0.66, 0.48, 105),
        (0.6, 0.68, 190),
        (0.38, 0.88, 300),
        (0.2, 1.08, 420),
    )
    sway = rng.uniform(-0.06, 0.06)
    left = [(c.w * (x + sway) - w, y + (c.h - y) * t) for x, t, w in course]
    right = [(c.w * (x + sway) + w, y + (c.h - y) * t) for x, t, w in course]
    shape = c.curve(left) + list(reversed(c.curve(right)))
    c.poly([(px, py + 7) for px, py in shape], shade(p.ground, -0.3))
    c.poly(shape, mix(p.water, p.mood.band, 0.25))
    _inner_shine(f, course, y, sway)
    town.skyline(f, c.w * 0.05, c.w * 0.34, y + 44, depth=0.35, size=0.5)
    for _ in range(16):
        t = rng.uniform(0.08, 0.9)
        x = rng.choice((rng.uniform(0, 0.14), rng.uniform(0.86, 1.0)))
        if t < 0.4:
            x = rng.choice((rng.uniform(0, 0.2), rng.uniform(0.75, 1)))
        plants.tree(f, c.w * x, y + (c.h - y) * t, 60 + 300 * t)
    plants.grass(f, y + 200, c.h, 70, p.ground)
    vehicles.boat(f, c.w * (0.56 + sway), y + (c.h - y) * 0.74, 130)


def _inner_shine(
    f: Frame, course: tuple[tuple[float, float, int], ...], y: float, sway: float
) -> None:
    """Light lying along the stream."""
    c, rng = f.c, f.rng
    glow = mix(f.p.water, f.p.mood.sun, 0.55)
    for _ in range(70):
        i = rng.randrange(2, len(course) - 1)
        (xa, ta, wa), (xb, tb, wb) = course[i], course[i + 1]
        t = rng.random()
        w = (wa + (wb - wa) * t) * 0.62
        cx = c.w * (xa + (xb - xa) * t + sway) + rng.uniform(-0.6, 0.6) * w
        yy, n = y + (c.h - y) * (ta + (tb - ta) * t), w * rng.uniform(0.15, 0.45)
        c.rect(cx - n / 2, yy, cx + n / 2, yy + 1.5 + w * 0.012, glow, 0.5)


def _jetty(f: Frame) -> None:
    """A plank jetty, a fisherman, reeds and a far bank in haze."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(430, 500)
    land.sky(f, y)
    land.hills(f, y, 3, 140)
    for _ in range(14):
        plants.tree(f, rng.uniform(0, c.w), y, rng.uniform(60, 130))
    c.rect(0, y - 5, c.w + 2, y, shade(p.hill(0), -0.12))
    land.water(f, y, reflect=300, strength=0.4)
    if p.time == "morning":
        land.mist(f, y)
    wood = p.tone((142, 116, 92))
    x, end = c.w * rng.uniform(0.5, 0.62), y + 190
    for t in (0.0, 0.3, 0.7):
        for s in (-1, 1):
            px = x + s * (70 + 130 * t) - 250 * t * 0.5
            c.rect(px - 7, end + 300 * t - 40, px + 7, end + 300 * t + 90, shade(wood, -0.4))
    near: list[Point] = [(x - 80, end), (x + 80, end), (x + 150, c.h + 5), (x - 420, c.h + 5)]
    c.poly(near, wood)
    for i in range(14):
        t = (i / 14) ** 1.5
        c.line(
            [(x - 80 - 340 * t, end + (c.h - end) * t), (x + 80 + 70 * t, end + (c.h - end) * t)],
            shade(wood, -0.28),
            2 + 4 * t,
        )
    people.seated(f, x - 30, end + 12, 170, side=1)
    c.line([(x + 6, end - 22), (x + 210, end - 170)], p.ink, 3)
    c.line([(x + 210, end - 170), (x + 240, end + 90)], p.ink, 1)
    c.oval(x + 240, end + 92, 5, 5, p.tone((180, 80, 60)))
    for i in range(3):
        c.ring(x + 240, end + 96, 16 + 16 * i, 4 + 4 * i, shade(p.water, 0.25), 1.6)
    plants.reeds(f, c.w * 0.06, c.h + 8, 190, 330, 60)
    plants.reeds(f, c.w * 0.97, c.h + 8, 110, 250, 30)


def _barge(f: Frame) -> None:
    """A barge on a wide river under a steep bank with a church."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(540, 600)
    land.sky(f, y, kind=rng.choice(("clouds", "streaks")))
    land.hills(f, y, 2, 110)
    bluff = c.curve(
        [
            (-10, y - 250),
            (c.w * 0.16, y - 270),
            (c.w * 0.3, y - 215),
            (c.w * 0.42, y - 90),
            (c.w * 0.6, y - 26),
            (c.w * 0.8, y),
        ]
    )
    top = p.hill(0)
    c.poly([*bluff, (-10, y)], top)
    c.poly(
        [(px, py + 70 + (py - y) * 0.3) for px, py in bluff[:36]] + [(-10, y)], shade(top, -0.12)
    )
    town.church(f, c.w * 0.15, y - 255, 230, depth=0.05)
    for px, py in bluff[4:44:4]:
        if abs(px - c.w * 0.15) > 110:
            plants.tree(f, px, py + 8, rng.uniform(60, 110))
    town.skyline(f, c.w * 0.48, c.w + 20, y, depth=0.25, size=0.62, landmark=False)
    land.water(f, y, reflect=360, strength=0.42)
    _barge_itself(f, c.w * rng.uniform(0.4, 0.62), y + 170)
    plants.reeds(f, c.w * 0.9, c.h + 8, 200, 200, 46)


def _barge_itself(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    hull = p.tone((92, 66, 60))
    c.oval(x, y + 22, 330, 8, p.ink, 0.25)
    c.poly([(x - 330, y - 46), (x + 330, y - 46), (x + 290, y + 22), (x - 310, y + 22)], hull)
    c.rect(x - 330, y - 52, x + 330, y - 42, shade(hull, 0.3))
    for i in range(3):
        heap = p.tone(((196, 172, 122), (150, 142, 130), (176, 150, 104))[i])
        cx = x - 200 + 150 * i
        c.poly(
            c.curve(
                [
                    (cx - 74, y - 50),
                    (cx - 30, y - 84),
                    (cx + 6, y - 98),
                    (cx + 40, y - 78),
                    (cx + 74, y - 50),
                ],
                6,
            ),
            heap,
        )
    white = p.tone((232, 226, 210))
    c.rect(x + 200, y - 120, x + 300, y - 50, white)
    c.rect(x + 216, y - 166, x + 286, y - 120, shade(white, -0.07))
    town.windows(f, x + 218, y - 160, x + 284, y - 126, 3, 1, wall=white, filly=0.9, fillx=0.7)
    town.windows(f, x + 206, y - 108, x + 294, y - 66, 4, 1, wall=white)
    c.rect(x + 262, y - 196, x + 276, y - 166, p.tone((150, 72, 56)))
    for i in range(5):
        c.rect(
            x - 330 - i * 70,
            y + 18 + i * 6,
            x - 270 - i * 70,
            y + 21 + i * 6,
            shade(p.water, 0.4),
            0.6,
        )


def _beach(f: Frame) -> None:
    """A sandy bank with boats drawn up and people by the water."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(400, 450)
    land.sky(f, y)
    land.hills(f, y, 3, 170)
    town.skyline(f, -10, c.w, y, depth=0.38, size=0.52)
    land.water(f, y, reflect=200, strength=0.45)
    sand = p.tone((218, 202, 166))
    edge = c.curve(
        [
            (-10, y + 190),
            (c.w * 0.25, y + 240),
            (c.w * 0.5, y + 225),
            (c.w * 0.78, y + 330),
            (c.w + 10, y + 300),
        ]
    )
    c.poly(
        [(x, yy - 12) for x, yy in edge] + [(c.w + 10, c.h + 5), (-10, c.h + 5)],
        shade(p.water, 0.35),
        0.7,
    )
    c.poly([*edge, (c.w + 10, c.h + 5), (-10, c.h + 5)], sand)
    for _ in range(50):
        x, yy = rng.uniform(0, c.w), rng.uniform(y + 350, c.h)
        c.rect(x, yy, x + rng.uniform(20, 70), yy + 3, shade(sand, -0.1), 0.7)
    for i in range(3):
        vehicles.boat(f, c.w * (0.14 + 0.17 * i), y + 330 + 26 * i, 190, sitter=False)
    people.group(f, c.w * 0.68, y + 420, 180, 3)
    people.child(f, c.w * 0.52, y + 400, 105)
    plants.willow(f, c.w * 0.93, y + 400, 480)
    plants.grass(f, c.h - 90, c.h + 10, 60, shade(p.ground, -0.1))
