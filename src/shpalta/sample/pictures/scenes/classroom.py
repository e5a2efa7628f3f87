"""Lessons: in a shelter, by the window, at a distance, over an experiment."""

from __future__ import annotations

from dataclasses import replace

from .. import interiors, plants, poses
from ..colour import Color, mix, shade
from ..frame import Frame
from .home_lesson import WOODS, at_distance

SLATE: Color = (48, 88, 74)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_shelter, _by_window, at_distance, _experiment))(f)


def _pupil(f: Frame, x: float, y: float, h: float, side: int, **fixed: object) -> None:
    """A child at a desk of their own, seen from the side."""
    c, p, rng, u = f.c, f.p, f.rng, h / 100
    wood = p.tone(WOODS[0])
    c.rect(x - side * 14 * u, y - 27 * u, x + side * 6 * u, y - 23.5 * u, shade(wood, -0.25))
    c.rect(x - side * 14 * u, y - 52 * u, x - side * 11.5 * u, y, shade(wood, -0.35))
    c.rect(x + side * 3 * u, y - 24 * u, x + side * 5 * u, y, shade(wood, -0.4))
    arms = rng.choice(
        (
            (((7, -13), (18, -12)), ((6, -13), (19, -13))),
            (((7, -12), (20, -12)), ((8, 6), (11, 24))),
        )
    )
    poses.person(
        f,
        x,
        y,
        h,
        replace(poses.SIT, arms=arms, lean=4),
        poses.look(f, young=True, **fixed),
        side=side,
        shadow=False,
    )
    c.rect(x + side * 15 * u, y - 46 * u, x + side * 46 * u, y - 42.5 * u, wood)
    c.rect(x + side * 15 * u, y - 42.5 * u, x + side * 46 * u, y - 41 * u, shade(wood, -0.3))
    c.rect(x + side * 40 * u, y - 42 * u, x + side * 43 * u, y, shade(wood, -0.4))
    c.poly(
        [
            (x + side * 20 * u, y - 46 * u),
            (x + side * 34 * u, y - 46 * u),
            (x + side * 33 * u, y - 48 * u),
            (x + side * 21 * u, y - 48 * u),
        ],
        p.tone((246, 242, 230)),
    )


def _blackboard(f: Frame, x0: float, y0: float, x1: float, y1: float) -> None:
    """A board with a sum, a triangle or a little river drawn on it."""
    c, p, rng = f.c, f.p, f.rng
    chalk, wood = (226, 230, 216), p.tone((150, 108, 74))
    c.rect(x0 - 14, y0 - 14, x1 + 14, y1 + 14, wood)
    c.rect(x0, y0, x1, y1, p.tone(SLATE))
    w, h = x1 - x0, y1 - y0
    for i in range(4):
        y = y0 + h * (0.2 + 0.17 * i)
        c.line([(x0 + w * 0.07, y), (x0 + w * rng.uniform(0.28, 0.44), y)], chalk, 4, alpha=0.8)
    mx, my = x0 + w * 0.72, y0 + h * 0.5
    kind = rng.choice(("triangle", "circle", "river"))
    if kind == "triangle":
        c.line(
            [(mx - 70, my + 60), (mx + 80, my + 60), (mx - 70, my - 70), (mx - 70, my + 60)],
            chalk,
            4,
        )
    elif kind == "circle":
        c.ring(mx, my, 76, 76, chalk, 4)
        c.line([(mx, my), (mx + 54, my - 54)], chalk, 4)
    else:
        for dy in (-26, 26):
            bend = [
                (mx - 120, my + dy),
                (mx - 40, my + dy - 34),
                (mx + 40, my + dy + 34),
                (mx + 120, my + dy),
            ]
            c.line(c.curve(bend), chalk, 4)
    c.rect(x0 - 14, y1 + 14, x1 + 14, y1 + 24, shade(wood, -0.25))


