"""Electricity: pylons over hills, a substation, a repair crew, windows without light."""

from __future__ import annotations

import itertools

from .. import land, people, plants, town, vehicles
from ..canvas import Point
from ..colour import Color, mix, shade
from ..frame import Frame


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_hills, _substation, _crew, _outage))(f)


def pylon(f: Frame, x: float, y: float, h: float, fade: float = 0.0) -> list[Point]:
    """A lattice pylon; returns the points its wires hang from."""
    c = f.c
    steel = mix(f.p.ink, f.p.mood.hills[0], fade)
    t = max(1.3, h * 0.011)

    def half(k: float) -> float:
        return h * (0.13 - 0.105 * min(1, k / 0.66) if k < 0.66 else 0.025)

    levels = (0.0, 0.2, 0.37, 0.52, 0.66, 0.78, 0.9)
    for s in (-1, 1):
        c.line(
            [
                (x + s * half(0), y),
                (x + s * half(0.66), y - h * 0.66),
                (x + s * h * 0.02, y - h * 0.94),
                (x, y - h),
            ],
            steel,
            t * 1.3,
        )
        for a, b in itertools.pairwise(levels):
            c.line([(x + s * half(a), y - h * a), (x - s * half(b), y - h * b)], steel, t * 0.8)
    for k in levels[1:5]:
        c.line([(x - half(k), y - h * k), (x + half(k), y - h * k)], steel, t * 0.8)
    ends: list[Point] = []
    for k, arm in ((0.64, 0.2), (0.77, 0.26), (0.89, 0.17)):
        for s in (-1, 1):
            tip = (x + s * h * arm, y - h * k)
            c.line(
                [(x + s * h * 0.02, y - h * (k + 0.05)), tip, (x + s * h * 0.02, y - h * k)],
                steel,
                t,
            )
            c.line([tip, (tip[0], tip[1] + h * 0.035)], steel, t * 1.3)
            ends.append((tip[0], tip[1] + h * 0.035))
    return ends


def wires(
    f: Frame, a: list[Point], b: list[Point], sag: float, width: float, fade: float = 0.0
) -> None:
    """Wires sagging from one set of ends to another."""
    tone = mix(f.p.ink, f.p.mood.hills[0], fade)
    for (x0, y0), (x1, y1) in zip(a, b, strict=True):
        line = [
            (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t + sag * 4 * t * (1 - t))
            for t in (i / 20 for i in range(21))
        ]
        f.c.line(line, tone, width)


def _hills(f: Frame) -> None:
    """A line of pylons walking away over the hills."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(560, 620)
    land.sky(f, y)
    land.hills(f, y + 30, 4, 210)
    town.skyline(f, c.w * 0.55, c.w * 0.85, y + 46, depth=0.3, size=0.5)
    land.land(f, y + 70, shade(p.hill(0), 0.06), 22)
    spots = [
        (0.94, y + 20, 150, 0.55),
        (0.78, y + 70, 230, 0.36),
        (0.56, y + 140, 370, 0.16),
        (0.2, y + 330, 780, 0.0),
    ]
    last: list[Point] | None = None
    for i, (s, yy, h, fade) in enumerate(spots):
        ends = pylon(f, c.w * s, yy, h, fade)
        if last:
            wires(f, last, ends, h * 0.1, 1 + 0.5 * i, fade)
        last = ends
    wires(f, last or [], [(-200 + 12 * i, -60 + 60 * i) for i in range(6)], 60, 2.6)
    c.poly(
        [*land.ridge(rng, c.w, y + 300, 26), (c.w + 10, c.h + 9), (-10, c.h + 9)],
        mix(p.ground, p.hill(0), 0.35),
    )
    for i in range(6):
        c.line(
            c.curve(
                [
                    (c.w * (0.1 + i * 0.2), c.h + 5),
                    (c.w * (0.3 + i * 0.14), y + 360),
                    (c.w * (0.42 + i * 0.1), y + 318),
                ]
            ),
            shade(p.ground, -0.2),
            5,
        )
    plants.grass(f, y + 340, c.h + 10, 120, p.ground)
    for s in (0.72, 0.8, 0.9):
        plants.tree(f, c.w * s, y + 330, rng.uniform(130, 220))


def _substation(f: Frame) -> None:
    """Transformers and portals behind a fence."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(690, 730)
    land.sky(f, y)
    land.hills(f, y - 20, 3, 130)
    ends = [
        pylon(f, c.w * s, y - 10, h, fade) for s, h, fade in ((0.06, 420, 0.2), (0.9, 540, 0.1))
    ]
    c.rect(0, y - 20, c.w + 2, c.h + 2, p.tone((172, 166, 152)))
    steel = mix(p.ink, p.sky, 0.12)
    for s in (0.2, 0.38, 0.56, 0.74):
        _portal(f, c.w * s, y, steel)
    for i in range(6):
        wires(f, [ends[0][i]], [(c.w * 0.2 + 30 * i, y - 350)], 40, 2)
        wires(f, [ends[1][i]], [(c.w * 0.74 + 30 * i, y - 350)], 40, 2)
    for s in (0.22, 0.4, 0.58, 0.76):
        _transformer(f, c.w * s, y + 30)
    for i in range(int(c.w / 26) + 2):
        c.line([(i * 26, y + 150), (i * 26 + 60, y + 20)], steel, 1.2, alpha=0.4)
        c.line([(i * 26 + 60, y + 150), (i * 26, y + 20)], steel, 1.2, alpha=0.4)
    for i in range(8):
        c.rect(c.w * i / 7 - 5, y + 4, c.w * i / 7 + 5, y + 160, steel)
    c.rect(0, y + 150, c.w + 2, c.h + 2, p.ground)
    plants.grass(f, y + 158, c.h + 10, 130, p.ground)
    people.group(f, c.w * rng.uniform(0.3, 0.7), c.h - 30, 240, 2, spread=0.5)


