"""A hospital: its front with an ambulance, a ward, a corridor at night, a small clinic."""

from __future__ import annotations

from .. import fittings, land, people, plants, town, vehicles
from ..colour import mix, shade
from ..frame import Frame
from ..vista import Vista, haze


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_front, _ward, _corridor, _clinic))(f)


def _front(f: Frame) -> None:
    """The main building, wide and light, with an ambulance before it."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(650, 690)
    land.sky(f, y)
    land.hills(f, y, 2, 120)
    wall, x = p.tone((222, 218, 204)), c.w * rng.uniform(0.44, 0.56)
    band = p.tone(rng.choice(((96, 146, 136), (120, 148, 170), (178, 138, 112))))
    c.rect(x - 560, y - 300, x + 560, y, wall)
    for i in range(4):
        yy = y - 292 + i * 74
        c.rect(x - 560, yy + 52, x + 560, yy + 66, band)
        town.windows(f, x - 548, yy, x - 170, yy + 56, 10, 1, wall=wall, fillx=0.66, filly=0.86)
        town.windows(f, x + 170, yy, x + 548, yy + 56, 10, 1, wall=wall, fillx=0.66, filly=0.86)
    c.rect(x - 160, y - 470, x + 160, y, shade(wall, 0.15))
    c.rect(x + 110, y - 470, x + 160, y, shade(wall, -0.05))
    town.windows(f, x - 130, y - 350, x + 100, y - 130, 5, 4, wall=wall, fillx=0.7)
    vehicles.cross(f, x - 15, y - 410, 38, p.tone((58, 134, 116)))
    c.rect(x - 220, y - 116, x + 220, y - 94, band)
    for dx in (-200, 190):
        c.rect(x + dx, y - 96, x + dx + 12, y, shade(wall, -0.3))
    c.rect(x - 120, y - 92, x + 120, y, p.light if p.mood.lit > 0.1 else p.pane)
    for dx in (-60, 0, 60):
        c.rect(x + dx - 3, y - 92, x + dx + 3, y, wall)
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    c.poly(
        [
            *c.curve(
                [
                    (-10, y + 200),
                    (x - 300, y + 150),
                    (x, y + 60),
                    (x + 300, y + 140),
                    (c.w + 10, y + 190),
                ]
            ),
            (c.w + 10, c.h + 5),
            (-10, c.h + 5),
        ],
        p.paving,
    )
    c.poly([(x - 200, y), (x + 200, y), (x + 280, y + 170), (x - 280, y + 170)], p.paving)
    for s in (0.05, 0.14, 0.86, 0.95):
        plants.tree(f, c.w * s, y + 60, rng.uniform(240, 360))
    vehicles.ambulance(f, x + rng.uniform(-240, 240), y + 220, 330)
    people.group(f, x - 70, y + 84, 126, 2)
    people.figure(f, c.w * rng.choice((0.2, 0.8)), c.h - 30, 250, coat=p.tone((234, 236, 232)))
    fittings.lamp(f, c.w * 0.3, y + 150, 290)
    fittings.lamp(f, c.w * 0.72, y + 150, 290, side=-1)


def _ward(f: Frame) -> None:
    """A bed by a window, a visitor on a chair."""
    c, p, rng = f.c, f.p, f.rng
    land.sky(f, 480)
    land.hills(f, 480, 2, 120)
    town.skyline(f, c.w * 0.3, c.w * 0.92, 500, depth=0.3, size=0.7)
    f.p = p = p.inside()
    wall = p.tone(rng.choice(((206, 218, 208), (220, 210, 190), (200, 210, 218))))
    x0, x1, y0, y1 = c.w * 0.4, c.w * 0.84, 110.0, 500.0
    c.rect(0, 0, x0, c.h, wall)
    c.rect(x1, 0, c.w + 2, c.h, wall)
    c.rect(x0, 0, x1, y0, wall)
    c.rect(x0, y1, x1, c.h, wall)
    white = p.tone((244, 242, 234))
    for x in (x0, (x0 + x1) / 2, x1):
        c.rect(x - 11, y0, x + 11, y1, white)
    c.rect(x0, y0 - 11, x1, y0 + 11, white)
    c.rect(x0 - 26, y1 - 8, x1 + 26, y1 + 16, white)
    plants.bush(f, x1 - 90, y1 - 34, 44)
    c.poly(
        [(x1 - 124, y1 - 38), (x1 - 56, y1 - 38), (x1 - 66, y1 - 6), (x1 - 114, y1 - 6)],
        p.tone((176, 108, 82)),
    )
    linen = p.tone(rng.choice(((178, 196, 190), (204, 178, 148), (160, 176, 196))))
    for i in range(6):
        c.rect(x0 - 70 + i * 13, y0 - 30, x0 - 58 + i * 13, 600, shade(linen, -0.1 * (i % 2)))
    floor = p.tone((176, 168, 152))
    c.rect(0, 700, c.w + 2, c.h + 2, floor)
    c.rect(0, 690, c.w + 2, 702, shade(wall, -0.2))
    _bed(f, c.w * 0.12, 820, 760, linen)
    chair = p.tone((140, 104, 78))
    x = c.w * 0.74
    c.rect(x - 60, 806, x + 64, 820, chair)
    c.rect(x + 52, 640, x + 64, 940, chair)
    c.rect(x - 56, 820, x - 44, 940, chair)
    people.seated(f, x + 20, 800, 420, side=-1)
    c.rect(c.w * 0.915, 690, c.w * 0.99, 900, p.tone((206, 186, 156)))
    c.oval(c.w * 0.95, 640, 34, 44, p.leaf(rng))
    c.rect(c.w * 0.942, 650, c.w * 0.958, 690, p.tone((150, 180, 186)))


def _bed(f: Frame, x: float, y: float, w: float, linen: tuple[int, int, int]) -> None:
    """A hospital bed with somebody under the blanket."""
    c, p = f.c, f.p
    steel, white = p.tone((150, 158, 160)), p.tone((246, 244, 236))
    for dx in (0, w - 16):
        c.rect(x + dx, y - 220 if not dx else y - 150, x + dx + 16, y + 120, steel)
    for i in range(4):
        c.rect(x, y - 210 + i * 40, x + 30, y - 200 + i * 40, steel)
    c.round_rect(x + 10, y - 60, x + w - 10, y + 10, 20, white)
    c.round_rect(x + 26, y - 120, x + 220, y - 48, 34, shade(white, -0.06))
    c.oval(x + 160, y - 122, 44, 48, p.skin(f.rng))
    c.chord(x + 148, y - 130, 50, 50, 130, 330, p.tone((110, 96, 86)))
    c.poly(
        [
            *c.curve(
                [
                    (x + 190, y - 20),
                    (x + 230, y - 116),
                    (x + 330, y - 134),
                    (x + 460, y - 104),
                    (x + 590, y - 126),
                    (x + 690, y - 120),
                    (x + w - 16, y - 40),
                ],
                8,
            ),
            (x + w - 16, y + 44),
            (x + 190, y + 44),
        ],
        linen,
    )
    for i in range(5):
        c.line([(x + 300 + i * 90, y - 90), (x + 280 + i * 92, y + 40)], shade(linen, -0.12), 4)
    c.line([(x - 46, y + 120), (x - 46, y - 420), (x + 10, y - 420)], steel, 7)
    c.round_rect(x - 12, y - 416, x + 34, y - 330, 12, p.tone((214, 226, 224)))
    c.line(
        c.curve([(x + 10, y - 332), (x + 40, y - 200), (x + 270, y - 150), (x + 330, y - 90)]),
        steel,
        3,
    )


def _corridor(f: Frame) -> None:
    """A long corridor with doors, a doctor and people waiting."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    wall = p.tone(rng.choice(((206, 220, 210), (214, 212, 196), (200, 212, 222))))
    floor = p.tone((186, 178, 158))
    c.fill(wall)
    v = Vista(c, c.w * rng.uniform(0.44, 0.56), 440)
    end = 7.0
    v.floor(-760, 760, 0.6, end, 480, floor)
    v.face(
        [(-760, -400, 0.6), (760, -400, 0.6), (760, -400, end), (-760, -400, end)], shade(wall, 0.4)
    )
    v.face(
        [(-760, -400, end), (760, -400, end), (760, 480, end), (-760, 480, end)],
        mix(p.mood.band, wall, 0.3),
    )
    v.face(
        [(-230, -250, end), (230, -250, end), (230, 480, end), (-230, 480, end)],
        p.light if p.mood.lit > 0.4 else mix(p.sky, (255, 255, 250), 0.4),
    )
    v.face([(-14, -250, end), (14, -250, end), (14, 480, end), (-14, 480, end)], wall)
    for s in (-1, 1):
        v.wall(s * 760, -400, 480, 0.6, end, shade(wall, -0.04 if s > 0 else -0.1))
        v.wall(s * 760, 200, 480, 0.6, end, p.tone((120, 156, 146)))
        v.wall(s * 760, 192, 206, 0.6, end, p.tone((236, 234, 222)))
        for z in (5.2, 3.5, 2.4, 1.65, 1.15):
            v.wall(s * 758, -190, 480, z * 0.99, z * 1.17, shade(wall, 0.3))
            v.wall(s * 757, -170, 480, z, z * 1.16, p.tone((188, 160, 124)))
            v.wall(
                s * 756,
                -130,
                60,
                z * 1.03,
                z * 1.13,
                p.light if rng.random() < 0.3 + p.mood.lit else p.pane,
            )
    for z in (0.9, 1.3, 1.9, 2.7, 3.9, 5.6):
        v.face(
            [(-150, -396, z), (150, -396, z), (150, -396, z * 1.14), (-150, -396, z * 1.14)],
            (250, 244, 222),
        )
        v.floor(-130, 130, z * 1.05, z * 1.16, 480, (255, 250, 232), 0.28)
    _waiting(f, v)


