"""The theatre from the hall: the stage, its curtain and the public."""

from __future__ import annotations

from .. import land, people, plants
from ..colour import Color, mix, shade
from ..frame import Frame


def _scenery(f: Frame, x0: float, x1: float, top: float, floor: float) -> None:
    """A painted evening and the boards before it."""
    c, rng = f.c, f.rng
    back = rng.choice(((62, 92, 108), (196, 160, 116), (92, 84, 110), (74, 106, 92)))
    c.rect(x0, top, x1, floor, back)
    sun = c.w * rng.uniform(0.35, 0.65)
    c.oval(sun, top + 190, 92, 92, mix(back, (248, 222, 160), 0.75))
    for i in range(3):
        edge = land.ridge(rng, c.w, floor - 120 + 50 * i, 34)
        c.poly(
            [(min(x1, max(x0, x)), y) for x, y in edge] + [(x1, floor), (x0, floor)],
            shade(back, -0.18 - 0.15 * i),
        )
    for s in (0.27, 0.72):
        plants.bare_tree(f, c.w * s, floor - 10, 330, shade(back, -0.6))
    boards = (166, 124, 88)
    c.poly(
        [
            (x0 + 40, floor - 60),
            (x1 - 40, floor - 60),
            (x1 + 30, floor + 20),
            (x0 - 30, floor + 20),
        ],
        boards,
    )
    for i in range(-7, 8):
        c.line(
            [(c.w / 2 + i * 70, floor - 60), (c.w / 2 + i * 84, floor + 20)],
            shade(boards, -0.15),
            2,
        )


def _curtain(
    f: Frame, x0: float, x1: float, y0: float, y1: float, color: Color, gather: float
) -> None:
    """A hanging curtain in folds, gathered to one side towards the bottom."""
    n = max(4, round(abs(x1 - x0) / 34))
    for i in range(n):
        a, b = i / n, (i + 1) / n
        xa, xb = x0 + (x1 - x0) * a, x0 + (x1 - x0) * b
        tone = shade(color, (-0.24, -0.08, 0.06, -0.12)[i % 4])
        f.c.poly(
            [
                (xa, y0),
                (xb + 1, y0),
                (x0 + (x1 - x0) * b * gather + 1, y1),
                (x0 + (x1 - x0) * a * gather, y1),
            ],
            tone,
        )


def stage(f: Frame) -> None:
    """From the back rows: curtain, light, actors, and the heads of the public."""
    c, rng = f.c, f.rng
    red = rng.choice(((128, 48, 46), (58, 74, 104), (44, 92, 80), (120, 74, 50)))
    dark = mix(shade(red, -0.6), (24, 28, 34), 0.5)
    c.fill(dark)
    x0, x1, top, floor = c.w * 0.15, c.w * 0.85, 130.0, 640.0
    _scenery(f, x0, x1, top, floor)
    for s in (-1, 1):
        c.poly(
            [
                (c.w / 2 + s * 420, 0),
                (c.w / 2 + s * 470, 0),
                (c.w / 2 + s * 40 + 160, floor),
                (c.w / 2 + s * 40 - 160, floor),
            ],
            (255, 236, 180),
            0.13,
        )
    c.oval(c.w / 2, floor - 16, 190, 26, (255, 236, 180), 0.35)
    for i in range(rng.choice((2, 3))):
        people.figure(
            f,
            c.w / 2 + (i - 1) * 110 + 40,
            floor - 14,
            215,
            pose="talk",
            coat=rng.choice(((226, 214, 186), (178, 82, 60), (70, 106, 120), (206, 166, 88))),
            side=1 if i else -1,
        )
    _proscenium(f, red, x0, x1, top, floor)
    for row in range(4):
        y, r = floor + 75 + row * 86, 26 + row * 9
        step = r * 3.5
        people.heads(
            f,
            [
                i * step + (row % 2) * step / 2
                for i in range(int(c.w / step) + 2)
                if rng.random() < 0.9
            ],
            y,
            r,
            mix(dark, red, 0.25),
        )


def _proscenium(f: Frame, red: Color, x0: float, x1: float, top: float, floor: float) -> None:
    """The stage's frame, its curtains and footlights."""
    c = f.c
    _curtain(f, x0 - 40, x0 + 260, top - 20, floor + 6, red, 0.62)
    _curtain(f, x1 + 40, x1 - 260, top - 20, floor + 6, red, 0.62)
    gold = (186, 150, 88)
    n = 7
    for i in range(n):
        cx = x0 + (x1 - x0) * (i + 0.5) / n
        c.chord(cx, top - 26, (x1 - x0) / n * 0.54, 96, 0, 180, shade(red, -0.1 * (i % 2)))
        c.ring(cx, top - 26, (x1 - x0) / n * 0.54, 96, gold, 6, 0, 180)
    wall = shade(mix(red, (60, 56, 56), 0.7), -0.35)
    c.rect(0, 0, c.w + 2, top - 30, wall)
    c.rect(0, 0, x0 - 40, floor + 20, wall)
    c.rect(x1 + 40, 0, c.w + 2, floor + 20, wall)
    for x in (x0 - 54, x1 + 40):
        c.rect(x, top - 30, x + 14, floor + 20, gold)
    c.rect(x0 - 54, top - 44, x1 + 54, top - 28, gold)
    c.rect(x0 - 54, floor + 14, x1 + 54, floor + 38, shade(red, -0.45))
    for i in range(22):
        c.oval(x0 + (x1 - x0) * (i + 0.5) / 22, floor + 18, 7, 7, (252, 224, 150))
    for y in (300, 480):
        for s in (0.02, 0.9):
            bx = c.w * s
            c.round_rect(bx, y, bx + c.w * 0.08, y + 66, 12, shade(gold, -0.35))
            people.heads(f, [bx + 36, bx + 90], y - 22, 17, shade(red, -0.5))
            c.rect(bx, y + 4, bx + c.w * 0.08, y + 10, gold)
