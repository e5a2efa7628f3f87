"""Hands at work: an oven and its loaves, a bakery's counter, bicycles, lamps."""

from __future__ import annotations

from dataclasses import replace

from .. import interiors, poses, vehicles
from ..colour import Color, mix, shade
from ..frame import Frame

WHITE: Color = (242, 238, 226)
EMBER: Color = (246, 164, 74)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_oven, _counter, _bicycles, _lamps))(f)


def _loaves(f: Frame, x0: float, x1: float, y: float, w: float) -> None:
    """A shelf's row of bread."""
    x = x0 + w * 0.6
    kind = f.rng.random() < 0.5
    while x < x1 - w * 0.5:
        interiors.loaf(f, x, y, w, round_=kind)
        x += w * 1.12


def _oven(f: Frame) -> None:
    """A baker with a peel before a brick oven."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    wall = p.tone(rng.choice(((222, 206, 176), (198, 206, 196), (216, 190, 168))))
    interiors.room(f, 760, wall, p.tone((164, 128, 100)))
    brick = p.tone(rng.choice(((172, 98, 72), (158, 120, 98), (186, 120, 84))))
    x0 = c.w * 0.06
    ox, oy = x0 + 320, 500.0
    _brick_oven(f, x0, brick)
    wood = p.tone((150, 110, 76))
    sx = c.w * 0.66
    for i, y in enumerate((270, 410, 550)):
        interiors.board(f, sx, c.w - 40, y, wood)
        _loaves(f, sx + 10, c.w - 50, y, (108, 92, 120)[i])
    woman = rng.random() < 0.4
    baker = poses.look(
        f,
        woman=woman,
        coat=p.tone(rng.choice(((120, 150, 160), (226, 214, 190), (160, 90, 70)))),
        apron=p.tone(WHITE),
        style="kerchief" if woman else "cook",
        hat=p.tone(WHITE),
        bare=True,
        skirt=False,
    )
    x = c.w * 0.56
    far, near = poses.person(
        f,
        x,
        930,
        640,
        replace(poses.REACH, arms=(((9, -14), (22, -15)), ((4, -16), (12, -22)))),
        baker,
        side=-1,
    )
    shaft = p.tone((196, 160, 110))
    c.line([(near[0] + 130, near[1] + 34), near, far, (ox + 130, oy + 16)], shaft, 13)
    c.round_rect(ox + 20, oy + 4, ox + 150, oy + 18, 6, shaft)
    for at in (near, far):
        c.oval(*at, 18, 18, baker.skin)
    _basket(f, c.w * 0.84)


def _basket(f: Frame, bx: float) -> None:
    """A basket of bread."""
    c, p = f.c, f.p
    basket = p.tone((176, 128, 78))
    for i in range(4):
        interiors.loaf(f, bx - 100 + 66 * i, 810 + 8 * (i % 2), 92)
    c.poly([(bx - 170, 800), (bx + 170, 800), (bx + 140, 950), (bx - 140, 950)], basket)
    for i in range(5):
        c.line(
            [(bx - 164 + 5 * i, 822 + 28 * i), (bx + 164 - 5 * i, 822 + 28 * i)],
            shade(basket, -0.22),
            7,
        )


def _brick_oven(f: Frame, x0: float, brick: Color) -> None:
    """An oven with loaves and embers."""
    c, p = f.c, f.p
    x0 = c.w * 0.06
    interiors.bricks(f, x0, 130, x0 + 640, 780, brick, 54)
    c.rect(x0 - 16, 110, x0 + 656, 140, shade(brick, -0.2))
    c.rect(x0 + 230, -5, x0 + 410, 112, shade(brick, -0.1))
    ox, oy = x0 + 320, 500.0
    c.chord(ox, oy, 232, 200, 180, 360, shade(brick, -0.25))
    c.rect(ox - 232, oy - 2, ox + 232, oy + 60, shade(brick, -0.25))
    c.chord(ox, oy, 190, 160, 180, 360, (54, 32, 28))
    c.rect(ox - 190, oy - 2, ox + 190, oy + 30, (54, 32, 28))
    for r, a in ((170, 0.35), (120, 0.4), (70, 0.5)):
        c.chord(ox + 20, oy + 28, r, r * 0.8, 180, 360, EMBER, a)
    for i in range(5):
        interiors.loaf(f, ox - 120 + 60 * i, oy + 26, 66, round_=True)
    c.rect(ox - 250, oy + 30, ox + 250, oy + 58, p.tone((196, 188, 172)))
    c.oval(ox, oy + 70, 420, 340, EMBER, 0.06)
    for i in range(6):
        c.rect(
            ox - 200 + 72 * i,
            690 + 20 * (i % 2),
            ox - 140 + 72 * i,
            720 + 20 * (i % 2),
            p.tone((130, 92, 66)),
        )


def _counter(f: Frame) -> None:
    """Across a bakery's counter: bread, scales, somebody buys."""
    c, p, rng = f.c, f.p, f.rng
    inside = p.inside()
    f.p = inside
    wall = inside.tone(rng.choice(((200, 212, 200), (232, 210, 172), (214, 188, 176))))
    interiors.room(f, 820, wall, inside.tone((150, 120, 100)))
    f.p = p
    interiors.window(f, c.w * 0.05, 120, c.w * 0.3, 560, panes=2)
    f.p = p = inside
    wood = p.tone((156, 112, 78))
    _bread_shelves(f, wood, wall)
    _seller(f)
    top = p.tone((196, 152, 106))
    c.rect(c.w * 0.36, 660, c.w + 2, 690, top)
    c.rect(c.w * 0.36, 690, c.w + 2, c.h, shade(top, -0.2))
    for i in range(6):
        c.rect(
            c.w * (0.38 + 0.105 * i), 715, c.w * (0.38 + 0.105 * i) + 140, 970, shade(top, -0.28)
        )
    for i in range(3):
        interiors.loaf(f, c.w * 0.76 + i * 118, 660, 104)
    _scales(f, c.w * 0.685)
    buyer = poses.look(
        f, style=rng.choice(("knit", "kerchief", "cap", "long")), skirt=rng.random() < 0.3
    )
    (bx, by), _near = poses.person(
        f,
        c.w * 0.3,
        980,
        640,
        replace(poses.REACH, arms=(((3, -17), (4, -32)), ((9, -12), (20, -12)))),
        buyer,
        side=1,
    )
    bag = p.coat(rng)
    c.line([(bx - 22, by + 40), (bx, by - 4), (bx + 22, by + 40)], bag, 6)
    c.poly([(bx - 50, by + 36), (bx + 50, by + 36), (bx + 42, by + 150), (bx - 42, by + 150)], bag)
    poses.person(f, c.w * 0.14, 960, 470 if rng.random() < 0.5 else 620, poses.SIDE, side=1)