def _waiting(f: Frame, v: Vista) -> None:
    """People of the corridor, far ones first."""
    c, p, rng = f.c, f.p, f.rng
    for z, x in ((4.6, -120), (3.4, 200)):
        px, py = v.at(x, 480, z)
        people.figure(f, px, py, 600 / z, coat=haze(f, p.tone((240, 242, 238)), z, 20))
    for z in (2.7, 2.15):
        px, py = v.at(-640, 480, z)
        c.rect(px - 130 / z, py - 200 / z, px + 130 / z, py - 180 / z, p.tone((120, 96, 80)))
        c.rect(px - 120 / z, py - 180 / z, px - 100 / z, py, p.ink)
        c.rect(px + 100 / z, py - 180 / z, px + 120 / z, py, p.ink)
        people.seated(f, px, py - 190 / z, 620 / z, side=1)
    px, py = v.at(rng.uniform(120, 300), 480, 1.5)
    people.figure(f, px, py, 620 / 1.5, pose="walk", coat=p.tone((244, 246, 242)), side=-1)


def _clinic(f: Frame) -> None:
    """A village clinic under trees with a bicycle at the wall."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(680, 720)
    land.sky(f, y)
    land.hills(f, y, 3, 190)
    for s in (0.06, 0.2, 0.84, 0.95):
        plants.round_tree(f, c.w * s, y, rng.uniform(380, 520))
    wall, x = p.tone((232, 226, 208)), c.w * rng.uniform(0.46, 0.54)
    c.rect(x - 400, y - 220, x + 400, y, wall)
    c.rect(x - 400, y - 46, x + 400, y, p.tone((128, 158, 150)))
    town.gable(f, x - 400, y - 220, x + 400, 130, p.roof(rng), "hip")
    for s in (-1, 1):
        town.windows(
            f,
            x + (120 if s > 0 else -380),
            y - 190,
            x + (380 if s > 0 else -120),
            y - 50,
            3,
            1,
            wall=wall,
            fillx=0.62,
            filly=0.86,
            sill=True,
        )
    c.rect(x - 96, y - 220, x + 96, y, shade(wall, 0.2))
    fittings.pediment(f, x - 116, x + 116, y - 216, 84, wall)
    vehicles.cross(f, x, y - 244, 21, p.tone((58, 134, 116)))
    c.rect(x - 46, y - 150, x + 46, y, p.tone((92, 128, 120)))
    c.rect(x - 34, y - 138, x + 34, y - 76, p.light if p.mood.lit > 0.1 else p.pane)
    for i in range(3):
        c.rect(
            x - 100 - 14 * i,
            y + 10 * i,
            x + 100 + 14 * i,
            y + 10 * i + 10,
            p.tone((186 - 12 * i, 180 - 12 * i, 164 - 12 * i)),
        )
    c.rect(0, y + 30, c.w + 2, c.h + 2, p.ground)
    c.rect(0, y, x - 142, y + 32, p.ground)
    c.rect(x + 142, y, c.w + 2, y + 32, p.ground)
    c.poly([(x - 130, y + 30), (x + 130, y + 30), (x + 420, c.h + 4), (x - 300, c.h + 4)], p.paving)
    vehicles.bicycle(f, x + 260, y + 36, 150)
    fittings.bench(f, x - 330, y + 50, 150)
    people.seated(f, x - 280, y + 14, 150, side=1)
    people.figure(f, x + 30, y + 96, 190, coat=p.tone((240, 242, 238)), side=1)
    people.figure(f, x + 110, y + 112, 180, side=-1)
    vehicles.ambulance(f, c.w * 0.17, y + 180, 330)
    plants.grass(f, y + 60, c.h, 80, p.ground)
