"""On the river: a pair at the oars, a race from above, boats at rest, divers by a pier."""

from __future__ import annotations

from dataclasses import replace

from .. import land, people, plants, poses, town
from ..colour import Color, mix, shade
from ..frame import Frame

HULLS: tuple[Color, ...] = (
    (176, 62, 48),
    (234, 224, 200),
    (40, 96, 108),
    (206, 156, 70),
    (58, 104, 80),
)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_pair, _race, _moored, _divers))(f)


def _far_bank(f: Frame, y: float) -> None:
    """The other bank: town, or meadows and willows."""
    rng, c = f.rng, f.c
    land.hills(f, y, 3, 170)
    if rng.random() < 0.6:
        town.skyline(f, -20, c.w * rng.uniform(0.4, 1.0), y, depth=0.35, size=0.75)
    for _ in range(rng.randint(5, 9)):
        plants.round_tree(f, rng.uniform(0, c.w), y + 4, rng.uniform(70, 150))


def _pair(f: Frame) -> None:
    """Two rowers in one long boat, and their reflection."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(400, 450)
    land.sky(f, y)
    _far_bank(f, y)
    land.water(f, y, reflect=220, strength=0.45)
    base, x0 = rng.uniform(705, 735), c.w * rng.uniform(0.08, 0.14)
    x1 = x0 + c.w * 0.74
    hull = p.tone(rng.choice(HULLS))
    c.poly(
        [(x0 + 40, base + 26), (x1 - 40, base + 26), (x1 - 90, base + 70), (x0 + 90, base + 70)],
        shade(hull, -0.4),
        0.35,
    )
    kit = p.tone(rng.choice(HULLS))
    for at in (0.3, 0.52, 0.74) if rng.random() < 0.4 else (0.36, 0.64):
        _rower(f, x0 + (x1 - x0) * at, base, 300, kit, far_oar=True)

    c.poly([(x0, base - 8), (x1, base - 8), (x1 - 80, base + 26), (x0 + 80, base + 26)], hull)
    c.poly(
        [(x0 + 40, base + 8), (x1 - 40, base + 8), (x1 - 80, base + 26), (x0 + 80, base + 26)],
        shade(hull, -0.25),
    )
    c.line([(x0, base - 8), (x1, base - 8)], shade(hull, 0.3), 4)
    for i in range(4):
        xx = x0 - 30 - 90 * i
        c.line(
            [(xx, base + 24 + 3 * i), (xx - 60, base + 24 + 3 * i)],
            shade(p.water, 0.4),
            4,
            alpha=0.7,
        )
    if rng.random() < 0.6:
        plants.reeds(f, c.w * rng.choice((0.05, 0.95)), c.h + 4, 170, 250)
    if rng.random() < 0.5:
        _ducks(f, c.w * rng.uniform(0.3, 0.7), 900)


def _rower(f: Frame, x: float, y: float, h: float, kit: Color, *, far_oar: bool) -> None:
    """Somebody who rows to the right, facing the stern, with an oar on each side."""
    c, p, u = f.c, f.p, h / 100
    oar = p.tone((214, 180, 128))
    if far_oar:
        c.line([(x - 16 * u, y - 24 * u), (x + 26 * u, y - 34 * u)], shade(oar, -0.3), 4)
    pose = replace(
        poses.SIT,
        hip=(0, 12),
        lean=5,
        arms=(((8, -9), (18, -12)), ((8, -11), (18, -15))),
        legs=(((14, 8), (28, -4)), ((15, 9), (29, -5))),
    )
    who = poses.look(
        f,
        coat=kit,
        bare=True,
        young=True,
        skirt=False,
        style=f.rng.choice(("tail", "short", "cap", "bun")),
    )
    _far, near = poses.person(f, x, y, h, pose, who, side=-1, shadow=False)
    out = (x + 48 * u, y + 24 * u)
    c.line([near, (x - 2 * u, y - 12 * u), out], oar, 6)
    c.poly(
        [
            (out[0] - 6, out[1] - 10),
            (out[0] + 56, out[1] + 14),
            (out[0] + 50, out[1] + 34),
            (out[0] - 10, out[1] + 6),
        ],
        p.tone((180, 62, 48)),
    )
    for r in (26, 42):
        c.ring(out[0] + 30, out[1] + 22, r, r * 0.26, shade(p.water, 0.4), 3)


def _ducks(f: Frame, x: float, y: float) -> None:
    """A duck and what follows her."""
    c, p = f.c, f.p
    for i in range(4):
        s, dx = (1.0 if i == 0 else 0.55), i * 62 + (20 if i else 0)
        body = p.tone((118, 96, 74) if i == 0 else (206, 176, 106))
        c.chord(x + dx, y, 30 * s, 24 * s, 0, 180, body)
        c.oval(
            x + dx - 24 * s, y - 14 * s, 10 * s, 10 * s, p.tone((58, 96, 78)) if i == 0 else body
        )
        c.poly(
            [
                (x + dx - 33 * s, y - 14 * s),
                (x + dx - 46 * s, y - 10 * s),
                (x + dx - 32 * s, y - 8 * s),
            ],
            p.tone((214, 156, 62)),
        )
        c.line(
            [(x + dx - 40 * s, y + 4), (x + dx + 44 * s, y + 4)],
            shade(p.water, 0.4),
            2.4,
            alpha=0.7,
        )


def _race(f: Frame) -> None:
    """Boats in their lanes, from a bridge; buoys between them."""
    c, p, rng = f.c, f.p, f.rng
    c.fill(p.water)
    for i in range(150):
        x, y = rng.uniform(-60, c.w), rng.uniform(0, c.h)
        tone = shade(p.water, 0.35 if i % 3 else -0.25)
        c.rect(x, y, x + rng.uniform(20, 90), y + 3, tone, 0.4)
    bank = rng.uniform(120, 170)
    shore = c.curve(
        [(-10, bank), (c.w * 0.3, bank - 30), (c.w * 0.6, bank + 26), (c.w + 10, bank - 10)]
    )
    c.poly([(-10, -10), *shore, (c.w + 10, -10)], p.ground)
    c.line(shore, mix(p.ground, p.tone((224, 208, 170)), 0.7), 12)
    for _ in range(16):
        x, r = rng.uniform(0, c.w), rng.uniform(26, 46)
        leaf = p.leaf(rng)
        c.oval(x + 8, 48 + 10, r, r * 0.9, p.ink, 0.2)
        c.oval(x, 48, r, r * 0.9, shade(leaf, -0.1))
        c.oval(x - 8, 40, r * 0.6, r * 0.55, leaf)
    for _ in range(34):
        x, y = rng.uniform(0, c.w), rng.uniform(bank - 58, bank - 42)
        c.oval(x, y, 9, 9, p.coat(rng))
        c.oval(x, y - 2, 4.5, 4.5, p.skin(rng))
    lanes = 4
    slope = rng.choice((-1, 1)) * rng.uniform(0.03, 0.08)
    kits = rng.sample(HULLS, lanes)
    for i in range(lanes + 1):
        y = bank + 90 + i * 178
        for k in range(20):
            x = c.w * k / 19
            c.oval(
                x,
                y + (x - c.w / 2) * slope,
                9,
                9,
                p.tone((224, 122, 56) if k % 2 else (240, 236, 222)),
            )
            c.oval(x + 3, y + 6 + (x - c.w / 2) * slope, 9, 4, p.ink, 0.2)
    for i in range(lanes):
        x = c.w * rng.uniform(0.3, 0.74)
        _from_above(f, x, bank + 179 + i * 178 + (x - c.w / 2) * slope, slope, p.tone(kits[i]))


def _from_above(f: Frame, x: float, y: float, slope: float, hull: Color) -> None:
    """A double scull seen from a height, with its wake."""
    c, p = f.c, f.p

    def at(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx - dy * slope, y + dy + dx * slope)

    foam = shade(p.water, 0.55)
    for s in (-1, 1):
        c.line([at(-180, s * 8), at(-640, s * 60)], foam, 4, alpha=0.45)
    c.poly(
        [at(-210, 14), at(-100, 30), at(110, 30), at(240, 12), at(110, 42), at(-100, 44)],
        p.ink,
        0.25,
    )
    c.poly([at(-220, 0), at(-110, -19), at(110, -19), at(240, 0), at(110, 19), at(-110, 19)], hull)
    c.poly([at(-110, -11), at(110, -11), at(110, 11), at(-110, 11)], shade(hull, -0.35))
    oar, skin = p.tone((226, 196, 146)), p.skin(f.rng)
    for dx in (-62, 48):
        for s in (-1, 1):
            c.line([at(dx - 24, s * 8), at(dx + 24, s * 92)], oar, 5)
            c.poly(
                [
                    at(dx + 14, s * 84),
                    at(dx + 36, s * 76),
                    at(dx + 50, s * 108),
                    at(dx + 28, s * 114),
                ],
                hull,
            )
            c.oval(*at(dx + 56, s * 104), 13, 7, foam, 0.6)
            c.line([at(dx, s * 10), at(dx - 24, s * 11)], skin, 8, caps=True)
        c.oval(*at(dx, 0), 16, 20, p.tone((240, 236, 224)))
        c.oval(*at(dx - 2, 0), 11, 11, p.tone(f.rng.choice(poses.HAIRS)))


def _row_boat(f: Frame, x: float, y: float, w: float, hull: Color, side: int) -> None:
    """An empty row boat on the water, with its oars in."""
    c, h = f.c, w * 0.17
    bow = x + side * w * 0.56
    outer = c.curve(
        [
            (x - side * w * 0.46, y - h),
            (x - side * w * 0.4, y + h * 0.1),
            (x + side * w * 0.3, y + h * 0.1),
            (bow, y - h * 1.35),
        ],
        8,
    )
    rim = c.curve(
        [(bow, y - h * 1.35), (x + side * w * 0.1, y - h * 0.8), (x - side * w * 0.46, y - h)], 8
    )
    c.oval(x, y + h * 0.12, w * 0.46, h * 0.2, f.p.ink, 0.2)
    inner = c.curve([(x - side * w * 0.46, y - h), (x, y - h * 1.5), (bow, y - h * 1.35)], 8)
    c.poly(inner + rim, shade(hull, -0.45))
    for t in (-0.22, 0.1):
        c.line(
            [(x + w * t, y - h * 1.3), (x + w * t + 8, y - h * 0.7)],
            f.p.tone((200, 160, 110)),
            h * 0.2,
        )
    c.line(
        [(x - side * w * 0.34, y - h * 1.1), (x + side * w * 0.3, y - h * 1.3)],
        f.p.tone((214, 180, 128)),
        6,
    )
    c.poly(outer + rim, hull)
    c.line(rim, shade(hull, 0.35), 5)
    c.line(
        [(x - side * w * 0.38, y - h * 0.42), (x + side * w * 0.42, y - h * 0.5)],
        shade(hull, -0.25),
        5,
    )


def _moored(f: Frame) -> None:
    """A boathouse, a landing, and boats tied to it under a willow."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(440, 490)
    land.sky(f, y)
    _far_bank(f, y)
    land.water(f, y, reflect=240, strength=0.45)
    c.poly(
        [
            *c.curve(
                [(-10, y + 70), (c.w * 0.2, y + 84), (c.w * 0.4, y + 200), (c.w * 0.3, c.h + 10)]
            ),
            (-10, c.h + 10),
        ],
        p.ground,
    )
    plants.grass(f, y + 120, c.h, 50, p.ground)
    wall = p.tone(rng.choice(((150, 92, 68), (96, 122, 118), (196, 164, 112))))
    bx, by = c.w * 0.03, y + 130
    c.rect(bx, by - 230, bx + 380, by, wall)
    for i in range(12):
        c.rect(bx, by - 230 + 19 * i, bx + 380, by - 227 + 19 * i, shade(wall, -0.14))
    town.gable(f, bx, by - 230, bx + 380, 140, p.roof(rng), "gable")
    c.rect(bx + 60, by - 150, bx + 220, by, shade(wall, -0.5))
    c.rect(bx + 270, by - 160, bx + 340, by - 84, p.light if p.mood.lit > 0.3 else p.pane)
    plants.willow(f, c.w * 0.42, y + 190, 480)
    wood = p.tone((158, 126, 94))
    for k in range(7):
        x = c.w * 0.28 + k * 130
        c.rect(x, 730, x + 18, 850, shade(wood, -0.4))
    c.poly([(c.w * 0.2, 690), (c.w * 0.86, 690), (c.w * 0.88, 740), (c.w * 0.18, 740)], wood)
    for k in range(24):
        x = c.w * (0.2 + 0.66 * k / 24)
        c.line([(x, 690), (x - 12, 740)], shade(wood, -0.22), 3)
    c.rect(c.w * 0.18, 738, c.w * 0.88, 756, shade(wood, -0.35))
    if rng.random() < 0.6:
        hang = replace(poses.SIT, legs=(((18, 0), (17, -22)), ((20, -2), (20, -24))))
        poses.person(f, c.w * 0.74, 818, 300, hang, side=rng.choice((-1, 1)), shadow=False)
    else:
        poses.person(f, c.w * 0.72, 724, 300, poses.BACK)
    for i in range(3):
        x = c.w * (0.4 + 0.2 * i) + rng.uniform(-16, 16)
        c.line(c.curve([(x - 90, 800), (x - 110, 790), (x - 120, 742)]), p.tone((214, 196, 158)), 4)
        _row_boat(
            f,
            x,
            860 + 26 * (i % 2),
            290,
            p.tone(HULLS[(i + rng.randrange(5)) % 5]),
            rng.choice((-1, 1)),
        )


