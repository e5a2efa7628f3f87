"""What rooms are made of: walls and floors, windows with the town in them, lamps, tables, pots."""

from __future__ import annotations

from .colour import CREAM, Color, mix, shade
from .frame import Frame


def room(f: Frame, y: float, wall: Color, floor: Color, *, boards: bool = True) -> None:
    """A wall down to ``y`` and the floor before it."""
    c = f.c
    c.fill(wall)
    c.rect(0, y, c.w + 2, c.h + 2, floor)
    c.rect(0, y - 12, c.w + 2, y, shade(wall, -0.22))
    if boards:
        for i in range(8):
            yy = y + (c.h - y) * (i / 8) ** 1.4
            c.rect(0, yy, c.w + 2, yy + 2.6, shade(floor, -0.14))


def window(
    f: Frame,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    *,
    panes: int = 2,
    taped: bool = False,
    frame: Color | None = None,
) -> None:
    """A window with a little of the town behind it; ``taped`` against blasts."""
    c, p, rng = f.c, f.p, f.rng
    w, h = x1 - x0, y1 - y0
    for i in range(4):
        c.rect(x0, y0 + h * i / 4, x1, y1, mix(p.sky, p.mood.band, i / 3))
    sun = x0 + w * rng.uniform(0.2, 0.8)
    c.oval(sun, y0 + h * 0.3, min(w, h) * 0.09, min(w, h) * 0.09, p.mood.sun)
    _houses(f, x0, x1, y1, h)
    frame = frame or p.inside().tone((240, 234, 220))
    if taped:
        for i in range(panes):
            a, b = x0 + w * i / panes, x0 + w * (i + 1) / panes
            for pts in ([(a, y0), (b, y1)], [(b, y0), (a, y1)]):
                c.line(pts, frame, 7, alpha=0.75)
    t = 9.0
    for i in range(panes + 1):
        x = x0 + w * i / panes
        c.rect(x - t, y0 - t, x + t, y1 + t, frame)
    for yy in (y0, y0 + h * 0.34, y1):
        c.rect(x0 - t, yy - t, x1 + t, yy + t, frame)
    c.rect(x0 - 30, y1 + t, x1 + 30, y1 + t + 18, shade(frame, -0.06))
    c.rect(x0 - 30, y1 + t + 18, x1 + 30, y1 + t + 23, shade(frame, -0.3))


def _houses(f: Frame, x0: float, x1: float, y1: float, h: float) -> None:
    """Roofs and lit panes along the foot of a view ``h`` high."""
    c, p, rng = f.c, f.p, f.rng
    w = x1 - x0
    base, x = y1 - h * 0.16, x0
    c.rect(x0, base - h * 0.08, x1, y1, p.hill(0.8))
    while x < x1 - 4:
        bw, bh = rng.uniform(0.07, 0.14) * max(w, 260), h * rng.uniform(0.1, 0.24)
        end = min(x1, x + bw)
        wall = mix(p.walls(rng), p.mood.hills[0], 0.35)
        c.rect(x, base - bh, end, y1, wall)
        if end - x > bw * 0.8:
            c.poly(
                [(x, base - bh), ((x + end) / 2, base - bh - bw * 0.35), (end, base - bh)],
                p.roof(rng),
            )
        for wx in (0.25, 0.6):
            lit = p.light if rng.random() < p.mood.lit else p.pane
            if x + bw * (wx + 0.16) < end:
                c.rect(x + bw * wx, base - bh * 0.7, x + bw * (wx + 0.16), base - bh * 0.35, lit)
        x = end + rng.uniform(0, 0.2) * bw
    c.rect(x0, base, x1, y1, p.ground)


def pendant(f: Frame, x: float, y: float, r: float, color: Color | None = None) -> None:
    """A lamp hanging from above with its shade's edge at ``y``, shining a little."""
    c, p = f.c, f.p
    color = color or p.tone((72, 92, 88))
    c.line([(x, -5), (x, y - r * 0.7)], p.ink, 4)
    if p.mood.lit > 0.1:
        c.oval(x, y + r * 0.5, r * 3.4, r * 3, p.light, 0.08)
        c.oval(x, y + r * 0.1, r * 1.9, r * 1.7, p.light, 0.16)
    c.chord(x, y + r * 0.02, r * 0.42, r * 0.42, 0, 180, p.light)
    c.chord(x, y, r, r * 0.95, 180, 360, color)
    c.rect(x - r, y - 3, x + r, y + r * 0.08, shade(color, -0.2))


def table(f: Frame, x0: float, x1: float, y: float, wood: Color, *, foot: float = 0) -> None:
    """A table seen from the front, its top's far edge at ``y``; ``foot`` is where the legs end."""
    c = f.c
    foot = foot or c.h + 5
    for x in (x0 + 40, x1 - 70):
        c.rect(x, y + 80, x + 30, foot, shade(wood, -0.34))
    c.poly([(x0 + 26, y), (x1 - 26, y), (x1, y + 66), (x0, y + 66)], wood)
    c.rect(x0, y + 66, x1, y + 92, shade(wood, -0.24))


