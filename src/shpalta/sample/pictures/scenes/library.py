"""A library: shelves and a reader, an aisle, a window seat, a counter with a queue of books."""

from __future__ import annotations

from .. import land, people, plants, town
from ..colour import COATS, Color, mix, shade
from ..frame import Frame
from ..vista import Vista, haze


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_reading, _aisle, _window, _story_time))(f)


def shelf(f: Frame, x0: float, y0: float, x1: float, y1: float, rows: int, wood: Color) -> None:
    """A bookcase filled with books."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(x0 - 10, y0 - 12, x1 + 10, y1 + 6, wood)
    c.rect(x0, y0, x1, y1, shade(wood, -0.5))
    dy = (y1 - y0) / rows
    for r in range(rows):
        base = y0 + dy * (r + 1) - dy * 0.08
        x = x0 + 3
        while x < x1 - 8:
            if rng.random() < 0.05:
                x += dy * rng.uniform(0.2, 0.5)
                continue
            w, h = dy * rng.uniform(0.09, 0.2), dy * rng.uniform(0.58, 0.86)
            w = min(w, x1 - 3 - x)
            tone = p.tone(rng.choice(COATS))
            if rng.random() < 0.07 and x + h * 0.5 < x1:
                c.poly(
                    [
                        (x, base),
                        (x + w, base),
                        (x + w + h * 0.28, base - h * 0.93),
                        (x + h * 0.28, base - h * 0.96),
                    ],
                    tone,
                )
                x += w + h * 0.26
                continue
            c.rect(x, base - h, x + w, base, tone)
            if w > 7:
                c.rect(x, base - h * 0.82, x + w, base - h * 0.76, shade(tone, 0.35))
                c.rect(x, base - h * 0.2, x + w, base - h * 0.16, shade(tone, 0.35))
            c.rect(x + w - 1.2, base - h, x + w, base, shade(tone, -0.25))
            x += w + 0.8
        c.rect(x0, base, x1, base + dy * 0.08, wood)
        c.rect(x0, base, x1, base + dy * 0.02, shade(wood, 0.2))


def _floor(f: Frame, y: float) -> None:
    """A parquet floor."""
    c = f.c
    wood = f.p.tone((176, 138, 100))
    c.rect(0, y, c.w + 2, c.h + 2, wood)
    for i in range(7):
        yy = y + (c.h - y) * (i / 7) ** 1.4
        c.rect(0, yy, c.w + 2, yy + 2.4, shade(wood, -0.13))


def _desk_lamp(f: Frame, x: float, y: float, h: float) -> None:
    """A green reading lamp with its light."""
    c, p = f.c, f.p
    if p.mood.lit > 0.1:
        c.poly(
            [
                (x - h * 0.34, y - h * 0.7),
                (x + h * 0.34, y - h * 0.7),
                (x + h * 0.85, y),
                (x - h * 0.85, y),
            ],
            p.light,
            0.22,
        )
    c.rect(x - h * 0.03, y - h * 0.8, x + h * 0.03, y, p.tone((186, 150, 88)))
    c.oval(x, y, h * 0.2, h * 0.05, p.tone((186, 150, 88)))
    c.chord(x, y - h * 0.68, h * 0.4, h * 0.3, 180, 360, p.tone((52, 110, 92)))
    c.rect(x - h * 0.36, y - h * 0.69, x + h * 0.36, y - h * 0.65, p.light)


def _open_book(f: Frame, x: float, y: float, w: float) -> None:
    c, p = f.c, f.p
    page = p.tone((246, 240, 224))
    c.poly(
        [(x - w, y), (x + w, y), (x + w * 0.9, y - w * 0.34), (x - w * 0.9, y - w * 0.34)],
        p.coat(f.rng),
    )
    for s in (-1, 1):
        c.poly(
            [
                *c.curve(
                    [
                        (x, y - w * 0.02),
                        (x + s * w * 0.45, y - w * 0.08),
                        (x + s * w * 0.94, y - w * 0.02),
                    ],
                    6,
                ),
                (x + s * w * 0.86, y - w * 0.36),
                (x, y - w * 0.36),
            ],
            page if s < 0 else shade(page, -0.06),
        )
        for i in range(4):
            yy = y - w * (0.12 + 0.06 * i)
            c.line([(x + s * w * 0.12, yy), (x + s * w * 0.8, yy)], shade(page, -0.3), 1.6)


def _reading(f: Frame) -> None:
    """Readers at a long table before the shelves."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    wood = p.tone(rng.choice(((132, 94, 68), (108, 84, 72), (150, 112, 80))))
    c.fill(p.tone((206, 196, 174)))
    y = rng.uniform(620, 660)
    n = 4
    for i in range(n):
        shelf(f, c.w * i / n + 20, 60, c.w * (i + 1) / n - 20, y, 5, wood)
    _floor(f, y + 6)
    x = c.w * rng.choice((0.25, 0.5, 0.75))
    for dx in (-34, 34):
        c.line([(x + dx, y + 60), (x + dx * 0.7, 120)], shade(wood, 0.3), 9)
    for i in range(9):
        k = i / 9
        c.line(
            [(x - 34 + 10 * k, y + 30 - 500 * k), (x + 34 - 10 * k, y + 30 - 500 * k)],
            shade(wood, 0.3),
            7,
        )
    people.figure(f, c.w * rng.uniform(0.82, 0.92), y + 90, 330, pose="talk", side=1)
    top = 800.0
    for s in (0.14, 0.36, 0.62):
        people.figure(f, c.w * s, top + 240, 520, pose="stand")
    table = p.tone((166, 120, 84))
    c.poly([(-5, top), (c.w * 0.82, top), (c.w * 0.88, top + 70), (-5, top + 70)], table)
    c.rect(0, top + 70, c.w * 0.88, top + 92, shade(table, -0.25))
    c.rect(c.w * 0.83, top + 92, c.w * 0.85, c.h, shade(table, -0.3))
    for s in (0.25, 0.5, 0.74):
        _desk_lamp(f, c.w * s, top + 34, 210)
    for s in (0.14, 0.36, 0.62):
        _open_book(f, c.w * s, top + 54, 74)


