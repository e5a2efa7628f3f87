"""A lesson at home, before a screen."""

from __future__ import annotations

from dataclasses import replace

from .. import interiors, poses
from ..colour import Color
from ..frame import Frame

WOODS: tuple[Color, ...] = ((186, 142, 96), (166, 124, 88), (204, 168, 118))


def at_distance(f: Frame) -> None:
    """A pupil at home before a screen, by the light of a window or a lamp."""
    c, p, rng = f.c, f.p, f.rng
    inside = p.inside()
    f.p = inside
    wall = inside.tone(rng.choice(((186, 200, 196), (220, 196, 160), (196, 178, 190))))
    interiors.room(f, 1100, wall, wall)
    f.p = p
    left = rng.random() < 0.5
    wx = c.w * (0.04 if left else 0.7)
    interiors.window(f, wx, 110, wx + c.w * 0.25, 520, panes=2, taped=rng.random() < 0.5)
    f.p = p = inside
    sx = c.w * (0.74 if left else 0.05)
    interiors.board(f, sx, sx + 330, 300, p.tone(WOODS[1]))
    x = sx + 20
    while x < sx + 250:
        w, h = rng.uniform(20, 38), rng.uniform(90, 150)
        c.rect(x, 300 - h, x + w, 300, p.coat(rng))
        x += w + 1
    c.oval(sx + 290, 268, 32, 32, p.tone((90, 140, 170)))
    c.chord(sx + 290, 268, 32, 32, 200, 300, p.tone((130, 160, 100)))
    c.rect(sx + 270, 300 - 6, sx + 310, 300, p.ink)
    wood = p.tone(rng.choice(WOODS))
    interiors.table(f, -60, c.w + 60, 760, wood)
    _laptop(f, left)
    mid, side = c.w * 0.5, -1 if left else 1
    who = poses.look(f, young=True)
    poses.person(
        f,
        mid - side * 60,
        1500,
        860,
        replace(poses.BACK, arms=(((-6, -14), (0, -24)), ((6, -14), (0, -24)))),
        who,
        shadow=False,
    )
    if rng.random() < 0.6:
        _cat(f, mid + side * 640, 790, -side)


def _laptop(f: Frame, left: bool) -> None:
    """A laptop among a candle or a cup and a battery."""
    c, p, rng = f.c, f.p, f.rng
    mid = c.w * 0.5
    c.round_rect(mid - 330, 300, mid + 330, 728, 18, (52, 56, 62))
    _screen(f, mid - 310, 320, mid + 310, 706)
    c.poly(
        [(mid - 330, 728), (mid + 330, 728), (mid + 390, 800), (mid - 390, 800)], (150, 154, 156)
    )
    c.poly([(mid - 290, 738), (mid + 290, 738), (mid + 330, 778), (mid - 330, 778)], (92, 96, 100))
    side = -1 if left else 1
    if p.mood.lit > 0.4:
        interiors.candle(f, mid + side * 470, 790, 90)
    else:
        c.rect(mid + side * 470 - 36, 716, mid + side * 470 + 36, 800, p.coat(rng))
        c.ring(mid + side * 470 + 44, 752, 22, 24, p.ink, 8)
    c.round_rect(mid - side * 480 - 70, 776, mid - side * 480 + 70, 804, 12, p.tone((66, 72, 78)))
    for i in range(4):
        c.oval(mid - side * 480 - 40 + i * 16, 788, 4, 4, (120, 200, 130))
    c.line(
        c.curve([(mid - side * 410, 792), (mid - side * 390, 808), (mid - side * 350, 790)]),
        p.ink,
        5,
    )


def _screen(f: Frame, x0: float, y0: float, x1: float, y1: float) -> None:
    """Faces in the boxes of a video lesson."""
    c, rng = f.c, f.rng
    c.rect(x0, y0, x1, y1, (34, 42, 50))
    cols, rows = 4, 3
    w, h = (x1 - x0) / cols, (y1 - y0) / rows
    for r in range(rows):
        for k in range(cols):
            a, b = x0 + w * k + 5, y0 + h * r + 5
            ground = rng.choice(
                ((206, 186, 148), (150, 178, 172), (184, 150, 130), (120, 140, 160), (60, 70, 80))
            )
            c.rect(a, b, a + w - 10, b + h - 10, ground)
            if ground == (60, 70, 80):
                c.oval(a + w / 2 - 5, b + h / 2 - 5, h * 0.22, h * 0.22, (110, 130, 140))
                continue
            mx, my = a + w / 2 - 5, b + h * 0.46
            c.chord(
                mx,
                b + h - 10,
                w * 0.27,
                h * 0.34,
                180,
                360,
                rng.choice(((150, 76, 60), (60, 92, 108), (196, 156, 86), (70, 110, 90))),
            )
            c.oval(mx, my, h * 0.15, h * 0.19, rng.choice(((228, 192, 164), (214, 172, 142))))
            c.chord(mx, my - h * 0.03, h * 0.18, h * 0.2, 174, 366, rng.choice(poses.HAIRS))


def _cat(f: Frame, x: float, y: float, side: int) -> None:
    """A cat sitting on the table."""
    c = f.c
    fur = f.p.tone(f.rng.choice(((70, 66, 70), (190, 128, 72), (160, 158, 152))))
    c.line(
        c.curve([(x - side * 44, y - 8), (x - side * 96, y - 12), (x - side * 104, y - 66)]),
        fur,
        17,
        caps=True,
    )
    c.poly(
        c.curve(
            [
                (x - 56, y),
                (x - 46, y - 74),
                (x - 14, y - 128),
                (x + 18, y - 128),
                (x + 44, y - 70),
                (x + 50, y),
            ]
        ),
        fur,
    )
    c.oval(x + 2, y - 146, 38, 34, fur)
    for s in (-1, 1):
        c.poly(
            [(x + 2 + s * 36, y - 150), (x + 2 + s * 30, y - 194), (x + 2 + s * 6, y - 174)], fur
        )
        c.oval(x + 2 + s * 14, y - 150, 4.5, 6, (214, 190, 90))
