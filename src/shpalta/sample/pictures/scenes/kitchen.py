"""Kitchens: volunteers at a long table, a field kitchen, a table from above, a stove, parcels."""

from __future__ import annotations

from dataclasses import replace

from .. import interiors, land, plants, poses, town
from ..colour import Color, mix, shade
from ..frame import Frame
from .laid_table import WHITE, from_above

POTS: tuple[Color, ...] = (
    (150, 158, 160),
    (176, 66, 52),
    (66, 104, 120),
    (226, 218, 196),
    (70, 110, 92),
)
CLOTHS: tuple[Color, ...] = ((198, 186, 158), (176, 92, 72), (98, 130, 126), (222, 206, 168))


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_volunteers, from_above, _cauldron, _stove, _parcels))(f)


def _cook(f: Frame, **fixed: object) -> poses.Look:
    """Somebody in an apron with the sleeves up."""
    rng, p = f.rng, f.p
    apron = p.tone(rng.choice((WHITE, (176, 92, 72), (96, 128, 122), (214, 176, 104))))
    style = rng.choice(("kerchief", "bun", "short", "cap", "tail"))
    return poses.look(f, **{"apron": apron, "bare": True, "skirt": False, "style": style, **fixed})


def _volunteers(f: Frame) -> None:
    """Making dumplings for a great many people."""
    c, p, rng = f.c, f.p, f.rng
    inside = p.inside()
    f.p = inside
    wall = inside.tone(
        rng.choice(((196, 210, 200), (232, 212, 174), (206, 196, 210), (216, 190, 170)))
    )
    interiors.room(f, 800, wall, inside.tone((170, 150, 132)), boards=False)
    f.p = p
    wx = c.w * rng.choice((0.06, 0.66))
    interiors.window(f, wx, 90, wx + c.w * 0.28, 400, panes=3, taped=rng.random() < 0.5)
    f.p = p = inside
    wood = p.tone((158, 114, 78))
    sx = c.w * 0.42 if wx < c.w * 0.3 else c.w * 0.06
    for y, w in ((210, 74), (370, 84)):
        interiors.board(f, sx, sx + c.w * 0.5, y, wood)
        interiors.jars(f, sx + 10, sx + c.w * 0.5 - 10, y, w)
    for s in (0.25, 0.75):
        interiors.pendant(f, c.w * s, 60, 46)
    n = rng.choice((4, 5))
    spots = [(i + 0.5) / n for i in range(n)]
    for i, t in enumerate(spots):
        lift = replace(poses.WORK, arms=(((-4, -15), (3, -24)), ((4, -15), (-3, -25))))
        poses.person(
            f,
            c.w * t + rng.uniform(-20, 20),
            1130,
            rng.uniform(660, 740),
            lift,
            _cook(f),
            side=(-1, 1)[i % 2],
            shadow=False,
        )
    _work_top(f, 790)


def _work_top(f: Frame, y: float) -> None:
    """A floured table with dough, dumplings in rows, bowls."""
    c, p, rng = f.c, f.p, f.rng
    cloth = p.tone(rng.choice(CLOTHS))
    c.poly([(30, y), (c.w - 30, y), (c.w + 40, c.h + 10), (-40, c.h + 10)], cloth)
    for _ in range(14):
        x, yy = rng.uniform(0, c.w), rng.uniform(y + 30, c.h)
        c.oval(x, yy, rng.uniform(30, 90), rng.uniform(8, 20), p.tone(WHITE), 0.25)
    n = 3
    for k in range(n):
        x0 = c.w * (0.06 + 0.34 * k)
        wood = p.tone((196, 152, 106))
        c.poly(
            [(x0 + 16, y + 36), (x0 + 330, y + 36), (x0 + 350, y + 150), (x0 - 10, y + 150)], wood
        )
        c.rect(x0 - 10, y + 150, x0 + 350, y + 162, shade(wood, -0.25))
        if k == 1:
            c.oval(x0 + 110, y + 86, 84, 40, p.tone((240, 226, 192)))
            c.oval(x0 + 90, y + 74, 44, 18, p.tone((248, 238, 212)))
            c.line([(x0 + 200, y + 120), (x0 + 320, y + 60)], p.tone((176, 124, 78)), 22, caps=True)
            continue
        for r in range(3):
            for i in range(6):
                dx, dy = x0 + 40 + 50 * i + 4 * r * (i - 2.5) / 2.5, y + 74 + 33 * r
                c.chord(dx, dy, 21, 22, 180, 360, p.tone((240, 228, 198)))
                c.line([(dx - 21, dy), (dx + 21, dy)], p.tone((214, 196, 156)), 5, caps=True)