def _seller(f: Frame) -> None:
    """Somebody who gives a loaf over the counter."""
    c, p, rng = f.c, f.p, f.rng
    woman = rng.random() < 0.6
    seller = poses.look(
        f,
        woman=woman,
        apron=p.tone(WHITE),
        style="kerchief" if woman else "cook",
        hat=p.tone(WHITE),
        bare=True,
    )
    far, near = poses.person(
        f,
        c.w * 0.6,
        1010,
        660,
        replace(poses.REACH, arms=(((8, -12), (20, -13)), ((8, -13), (21, -17)))),
        seller,
        side=-1,
        shadow=False,
    )
    interiors.loaf(f, (far[0] + near[0]) / 2 - 20, near[1] - 6, 130, round_=True)


def _scales(f: Frame, sx: float) -> None:
    """Scales on the counter."""
    c, p = f.c, f.p
    c.rect(sx - 50, 640, sx + 50, 660, p.tone((96, 106, 108)))
    c.oval(sx, 596, 46, 46, p.tone((226, 222, 208)))
    c.ring(sx, 596, 46, 46, p.tone((96, 106, 108)), 8)
    c.line([(sx, 596), (sx + 20, 566)], p.tone((170, 60, 50)), 5)


def _bread_shelves(f: Frame, wood: Color, wall: Color) -> None:
    """Shelves of bread under an awning."""
    c, p, rng = f.c, f.p, f.rng
    x0, x1 = c.w * 0.4, c.w * 0.96
    c.rect(x0 - 14, 70, x1 + 14, 690, shade(wood, -0.3))
    for i, y in enumerate((230, 390, 550)):
        c.rect(x0, y - 140, x1, y, shade(wall, -0.3))
        c.rect(x0, y, x1, y + 16, wood)
        _loaves(f, x0, x1, y, (112, 130, 98)[i])
    awning = p.coat(rng)
    n = 16
    for i in range(n):
        a = x0 - 30 + (x1 - x0 + 60) * i / n
        b = x0 - 30 + (x1 - x0 + 60) * (i + 1) / n
        c.chord((a + b) / 2, 66, (b - a) / 2, 26, 0, 180, awning if i % 2 else p.tone(WHITE))
        c.rect(a, 10, b, 67, awning if i % 2 else p.tone(WHITE))