def _portal(f: Frame, x: float, y: float, steel: Color) -> None:
    """A gate of steel with insulators hanging from it."""
    c, p = f.c, f.p
    for dx in (0, 190):
        c.line([(x + dx - 14, y), (x + dx, y - 360), (x + dx + 14, y)], steel, 6)
    for yy in (340, 360):
        c.line([(x, y - yy), (x + 190, y - yy)], steel, 6)
    for i in range(7):
        c.line([(x + i * 27, y - 340), (x + i * 27 + 27, y - 360)], steel, 3)
    for dx in (30, 95, 160):
        for k in range(6):
            c.oval(x + dx, y - 332 + k * 11, 9, 5, p.tone((150, 96, 74)))
        c.line([(x + dx, y - 270), (x + dx, y - 165)], steel, 2)


def _transformer(f: Frame, x: float, y: float) -> None:
    """One transformer with its radiator and insulators."""
    c, p = f.c, f.p
    body = p.tone((142, 152, 146))
    c.rect(x, y - 130, x + 150, y, body)
    for i in range(7):
        c.rect(x + 8 + i * 20, y - 118, x + 18 + i * 20, y - 10, shade(body, -0.2))
    c.round_rect(x + 10, y - 172, x + 120, y - 144, 14, shade(body, 0.12))
    for dx in (24, 74, 124):
        c.rect(x + dx - 3, y - 200, x + dx + 3, y - 130, p.ink)
        for k in range(5):
            c.oval(x + dx, y - 188 + k * 12, 11, 5, p.tone((150, 96, 74)))
    c.rect(x - 8, y - 4, x + 158, y + 10, shade(body, -0.4))


