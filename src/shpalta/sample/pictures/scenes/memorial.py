"""Memory: a wall of names, a stone in an alley, a museum's hall, an archive's table."""

from __future__ import annotations

import math
from dataclasses import replace

from .. import fittings, land, plants, poses, town
from ..colour import Color, shade
from ..frame import Frame
from . import museum

FLOWERS: tuple[Color, ...] = ((178, 48, 46), (236, 228, 214), (226, 186, 84), (196, 110, 130))


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_wall, _stone, museum.hall, _archive))(f)


def _bunch(f: Frame, x: float, y: float, s: float) -> None:
    """A bunch of flowers lying against something."""
    c, p, rng = f.c, f.p, f.rng
    tone = p.tone(rng.choice(FLOWERS))
    for _ in range(7):
        dx, dy = rng.uniform(-0.5, 0.5) * s, rng.uniform(0.5, 1.0) * s
        c.line([(x, y), (x + dx, y - dy)], p.tone((84, 112, 76)), s * 0.05)
        c.oval(x + dx, y - dy, s * 0.14, s * 0.13, tone)
        c.oval(x + dx, y - dy, s * 0.05, s * 0.05, shade(tone, -0.3))
    c.poly(
        [
            (x - s * 0.08, y),
            (x + s * 0.08, y),
            (x + s * 0.26, y - s * 0.46),
            (x - s * 0.26, y - s * 0.46),
        ],
        p.tone((226, 220, 204)),
    )


def _votive(f: Frame, x: float, y: float, s: float) -> None:
    """A candle in red glass."""
    c, p = f.c, f.p
    if p.mood.lit > 0.3:
        c.oval(x, y - s * 0.7, s * 1.3, s * 1.3, (250, 170, 90), 0.18)
    c.round_rect(x - s * 0.3, y - s, x + s * 0.3, y, s * 0.1, p.inside().tone((176, 50, 42)))
    c.rect(x - s * 0.3, y - s * 1.04, x + s * 0.3, y - s * 0.86, p.tone((216, 180, 96)))
    c.oval(x, y - s * 0.5, s * 0.16, s * 0.24, (252, 206, 120))


def _names(f: Frame, x0: float, y0: float, x1: float, y1: float, tone: Color, size: float) -> None:
    """Engraved lines too far to be read; each is its own length."""
    c, rng = f.c, f.rng
    y = y0
    while y < y1 - size:
        x, w = x0, rng.uniform(0.3, 0.46) * (x1 - x0)
        c.rect(x, y, x + w, y + size * 0.5, tone)
        c.rect(
            x + w + size,
            y,
            min(x1, x + w + size + rng.uniform(0.2, 0.42) * (x1 - x0)),
            y + size * 0.5,
            tone,
        )
        y += size * 1.5


def _wall(f: Frame) -> None:
    """A wall with names on it, and those who came."""
    c, p, rng = f.c, f.p, f.rng
    y = 700.0
    land.sky(f, 420)
    for i in range(9):
        plants.tree(f, c.w * (i + rng.random()) / 9, 330, rng.uniform(240, 330))
    stone = p.tone(rng.choice(((92, 98, 102), (168, 160, 146), (112, 104, 98))))
    c.rect(0, 190, c.w + 2, y, shade(stone, -0.2))
    n = 6
    line = shade(stone, 0.45) if sum(stone) < 380 else shade(stone, -0.4)
    for i in range(n):
        a, b = c.w * i / n + 7, c.w * (i + 1) / n - 7
        c.rect(a, 200, b, y - 16, shade(stone, rng.uniform(-0.05, 0.05)))
        _names(f, a + 26, 240, b - 22, y - 90, line, 21)
    c.rect(0, 176, c.w + 2, 202, shade(stone, 0.16))
    c.rect(0, y - 16, c.w + 2, y + 24, shade(stone, -0.08))
    c.rect(0, y + 24, c.w + 2, c.h + 2, p.paving)
    for yy in (y + 80, y + 170, y + 280):
        c.rect(0, yy, c.w + 2, yy + 4, shade(p.paving, -0.12))
    for i in range(15):
        x = c.w * (i + rng.uniform(0.2, 0.8)) / 15
        if rng.random() < 0.5:
            _bunch(f, x, y + 52, rng.uniform(60, 86))
        else:
            _votive(f, x, y + 56, rng.uniform(26, 36))
    touches = replace(poses.BACK, arms=(poses.BACK.arms[0], ((5, 6), (7, 20))))
    for at, pose, h in (
        (0.22, touches, 470),
        (0.3, poses.BACK, 440),
        (0.62, poses.BACK, 490),
        (0.7, poses.BACK, 300),
    ):
        x = c.w * at + rng.uniform(-24, 24)
        poses.person(
            f, x, y + 150 + rng.uniform(0, 40), h, pose, poses.look(f, young=h < 350), side=1
        )
    if rng.random() < 0.6:
        _far, near = poses.person(f, c.w * 0.88, y + 200, 460, poses.SIDE, side=-1)
        _bunch(f, near[0] - 20, near[1] + 20, 110)


