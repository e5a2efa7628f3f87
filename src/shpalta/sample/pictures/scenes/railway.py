"""The railway: a compartment, a train over the river, a parting, a waiting hall."""

from __future__ import annotations

from dataclasses import replace

from .. import fittings, interiors, land, plants, poses, town
from ..colour import Color, mix, shade
from ..frame import Frame

CARRIAGE: Color = (58, 88, 110)
STRIPE: Color = (226, 196, 110)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_compartment, _over_river, _parting, _hall))(f)


def _compartment(f: Frame) -> None:
    """Two berths, a little table with tea, and the land outside."""
    c, p, rng = f.c, f.p, f.rng
    x0, x1, y0, y1 = c.w * 0.3, c.w * 0.7, 90.0, 560.0
    land.sky(f, 470)
    land.hills(f, 470, 3, 120)
    if rng.random() < 0.5:
        town.skyline(f, x0, x1, 500, depth=0.3, size=0.6)
    else:
        for i in range(5):
            plants.tree(f, x0 + (x1 - x0) * (i + rng.random()) / 5, 520, rng.uniform(90, 170))
    c.rect(0, 498, c.w + 2, c.h, p.ground)
    for i in range(3):
        c.line([(0, 300 + i * 26), (c.w, 322 + i * 26)], p.ink, 2.4)
    f.p = p = p.inside()
    wall = p.tone(rng.choice(((206, 186, 150), (188, 178, 160), (196, 170, 136))))
    for a, b, d, e in ((0, 0, x0, c.h), (x1, 0, c.w + 2, c.h), (0, 0, c.w, y0), (0, y1, c.w, c.h)):
        c.rect(a, b, d, e, wall)
    _window_frame(f, x0, y0, x1, y1)
    cloth = p.tone(rng.choice(((70, 108, 100), (148, 82, 64), (74, 92, 120), (190, 150, 84))))
    for s in (-1, 1):
        a = x0 - 20 if s < 0 else x1 + 20
        for i in range(4):
            c.poly(
                [
                    (a + s * i * 26, y0 - 30),
                    (a + s * (i + 1) * 26, y0 - 30),
                    (a + s * (i + 1) * 22, y1 - 60),
                    (a + s * i * 20, y1 - 60),
                ],
                shade(p.tone((236, 228, 208)), -0.09 * (i % 2)),
            )
        _berth(f, s, 330, cloth)
        _berth(f, s, 740, cloth)
    c.rect(0, 905, c.w + 2, c.h + 2, p.tone((124, 96, 80)))
    c.poly(
        [(c.w * 0.4, 905), (c.w * 0.6, 905), (c.w * 0.66, c.h), (c.w * 0.34, c.h)],
        p.tone((150, 66, 56)),
    )
    _travellers(f)
    _tea_table(f, c.w * 0.5, 640)


def _travellers(f: Frame) -> None:
    """One who reads, and often one who only sits."""
    c, p, rng = f.c, f.p, f.rng
    side = rng.choice((-1, 1))
    x = c.w / 2 - side * c.w * 0.28
    reads = replace(poses.SIT, arms=(((7, -11), (16, -6)), ((6, -13), (16, -8))))
    far, _near = poses.person(f, x, 920, 640, reads, side=side, shadow=False)
    c.poly(
        [
            (far[0], far[1] + 20),
            (far[0] + side * 60, far[1] - 70),
            (far[0] + side * 70, far[1] - 58),
            (far[0] + side * 12, far[1] + 30),
        ],
        p.coat(rng),
    )
    if rng.random() < 0.7:
        poses.person(f, c.w / 2 + side * c.w * 0.3, 920, 610, poses.SIT, side=-side, shadow=False)


def _window_frame(f: Frame, x0: float, y0: float, x1: float, y1: float) -> None:
    """The frame of the window."""
    c, p = f.c, f.p
    rim = p.tone((226, 220, 204))
    for a, b, d, e in (
        (x0 - 16, y0 - 16, x1 + 16, y0),
        (x0 - 16, y1, x1 + 16, y1 + 16),
        (x0 - 16, y0, x0, y1),
        (x1, y0, x1 + 16, y1),
        (x0, y0 + 130, x1, y0 + 142),
    ):
        c.rect(a, b, d, e, rim)


def _berth(f: Frame, s: int, y: float, cloth: Color) -> None:
    """A berth at the left or the right wall; the lower one is a seat with a back."""
    c, p = f.c, f.p
    a = 0 if s < 0 else c.w
    edge = c.w * 0.27 if s < 0 else c.w * 0.73
    c.rect(a, y, edge, y + 44, cloth)
    c.rect(a, y + 44, edge, y + 62, shade(cloth, -0.4))
    linen = p.tone((238, 234, 222))
    if y < 500:
        c.round_rect(min(a, edge) + 14, y - 46, max(a, edge) - 14, y + 4, 20, linen)
        c.rect(min(a, edge), y + 2, max(a, edge), y + 14, shade(linen, -0.12))
    else:
        c.rect(a, y - 240, a - s * 34, y, shade(cloth, -0.12))
        c.rect(a, y + 62, edge, 905, shade(cloth, -0.55))