def _divers(f: Frame) -> None:
    """A rescue boat at a bridge's pier; a diver on the ladder, one on the tender."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(430, 470)
    land.sky(f, y)
    _far_bank(f, y)
    land.water(f, y, reflect=240, strength=0.5)
    px = c.w * rng.uniform(0.74, 0.8)
    _bridge_pier(f, px)
    orange, base, x = p.tone((222, 110, 52)), 850.0, c.w * 0.36
    for s in (0.2, 0.5):
        poses.person(
            f,
            x - 300 + 600 * s,
            base - 40,
            330,
            rng.choice((poses.TALK, poses.HOLDS, poses.SIDE)),
            poses.look(f, coat=orange, style="cap", skirt=False, legs=p.tone((46, 60, 84))),
            side=1,
            shadow=False,
        )
    c.poly(
        [(x - 400, base - 90), (x + 400, base - 90), (x + 330, base + 24), (x - 350, base + 24)],
        p.tone((232, 226, 210)),
    )
    c.round_rect(x - 420, base - 112, x + 430, base - 56, 28, p.tone((196, 62, 48)))
    c.rect(x - 400, base - 92, x + 400, base - 84, p.tone((240, 228, 206)))
    c.poly(
        [(x - 350, base - 10), (x + 352, base - 10), (x + 330, base + 24), (x - 350, base + 24)],
        p.tone((58, 84, 110)),
    )
    _diver(f, x + 420, base)
    for k in range(7):
        c.oval(
            px - 170 + rng.uniform(-30, 30),
            850 + rng.uniform(-20, 40),
            7 + k % 3 * 3,
            5,
            shade(p.water, 0.5),
            0.8,
        )
    people.figure(f, c.w * 0.92, 88, 120, pose="stand")


def _diver(f: Frame, dx: float, base: float) -> None:
    """Somebody in the water by a ladder at ``dx``."""
    c, p, rng = f.c, f.p, f.rng
    rubber = (36, 40, 46)
    suit = poses.Look(rubber, rubber, p.skin(rng), rubber, style="cap", hat=rubber)
    for k in range(5):
        c.line(
            [(dx - 4, base - 60 + 34 * k), (dx + 44, base - 60 + 34 * k)],
            p.tone((190, 192, 186)),
            7,
        )
    for s in (-4, 44):
        c.line([(dx + s, base - 110), (dx + s, base + 110)], p.tone((190, 192, 186)), 7)
    sunk = (((0, -1), (0, -2)), ((0, -1), (0, -2)))
    climbs = replace(poses.SIDE, arms=(((6, -10), (15, 2)), ((6, -12), (16, -8))), legs=sunk)
    surface = base + 66
    poses.person(f, dx + 76, surface + 158, 330, climbs, suit, side=-1, shadow=False)
    c.round_rect(dx + 92, surface - 116, dx + 130, surface - 14, 18, p.tone((224, 190, 70)))
    c.oval(dx + 80, surface + 8, 62, 15, mix(p.water, p.sky, 0.3))
    for r in (66, 106, 156):
        c.ring(dx + 80, surface + 8, r, r * 0.2, shade(p.water, 0.4), 4)


def _bridge_pier(f: Frame, px: float) -> None:
    """A cracked pier and the deck it bears."""
    c, p = f.c, f.p
    stone = p.tone((172, 164, 150))
    c.rect(0, 96, c.w + 2, 170, mix(p.tone((110, 116, 114)), p.ink, 0.2))
    c.rect(0, 86, c.w + 2, 100, p.tone((150, 152, 146)))
    for k in range(28):
        c.rect(c.w * k / 27 - 3, 30, c.w * k / 27 + 3, 90, p.tone((96, 104, 104)))
    c.rect(0, 26, c.w + 2, 38, p.tone((96, 104, 104)))
    c.poly([(px - 120, 170), (px + 120, 170), (px + 150, 800), (px - 150, 800)], stone)
    c.poly([(px + 40, 170), (px + 120, 170), (px + 150, 800), (px + 50, 800)], shade(stone, -0.18))
    for r in range(12):
        yy = 200 + r * 48
        c.line([(px - 126 - r * 2, yy), (px + 126 + r * 2, yy)], shade(stone, -0.12), 3)
    c.line(
        c.curve([(px - 60, 520), (px - 20, 590), (px - 50, 650), (px - 6, 730)]),
        shade(stone, -0.5),
        6,
    )
    c.rect(px - 150, 700, px + 150, 800, shade(stone, -0.3))
