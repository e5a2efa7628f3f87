"""Houses, blocks, churches, lamps and other things a town is made of."""

from __future__ import annotations

from .canvas import Point
from .colour import Color, mix, shade
from .frame import Frame


def windows(
    f: Frame,
    x0: float,
    y0: float,
    x1: float,
    y1: float,
    cols: int,
    rows: int,
    *,
    wall: Color,
    fillx: float = 0.5,
    filly: float = 0.58,
    lit: float | None = None,
    sill: bool = False,
    arch: bool = False,
) -> None:
    """A grid of windows in a wall, some of them lit as the hour has it."""
    c, p, rng = f.c, f.p, f.rng
    lit = p.mood.lit if lit is None else lit
    dx, dy = (x1 - x0) / cols, (y1 - y0) / rows
    w, h = dx * fillx, dy * filly
    for r in range(rows):
        for i in range(cols):
            x, y = x0 + dx * (i + 0.5) - w / 2, y0 + dy * (r + 0.5) - h / 2
            on = rng.random() < lit
            color = shade(p.light, rng.uniform(-0.12, 0.08)) if on else p.pane
            if arch:
                c.chord(x + w / 2, y + w * 0.05, w / 2, w / 2, 180, 360, color)
            c.rect(x, y, x + w, y + h, color)
            if w > 15:
                c.rect(x + w / 2 - w * 0.035, y, x + w / 2 + w * 0.035, y + h, shade(wall, 0.1))
                c.rect(x, y + h * 0.36, x + w, y + h * 0.36 + w * 0.06, shade(wall, 0.1))
            if sill:
                c.rect(x - w * 0.12, y + h, x + w * 1.12, y + h + w * 0.12, shade(wall, 0.28))


def gable(f: Frame, x0: float, y: float, x1: float, h: float, color: Color, kind: str) -> None:
    """A roof standing on the wall's top edge ``y``."""
    c = f.c
    over = (x1 - x0) * 0.06
    mid = (x0 + x1) / 2
    if kind == "gable":
        points: list[Point] = [(x0 - over, y), (mid, y - h), (x1 + over, y)]
    elif kind == "hip":
        q = (x1 - x0) * 0.26
        points = [(x0 - over, y), (x0 + q, y - h), (x1 - q, y - h), (x1 + over, y)]
    else:
        c.rect(x0 - over * 0.5, y - 7, x1 + over * 0.5, y, shade(color, -0.1))
        return
    c.poly(points, color)
    top = points[-2]
    c.poly(
        [top, points[-1], (top[0] * 0.55 + points[-1][0] * 0.45 - over * 3, y)], shade(color, -0.14)
    )
    if f.p.snowy:
        c.poly([(px, py + (4 if py == y else 0)) for px, py in points], f.p.snow)
        c.poly([top, points[-1], (top[0] + (x1 - x0) * 0.08, y)], shade(f.p.snow, -0.1))
        c.rect(x0 - over, y - 1, x1 + over, y + 5, shade(color, -0.1))


def house(
    f: Frame,
    x: float,
    y: float,
    w: float,
    h: float,
    *,
    depth: float = 0.0,
    kind: str | None = None,
    wall: Color | None = None,
    door: bool = True,
) -> None:
    """A town house with its base line at ``y``; ``depth`` sinks it into the haze."""
    c, p, rng = f.c, f.p, f.rng
    kind = kind or rng.choice(("gable", "hip", "gable", "flat"))
    wall = mix(wall or p.walls(rng), p.mood.hills[0], depth)
    roof = mix(p.roof(rng), p.mood.hills[0], depth)
    rise = min(h * 0.5, w * rng.uniform(0.3, 0.48))
    if kind != "flat" and rng.random() < 0.7:
        cx = x + w * rng.choice((0.24, 0.7))
        c.rect(cx, y - h - rise * 0.9, cx + w * 0.07 + 3, y - h, shade(wall, -0.3))
    c.rect(x, y - h, x + w, y, wall)
    c.rect(x + w * 0.86, y - h, x + w, y, shade(wall, -0.1))
    cols = max(2, round(w / 34))
    rows = max(1, round(h / 52))
    low = h * 0.1 if rows > 1 else h * 0.2
    windows(
        f, x + w * 0.07, y - h * 0.95, x + w * 0.93, y - low, cols, rows, wall=wall, sill=h > 150
    )
    if door:
        dx = x + w * rng.uniform(0.3, 0.6)
        dw, dh = min(26.0, w * 0.2), min(50.0, h * 0.42)
        c.rect(dx - 2, y - dh - 2, dx + dw + 2, y, wall)
        c.rect(dx, y - dh, dx + dw, y, shade(roof, -0.25))
    gable(f, x, y - h, x + w, rise, roof, kind)


