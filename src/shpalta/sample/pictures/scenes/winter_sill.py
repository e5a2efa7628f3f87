"""A room's window in winter: a candle and mandarins inside, the white town outside."""

from __future__ import annotations

import math

from .. import interiors, land, plants, poses, town
from ..colour import shade
from ..frame import Frame


def window_sill(f: Frame) -> None:
    """A room's window: a candle and mandarins inside, the white town outside."""
    c, p, rng = f.c, f.p, f.rng
    x0, x1, y0, y1 = c.w * 0.12, c.w * 0.88, 40.0, 690.0
    land.sky(f, 520)
    land.hills(f, 520, 3, 150)
    town.skyline(f, -20, c.w, 600, depth=0.2, size=1.05)
    c.rect(0, 598, c.w + 2, c.h, p.snow)
    for _i in range(4):
        plants.tree(f, c.w * rng.uniform(0.1, 0.9), 640, rng.uniform(130, 260))
    land.snowfall(f, rng.choice((60, 200, 300)))
    inner = p.inside()
    wall = inner.tone(rng.choice(((150, 82, 66), (78, 104, 98), (206, 178, 130), (98, 92, 116))))
    for a, b, d, e in ((0, 0, x0, c.h), (x1, 0, c.w + 2, c.h), (0, 0, c.w, y0), (0, y1, c.w, c.h)):
        c.rect(a, b, d, e, wall)
    frame = inner.tone((238, 230, 212))
    for x in (x0, (x0 + x1) / 2, x1):
        c.rect(x - 15, y0, x + 15, y1, frame)
    for y in (y0, 210, y1):
        c.rect(x0 - 15, y - 12, x1 + 15, y + 12, frame)
    sill = shade(frame, -0.06)
    c.poly([(x0 - 60, y1 + 6), (x1 + 60, y1 + 6), (x1 + 110, 830), (x0 - 110, 830)], sill)
    c.rect(x0 - 110, 830, x1 + 110, 866, shade(sill, -0.18))
    f.p = p = inner
    spots = [0.22, 0.38, 0.53, 0.68, 0.8]
    rng.shuffle(spots)
    interiors.candle(f, c.w * spots[0], 790, 120, p.tone((186, 62, 50)))
    _mandarins(f, c.w * spots[1], 800)
    _wreath(f, c.w * 0.5, 210)
    for at, kind in zip(spots[2:], rng.sample(("cup", "jar", "books", "twigs"), 3), strict=True):
        _thing(f, c.w * at, 796, kind)


def _mandarins(f: Frame, x: float, y: float) -> None:
    c, p = f.c, f.p
    for dx, dy in ((-52, 60), (0, 64), (52, 60), (-26, 96), (28, 98), (0, 130)):
        c.oval(x + dx, y - dy, 32, 29, p.tone((226, 134, 52)))
        c.oval(x + dx - 10, y - dy - 9, 8, 6, p.tone((244, 180, 100)))
    c.poly([(x + 6, y - 158), (x + 44, y - 176), (x + 24, y - 150)], p.tone((84, 120, 76)))
    c.chord(x, y - 64, 118, 66, 0, 180, p.tone((70, 104, 128)))
    c.rect(x - 40, y - 8, x + 40, y + 4, p.tone((56, 88, 110)))


def _wreath(f: Frame, x: float, y: float) -> None:
    c, p, rng = f.c, f.p, f.rng
    for i in range(44):
        t = i * math.tau / 44
        q = rng.uniform(70, 92)
        bx, by = x + math.cos(t) * q, y + 90 + math.sin(t) * q
        c.line(
            [(bx, by), (bx + math.cos(t + 1.1) * 32, by + math.sin(t + 1.1) * 32)],
            p.tone((62, 100, 78)),
            9,
            caps=True,
        )
    for i in range(9):
        t = i * math.tau / 9
        c.oval(x + math.cos(t) * 82, y + 90 + math.sin(t) * 82, 9, 9, p.tone((180, 54, 46)))
    for s in (-1, 1):
        c.poly([(x, y + 8), (x + s * 50, y - 16), (x + s * 46, y + 30)], p.tone((180, 54, 46)))


def _thing(f: Frame, x: float, y: float, kind: str) -> None:
    """A cup, a jar, some books, or twigs in a vase."""
    c, p, rng = f.c, f.p, f.rng
    tone = p.coat(rng)
    if kind == "cup":
        c.ring(x + 52, y - 50, 28, 28, tone, 11)
        c.round_rect(x - 50, y - 96, x + 50, y, 18, tone)
        poses.steam(f, x, y - 100, 130)
    elif kind == "jar":
        interiors.jar(f, x, y, 96, p.tone((186, 60, 48)))
    elif kind == "books":
        for i in range(4):
            w = rng.uniform(80, 106)
            c.rect(x - w, y - 32 * (i + 1), x + w, y - 32 * i - 2, p.coat(rng))
            c.rect(
                x - w + 14, y - 32 * (i + 1), x - w + 22, y - 32 * i - 2, p.tone((232, 224, 204))
            )
    else:
        for lean in (-60, -26, 10, 44, 70):
            c.line([(x, y - 80), (x + lean, y - 250)], p.tone((96, 76, 62)), 5)
            for t in (0.5, 0.7, 0.9):
                c.oval(x + lean * t + 8, y - 80 - 170 * t, 9, 9, p.tone((190, 56, 46)))
        c.poly([(x - 34, y), (x + 34, y), (x + 22, y - 110), (x - 22, y - 110)], tone)