def _tea_table(f: Frame, x: float, y: float) -> None:
    """A folding table with two glasses in metal holders, sugar and an apple."""
    c, p, rng = f.c, f.p, f.rng
    wood = p.tone((172, 124, 84))
    c.rect(x - 14, y + 40, x + 14, 910, shade(wood, -0.4))
    c.poly([(x - 170, y), (x + 170, y), (x + 200, y + 46), (x - 200, y + 46)], wood)
    c.rect(x - 200, y + 46, x + 200, y + 64, shade(wood, -0.28))
    for dx in (-90, 84):
        tea, metal = p.tone((176, 96, 44)), p.tone((190, 188, 180))
        c.rect(x + dx - 25, y - 88, x + dx + 25, y + 24, (250, 250, 244), 0.55)
        c.rect(x + dx - 25, y - 66, x + dx + 25, y + 24, tea)
        c.rect(x + dx - 25, y - 66, x + dx - 14, y + 24, shade(tea, 0.2))
        c.poly(
            [
                (x + dx - 31, y - 22),
                (x + dx + 31, y - 22),
                (x + dx + 27, y + 28),
                (x + dx - 27, y + 28),
            ],
            metal,
        )
        for i in range(3):
            c.oval(x + dx - 17 + 17 * i, y + 3, 5, 9, shade(metal, -0.3))
        c.ring(x + dx + 36, y - 2, 17, 22, metal, 7, 270, 450)
        c.line([(x + dx + 4, y - 60), (x + dx + 18, y - 104)], metal, 5)
        poses.steam(f, x + dx, y - 84, 110)
    c.oval(x - 4, y + 2, 24, 23, p.tone(rng.choice(((178, 60, 48), (150, 164, 80)))))
    c.line([(x - 4, y - 20), (x + 2, y - 32)], p.ink, 4)


def _train(f: Frame, x0: float, x1: float, y: float, h: float, cars: int) -> None:
    """Carriages in a row, their windows lit by the hour; rails at ``y``."""
    c, p, rng = f.c, f.p, f.rng
    body = p.tone(CARRIAGE)
    one = (x1 - x0) / cars
    for i in range(cars):
        a, b = x0 + one * i + 4, x0 + one * (i + 1) - 4
        for t in (0.12, 0.2, 0.8, 0.88):
            c.oval(a + (b - a) * t, y - h * 0.08, h * 0.1, h * 0.1, shade(p.ink, -0.2))
        c.rect(a - 8, y - h * 0.24, b + 8, y - h * 0.14, p.ink)
        c.round_rect(a, y - h, b, y - h * 0.16, h * 0.1, body)
        c.rect(a, y - h * 0.36, b, y - h * 0.29, p.tone(STRIPE))
        c.rect(a + 6, y - h * 1.02, b - 6, y - h * 0.93, shade(body, -0.35))
        n = 8
        for k in range(n):
            lit = rng.random() < (0.75 if p.mood.lit > 0.4 else 0.1)
            wx = a + (b - a) * (k + 0.6) / (n + 0.4)
            c.rect(
                wx,
                y - h * 0.82,
                wx + (b - a) * 0.07,
                y - h * 0.48,
                shade(p.light, rng.uniform(-0.1, 0.05)) if lit else p.pane,
            )