def _crew(f: Frame) -> None:
    """A lift with a worker at a street pole, another below."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(680, 720)
    land.sky(f, y)
    land.hills(f, y, 2, 120)
    town.skyline(f, -10, c.w, y, depth=0.12, size=1.5)
    c.rect(0, y, c.w + 2, c.h + 2, p.paving)
    c.rect(0, y + 70, c.w + 2, c.h + 2, p.tone((130, 130, 128)))
    c.rect(0, y + 64, c.w + 2, y + 74, shade(p.paving, 0.2))
    px = c.w * 0.62
    poles = [c.w * 0.1, px, c.w * 1.14]
    for x in poles:
        c.rect(x - 9, y - 560, x + 9, y + 56, p.ink)
        for k in (540, 480):
            c.rect(x - 74, y - k, x + 74, y - k + 10, p.ink)
            for dx in (-64, -24, 24, 64):
                c.rect(x + dx - 5, y - k - 16, x + dx + 5, y - k, p.tone((226, 220, 202)))
    for a, b in ((-0.36 * c.w, poles[0]), (poles[0], px), (px, poles[2])):
        for k in (556, 496):
            for dx in (-64, 64):
                wires(f, [(a + dx, y - k)], [(b + dx, y - k)], 54, 2.4)
    _lift(f, px - 420, y + 200, px - 70, y - 400)
    people.figure(f, px + 130, y + 180, 230, pose="talk", coat=p.tone((216, 130, 60)), side=-1)
    for i in range(4):
        x = px - 700 + i * 330
        c.poly([(x - 20, y + 250), (x, y + 190), (x + 20, y + 250)], p.tone((214, 118, 62)))
        c.rect(x - 11, y + 216, x + 11, y + 226, p.tone((240, 234, 220)))


def _lift(f: Frame, x: float, y: float, bx: float, by: float) -> None:
    """A lorry at ``(x, y)`` with a boom whose basket is at ``(bx, by)``."""
    c, p = f.c, f.p
    body = p.tone((220, 178, 84))
    c.oval(x, y + 4, 290, 14, p.ink, 0.25)
    c.rect(x - 270, y - 90, x + 150, y - 40, shade(p.ink, 0.1))
    c.round_rect(x + 130, y - 190, x + 270, y - 36, 16, body)
    c.poly([(x + 178, y - 176), (x + 244, y - 176), (x + 258, y - 110), (x + 178, y - 110)], p.pane)
    c.rect(x - 270, y - 110, x + 120, y - 76, body)
    for i in range(5):
        c.rect(x - 250 + i * 70, y - 70, x - 220 + i * 70, y - 52, p.tone((240, 234, 220)))
    for dx in (-190, -110, 200):
        vehicles.wheel(f, x + dx, y - 34, 38)
    c.rect(x - 140, y - 170, x - 70, y - 106, shade(body, -0.2))
    elbow = (x - 230, y - 400)
    c.line([(x - 105, y - 150), elbow], shade(body, -0.08), 26, caps=True)
    c.line([elbow, (bx, by + 20)], body, 19, caps=True)
    people.figure(f, bx + 30, by + 40, 190, pose="talk", coat=p.tone((216, 118, 58)), side=1)
    c.round_rect(bx - 20, by - 34, bx + 84, by + 50, 8, p.tone((236, 230, 214)))
    c.rect(bx - 20, by - 4, bx + 84, by + 8, p.tone((186, 82, 58)))


def _outage(f: Frame) -> None:
    """Blocks of flats, a few windows lit, wires between; one family on the way home."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(700, 740)
    land.sky(f, y)
    land.hills(f, y - 60, 2, 90)
    x = -30.0
    while x < c.w:
        w = rng.uniform(150, 300)
        town.block(f, x, y - 30, w, rng.uniform(260, 460), depth=0.3)
        x += w + rng.uniform(20, 90)
    x = rng.uniform(-120, -40)
    while x < c.w:
        w = rng.uniform(260, 420)
        town.block(f, x, y, w, rng.uniform(160, 240))
        x += w + rng.uniform(50, 140)
        plants.tree(f, x - 50, y + 16, rng.uniform(170, 260))
    c.rect(0, y, c.w + 2, c.h + 2, p.ground)
    c.poly([(0, y + 90), (c.w + 5, y + 60), (c.w + 5, y + 170), (0, y + 220)], p.paving)
    ends: list[Point] = [(-260, y - 480 + 14 * i) for i in range(3)]
    for s in (0.16, 0.5, 0.84, 1.2):
        px = c.w * s
        c.rect(px - 8, y - 470, px + 8, y + 100, p.ink)
        c.rect(px - 60, y - 450, px + 60, y - 441, p.ink)
        now = [(px + dx, y - 456) for dx in (-52, 0, 52)]
        wires(f, ends, now, 60, 2.2)
        ends = now
    at = c.w * rng.uniform(0.3, 0.66)
    people.group(f, at, y + 190, 200, 2, spread=0.5)
    people.child(f, at + 120, y + 196, 122)
    if p.mood.lit > 0.4:
        c.poly(
            [(at + 30, y + 120), (at + 330, y + 172), (at + 330, y + 226), (at + 34, y + 128)],
            p.light,
            0.28,
        )
    plants.grass(f, y + 226, c.h + 10, 90, p.ground)