def _tools(f: Frame, x0: float, y0: float, x1: float, y1: float) -> None:
    """A board with tools on their nails."""
    c, p, rng = f.c, f.p, f.rng
    wood, steel = p.tone((182, 148, 108)), p.tone((126, 132, 134))
    c.rect(x0, y0, x1, y1, wood)
    c.rect(x0, y1 - 8, x1, y1, shade(wood, -0.3))
    x = x0 + 50
    while x < x1 - 40:
        top = y0 + rng.uniform(30, 60)
        long = rng.uniform(0.45, 0.72) * (y1 - y0)
        kind, grip = rng.choice(("hammer", "wrench", "driver", "saw")), p.coat(rng)
        if kind == "hammer":
            c.rect(x - 6, top, x + 6, top + long, p.tone((150, 104, 66)))
            c.rect(x - 32, top - 8, x + 26, top + 22, steel)
        elif kind == "wrench":
            c.line([(x, top + 20), (x, top + long - 16)], steel, 14)
            for yy in (top + 8, top + long):
                c.ring(x, yy, 22, 22, steel, 10)
        elif kind == "driver":
            c.rect(x - 3, top + long * 0.4, x + 3, top + long, steel)
            c.round_rect(x - 12, top, x + 12, top + long * 0.45, 10, grip)
        else:
            c.poly(
                [(x - 24, top + 60), (x + 30, top + 60), (x + 8, top + long), (x - 12, top + long)],
                steel,
            )
            c.round_rect(x - 28, top, x + 34, top + 62, 16, grip)
            c.round_rect(x - 12, top + 16, x + 18, top + 44, 10, wood)
        x += rng.uniform(74, 110)


def _bicycles(f: Frame) -> None:
    """A bicycle on its stand, its mender, and a wall of tools."""
    c, p, rng = f.c, f.p, f.rng
    inside = p.inside()
    f.p = inside
    wall = inside.tone(rng.choice(((150, 166, 160), (206, 190, 160), (158, 150, 160))))
    interiors.room(f, 740, wall, inside.tone((150, 140, 128)), boards=False)
    f.p = p
    interiors.window(f, c.w * 0.76, 110, c.w * 0.95, 470, panes=2)
    f.p = p = inside
    _tools(f, c.w * 0.05, 100, c.w * 0.5, 430)
    for i in range(3):
        x = c.w * (0.54 + 0.075 * i)
        r = rng.uniform(72, 96)
        c.line([(x, 60), (x, 110)], p.ink, 5)
        c.ring(x, 110 + r, r, r, p.ink, 13)
        for k in range(6):
            c.rect(x - 1, 110, x + 1, 110 + 2 * r, p.tone((150, 150, 146)), 0.5 if k else 1)
        c.oval(x, 110 + r, 9, 9, p.ink)
    bench = p.tone((160, 118, 80))
    interiors.table(f, c.w * 0.03, c.w * 0.4, 600, bench, foot=860)
    for i in range(4):
        x = c.w * (0.08 + 0.075 * i)
        h = rng.uniform(36, 84)
        c.rect(x, 612 - h, x + 62, 612, p.coat(rng))
        c.rect(x, 612 - h, x + 62, 612 - h + 9, p.tone((220, 214, 198)))
    x, y = c.w * 0.6, 880.0
    c.line([(x - 20, 905), (x - 20, 640)], p.tone((92, 98, 100)), 18)
    c.line([(x - 130, 905), (x + 90, 905)], p.tone((92, 98, 100)), 18)
    vehicles.bicycle(
        f, x, y - 70, 500, p.tone(rng.choice(((178, 58, 46), (30, 92, 80), (226, 168, 60))))
    )
    arms = (((8, -12), (19, -15)), ((8, -14), (20, -22)))
    who = poses.look(
        f,
        apron=p.tone(rng.choice(((70, 84, 104), (96, 78, 62), (60, 90, 78)))),
        bare=True,
        skirt=False,
    )
    side = rng.choice((-1, 1))
    poses.person(
        f, x - side * 310, 950, 620, replace(poses.BEND, arms=arms, lean=11), who, side=side
    )
    if rng.random() < 0.6:
        child = poses.look(f, young=True)
        poses.person(f, c.w * 0.925, 940, 400, poses.STAND, child, side=-1)