def _over_river(f: Frame) -> None:
    """A train on a bridge, itself and the sky again in the water."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(620, 660)
    land.sky(f, y)
    land.hills(f, y, 3, 180)
    town.skyline(f, -20, c.w * rng.uniform(0.3, 0.42), y, depth=0.4, size=0.7)
    deck = y - 190
    steel = mix(p.tone((92, 104, 104)), p.ink, 0.35)
    _train(f, -60, c.w * rng.uniform(0.8, 0.96), deck, 96, 4)
    c.rect(0, deck, c.w + 2, deck + 20, steel)
    span = c.w / 3
    for i in range(4):
        x = span * i
        arch = c.curve(
            [
                (x, deck + 16),
                (x + span * 0.25, deck - 118),
                (x + span * 0.5, deck - 160),
                (x + span * 0.75, deck - 118),
                (x + span, deck + 16),
            ],
            10,
        )
        c.line(arch, steel, 13)
        for j in range(1, 10):
            ax, ay = arch[len(arch) * j // 10]
            c.line([(ax, ay), (ax, deck)], steel, 5)
        stone = p.tone((170, 160, 144))
        c.poly([(x - 30, deck + 18), (x + 30, deck + 18), (x + 42, y + 6), (x - 42, y + 6)], stone)
        c.poly(
            [(x + 8, deck + 18), (x + 30, deck + 18), (x + 42, y + 6), (x + 12, y + 6)],
            shade(stone, -0.2),
        )
    land.water(f, y, reflect=330, strength=0.42)
    if p.mood.lit > 0.4:
        for _ in range(6):
            land.glitter(f, rng.uniform(0.05, 0.9) * c.w, y + 150, 120, 46)
    plants.reeds(f, c.w * rng.choice((0.08, 0.92)), c.h + 6, 190, 260)


def _parting(f: Frame) -> None:
    """At the carriage's door: somebody leaves, somebody stays."""
    c, p, rng = f.c, f.p, f.rng
    land.sky(f, 200, disc=False)
    f.p = p = p.inside()
    body = p.tone(rng.choice((CARRIAGE, (56, 96, 84), (112, 60, 54))))
    c.rect(0, 70, c.w + 2, 730, body)
    c.rect(0, 54, c.w + 2, 92, shade(body, -0.35))
    c.rect(0, 520, c.w + 2, 552, p.tone(STRIPE))
    for i in range(26):
        c.rect(c.w * i / 26, 600, c.w * i / 26 + 3, 730, shade(body, -0.14))
    door = c.w * rng.uniform(0.4, 0.48)
    glass = p.light if p.mood.lit > 0.4 else mix(p.pane, p.sky, 0.3)
    for i in range(-3, 4):
        wx = door + i * 330 + (0 if i < 0 else -20)
        if i == 0:
            continue
        c.round_rect(wx - 105, 170, wx + 105, 420, 20, shade(body, -0.25))
        c.round_rect(wx - 92, 184, wx + 92, 406, 14, glass)
        for s in (-1, 1):
            c.rect(wx + s * 92, 184, wx + s * 58, 406, p.tone((230, 216, 186)))
        if i in (1, -2):
            _at_window(f, wx, 406)
    _door(f, door, body)
    c.rect(0, 730, c.w + 2, 800, (38, 40, 44))
    c.rect(0, 795, c.w + 2, c.h + 2, p.paving)
    c.rect(0, 795, c.w + 2, 806, p.tone(STRIPE))
    c.rect(0, 806, c.w + 2, 816, shade(p.paving, -0.2))
    _guard(f, door)
    leaves = poses.look(
        f,
        woman=False,
        coat=p.tone((96, 104, 76)),
        legs=p.tone((86, 92, 70)),
        style=rng.choice(("short", "cap")),
    )
    stays = poses.look(f, woman=True)
    hug = replace(poses.SIDE, arms=(((9, -4), (18, 0)), ((9, -9), (17, -4))), lean=2)
    x = c.w * rng.uniform(0.66, 0.76)
    poses.person(f, x - 52, 950, 540, hug, leaves, side=1)
    poses.person(f, x + 52, 950, 500, hug, stays, side=-1)
    bag = p.tone((90, 96, 74))
    c.round_rect(x - 260, 830, x - 130, 956, 26, bag)
    c.rect(x - 250, 874, x - 140, 882, shade(bag, -0.3))
    c.ring(x - 195, 832, 36, 26, shade(bag, -0.3), 9, 180, 360)


def _door(f: Frame, door: float, body: Color) -> None:
    """The open door and its steps."""
    c, p = f.c, f.p
    c.round_rect(door - 110, 130, door + 90, 735, 10, shade(body, -0.55))
    c.rect(
        door - 96,
        150,
        door + 76,
        735,
        mix(p.light, (120, 88, 60), 0.35 if p.mood.lit > 0.4 else 0.6),
    )
    for i in range(2):
        c.rect(door - 120, 735 + 28 * i, door + 100, 750 + 28 * i, p.ink)


def _guard(f: Frame, door: float) -> None:
    """The carriage's guard with a lamp."""
    c, p, rng = f.c, f.p, f.rng
    uniform = poses.look(
        f, woman=True, coat=p.tone((44, 62, 84)), legs=p.tone((40, 46, 58)), skirt=True, style="bun"
    )
    _far, near = poses.person(
        f, door - 200, 900, 470, poses.HAILS if rng.random() < 0.4 else poses.TALK, uniform, side=-1
    )
    c.oval(near[0], near[1] + 22, 12, 16, p.tone((236, 208, 120)))


def _at_window(f: Frame, x: float, y: float) -> None:
    """A face looking out, a hand on the glass."""
    c, p, rng = f.c, f.p, f.rng
    coat, skin = p.coat(rng), p.skin(rng)
    c.chord(x, y + 2, 70, 104, 180, 360, coat)
    c.rect(x - 12, y - 120, x + 12, y - 90, shade(skin, -0.14))
    c.oval(x, y - 148, 31, 38, skin)
    c.chord(x, y - 154, 36, 40, 176, 364, p.tone(rng.choice(poses.HAIRS)))
    c.oval(x + 62, y - 96, 15, 19, skin)


