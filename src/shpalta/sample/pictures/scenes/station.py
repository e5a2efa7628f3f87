"""The railway station: its front, a platform, and rails in the evening."""

from __future__ import annotations

import itertools

from .. import fittings, land, people, plants, town, vehicles
from ..colour import mix, shade
from ..frame import Frame
from ..vista import Vista, haze


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_front, _platform, _rails, _arrival))(f)


def _building(f: Frame, x: float, y: float, w: float, h: float) -> None:
    """A symmetrical station with an arched middle and a clock."""
    c, p, rng = f.c, f.p, f.rng
    wall = p.tone(rng.choice(((206, 184, 148), (178, 164, 150), (190, 150, 122), (198, 198, 180))))
    trim, roof = shade(wall, 0.3), p.roof(rng)
    c.rect(x - w / 2, y - h * 0.62, x + w / 2, y, wall)
    for s in (-1, 1):
        inner, outer = x + s * w * 0.17, x + s * w * 0.5
        town.gable(f, min(inner, outer), y - h * 0.62, max(inner, outer), h * 0.2, roof, "hip")
        town.windows(
            f,
            min(inner, outer) + 12,
            y - h * 0.56,
            max(inner, outer) - 12,
            y - h * 0.04,
            6,
            2,
            wall=wall,
            arch=True,
            sill=True,
        )
        c.rect(min(inner, outer), y - h * 0.31, max(inner, outer), y - h * 0.29, trim)
    c.rect(x - w * 0.17, y - h * 0.8, x + w * 0.17, y, shade(wall, 0.08))
    fittings.pediment(f, x - w * 0.19, x + w * 0.19, y - h * 0.8, h * 0.2, wall)
    r = w * 0.105
    glass = p.light if p.mood.lit > 0.1 else p.pane
    c.chord(x, y - h * 0.44, r, r, 180, 360, glass)
    c.rect(x - r, y - h * 0.44, x + r, y - h * 0.1, glass)
    for i in range(-2, 3):
        c.rect(x + i * r * 0.4 - 3, y - h * 0.44 - r, x + i * r * 0.4 + 3, y - h * 0.1, trim)
    c.ring(x, y - h * 0.44, r + 10, r + 10, trim, 12, 180, 360)
    c.rect(x - r, y - h * 0.45, x + r, y - h * 0.43, trim)
    for i in (-1, 0, 1):
        c.rect(
            x + i * r * 0.66 - r * 0.2,
            y - h * 0.2,
            x + i * r * 0.66 + r * 0.2,
            y,
            shade(wall, -0.45),
        )
    fittings.clock(f, x, y - h * 0.715, h * 0.055)
    c.rect(x - w / 2, y - h * 0.03, x + w / 2, y, shade(wall, -0.25))