def _lamp(f: Frame, x: float, y: float, s: float, kind: str, lit: bool) -> None:
    """A lamp of the shop's own make, standing or hanging."""
    c, p, rng = f.c, f.p, f.rng
    tone = p.tone(
        rng.choice(
            ((232, 200, 140), (206, 120, 82), (126, 156, 140), (238, 228, 206), (172, 92, 76))
        )
    )
    if kind == "hanging":
        c.line([(x, -5), (x, y)], p.ink, 4)
    else:
        c.rect(x - s * 0.05, y + s * 0.5, x + s * 0.05, y + s * 1.3, p.tone((150, 110, 74)))
        c.oval(x, y + s * 1.3, s * 0.34, s * 0.08, p.tone((120, 86, 60)))
    if lit:
        for r, a in ((1.7, 0.07), (1.2, 0.1), (0.85, 0.14)):
            c.oval(x, y + s * 0.3, s * r, s * r, p.light, a)
        tone = mix(tone, (255, 226, 150), 0.55)
    shape = rng.choice(("cone", "globe", "drum"))
    if shape == "globe":
        c.oval(x, y + s * 0.34, s * 0.42, s * 0.4, tone)
        for i in (-1, 0, 1):
            c.ring(x, y + s * 0.34, s * (0.14 + 0.13 * abs(i)), s * 0.4, shade(tone, -0.15), 3)
    elif shape == "cone":
        c.poly(
            [
                (x - s * 0.16, y),
                (x + s * 0.16, y),
                (x + s * 0.5, y + s * 0.56),
                (x - s * 0.5, y + s * 0.56),
            ],
            tone,
        )
        c.poly(
            [
                (x + s * 0.04, y),
                (x + s * 0.16, y),
                (x + s * 0.5, y + s * 0.56),
                (x + s * 0.16, y + s * 0.56),
            ],
            shade(tone, -0.1),
        )
    else:
        c.rect(x - s * 0.4, y, x + s * 0.4, y + s * 0.56, tone)
        for i in range(4):
            c.rect(
                x - s * 0.4 + s * 0.22 * i,
                y,
                x - s * 0.4 + s * 0.22 * i + 4,
                y + s * 0.56,
                shade(tone, -0.16),
            )


def _lamps(f: Frame) -> None:
    """A maker of lamps among them."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    wall = p.tone(rng.choice(((92, 104, 108), (120, 96, 88), (84, 104, 92), (150, 132, 110))))
    interiors.room(f, 800, wall, mix(wall, p.tone((90, 70, 56)), 0.6))
    wood = p.tone((150, 108, 74))
    for i in range(8):
        x = c.w * (i + 0.5) / 8 + rng.uniform(-26, 26)
        _lamp(f, x, rng.uniform(70, 230), rng.uniform(100, 160), "hanging", rng.random() < 0.8)
    for x0, x1 in ((c.w * 0.02, c.w * 0.3), (c.w * 0.7, c.w * 0.98)):
        interiors.board(f, x0, x1, 600, wood)
        for i in range(4):
            s = rng.uniform(84, 110)
            _lamp(
                f, x0 + (x1 - x0) * (i + 0.5) / 4, 600 - s * 1.36, s, "standing", rng.random() < 0.5
            )
    who = poses.look(
        f, apron=p.tone(rng.choice(((186, 150, 104), (110, 76, 58), (86, 108, 118)))), bare=True
    )
    x = c.w * rng.uniform(0.44, 0.56)
    poses.person(
        f,
        x,
        1140,
        760,
        replace(poses.WORK, arms=(((-7, -14), (1, -26)), ((7, -14), (-1, -25)))),
        who,
        side=1,
        shadow=False,
    )
    interiors.table(f, c.w * 0.12, c.w * 0.88, 790, wood)
    for r, a in ((300, 0.07), (200, 0.1), (120, 0.12)):
        c.oval(x + 10, 740, r, r * 0.8, p.light, a)
    c.poly(
        [(x - 50, 660), (x + 50, 660), (x + 120, 800), (x - 120, 800)],
        mix(p.light, (236, 190, 120), 0.4),
    )
    for i in range(-3, 4):
        c.line([(x + i * 16, 660), (x + i * 38, 800)], shade(p.light, -0.3), 4)
    c.ring(x, 800, 120, 12, shade(p.light, -0.3), 5)
    for s in (-1, 1):
        c.oval(x + s * 92, 742, 24, 22, who.skin)
    _scraps(f, x)


def _scraps(f: Frame, x: float) -> None:
    """Reels and tools on both sides of ``x``."""
    c, p, rng = f.c, f.p, f.rng
    for i in range(9):
        bx = c.w * (0.18 + 0.08 * i)
        if abs(bx - x) > 190:
            tone = p.coat(rng)
            if i % 2:
                c.oval(bx, 826, 34, 17, tone)
                c.oval(bx, 826, 13, 6, shade(tone, -0.4))
            else:
                c.line([(bx - 40, 834), (bx + 40, 818)], tone, 11, caps=True)