def bricks(
    f: Frame, x0: float, y0: float, x1: float, y1: float, wall: Color, size: float = 44
) -> None:
    """A plastered wall where some of the bricks show."""
    c, rng = f.c, f.rng
    c.rect(x0, y0, x1, y1, wall)
    rows = int((y1 - y0) / (size * 0.5))
    for r in range(rows):
        x = x0 + (size * 0.5 if r % 2 else 0)
        while x < x1 - size:
            if rng.random() < 0.34:
                y = y0 + r * size * 0.5
                c.rect(
                    x, y, x + size * 0.92, y + size * 0.42, shade(wall, rng.uniform(-0.13, 0.08))
                )
            x += size


def jar(f: Frame, x: float, y: float, w: float, content: Color) -> None:
    """A closed glass jar standing at ``y``."""
    c = f.c
    h = w * 1.35
    c.round_rect(x - w / 2, y - h, x + w / 2, y, w * 0.16, mix(content, CREAM, 0.12))
    c.rect(x - w / 2, y - h * 0.8, x - w * 0.3, y - h * 0.14, shade(content, 0.32))
    c.round_rect(
        x - w * 0.4, y - h * 1.16, x + w * 0.4, y - h * 0.97, w * 0.06, f.p.tone((206, 196, 168))
    )


def jars(f: Frame, x0: float, x1: float, y: float, w: float) -> None:
    """A shelf's row of preserves."""
    tones = ((168, 52, 44), (196, 130, 54), (112, 124, 62), (120, 44, 66), (214, 176, 86))
    x = x0 + w * 0.6
    while x < x1 - w * 0.4:
        jar(f, x, y, w, f.p.tone(f.rng.choice(tones)))
        x += w * f.rng.choice((1.16, 1.2, 1.7))


def board(f: Frame, x0: float, x1: float, y: float, wood: Color) -> None:
    """A shelf on the wall whose top is at ``y``."""
    f.c.rect(x0, y, x1, y + 15, wood)
    f.c.rect(x0, y + 15, x1, y + 20, shade(wood, -0.35))
    for x in (x0 + 30, x1 - 46):
        f.c.poly([(x, y + 20), (x + 16, y + 20), (x + 16, y + 52)], shade(wood, -0.3))


def pot(f: Frame, x: float, y: float, w: float, color: Color) -> None:
    """A cooking pot standing at ``y``."""
    c = f.c
    h = w * 0.62
    for s in (-1, 1):
        c.ring(x + s * w * 0.52, y - h * 0.62, w * 0.1, w * 0.08, shade(color, -0.3), w * 0.04)
    c.round_rect(x - w / 2, y - h, x + w / 2, y, w * 0.09, color)
    c.rect(x + w * 0.22, y - h * 0.95, x + w * 0.5, y - h * 0.1, shade(color, -0.12))
    c.round_rect(
        x - w * 0.54, y - h * 1.06, x + w * 0.54, y - h * 0.92, w * 0.04, shade(color, 0.2)
    )


def loaf(f: Frame, x: float, y: float, w: float, *, round_: bool = False) -> None:
    """A loaf lying at ``y``."""
    c = f.c
    crust = f.p.tone(f.rng.choice(((190, 128, 70), (168, 106, 58), (206, 150, 88))))
    h = w * (0.62 if round_ else 0.44)
    c.chord(x, y - h * 0.14, w / 2, h, 180, 360, crust)
    c.round_rect(x - w / 2, y - h * 0.2, x + w / 2, y, h * 0.1, shade(crust, -0.2))
    for i in (-1, 0, 1):
        c.line(
            [
                (x + i * w * 0.22 - w * 0.06, y - h * 0.5),
                (x + i * w * 0.22 + w * 0.08, y - h * 0.9 + abs(i) * h * 0.12),
            ],
            shade(crust, 0.38),
            w * 0.045,
            caps=True,
        )


def candle(f: Frame, x: float, y: float, h: float, wax: Color | None = None) -> None:
    """A burning candle standing at ``y``."""
    c, p = f.c, f.p
    for r, a in ((2.0, 0.10), (1.1, 0.16), (0.5, 0.3)):
        c.oval(x, y - h * 1.2, h * r, h * r, (250, 206, 120), a)
    c.rect(x - h * 0.16, y - h, x + h * 0.16, y, wax or p.tone((240, 226, 196)))
    c.poly(
        [(x - h * 0.09, y - h * 1.06), (x, y - h * 1.42), (x + h * 0.09, y - h * 1.06), (x, y - h)],
        (255, 226, 150),
    )