def _shelter(f: Frame) -> None:
    """A lesson in the cellar: pipes, lamps, a small board, desks in rows."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    wall = p.tone(rng.choice(((196, 204, 190), (212, 196, 166), (190, 196, 204))))
    interiors.room(f, 590, wall, p.tone((150, 146, 138)), boards=False)
    low = p.tone(rng.choice(((96, 132, 122), (104, 122, 148), (168, 124, 84))))
    c.rect(0, 380, c.w + 2, 580, low)
    c.rect(0, 374, c.w + 2, 382, shade(low, 0.3))
    c.rect(0, 0, c.w + 2, 92, shade(wall, -0.35))
    for i, y in enumerate((58, 104, 132)):
        pipe = p.tone(((176, 100, 72), (150, 156, 158), (190, 180, 150))[i])
        c.rect(0, y, c.w + 2, y + 22 - 4 * i, pipe)
        c.rect(0, y + 14 - 3 * i, c.w + 2, y + 22 - 4 * i, shade(pipe, -0.22))
        for k in range(5):
            x = c.w * (k + 0.3 + 0.1 * i) / 5
            c.rect(x, y - 4, x + 14, y + 25 - 4 * i, shade(pipe, -0.35))
    x = c.w * rng.uniform(0.03, 0.05)
    steel = p.tone((112, 122, 120))
    c.rect(x, 220, x + 190, 590, shade(steel, -0.35))
    c.rect(x + 10, 232, x + 180, 590, steel)
    c.ring(x + 95, 400, 38, 38, shade(steel, -0.4), 10)
    c.rect(x + 48, 150, x + 142, 200, p.tone((46, 130, 92)))
    c.poly(
        [
            (x + 66, 184),
            (x + 90, 166),
            (x + 90, 176),
            (x + 126, 176),
            (x + 126, 190),
            (x + 90, 190),
            (x + 90, 200),
        ],
        (240, 244, 236),
    )
    bx = c.w * rng.uniform(0.36, 0.42)
    _blackboard(f, bx, 200, bx + 460, 430)
    teacher = poses.look(f, woman=rng.random() < 0.75)
    poses.person(
        f, bx + 580, 640, 400, rng.choice((poses.TALK, poses.HAILS, poses.HOLDS)), teacher, side=-1
    )
    for s in (0.2, 0.5, 0.8):
        interiors.pendant(f, c.w * s, 186, 40)
    side = 1
    for y, h, n in ((770, 330, 4), (985, 430, 4)):
        for i in range(n):
            xx = c.w * (0.08 + (0.235 if n == 4 else 0.3) * i) + rng.uniform(-12, 12)
            _pupil(f, xx, y, h, side)
    c.rect(c.w - 80, 420, c.w - 30, 590, p.tone((86, 120, 156)))
    c.rect(c.w - 76, 396, c.w - 34, 420, p.tone((150, 190, 210)))


def _by_window(f: Frame) -> None:
    """Desks along tall taped windows; the light comes from the town."""
    c, p, rng = f.c, f.p, f.rng
    inside = p.inside()
    wall = inside.tone(rng.choice(((228, 214, 180), (208, 218, 206), (226, 200, 180))))
    f.p = inside
    interiors.room(f, 650, wall, inside.tone((180, 142, 104)))
    f.p = p
    for i in range(3):
        x = c.w * (0.05 + 0.325 * i)
        interiors.window(f, x, 90, x + c.w * 0.25, 480, panes=3, taped=rng.random() < 0.8)
    f.p = p = inside
    for i in range(5):
        x = c.w * (0.09 + 0.2 * i)
        plants.bush(f, x, 462, rng.uniform(24, 44))
        c.poly([(x - 24, 458), (x + 24, 458), (x + 17, 496), (x - 17, 496)], p.tone((176, 104, 78)))
    for i in range(9):
        c.round_rect(
            c.w * 0.32 + i * 22, 540, c.w * 0.32 + i * 22 + 15, 640, 5, p.tone((226, 222, 210))
        )
        c.round_rect(
            c.w * 0.66 + i * 22, 540, c.w * 0.66 + i * 22 + 15, 640, 5, p.tone((226, 222, 210))
        )
    n = 4
    for i in range(n):
        _pupil(f, c.w * (0.09 + 0.22 * i), 880, 470, 1)
    poses.person(
        f,
        c.w * 0.93,
        900,
        560,
        replace(poses.SIDE, arms=(((5, -15), (13, -10)), ((5, -16), (13, -13)))),
        poses.look(f, woman=rng.random() < 0.7),
        side=-1,
    )
    book = p.coat(rng)
    c.poly(
        [
            (c.w * 0.93 - 118, 900 - 372),
            (c.w * 0.93 - 60, 900 - 352),
            (c.w * 0.93 - 64, 900 - 338),
            (c.w * 0.93 - 122, 900 - 360),
        ],
        book,
    )


def _flask(f: Frame, x: float, y: float, s: float, content: Color, *, tall: bool = False) -> None:
    c = f.c
    glass = (232, 240, 238)
    if tall:
        c.round_rect(x - s * 0.16, y - s * 1.3, x + s * 0.16, y, s * 0.14, glass, 0.6)
        c.round_rect(x - s * 0.16, y - s * 0.7, x + s * 0.16, y, s * 0.14, content)
        return
    c.poly(
        [
            (x - s * 0.5, y),
            (x + s * 0.5, y),
            (x + s * 0.13, y - s * 0.7),
            (x + s * 0.13, y - s * 1.1),
            (x - s * 0.13, y - s * 1.1),
            (x - s * 0.13, y - s * 0.7),
        ],
        glass,
        0.6,
    )
    c.poly(
        [
            (x - s * 0.5, y),
            (x + s * 0.5, y),
            (x + s * 0.26, y - s * 0.46),
            (x - s * 0.26, y - s * 0.46),
        ],
        content,
    )
    c.rect(x - s * 0.17, y - s * 1.14, x + s * 0.17, y - s * 1.07, glass)


def _experiment(f: Frame) -> None:
    """A teacher and pupils round a bench with flasks."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    wall = p.tone(rng.choice(((214, 208, 188), (190, 206, 202), (206, 192, 204))))
    c.fill(wall)
    bx = c.w * rng.choice((0.1, 0.5))
    _blackboard(f, bx, 90, bx + 600, 400)
    cx = c.w * 0.7 if bx < c.w * 0.3 else c.w * 0.06
    wood = p.tone(WOODS[1])
    _cupboard(f, cx, wood)
    coat = p.tone((240, 240, 234))
    apron = p.tone(rng.choice(((74, 112, 104), (110, 90, 120), (96, 116, 150))))
    spots = (
        (0.2, 540, poses.HOLDS),
        (0.38, 500, poses.WORK),
        (0.62, 640, poses.TALK),
        (0.82, 520, poses.WORK),
    )
    for at, h, pose in spots:
        adult = h > 600
        who = poses.look(
            f, **({"coat": coat, "skirt": False} if adult else {"apron": apron, "young": True})
        )
        x, y = c.w * at, 1090.0 if adult else 1060.0
        _far, near = poses.person(f, x, y, h, pose, who, side=1 if at < 0.5 else -1, shadow=False)
        hx, hy = x, y - h * 0.915
        for s in (-1, 1):
            c.ring(hx + s * h * 0.027, hy, h * 0.027, h * 0.024, p.ink, h * 0.007)
        if adult:
            _flask(f, near[0], near[1] + 30, 90, p.tone((120, 176, 96)))
            for i in range(4):
                c.oval(
                    near[0] + rng.uniform(-16, 16),
                    near[1] - 90 - 34 * i,
                    9 + 4 * i,
                    9 + 4 * i,
                    p.tone((196, 220, 170)),
                    0.55,
                )
    _bench(f, wood)