def _cauldron(f: Frame) -> None:
    """A field kitchen out of doors: a cauldron, a tent, people with bowls."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(560, 600)
    land.sky(f, y)
    land.hills(f, y, 2, 130)
    town.skyline(f, 0, c.w, y, depth=0.3, size=0.85)
    land.land(f, y + 4, p.ground)
    for s in (0.02, 0.96):
        plants.round_tree(f, c.w * s, y + 60, rng.uniform(300, 380))
    canvas = p.tone(rng.choice(((108, 118, 84), (206, 190, 150), (88, 116, 126))))
    x0 = c.w * 0.06
    c.poly(
        [
            (x0, y - 90),
            (x0 + 260, y - 260),
            (x0 + 520, y - 90),
            (x0 + 540, y + 120),
            (x0 - 20, y + 120),
        ],
        canvas,
    )
    c.poly(
        [(x0 + 260, y - 260), (x0 + 520, y - 90), (x0 + 540, y + 120), (x0 + 380, y + 120)],
        shade(canvas, -0.18),
    )
    c.poly([(x0 + 170, y + 120), (x0 + 250, y - 150), (x0 + 330, y + 120)], shade(canvas, -0.55))
    kx, ky = c.w * 0.47, 850.0
    _fire(f, kx, ky)
    stir = replace(poses.REACH, arms=(((8, -9), (20, -9)), ((8, -12), (21, -16))))
    _far, near = poses.person(f, kx - 250, 910, 480, stir, _cook(f), side=1)
    c.line([(near[0] + 4, near[1] - 60), (kx - 30, ky - 150)], p.tone((160, 112, 72)), 9)
    bowl = replace(poses.SIDE, arms=(((4, -15), (15, -13)), ((5, -16), (16, -16))))
    for i in range(rng.choice((4, 5))):
        x = kx + 300 + i * 142
        _far, near = poses.person(
            f, x, 900 + 16 * (i % 2), rng.uniform(390, 450), bowl if i < 3 else poses.SIDE, side=-1
        )
        if i < 3:
            c.chord(near[0] - 10, near[1] - 8, 34, 26, 0, 180, p.tone(rng.choice(POTS)))
    if rng.random() < 0.5:
        poses.person(f, x0 + 70, y + 150, 250, poses.HOLDS, _cook(f))


def _fire(f: Frame, kx: float, ky: float) -> None:
    """A cauldron hanging over a fire."""
    c, p = f.c, f.p
    for i in range(5):
        c.line(
            [(kx - 110 + 50 * i, ky + 10), (kx - 60 + 34 * i, ky - 34)],
            p.tone((110, 76, 54)),
            24,
            caps=True,
        )
    for r, tone in ((62, (224, 110, 48)), (40, (250, 190, 84))):
        c.poly(
            [
                (kx - r, ky - 8),
                (kx - r * 0.4, ky - r * 1.2),
                (kx, ky - r * 0.6),
                (kx + r * 0.5, ky - r * 1.3),
                (kx + r, ky - 8),
            ],
            tone,
        )
    iron = p.tone((52, 54, 58))
    for s in (-1, 1):
        c.line([(kx + s * 190, ky + 20), (kx + s * 30, ky - 350)], iron, 10)
    c.line([(kx, ky - 344), (kx, ky - 210)], iron, 7)
    c.ring(kx, ky - 150, 128, 112, iron, 7, 190, 350)
    c.chord(kx, ky - 160, 150, 120, 0, 180, iron)
    c.oval(kx, ky - 160, 150, 30, shade(iron, 0.22))
    c.oval(kx, ky - 158, 132, 23, p.tone((176, 82, 52)))
    for dx in (-50, 30):
        poses.steam(f, kx + dx, ky - 180, 210)


def _stove(f: Frame) -> None:
    """A kitchen at home: the stove, somebody at it, a cat, a window."""
    c, p, rng = f.c, f.p, f.rng
    inside = p.inside()
    f.p = inside
    wall = inside.tone(
        rng.choice(((222, 200, 150), (176, 200, 196), (214, 176, 158), (196, 204, 170)))
    )
    interiors.room(f, 830, wall, inside.tone((176, 132, 96)))
    for i in range(16):
        for r in range(3):
            tone = shade(inside.tone(WHITE), -0.07 * ((i + r) % 2))
            c.rect(c.w * i / 16 + 2, 420 + 70 * r, c.w * (i + 1) / 16 - 2, 486 + 70 * r, tone)
    f.p = p
    interiors.window(f, c.w * 0.54, 90, c.w * 0.8, 400, panes=2)
    f.p = p = inside
    wood = p.tone(rng.choice(((150, 108, 74), (110, 130, 124), (206, 196, 172))))
    _range(f, c.w * 0.2, wood)
    interiors.board(f, 30, c.w * 0.42, 250, p.tone((150, 108, 74)))
    interiors.jars(f, 40, c.w * 0.41, 250, 92)
    for i in range(6):
        x = c.w * 0.03 + i * 100
        c.line([(x, 296), (x, 330)], p.ink, 5)
        c.oval(x, 362, 15, 32, p.tone(rng.choice(((150, 158, 160), (176, 124, 78)))))
    plants.bush(f, c.w * 0.76, 398, 40)
    c.poly(
        [
            (c.w * 0.76 - 32, 394),
            (c.w * 0.76 + 32, 394),
            (c.w * 0.76 + 24, 424),
            (c.w * 0.76 - 24, 424),
        ],
        p.tone((176, 104, 78)),
    )
    interiors.loaf(f, c.w * 0.62, 610, 150, round_=True)
    interiors.jar(f, c.w * 0.72, 610, 74, p.tone((214, 160, 74)))
    _at_stove(f)
    if rng.random() < 0.6:
        young = poses.look(f, young=True)
        poses.person(
            f,
            c.w * 0.66,
            985,
            450,
            rng.choice((poses.TALK, poses.HOLDS, poses.HAILS)),
            young,
            side=-1,
        )
    _cat(f, c.w * 0.86, 960, rng.choice((-1, 1)))


def _at_stove(f: Frame) -> None:
    """Somebody who stirs."""
    c, p, rng = f.c, f.p, f.rng
    stir = replace(poses.REACH, arms=(((8, -9), (19, -6)), ((8, -12), (20, -12))))
    who = _cook(f, style=rng.choice(("kerchief", "bun", "short", "bob")))
    far, _near = poses.person(f, c.w * 0.47, 985, 690, stir, who, side=-1)
    c.line([(far[0] + 6, far[1] - 30), (far[0] - 46, far[1] + 70)], p.tone((160, 112, 72)), 10)


def _range(f: Frame, sx: float, wood: Color) -> None:
    """Cupboards, and the stove with its pots at ``sx``."""
    c, p, rng = f.c, f.p, f.rng
    for x0, x1 in ((0, c.w * 0.2), (c.w * 0.44, c.w + 2)):
        c.rect(x0, 610, x1, 640, p.tone((206, 196, 178)))
        c.rect(x0, 640, x1, 840, wood)
        n = round((x1 - x0) / 170)
        for i in range(n):
            a, b = x0 + (x1 - x0) * i / n + 12, x0 + (x1 - x0) * (i + 1) / n - 12
            c.round_rect(a, 656, b, 824, 8, shade(wood, 0.12))
            c.oval(b - 20, 700, 7, 7, shade(wood, -0.5))
    c.rect(sx, 600, sx + c.w * 0.24, 846, p.tone((236, 232, 220)))
    c.rect(sx, 600, sx + c.w * 0.24, 622, p.tone((70, 74, 78)))
    c.round_rect(sx + 50, 690, sx + c.w * 0.24 - 50, 820, 12, (60, 56, 58))
    c.round_rect(
        sx + 66,
        706,
        sx + c.w * 0.24 - 66,
        804,
        8,
        mix(p.light, (200, 110, 60), 0.4) if rng.random() < 0.5 else (84, 78, 78),
    )
    for i in range(4):
        c.oval(sx + 80 + 75 * i, 655, 15, 15, p.tone((96, 100, 104)))
    for x, w in ((sx + 105, 170), (sx + 290, 130)):
        interiors.pot(f, x, 602, w, p.tone(rng.choice(POTS)))
        poses.steam(f, x, 602 - w * 0.7, 200)


def _cat(f: Frame, x: float, y: float, side: int) -> None:
    """A cat by its bowl."""
    c = f.c
    fur = f.p.tone(f.rng.choice(((64, 62, 66), (196, 132, 74), (170, 166, 158), (236, 230, 216))))
    c.oval(x, y + 2, 90, 12, f.p.ink, 0.2)
    c.line(
        c.curve([(x - side * 66, y - 24), (x - side * 130, y - 40), (x - side * 120, y - 120)]),
        fur,
        17,
        caps=True,
    )
    c.round_rect(x - 78, y - 92, x + 66, y - 28, 34, fur)
    for dx in (-58, -34, 34, 54):
        c.rect(x + dx - 8, y - 50, x + dx + 8, y, fur)
    hx = x + side * 78
    c.oval(hx, y - 104, 36, 32, fur)
    for s in (-1, 1):
        c.poly([(hx + s * 34, y - 108), (hx + s * 27, y - 150), (hx + s * 5, y - 130)], fur)
        c.oval(hx + side * 6 + s * 12, y - 108, 4, 5, f.p.ink)


def _parcels(f: Frame) -> None:
    """Boxes packed for the front and for those who lost their homes."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    wall = p.tone(rng.choice(((188, 196, 188), (212, 196, 168), (176, 184, 196))))
    interiors.room(f, 700, wall, p.tone((150, 144, 136)), boards=False)
    c.rect(0, 560, c.w + 2, 690, shade(wall, -0.12))
    for row in range(4):
        x = c.w * 0.02
        while x < c.w * (0.44 - 0.05 * row):
            w = rng.uniform(110, 170)
            _box(f, x, 720 - 118 * row, w, 112, tape=True)
            x += w + 6
    for s in (0.3, 0.7):
        interiors.pendant(f, c.w * s, 110, 44)
    _shelf_of_tins(f, c.w * 0.56, c.w * 0.96)
    for i, (at, pose) in enumerate(((0.32, poses.WORK), (0.54, poses.HOLDS), (0.8, poses.WORK))):
        who = _cook(f, apron=None, bare=rng.random() < 0.6)
        far, near = poses.person(
            f, c.w * at, 1100, rng.uniform(640, 700), pose, who, side=(-1, 1)[i % 2], shadow=False
        )
        if pose is poses.HOLDS:
            mid = (far[0] + near[0]) / 2
            _box(f, mid - 105, near[1] + 50, 210, 140, tape=True)
            for at_ in (far, near):
                c.oval(
                    at_[0] + (60 if at_ is near else -60) * (1 if near[0] > far[0] else -1),
                    at_[1],
                    20,
                    18,
                    who.skin,
                )
    interiors.table(f, -40, c.w + 40, 800, p.tone((168, 130, 92)))
    for i in range(3):
        x = c.w * (0.07 + 0.33 * i)
        _box(f, x, 866, 250, 150, tape=False)
    for i in range(9):
        x = c.w * (0.26 + 0.06 * (i % 3) + 0.33 * (i // 3))
        tone = p.tone(rng.choice(((176, 62, 50), (90, 124, 90), (222, 176, 80), (84, 108, 140))))
        c.round_rect(x, 796, x + 52, 862, 6, tone)
        c.rect(x, 812, x + 52, 840, p.tone(WHITE))


def _box(f: Frame, x: float, y: float, w: float, h: float, *, tape: bool) -> None:
    """A cardboard box standing at ``y``; an open one shows what is in it."""
    c, p, rng = f.c, f.p, f.rng
    card = p.tone(rng.choice(((190, 150, 104), (176, 136, 92), (204, 166, 120))))
    if not tape:
        for i in range(4):
            a = x + 20 + (w - 60) * i / 3
            c.round_rect(a - 10, y - h - rng.uniform(24, 70), a + 42, y - 20, 8, p.coat(rng))
        c.poly(
            [(x, y - h), (x - 46, y - h - 34), (x - 30, y - h - 44), (x + 20, y - h)],
            shade(card, -0.12),
        )
        c.poly(
            [
                (x + w, y - h),
                (x + w + 46, y - h - 34),
                (x + w + 30, y - h - 44),
                (x + w - 20, y - h),
            ],
            shade(card, -0.12),
        )
    c.rect(x, y - h, x + w, y, card)
    c.rect(x + w * 0.82, y - h, x + w, y, shade(card, -0.12))
    c.rect(x, y - h, x + w, y - h + 6, shade(card, -0.25))
    if tape:
        c.rect(x + w * 0.42, y - h, x + w * 0.56, y - h * 0.55, p.tone((222, 206, 170)))
    c.rect(x + w * 0.1, y - h * 0.36, x + w * 0.36, y - h * 0.14, p.tone(WHITE))


def _shelf_of_tins(f: Frame, x0: float, x1: float) -> None:
    c, p, rng = f.c, f.p, f.rng
    for y in (250, 390, 530):
        interiors.board(f, x0, x1, y, p.tone((130, 136, 138)))
        x = x0 + 14
        while x < x1 - 60:
            w, h = rng.uniform(40, 62), rng.uniform(50, 96)
            c.round_rect(
                x,
                y - h,
                x + w,
                y,
                5,
                p.tone(
                    rng.choice(((150, 158, 160), (176, 66, 52), (222, 182, 96), (96, 128, 120)))
                ),
            )
            c.rect(x, y - h * 0.7, x + w, y - h * 0.3, p.tone(WHITE))
            x += w + rng.choice((3, 3, 34))