def block(f: Frame, x: float, y: float, w: float, h: float, *, depth: float = 0.0) -> None:
    """A panel block with balconies."""
    c, p, rng = f.c, f.p, f.rng
    wall = mix(
        p.tone(rng.choice(((206, 202, 188), (186, 188, 182), (200, 186, 166)))),
        p.mood.hills[0],
        depth,
    )
    c.rect(x, y - h, x + w, y, wall)
    c.rect(x - 3, y - h - 6, x + w + 3, y - h, shade(wall, -0.25))
    rows, cols = max(3, round(h / 34)), max(4, round(w / 30))
    dy = h / rows
    for r in range(1, rows):
        c.rect(x, y - dy * r, x + w, y - dy * r + 1.6, shade(wall, -0.1))
    windows(f, x + 6, y - h, x + w - 6, y, cols, rows, wall=wall)
    tint = mix(p.coat(rng), wall, 0.45)
    for col in range(1, cols, 4):
        bx = x + 6 + (w - 12) / cols * col
        for r in range(rows - 1):
            by = y - h + dy * (r + 0.6)
            c.rect(bx - 2, by, bx + (w - 12) / cols + 2, by + dy * 0.34, tint)


def church(f: Frame, x: float, y: float, h: float, *, depth: float = 0.0) -> None:
    """A white church with pear-shaped domes."""
    c, p = f.c, f.p
    wall = mix(p.tone((232, 226, 212)), p.mood.hills[0], depth)
    dome = mix(
        p.tone(f.rng.choice(((96, 128, 112), (84, 104, 116), (186, 152, 84)))),
        p.mood.hills[0],
        depth,
    )
    u = h / 100
    c.rect(x - 30 * u, y - 34 * u, x + 30 * u, y, wall)
    c.rect(x + 14 * u, y - 34 * u, x + 30 * u, y, shade(wall, -0.1))
    windows(
        f,
        x - 26 * u,
        y - 30 * u,
        x + 26 * u,
        y - 8 * u,
        5,
        1,
        wall=wall,
        fillx=0.28,
        filly=0.7,
        arch=True,
    )
    c.rect(x - 5 * u, y - 15 * u, x + 5 * u, y, shade(dome, -0.35))
    for dx, base, size in ((-21, 34, 0.62), (21, 34, 0.62), (0, 34, 1.0)):
        _dome(f, x + dx * u, y - base * u, 22 * u * size, wall, dome)


def _dome(f: Frame, x: float, y: float, s: float, wall: Color, color: Color) -> None:
    """A drum with a dome and a cross on it; ``s`` is about the drum's width."""
    c = f.c
    c.rect(x - s * 0.42, y - s * 0.8, x + s * 0.42, y, wall)
    c.rect(x + s * 0.18, y - s * 0.8, x + s * 0.42, y, shade(wall, -0.12))
    c.rect(x - s * 0.07, y - s * 0.62, x + s * 0.07, y - s * 0.2, f.p.pane)
    y -= s * 0.8
    right = c.curve(
        [
            (x + s * 0.46, y),
            (x + s * 0.56, y - s * 0.3),
            (x + s * 0.34, y - s * 0.62),
            (x + s * 0.12, y - s * 0.8),
            (x + s * 0.05, y - s * 1.1),
        ],
        6,
    )
    left = [(2 * x - px, py) for px, py in reversed(right)]
    c.poly(right + left, color)
    c.poly([*right, (x + s * 0.16, y)], shade(color, -0.16))
    top, t = y - s * 1.1, max(1.6, s * 0.05)
    c.rect(x - t / 2, top - s * 0.42, x + t / 2, top + 2, shade(color, -0.2))
    c.rect(x - s * 0.11, top - s * 0.3, x + s * 0.11, top - s * 0.3 + t, shade(color, -0.2))


