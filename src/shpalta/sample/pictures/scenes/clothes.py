"""Clothes for the portraits."""

from __future__ import annotations

from ..colour import Color, shade
from ..frame import Frame
from .person import Person

CLOTHES = ("jacket", "sweater", "embroidered", "coat", "vest", "turtleneck")


def shoulders(f: Frame, w: Person, dress: str) -> None:
    """Neck and clothes."""
    c, p, rng = f.c, f.p, f.rng
    x, y, u = w.x, w.y, w.u
    coat = p.coat(rng)
    right = c.curve(
        [
            (x + 17 * u, y + 50 * u),
            (x + 34 * u, y + 62 * u),
            (x + 66 * u, y + 74 * u),
            (x + 82 * u, y + 100 * u),
            (x + 88 * u, y + 180 * u),
        ],
        8,
    )
    left = [(2 * x - px, py) for px, py in reversed(right)]
    c.poly(right + left, coat)
    c.poly(
        [
            *(right if w.side > 0 else left),
            (x + w.side * 24 * u, y + 180 * u),
            (x + w.side * 30 * u, y + 80 * u),
        ],
        shade(coat, -0.1),
    )
    neck = shade(w.skin, -0.13)
    c.poly(
        [
            (x - 15 * u, y + 28 * u),
            (x + 15 * u, y + 28 * u),
            (x + 20 * u, y + 60 * u),
            (x, y + 72 * u),
            (x - 20 * u, y + 60 * u),
        ],
        neck,
    )
    {
        "jacket": _jacket,
        "embroidered": _embroidered,
        "coat": _coat_scarf,
        "vest": _vest,
        "turtleneck": _turtleneck,
        "sweater": _sweater,
    }[dress](f, w, coat)


def _jacket(f: Frame, w: Person, coat: Color) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    shirt = f.p.tone((240, 236, 224))
    c.poly(
        [
            (x - 20 * u, y + 54 * u),
            (x, y + 70 * u),
            (x + 20 * u, y + 54 * u),
            (x + 10 * u, y + 130 * u),
            (x - 10 * u, y + 130 * u),
        ],
        shirt,
    )
    tie = f.p.coat(f.rng)
    c.poly(
        [
            (x - 5 * u, y + 68 * u),
            (x + 5 * u, y + 68 * u),
            (x + 8 * u, y + 130 * u),
            (x - 8 * u, y + 130 * u),
        ],
        tie,
    )
    for s in (-1, 1):
        c.poly(
            [
                (x + s * 21 * u, y + 52 * u),
                (x + s * 36 * u, y + 84 * u),
                (x + s * 26 * u, y + 92 * u),
                (x + s * 6 * u, y + 132 * u),
                (x + s * 2 * u, y + 132 * u),
            ],
            shade(coat, -0.22),
        )


def _sweater(f: Frame, w: Person, coat: Color) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    c.ring(x, y + 52 * u, 25 * u, 22 * u, shade(coat, -0.2), 8 * u, 0, 180)
    for i in range(4):
        c.rect(
            x - 78 * u,
            y + (98 + 8 * i) * u,
            x + 78 * u,
            y + (101 + 8 * i) * u,
            shade(coat, 0.28 if i % 2 else -0.16),
        )


def _embroidered(f: Frame, w: Person, _coat: Color) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    linen = f.p.tone((240, 234, 218))
    right = c.curve(
        [
            (x + 17 * u, y + 50 * u),
            (x + 34 * u, y + 62 * u),
            (x + 66 * u, y + 74 * u),
            (x + 82 * u, y + 100 * u),
            (x + 88 * u, y + 180 * u),
        ],
        8,
    )
    c.poly(right + [(2 * x - px, py) for px, py in reversed(right)], linen)
    c.poly(
        [
            (x - 15 * u, y + 28 * u),
            (x + 15 * u, y + 28 * u),
            (x + 17 * u, y + 56 * u),
            (x, y + 84 * u),
            (x - 17 * u, y + 56 * u),
        ],
        shade(w.skin, -0.13),
    )
    red, black = f.p.tone((160, 58, 46)), f.p.ink
    for s in (-1, 1):
        for i in range(16):
            cy = y + (58 + 5.2 * i) * u
            for k, tone in ((9, red), (14, black), (19, red)):
                cx, r = x + s * k * u + s * max(0, 6 - i) * u * 1.4, 2.3 * u
                c.poly([(cx - r, cy), (cx, cy - r), (cx + r, cy), (cx, cy + r)], tone)


def _coat_scarf(f: Frame, w: Person, coat: Color) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    scarf = f.p.coat(f.rng)
    for s in (-1, 1):
        c.poly(
            [
                (x + s * 20 * u, y + 54 * u),
                (x + s * 44 * u, y + 78 * u),
                (x + s * 14 * u, y + 140 * u),
                (x, y + 140 * u),
            ],
            shade(coat, -0.16),
        )
    c.poly(
        [
            (x + w.side * 2 * u, y + 60 * u),
            (x + w.side * 18 * u, y + 60 * u),
            (x + w.side * 22 * u, y + 128 * u),
            (x + w.side * 2 * u, y + 132 * u),
        ],
        shade(scarf, -0.14),
    )
    c.round_rect(x - 28 * u, y + 40 * u, x + 28 * u, y + 66 * u, 12 * u, scarf)
    for i in range(3):
        c.line(
            [(x - 24 * u, y + (46 + 7 * i) * u), (x + 24 * u, y + (44 + 7 * i) * u)],
            shade(scarf, 0.18),
            1.6 * u,
        )


def _vest(f: Frame, w: Person, coat: Color) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    orange = f.p.tone((214, 132, 66))
    for s in (-1, 1):
        c.poly(
            [
                (x + s * 22 * u, y + 56 * u),
                (x + s * 54 * u, y + 70 * u),
                (x + s * 58 * u, y + 180 * u),
                (x + s * 4 * u, y + 180 * u),
            ],
            orange,
        )
        c.poly(
            [
                (x + s * 36 * u, y + 63 * u),
                (x + s * 46 * u, y + 67 * u),
                (x + s * 46 * u, y + 180 * u),
                (x + s * 36 * u, y + 180 * u),
            ],
            f.p.tone((236, 230, 210)),
        )
    c.ring(x, y + 52 * u, 24 * u, 18 * u, shade(coat, -0.25), 6 * u, 0, 180)


def _turtleneck(f: Frame, w: Person, coat: Color) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    c.round_rect(x - 20 * u, y + 36 * u, x + 20 * u, y + 66 * u, 7 * u, shade(coat, 0.1))
    c.rect(x - 19 * u, y + 48 * u, x + 19 * u, y + 50 * u, shade(coat, -0.15))