def _aisle(f: Frame) -> None:
    """Between two walls of books, somebody reaching up."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    v = Vista(c, c.w * rng.uniform(0.42, 0.58), 470)
    wall = p.tone((214, 204, 182))
    c.fill(wall)
    end = 5.0
    v.floor(-640, 640, 0.6, end, 480, p.tone((168, 128, 92)))
    v.floor(-170, 170, 0.6, end, 479, p.tone((136, 70, 58)))
    v.face(
        [(-640, -480, 0.6), (640, -480, 0.6), (640, -480, end), (-640, -480, end)], shade(wall, 0.3)
    )
    x0, y0 = v.at(-640, -480, end)
    x1, y1 = v.at(640, 480, end)
    c.rect(x0, y0, x1, y1, wall)
    c.chord((x0 + x1) / 2, y0 + 70, 62, 62, 180, 360, mix(p.sky, p.mood.band, 0.5))
    c.rect((x0 + x1) / 2 - 62, y0 + 69, (x0 + x1) / 2 + 62, y1 - 34, mix(p.sky, p.mood.band, 0.5))
    c.rect((x0 + x1) / 2 - 3, y0 + 8, (x0 + x1) / 2 + 3, y1 - 34, wall)
    c.rect((x0 + x1) / 2 - 62, y0 + 92, (x0 + x1) / 2 + 62, y0 + 98, wall)
    for s in (-1, 1):
        _book_wall(f, v, s, end)
    for z in (0.85, 1.25, 1.8, 2.6, 3.8):
        lx, ly = v.at(0, -390, z)
        c.line([(lx, ly), v.at(0, -480, z)], p.ink, 3 / z)
        c.oval(lx, ly + 30 / z, 120 / z, 110 / z, p.light, 0.16)
        c.oval(lx, ly + 30 / z, 44 / z, 40 / z, p.light)
    x, y = v.at(300, 480, 1.9)
    people.figure(f, x, y, 640 / 1.9, pose="talk", side=1)
    x, y = v.at(-330, 480, 3.0)
    people.figure(f, x, y, 640 / 3.0, pose="bag", side=-1)


def _book_wall(f: Frame, v: Vista, s: int, end: float) -> None:
    """Shelves along one side of the aisle."""
    p, rng = f.p, f.rng
    wood = p.tone((132, 94, 68))
    v.wall(s * 520, -440, 480, 0.6, end, shade(wood, -0.45))
    rows = 6
    for r in range(rows):
        base, dy = -440 + 920 * (r + 1) / rows, 920 / rows
        z = 0.62
        while z < end - 0.05:
            dz = z * rng.uniform(0.018, 0.04)
            h = dy * rng.uniform(0.58, 0.86)
            if rng.random() > 0.05:
                tone = haze(f, p.tone(rng.choice(COATS)), z, 12)
                v.wall(s * 520, base - h, base - 8, z, z + dz * 0.94, tone)
                v.wall(
                    s * 520, base - h * 0.84, base - h * 0.78, z, z + dz * 0.94, shade(tone, 0.35)
                )
            z += dz
        v.wall(s * 516, base - 10, base + 8, 0.6, end, shade(wood, 0.1))
    for z in (0.62, 0.92, 1.36, 2.0, 3.0, 4.4):
        v.wall(s * 512, -450, 480, z, z * 1.035, wood)
    v.wall(s * 516, -470, -436, 0.6, end, shade(wood, 0.2))


def _window(f: Frame) -> None:
    """A reader on a wide sill between two bookcases."""
    c, p, rng = f.c, f.p, f.rng
    land.sky(f, 620)
    land.hills(f, 560, 3, 130)
    x0, x1 = c.w * 0.3, c.w * 0.72
    town.skyline(f, x0, x1, 640, depth=0.3, size=0.85)
    f.p = p = p.inside()
    wall, wood = p.tone((212, 200, 176)), p.tone(rng.choice(((126, 92, 70), (104, 100, 92))))
    for a, b, d, e in (
        (0, 0, x0, c.h),
        (x1, 0, c.w + 2, c.h),
        (0, 0, c.w + 2, 70),
        (0, 650, c.w + 2, c.h),
    ):
        c.rect(a, b, d, e, wall)
    frame = p.tone((240, 234, 220))
    for x in (x0, x0 + (x1 - x0) / 3, x0 + (x1 - x0) * 2 / 3, x1):
        c.rect(x - 9, 70, x + 9, 650, frame)
    for bar in (70, 240, 650):
        c.rect(x0 - 9, bar - 9, x1 + 9, bar + 9, frame)
    c.rect(x0 - 40, 650, x1 + 40, 690, frame)
    c.rect(x0 - 20, 690, x1 + 20, 850, shade(wall, -0.12))
    cloth = p.coat(rng)
    c.round_rect(x0 + 10, 618, x1 - 10, 662, 18, cloth)
    shelf(f, 30, 50, x0 - 70, 850, 6, wood)
    shelf(f, x1 + 70, 50, c.w - 30, 850, 6, wood)
    _floor(f, 850)
    side = rng.choice((-1, 1))
    x = x0 + 110 if side > 0 else x1 - 110
    people.seated(f, x, 616, 430, side=side)
    _open_book(f, x + side * 110, 560, 54)
    plants.bush(f, x0 + 70 if side < 0 else x1 - 70, 596, 62)
    px = x0 + 70 if side < 0 else x1 - 70
    c.poly([(px - 44, 592), (px + 44, 592), (px + 32, 646), (px - 32, 646)], p.tone((176, 104, 78)))
    y = 930.0
    for i in range(6):
        w = rng.uniform(150, 220)
        c.rect(x1 - 120 - w / 2, y - 28 * (i + 1), x1 - 120 + w / 2, y - 28 * i, p.coat(rng))
    c.oval(x1 + 120, 900, 70, 44, p.tone((182, 118, 66)))
    c.oval(x1 + 178, 872, 28, 26, p.tone((182, 118, 66)))
    for dx in (162, 190):
        c.poly([(x1 + dx - 8, 856), (x1 + dx + 8, 856), (x1 + dx, 832)], p.tone((182, 118, 66)))
    c.line(
        c.curve([(x1 + 56, 910), (x1 + 10, 918), (x1 + 4, 880)]),
        p.tone((182, 118, 66)),
        14,
        caps=True,
    )


def _story_time(f: Frame) -> None:
    """A librarian reads to children on a carpet."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    wall, wood = p.tone(rng.choice(((196, 210, 196), (224, 206, 176)))), p.tone((176, 138, 98))
    c.fill(wall)
    y = rng.uniform(560, 600)
    for i in range(7):
        tone = p.coat(rng)
        x = c.w * i / 6
        c.poly([(x - c.w / 12, 40), (x + c.w / 12, 40), (x, 118)], tone)
    c.rect(0, 34, c.w + 2, 42, p.ink)
    shelf(f, 40, 260, c.w * 0.34, y, 3, wood)
    shelf(f, c.w * 0.64, 260, c.w - 40, y, 3, wood)
    c.rect(c.w * 0.4, 170, c.w * 0.58, 440, p.tone((244, 238, 224)))
    c.rect(c.w * 0.41, 182, c.w * 0.57, 428, p.sky)
    c.oval(c.w * 0.53, 250, 32, 32, p.mood.sun)
    c.chord(c.w * 0.49, 428, 128, 90, 180, 360, p.hill(0.5))
    c.rect(c.w * 0.488, 182, c.w * 0.492, 428, p.tone((244, 238, 224)))
    _floor(f, y + 6)
    rug = p.coat(rng)
    c.oval(c.w * 0.46, y + 250, 560, 170, shade(rug, 0.1))
    c.oval(c.w * 0.46, y + 250, 480, 138, shade(rug, 0.3))
    x = c.w * 0.66
    chair = p.tone((128, 88, 66))
    c.round_rect(x - 60, y + 150, x + 80, y + 180, 12, chair)
    c.rect(x + 62, y - 20, x + 80, y + 310, chair)
    c.rect(x - 52, y + 170, x - 38, y + 310, chair)
    people.seated(f, x, y + 146, 430, side=-1)
    _open_book(f, x - 118, y + 92, 60)
    for i in range(7):
        cx, cy = c.w * (0.16 + 0.065 * i), y + 210 + 105 * (i % 2) + rng.uniform(-12, 12)
        tone = p.coat(rng)
        c.oval(cx, cy + 44, 74, 28, shade(tone, -0.35))
        c.round_rect(cx - 42, cy - 54, cx + 42, cy + 50, 30, tone)
        c.rect(cx - 10, cy - 70, cx + 10, cy - 48, p.skin(rng))
        c.oval(
            cx,
            cy - 88,
            30,
            33,
            p.tone(rng.choice(((72, 56, 46), (112, 82, 56), (172, 142, 98), (150, 98, 62)))),
        )