def _front(f: Frame) -> None:
    """The building across its square."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(640, 690)
    land.sky(f, y)
    land.hills(f, y, 2, 120)
    for s in (0.02, 0.1, 0.9, 0.98):
        plants.poplar(f, c.w * s, y, rng.uniform(330, 460))
    _building(f, c.w * 0.5, y, min(1180, c.w * 0.76), 440)
    c.rect(0, y, c.w + 2, c.h + 2, p.paving)
    c.rect(0, y + 70, c.w + 2, y + 78, shade(p.paving, -0.16))
    c.rect(0, y + 150, c.w + 2, y + 156, shade(p.paving, -0.12))
    for i in range(11):
        people.figure(
            f,
            rng.uniform(0.08, 0.92) * c.w,
            y + rng.uniform(14, 80),
            98,
            pose="bag" if i % 2 else "walk",
        )
    vehicles.car(f, c.w * 0.2, y + 150, 230, side=1)
    vehicles.car(f, c.w * 0.42, y + 160, 230, p.tone((216, 178, 84)), side=1)
    for s in (0.3, 0.72):
        fittings.lamp(f, c.w * s, y + 110, 320, arms=2)
    people.group(f, c.w * 0.78, c.h - 24, 240, 2, spread=0.5)
    c.round_rect(c.w * 0.7 - 40, c.h - 110, c.w * 0.7 + 40, c.h - 24, 10, p.coat(rng))
    c.ring(c.w * 0.7, c.h - 112, 18, 18, p.ink, 6, 180, 360)


def _platform(f: Frame) -> None:
    """Along a platform under its canopy, a train at the right."""
    c, p, rng = f.c, f.p, f.rng
    v = Vista(c, c.w * 0.52, 470)
    land.sky(f, 480)
    land.hills(f, 484, 2, 70)
    v.floor(-6000, 6000, 0.5, 40, 420, p.tone((134, 126, 116)))
    v.floor(-1300, 250, 0.5, 40, 330, p.paving)
    v.face(
        [(250, 330, 0.7), (250, 330, 40), (250, 420, 40), (250, 420, 0.7)], shade(p.paving, -0.3)
    )
    v.floor(205, 222, 0.7, 40, 330, p.tone((226, 186, 84)))
    body, stripe = p.tone((62, 92, 112)), p.tone((226, 196, 110))
    v.face(
        [(300, -250, 5.2), (640, -250, 5.2), (640, 400, 5.2), (300, 400, 5.2)], shade(body, -0.2)
    )
    cuts = [0.7, 1.9, 3.4, 5.2]
    for z0, z1 in reversed(list(itertools.pairwise(cuts))):
        v.wall(300, -250, 390, z0, z1 - 0.04, body)
        v.face(
            [(300, -250, z0), (640, -330, z0), (640, -330, z1), (300, -250, z1)], shade(body, -0.25)
        )
        v.wall(300, 170, 205, z0, z1 - 0.04, stripe)
        for i in range(7):
            dz = (z1 - z0) / 7
            glass = p.light if p.mood.lit > 0.4 and rng.random() < 0.9 else p.pane
            tall = 360 if i == 5 else 60
            v.wall(
                300,
                -150,
                tall,
                z0 + dz * (i + 0.15),
                z0 + dz * (i + 0.85),
                glass if i != 5 else shade(body, -0.25),
            )
    _canopy(f, v)
    for z in (6.5, 5.0, 4.0, 3.2, 2.5, 2.0, 1.5):
        x, y = v.at(rng.choice((-470, -60, 90)) + rng.uniform(-60, 60), 330, z)
        people.figure(f, x, y, 430 / z, pose=rng.choice(("bag", "walk", "stand")))


def _canopy(f: Frame, v: Vista) -> None:
    """Posts and a roof over the platform's left half, with a hanging clock."""
    c, p, rng = f.c, f.p, f.rng
    iron = mix(p.ink, p.tone((70, 96, 88)), 0.4)
    wall = p.tone((196, 172, 138))
    v.wall(-700, -420, 330, 0.7, 12, wall)
    for z in (0.86 * 1.2**i for i in range(14)):
        lit = p.light if rng.random() < p.mood.lit + 0.2 else p.pane
        v.wall(-700, -190, 130, z, z * 1.1, lit)
    v.face(
        [(-700, -400, 0.7), (60, -330, 0.7), (60, -330, 12), (-700, -400, 12)], shade(iron, 0.12)
    )
    for z in (9.5, 7.4, 5.6, 4.2, 3.1, 2.2, 1.5, 1.05):
        v.face([(-700, -400, z), (60, -330, z), (60, -310, z), (-700, -370, z)], iron)
        x, y = v.at(-250, 330, z)
        _, top = v.at(-250, -350, z)
        c.rect(x - 12 / z, top, x + 12 / z, y, haze(f, iron, z, 20))
        c.line([(x, top + 130 / z), (x + 150 / z, top + 14 / z)], iron, 11 / z)
        c.line([(x, top + 130 / z), (x - 150 / z, top - 4 / z)], iron, 11 / z)
        if p.mood.lit > 0.4:
            lx, ly = v.at(-60, -290, z)
            c.oval(lx, ly, 70 / z, 70 / z, p.light, 0.14)
            c.oval(lx, ly, 20 / z, 20 / z, p.light)
    x, y = v.at(-40, -215, 2.2)
    c.rect(x - 3, y - 60, x + 3, y, iron)
    fittings.clock(f, x, y, 36)