def _hall(f: Frame) -> None:
    """The waiting hall: tall windows, a clock, benches, people with their bags."""
    c, p, rng = f.c, f.p, f.rng
    outside, f.p = p, p.inside()
    p = f.p
    wall = p.tone(rng.choice(((218, 200, 164), (196, 204, 192), (210, 184, 158))))
    interiors.room(f, 640, wall, p.tone((178, 164, 146)), boards=False)
    for i in range(-8, 9):
        c.line(
            [(c.w / 2 + i * 105, 640), (c.w / 2 + i * 240, c.h + 5)],
            shade(p.tone((178, 164, 146)), -0.12),
            3,
        )
    for yy in (690, 760, 860):
        c.rect(0, yy, c.w + 2, yy + 3, shade(p.tone((178, 164, 146)), -0.12))
    for i in range(4):
        x = c.w * (i + 0.5) / 4
        pane = outside.light if outside.night else mix(outside.sky, outside.mood.band, 0.4)
        pane = outside.sky if outside.night else pane
        c.chord(x, 232, 118, 118, 180, 360, shade(wall, 0.3))
        c.rect(x - 118, 230, x + 118, 540, shade(wall, 0.3))
        c.chord(x, 232, 104, 104, 180, 360, pane)
        c.rect(x - 104, 230, x + 104, 530, pane)
        c.rect(x - 104, 430 + rng.uniform(-20, 20), x + 104, 530, outside.hill(0.6))
        for dx in (-36, 36):
            c.rect(x + dx - 4, 132, x + dx + 4, 530, shade(wall, 0.3))
        c.rect(x - 104, 300, x + 104, 308, shade(wall, 0.3))
    for x in (c.w * 0.25, c.w * 0.5, c.w * 0.75):
        c.rect(x - 26, 60, x + 26, 640, shade(wall, -0.08))
        c.rect(x - 36, 60, x + 36, 92, shade(wall, 0.2))
    fittings.clock(f, c.w * 0.5, 190, 66)
    _departures(f, c.w * rng.choice((0.25, 0.75)), 150)
    for s in (0.125, 0.875):
        interiors.pendant(f, c.w * s, 120, 46)
    wood = p.tone((150, 104, 70))
    for x0, _side in ((c.w * 0.1, 1), (c.w * 0.6, 1)):
        _bench_row(f, x0, 800, wood)
    for x in (0.47, 0.9):
        poses.person(
            f, c.w * x, 900, 400, rng.choice((poses.WALK, poses.SIDE)), side=rng.choice((-1, 1))
        )
    x = c.w * 0.5 + 90
    case = p.coat(rng)
    c.round_rect(x, 800, x + 84, 908, 10, case)
    c.line([(x + 20, 800), (x + 20, 740), (x + 64, 740), (x + 64, 800)], p.ink, 6)
    poses.person(f, c.w * 0.3, 975, 430, poses.BACK, side=1)
    poses.person(f, c.w * 0.3 + 110, 970, 290, poses.BACK, side=1)


def _bench_row(f: Frame, x0: float, y: float, wood: Color) -> None:
    """A bench with some sitting on it."""
    c, rng = f.c, f.rng
    c.rect(x0, y - 190, x0 + 480, y - 96, wood)
    for i in range(3):
        c.rect(x0, y - 166 + i * 26, x0 + 480, y - 162 + i * 26, shade(wood, -0.2))
    c.rect(x0 - 6, y - 96, x0 + 486, y - 74, shade(wood, 0.12))
    for x in (x0 + 30, x0 + 430):
        c.rect(x, y - 74, x + 20, y, shade(wood, -0.4))
    for i in range(3):
        if rng.random() < 0.8:
            poses.person(
                f, x0 + 90 + i * 140, y + 6, 350, poses.SIT, side=rng.choice((-1, 1)), shadow=False
            )


def _departures(f: Frame, x: float, y: float) -> None:
    """A board of trains; at this distance only its rows can be seen."""
    c, rng = f.c, f.rng
    c.round_rect(x - 190, y, x + 190, y + 250, 10, (30, 36, 40))
    for i in range(6):
        yy = y + 26 + i * 36
        tone = (236, 196, 96) if rng.random() < 0.8 else (210, 96, 72)
        c.rect(x - 170, yy, x - 116, yy + 14, tone)
        c.rect(x - 96, yy, x - 96 + rng.uniform(90, 180), yy + 14, tone)
        c.rect(x + 130, yy, x + 166, yy + 14, tone)