def _stone(f: Frame) -> None:
    """A standing stone at the end of an alley."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(540, 580)
    land.sky(f, y)
    land.hills(f, y, 2, 110)
    town.skyline(f, 0, c.w, y, depth=0.5, size=0.6, landmark=rng.random() < 0.6)
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    plants.grass(f, y + 30, c.h, 60, p.ground)
    mid = c.w * 0.5
    c.poly([(mid - 90, y), (mid + 90, y), (mid + 560, c.h + 5), (mid - 560, c.h + 5)], p.paving)
    kind = rng.choice((plants.poplar, plants.round_tree, plants.fir))
    for t in (0.0, 0.16, 0.4, 0.8):
        for s in (-1, 1):
            kind(f, mid + s * (200 + 640 * t), y + 20 + 260 * t, 260 + 420 * t)
    granite = p.tone(rng.choice(((104, 106, 110), (150, 130, 118), (172, 168, 158))))
    base = y + 210
    for i in range(3):
        c.rect(
            mid - 230 + 44 * i,
            base - 26 * (i + 1),
            mid + 230 - 44 * i,
            base - 26 * i,
            shade(granite, 0.1 - 0.06 * i),
        )
    top = base - 78 - rng.uniform(330, 400)
    shape = rng.choice(("slant", "arch", "split"))
    _slab(f, mid, base - 78, top, granite, shape)
    for i in range(9):
        x = mid - 200 + 50 * i
        (_bunch if rng.random() < 0.55 else _votive)(
            f, x, base + rng.uniform(4, 26), rng.uniform(40, 62)
        )
    bend = replace(poses.BEND, arms=(((4, -16), (9, -27)), ((5, -17), (11, -29))))
    side = rng.choice((-1, 1))
    _far, near = poses.person(
        f, mid - side * 330, 950, 420, bend, poses.look(f, woman=True), side=side
    )
    _bunch(f, near[0] + side * 20, near[1] + 56, 90)
    for i in range(rng.choice((1, 2, 3))):
        poses.person(f, mid + side * (300 + 110 * i), 940 + 14 * i, 430 - 70 * (i == 1), poses.BACK)


def _slab(f: Frame, x: float, y: float, top: float, stone: Color, shape: str) -> None:
    """The stone itself."""
    c, p = f.c, f.p
    mark = shade(stone, 0.5) if sum(stone) < 400 else shade(stone, -0.45)
    if shape == "arch":
        c.chord(x, top + 120, 120, 120, 180, 360, stone)
        c.rect(x - 120, top + 119, x + 120, y, stone)
        c.rect(x + 84, top + 119, x + 120, y, shade(stone, -0.16))
        c.ring(x, top + 130, 54, 54, mark, 8)
    elif shape == "slant":
        c.poly([(x - 110, y), (x - 96, top + 90), (x + 104, top), (x + 116, y)], stone)
        c.poly([(x + 70, y), (x + 76, top + 12), (x + 104, top), (x + 116, y)], shade(stone, -0.16))
        c.rect(x - 10, top + 90, x + 6, top + 190, mark)
        c.rect(x - 42, top + 116, x + 38, top + 130, mark)
    else:
        c.poly([(x - 130, y), (x - 120, top + 40), (x - 26, top), (x - 14, y)], stone)
        c.poly(
            [(x + 18, y), (x + 30, top + 70), (x + 120, top + 110), (x + 134, y)],
            shade(stone, -0.1),
        )
        c.poly([(x - 46, y), (x - 40, top + 6), (x - 26, top), (x - 14, y)], shade(stone, -0.2))
        c.oval(x - 76, top + 110, 26, 26, mark)
    low = top + (210 if shape != "split" else 170)
    _names(f, x - 88, low, x + (70 if shape != "split" else -36), y - 30, mark, 19)
    c.oval(x, y + 2, 60, 9, p.ink, 0.2)


def _photo(f: Frame, x: float, y: float, w: float, h: float, turn: float) -> None:
    """An old photograph, lying askew."""
    c, rng = f.c, f.rng
    cos, sin = math.cos(turn), math.sin(turn)

    def at(dx: float, dy: float) -> tuple[float, float]:
        return (x + dx * cos - dy * sin, y + dx * sin + dy * cos)

    def box(a: float, b: float, d: float, e: float, tone: Color, alpha: float = 1) -> None:
        c.poly([at(a, b), at(d, b), at(d, e), at(a, e)], tone, alpha)

    brown = rng.choice(((146, 122, 94), (164, 142, 114), (120, 110, 100)))
    box(-w / 2 + 8, -h / 2 + 12, w / 2 + 8, h / 2 + 12, f.p.ink, 0.25)
    box(-w / 2, -h / 2, w / 2, h / 2, (238, 230, 210))
    box(-w / 2 + 14, -h / 2 + 14, w / 2 - 14, h / 2 - 14, brown)
    n = rng.choice((1, 2, 3))
    for i in range(n):
        dx = (i - (n - 1) / 2) * w * 0.26
        tone = shade(brown, rng.uniform(-0.55, -0.3))
        c.poly(
            [
                at(dx - w * 0.12, h / 2 - 14),
                at(dx - w * 0.09, 0),
                at(dx + w * 0.09, 0),
                at(dx + w * 0.12, h / 2 - 14),
            ],
            tone,
        )
        c.oval(*at(dx, -h * 0.12), w * 0.07, w * 0.08, shade(brown, 0.4))
        c.oval(*at(dx, -h * 0.16), w * 0.075, w * 0.05, shade(brown, -0.6))


def _archive(f: Frame) -> None:
    """Photographs and letters on a table, seen from above, with hands that sort them."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    table = p.tone(rng.choice(((112, 82, 62), (66, 88, 80), (136, 104, 78), (84, 80, 92))))
    c.fill(table)
    for i in range(12):
        c.rect(0, c.h * i / 12, c.w + 2, c.h * i / 12 + 3, shade(table, -0.15))
    for at, tone in ((0.12, (176, 136, 92)), (0.9, (120, 132, 120))):
        x, y = c.w * at, c.h * rng.uniform(0.26, 0.4)
        card = p.tone(tone)
        c.rect(x - 150 + 10, y - 190 + 14, x + 150 + 10, y + 190 + 14, p.ink, 0.25)
        c.rect(x - 150, y - 190, x + 150, y + 190, card)
        c.rect(x - 132, y - 172, x + 132, y + 172, shade(card, -0.5))
        for k in range(9):
            yy, tab = y - 160 + 36 * k, x - 120 + rng.choice((0, 60, 120, 180))
            c.rect(
                tab,
                yy - 9,
                tab + 56,
                yy,
                p.tone(rng.choice(((150, 70, 60), (96, 124, 120), (214, 180, 110)))),
            )
            c.rect(x - 124, yy, x + 124, yy + 26, shade(p.tone((234, 224, 200)), -0.05 * (k % 3)))
    for i in range(7):
        x, y = c.w * (0.27 + 0.085 * i), c.h * (0.3 if i % 2 else 0.66) + rng.uniform(-60, 60)
        w, h = rng.choice(((170, 230), (240, 170), (200, 200)))
        _photo(f, x, y, w, h, rng.uniform(-0.3, 0.3))
    x, y = c.w * 0.8, c.h * 0.72
    c.poly(
        [(x - 190, y - 110), (x + 130, y - 150), (x + 180, y + 120), (x - 150, y + 150)],
        p.tone((238, 228, 200)),
    )
    for k in range(8):
        c.line(
            [
                (x - 150 + 4 * k, y - 80 + 26 * k),
                (x + 100 + 4 * k + rng.uniform(-60, 10), y - 108 + 26 * k),
            ],
            p.tone((92, 84, 110)),
            5,
        )
    gx, gy = c.w * rng.uniform(0.44, 0.52), c.h * 0.52
    c.line([(gx + 74, gy + 74), (gx + 190, gy + 190)], p.tone((94, 62, 46)), 30, caps=True)
    c.oval(gx, gy, 106, 106, (232, 240, 238), 0.3)
    c.ring(gx, gy, 110, 110, p.tone((196, 160, 90)), 15)
    _sorting_hands(f, gx, gy)
    if rng.random() < 0.5:
        fittings.clock(f, c.w * 0.11, c.h * 0.84, 84)


def _sorting_hands(f: Frame, gx: float, gy: float) -> None:
    """A hand that holds the glass at ``(gx, gy)`` and one that sorts."""
    c, p, rng = f.c, f.p, f.rng
    sleeve, skin = p.coat(rng), p.skin(rng)
    for a, b in (
        ((c.w * 0.7, c.h * 1.1), (gx + 196, gy + 200)),
        ((c.w * 0.16, c.h * 1.1), (c.w * 0.3, c.h * 0.8)),
    ):
        m = (a[0] + (b[0] - a[0]) * 0.55, a[1] + (b[1] - a[1]) * 0.55)
        c.line([m, b], skin, 56, caps=True)
        c.line([a, m], sleeve, 100)
        for k in (-1, 0, 1):
            c.line(
                [b, (b[0] + (b[0] - m[0]) * 0.36 + k * 18, b[1] + (b[1] - m[1]) * 0.5)],
                skin,
                18,
                caps=True,
            )