def _cupboard(f: Frame, cx: float, wood: Color) -> None:
    """A glazed cupboard of flasks."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(cx - 14, 80, cx + 414, 520, shade(wood, -0.2))
    for r in range(3):
        c.rect(cx, 94 + 142 * r, cx + 400, 222 + 142 * r, shade(wood, -0.6))
        for i in range(6):
            tone = p.tone(
                rng.choice(
                    ((150, 70, 60), (76, 120, 134), (196, 160, 80), (96, 132, 88), (128, 90, 130))
                )
            )
            _flask(
                f,
                cx + 44 + 62 * i,
                222 + 142 * r,
                rng.uniform(48, 72),
                tone,
                tall=rng.random() < 0.4,
            )


def _bench(f: Frame, wood: Color) -> None:
    """The bench and the flasks on it."""
    c, p, rng = f.c, f.p, f.rng
    top = p.tone((120, 130, 132))
    c.poly([(40, 800), (c.w - 40, 800), (c.w + 20, 870), (-20, 870)], top)
    c.rect(-20, 870, c.w + 20, 896, shade(top, -0.25))
    c.rect(0, 896, c.w + 2, c.h + 2, mix(wood, p.ink, 0.2))
    tones = ((176, 70, 62), (84, 136, 160), (206, 168, 80), (104, 150, 96), (140, 96, 146))
    for i in range(9):
        x = c.w * (0.08 + 0.105 * i) + rng.uniform(-20, 20)
        _flask(f, x, 858, rng.uniform(80, 120), p.tone(rng.choice(tones)), tall=rng.random() < 0.35)