def skyline(
    f: Frame,
    x0: float,
    x1: float,
    y: float,
    *,
    depth: float = 0.2,
    size: float = 1.0,
    sparse: float = 0.1,
    landmark: bool = True,
) -> None:
    """A row of houses, blocks and trees along ``y``, with a church or a water tower."""
    rng = f.rng
    x = x0
    spot = x0 + (x1 - x0) * rng.uniform(0.2, 0.8) if landmark else -9e9
    while x < x1:
        roll = rng.random()
        w = rng.uniform(56, 120) * size
        if 0 <= x - spot < 200 * size:
            spot = -9e9
            rng.choice((church, church, water_tower))(f, x + 66 * size, y, 225 * size, depth=depth)
            w = 132 * size
        elif roll < sparse:
            w *= 0.5
        elif roll < 0.14 + sparse:
            w = rng.uniform(110, 190) * size
            block(f, x, y, w, rng.uniform(130, 200) * size, depth=depth)
        else:
            house(f, x, y, w, rng.uniform(50, 150) * size, depth=depth, door=size > 0.8)
        if rng.random() < 0.35:
            _green(f, x + w, y, rng.uniform(34, 70) * size, depth)
        x += w + rng.uniform(0, 12) * size


def _green(f: Frame, x: float, y: float, r: float, depth: float) -> None:
    """A garden tree between houses."""
    color = f.p.snow if f.p.snowy else f.p.leaf(f.rng)
    color = mix(color, f.p.mood.hills[0], depth)
    f.c.rect(x - 1.5, y - r, x + 1.5, y, mix(f.p.ink, f.p.mood.hills[0], depth))
    f.c.oval(x, y - r, r * 0.42, r * 0.55, shade(color, -0.08))
    f.c.oval(x - r * 0.1, y - r * 1.1, r * 0.28, r * 0.38, color)


def water_tower(f: Frame, x: float, y: float, h: float, *, depth: float = 0.0) -> None:
    """A brick water tower."""
    c, p = f.c, f.p
    brick = mix(p.tone((158, 96, 76)), p.mood.hills[0], depth)
    u = h / 100
    c.poly(
        [(x - 11 * u, y), (x - 8 * u, y - 64 * u), (x + 8 * u, y - 64 * u), (x + 11 * u, y)], brick
    )
    c.poly(
        [(x + 3 * u, y), (x + 3 * u, y - 64 * u), (x + 8 * u, y - 64 * u), (x + 11 * u, y)],
        shade(brick, -0.14),
    )
    c.poly(
        [
            (x - 9 * u, y - 62 * u),
            (x - 15 * u, y - 70 * u),
            (x + 15 * u, y - 70 * u),
            (x + 9 * u, y - 62 * u),
        ],
        shade(brick, -0.2),
    )
    c.rect(x - 15 * u, y - 88 * u, x + 15 * u, y - 70 * u, shade(brick, 0.1))
    windows(f, x - 13 * u, y - 86 * u, x + 13 * u, y - 73 * u, 4, 1, wall=brick, filly=0.8)
    c.poly(
        [(x - 17 * u, y - 88 * u), (x, y - 106 * u), (x + 17 * u, y - 88 * u)],
        mix(p.tone((84, 92, 92)), p.mood.hills[0], depth),
    )
