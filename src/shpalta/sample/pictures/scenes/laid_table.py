"""A laid table seen from above, and hands that reach."""

from __future__ import annotations

import math

from ..colour import Color, mix, shade
from ..frame import Frame

WHITE: Color = (242, 238, 226)

# Where plates stand on a table of six, in parts of its sides.
LAID = (
    ((0.18, 0.3), (0.18, 0.72), (0.82, 0.3), (0.82, 0.72), (0.38, 0.5), (0.63, 0.5)),
    ((0.2, 0.5), (0.8, 0.5), (0.4, 0.26), (0.6, 0.76), (0.36, 0.74), (0.64, 0.25)),
    ((0.16, 0.66), (0.84, 0.34), (0.38, 0.28), (0.62, 0.72), (0.2, 0.27), (0.8, 0.74)),
)


def from_above(f: Frame) -> None:
    """A laid table seen from above, with hands that reach."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    cloth = p.tone(
        rng.choice(
            ((206, 192, 160), (120, 150, 150), (186, 108, 84), (150, 160, 128), (92, 104, 120))
        )
    )
    c.fill(shade(cloth, -0.45))
    c.round_rect(60, 50, c.w - 60, c.h - 50, 30, cloth)
    stripe = shade(cloth, 0.28)
    for x in (c.w * 0.44, c.w * 0.56):
        c.rect(x - 9, 50, x + 9, c.h - 50, stripe)
    c.rect(c.w * 0.46, 50, c.w * 0.54, c.h - 50, mix(cloth, stripe, 0.5))
    for i in range(15):
        yy = 90 + i * 58
        r = 18
        c.poly(
            [(c.w * 0.5 - r, yy), (c.w * 0.5, yy - r), (c.w * 0.5 + r, yy), (c.w * 0.5, yy + r)],
            p.tone((170, 54, 46)),
        )
    foods = ["borscht", "borscht", "dumplings", "bread", "salad", "borscht"]
    rng.shuffle(foods)
    spots = rng.choice(LAID)
    for (sx, sy), food in zip(spots, foods, strict=True):
        _plate(
            f,
            c.w * sx + rng.uniform(-12, 12),
            c.h * sy + rng.uniform(-12, 12),
            rng.uniform(116, 138),
            food,
        )
    for sx, sy in spots[:2]:
        side = -1 if sx < 0.5 else 1
        x, y = c.w * sx - side * 40, c.h * sy
        c.line(
            [(x + side * 196, y - 70), (x + side * 196, y + 80)],
            p.tone((196, 198, 196)),
            9,
            caps=True,
        )
        c.oval(x + side * 196, y - 84, 17, 26, p.tone((206, 208, 206)))
    for at, tone in ((0.3, (224, 190, 90)), (0.72, (196, 80, 60))):
        x, y = c.w * at, c.h * rng.choice((0.16, 0.86))
        c.oval(x + 6, y + 8, 46, 46, p.ink, 0.2)
        c.oval(x, y, 46, 46, (240, 244, 240), 0.8)
        c.oval(x, y, 37, 37, p.tone(tone))
    _hands(f)


def _hands(f: Frame) -> None:
    """Two that reach over the table."""
    c, p, rng = f.c, f.p, f.rng
    for (sx, sy), (hx, hy) in (((0.3, 1.04), (0.4, 0.68)), ((0.74, -0.04), (0.65, 0.28))):
        sleeve, skin = p.coat(rng), p.skin(rng)
        a, b = (c.w * sx, c.h * sy), (c.w * hx, c.h * hy)
        m = (a[0] + (b[0] - a[0]) * 0.6, a[1] + (b[1] - a[1]) * 0.6)
        c.line([m, b], skin, 50, caps=True)
        c.line([a, m], sleeve, 84)
        for k in (-1, 0, 1):
            c.line(
                [b, (b[0] + (b[0] - m[0]) * 0.5 + k * 17, b[1] + (b[1] - m[1]) * 0.5)],
                skin,
                17,
                caps=True,
            )


def _plate(f: Frame, x: float, y: float, r: float, food: str) -> None:
    """A plate from above with something on it."""
    c, p, rng = f.c, f.p, f.rng
    rim = p.tone(rng.choice((WHITE, (222, 226, 222), (206, 216, 214))))
    c.oval(x + 8, y + 12, r, r, p.ink, 0.2)
    c.oval(x, y, r, r, rim)
    c.ring(
        x,
        y,
        r * 0.94,
        r * 0.94,
        p.tone(rng.choice(((66, 104, 130), (176, 66, 52), (90, 126, 96)))),
        r * 0.04,
    )
    c.oval(x, y, r * 0.74, r * 0.74, shade(rim, -0.06))
    FOODS[food](f, x, y, r)


def _borscht(f: Frame, x: float, y: float, r: float) -> None:
    """Borscht with cream and dill."""
    c, p, rng = f.c, f.p, f.rng
    c.oval(x, y, r * 0.7, r * 0.7, p.tone((150, 40, 42)))
    for _ in range(9):
        a, q = rng.uniform(0, math.tau), rng.uniform(0.1, 0.56) * r
        c.round_rect(
            x + math.cos(a) * q - 16,
            y + math.sin(a) * q - 6,
            x + math.cos(a) * q + 16,
            y + math.sin(a) * q + 6,
            4,
            p.tone(rng.choice(((196, 70, 60), (226, 140, 70), (118, 28, 38)))),
        )
    c.oval(x - r * 0.12, y - r * 0.1, r * 0.24, r * 0.2, p.tone((248, 240, 226)))
    for _ in range(8):
        a, q = rng.uniform(0, math.tau), rng.uniform(0, 0.5) * r
        c.oval(x + math.cos(a) * q, y + math.sin(a) * q, 6, 4, p.tone((84, 124, 66)))


def _dumplings(f: Frame, x: float, y: float, r: float) -> None:
    """Dumplings in a ring."""
    c, p = f.c, f.p
    for i in range(8):
        a = i * math.tau / 7
        q = 0.0 if i == 7 else r * 0.44
        dx, dy = x + math.cos(a) * q, y + math.sin(a) * q
        c.chord(
            dx,
            dy,
            r * 0.22,
            r * 0.2,
            math.degrees(a) - 90,
            math.degrees(a) + 90,
            p.tone((240, 226, 190)),
        )
        c.oval(dx, dy, r * 0.07, r * 0.06, p.tone((206, 160, 90)))


def _bread(f: Frame, x: float, y: float, r: float) -> None:
    """Slices of bread."""
    c, p = f.c, f.p
    for i in range(5):
        dx = x - r * 0.46 + i * r * 0.23
        c.round_rect(
            dx - r * 0.1,
            y - r * 0.4,
            dx + r * 0.14,
            y + r * 0.4,
            r * 0.09,
            p.tone((128, 84, 56)),
        )
        c.round_rect(
            dx - r * 0.07,
            y - r * 0.36,
            dx + r * 0.12,
            y + r * 0.36,
            r * 0.07,
            p.tone((196, 150, 100)),
        )


def _salad(f: Frame, x: float, y: float, r: float) -> None:
    """Cut vegetables."""
    c, p, rng = f.c, f.p, f.rng
    for _ in range(18):
        a, q = rng.uniform(0, math.tau), rng.uniform(0, 0.5) * r
        c.oval(
            x + math.cos(a) * q,
            y + math.sin(a) * q,
            r * 0.15,
            r * 0.14,
            p.tone(rng.choice(((196, 60, 50), (120, 150, 76), (226, 190, 100), (240, 236, 220)))),
        )


FOODS = {"borscht": _borscht, "dumplings": _dumplings, "bread": _bread, "salad": _salad}