def _rails(f: Frame) -> None:
    """Tracks running away to a small station, with signals and wires."""
    c, p, rng = f.c, f.p, f.rng
    v = Vista(c, c.w * rng.uniform(0.35, 0.65), rng.uniform(430, 480))
    land.sky(f, v.vy)
    land.hills(f, v.vy + 8, 3, 130)
    c.rect(0, v.vy, c.w + 2, c.h + 2, p.ground)
    town.skyline(f, v.vx + 90, c.w + 20, v.vy + 18, depth=0.3, size=0.6)
    for _ in range(8):
        plants.tree(f, rng.uniform(0, v.vx - 140), v.vy + 14, rng.uniform(70, 150))
    gravel, steel = p.tone((150, 140, 128)), p.tone((196, 200, 200))
    v.floor(-900, 620, 0.7, 60, 400, gravel)
    for base in (-620, -120, 380):
        z = 0.75
        while z < 24:
            v.floor(base - 170, base + 170, z, z + 0.05 + z * 0.012, 400, p.tone((92, 76, 66)))
            z *= 1.085
        for s in (-105, 105):
            v.floor(base + s - 9, base + s + 9, 0.7, 60, 394, p.tone((70, 68, 66)))
            v.floor(base + s - 5, base + s + 3, 0.7, 60, 391, steel)
    for z in (14, 9, 6, 4, 2.8, 1.9, 1.3):
        for bx in (-930, 660):
            x, y = v.at(bx, 400, z)
            _, top = v.at(bx, -560, z)
            c.rect(x - 9 / z, top, x + 9 / z, y, p.ink)
        a, b = v.at(-930, -500, z), v.at(660, -500, z)
        c.line([a, b], p.ink, 8 / z)
    for base in (-620, -120, 380):
        c.line([v.at(base, -330, 0.7), v.at(base, -330, 60)], p.ink, 2)
        c.line([v.at(base, -470, 0.7), v.at(base, -470, 60)], p.ink, 1.5)
    x, y = v.at(-120, 394, 4.4)
    _engine(f, x, y, 95)
    _signal(f, *v.at(120, 400, 1.9))


def _engine(f: Frame, x: float, y: float, w: float) -> None:
    """A train coming head on; ``w`` is its width."""
    c, p = f.c, f.p
    body = p.tone((66, 96, 116))
    c.round_rect(x - w / 2, y - w * 1.2, x + w / 2, y - w * 0.1, w * 0.14, body)
    c.round_rect(
        x - w * 0.4,
        y - w * 1.06,
        x + w * 0.4,
        y - w * 0.64,
        w * 0.06,
        p.pane if p.mood.lit < 0.4 else p.light,
    )
    c.rect(x - w / 2, y - w * 0.52, x + w / 2, y - w * 0.4, p.tone((228, 196, 96)))
    c.rect(x - w * 0.4, y - w * 0.12, x + w * 0.4, y, p.ink)
    for s in (-1, 1):
        c.oval(x + s * w * 0.33, y - w * 0.28, w * 0.16, w * 0.16, p.light, 0.25)
        c.oval(x + s * w * 0.33, y - w * 0.28, w * 0.07, w * 0.07, p.light)


def _signal(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    c.rect(x - 5, y - 250, x + 5, y, p.ink)
    c.round_rect(x - 24, y - 350, x + 24, y - 230, 20, p.ink)
    for dy, color in ((-322, (190, 84, 64)), (-290, (220, 184, 96)), (-258, (84, 160, 120))):
        on = dy == -258
        c.oval(x, y + dy, 13, 13, color if on else mix(color, p.ink, 0.7))


def _arrival(f: Frame) -> None:
    """A train before the station, seen from across the tracks."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(600, 640)
    land.sky(f, y)
    town.skyline(f, 0, c.w, y, depth=0.45, size=1.2, landmark=False)
    _building(f, c.w * rng.uniform(0.52, 0.62), y, min(920, c.w * 0.6), 400)
    c.rect(0, y, c.w + 2, y + 70, p.paving)
    for _ in range(10):
        people.figure(f, rng.uniform(0.02, 0.98) * c.w, y + rng.uniform(20, 40), 104)
    c.rect(0, y + 66, c.w + 2, y + 84, shade(p.paving, -0.3))
    c.rect(0, y + 84, c.w + 2, c.h + 2, p.tone((148, 138, 126)))
    vehicles.train(f, -rng.uniform(80, 420), y + 182, 1150, 2, 210)
    for s in (0.3, 0.7, 0.97):
        fittings.lamp(f, c.w * s, y + 66, 260, arms=2)
    for yy in (y + 182, y + 300):
        for i in range(int(c.w / 40) + 1):
            c.rect(i * 40, yy + 4, i * 40 + 22, yy + 14, p.tone((92, 76, 66)))
        c.rect(0, yy, c.w + 2, yy + 6, p.tone((86, 86, 86)))
    for s in (0.1, 0.5, 0.9):
        c.rect(c.w * s - 6, y - 260, c.w * s + 6, y + 240, p.ink)
        c.line([(c.w * s, y - 230), (c.w * s + 110, y - 210)], p.ink, 6)
    c.line([(0, y - 120), (c.w + 2, y - 120)], p.ink, 2)
    c.line(
        c.curve(
            [
                (0, y - 200),
                (c.w * 0.3, y - 150),
                (c.w * 0.5, y - 215),
                (c.w * 0.7, y - 150),
                (c.w + 5, y - 205),
            ]
        ),
        p.ink,
        2,
    )
    plants.grass(f, c.h - 70, c.h + 10, 90, p.ground)
