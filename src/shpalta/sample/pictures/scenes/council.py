"""The town council: the session hall, the speaker, the town hall, a vote by hands."""

from __future__ import annotations

import math

from .. import fittings, land, people, plants, town
from ..colour import Color, mix, shade
from ..frame import Frame


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_hall, _town_hall, _speaker, _hands))(f)


def _panels(f: Frame, y: float) -> Color:
    """A panelled wall down to ``y``; returns its colour."""
    c, p, rng = f.c, f.p, f.rng
    wall = p.tone(rng.choice(((206, 190, 160), (178, 186, 174), (196, 178, 160), (186, 192, 196))))
    wood = p.tone(rng.choice(((146, 104, 76), (120, 92, 74), (160, 122, 88))))
    c.fill(wall)
    c.rect(0, y - 190, c.w + 2, y, wood)
    n = 12
    for i in range(n):
        a, b = c.w * i / n, c.w * (i + 1) / n
        c.rect(a + 9, y - 176, b - 9, y - 14, shade(wood, -0.1))
        c.rect(a + 14, y - 171, b - 14, y - 19, shade(wood, 0.05))
    c.rect(0, y - 200, c.w + 2, y - 188, shade(wood, 0.16))
    return wall


def _arms(f: Frame, x: float, y: float, r: float) -> None:
    """An invented town's shield: a wave and a bridge."""
    c, p = f.c, f.p
    gold, blue = p.tone((206, 170, 96)), p.tone((70, 110, 136))
    for k, tone in ((1.12, gold), (1.0, blue)):
        q = r * k
        c.poly(
            [
                (x - q * 0.8, y - q),
                (x + q * 0.8, y - q),
                (x + q * 0.8, y + q * 0.3),
                (x, y + q * 1.1),
                (x - q * 0.8, y + q * 0.3),
            ],
            tone,
        )
    c.ring(x, y + r * 0.18, r * 0.58, r * 0.58, gold, r * 0.14, 180, 360)
    c.rect(x - r * 0.7, y + r * 0.12, x + r * 0.7, y + r * 0.26, gold)
    wave = [(x + r * 0.1 * i, y + r * 0.5 + r * 0.07 * math.sin(i * 1.5)) for i in range(-4, 5)]
    c.line(wave, p.tone((226, 230, 226)), r * 0.09)


def _desk_row(f: Frame, y: float, k: float, bend: float, n: int, raised: float = 0.0) -> None:
    """A curved row of seats from behind, with members at most of them."""
    c, p, rng = f.c, f.p, f.rng
    wood = p.tone((158, 116, 82))
    mid = c.w / 2
    for i in range(n):
        t = (i - (n - 1) / 2) / n
        x, yy = mid + t * c.w * 1.08, y - bend * (2 * t) ** 2
        if rng.random() < 0.88:
            coat = mix(p.coat(rng), p.tone((70, 74, 82)), 0.35)
            if rng.random() < raised:
                s = rng.choice((-1, 1))
                c.line(
                    [
                        (x + s * 27 * k, yy + 8 * k),
                        (x + s * 44 * k, yy - 52 * k),
                        (x + s * 40 * k, yy - 98 * k),
                    ],
                    shade(coat, -0.1),
                    16 * k,
                    caps=True,
                )
                c.oval(x + s * 40 * k, yy - 110 * k, 9 * k, 12 * k, p.skin(rng))
            c.round_rect(x - 38 * k, yy - 14 * k, x + 38 * k, yy + 90 * k, 24 * k, coat)
            c.rect(x - 9 * k, yy - 28 * k, x + 9 * k, yy - 8 * k, p.skin(rng))
            hair = p.tone(
                rng.choice(
                    ((64, 52, 46), (98, 74, 54), (150, 122, 90), (164, 162, 158), (120, 116, 112))
                )
            )
            c.oval(x, yy - 44 * k, 20 * k, 24 * k, hair)
    edge = [
        (mid + t * c.w * 1.16, y + 34 * k - bend * (2 * t) ** 2)
        for t in (i / 20 - 0.5 for i in range(21))
    ]
    low = [(x, yy + 96 * k) for x, yy in reversed(edge)]
    c.poly(edge + low, wood)
    c.line(edge, shade(wood, 0.22), 10 * k)
    c.line([(x, yy + 14 * k) for x, yy in edge], shade(wood, -0.18), 4 * k)


def _presidium(f: Frame, y: float, members: int) -> None:
    """The chair's table with flags and microphones."""
    c, p = f.c, f.p
    mid, wood = f.c.w / 2, f.p.tone((132, 96, 70))
    for i in range(members):
        x = mid + (i - (members - 1) / 2) * 150
        people.figure(f, x, y + 60, 220, pose="stand")
        c.oval(x, y + 60, 1, 1, wood)
    half = members * 75 + 60
    c.rect(mid - half, y - 40, mid + half, y + 70, wood)
    c.rect(mid - half - 14, y - 50, mid + half + 14, y - 36, shade(wood, 0.22))
    for i in range(members):
        x = mid + (i - (members - 1) / 2) * 150
        c.rect(x - 56, y - 24, x + 56, y + 54, shade(wood, -0.12))
        c.line([(x + 36, y - 48), (x + 22, y - 84)], p.ink, 4, caps=True)
        c.rect(x - 32, y - 62, x + 10, y - 48, p.tone((240, 236, 224)))


def _hall(f: Frame) -> None:
    """The session seen from the public's seats."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    y = rng.uniform(440, 480)
    wall = _panels(f, y)
    _arms(f, c.w / 2, 140, 70)
    for s in (-1, 1):
        for k in (0.28, 0.4):
            x = c.w / 2 + s * c.w * k
            c.chord(x, 100, 62, 62, 180, 360, shade(wall, 0.3))
            c.rect(x - 62, 99, x + 62, 236, shade(wall, 0.3))
            c.chord(x, 102, 52, 52, 180, 360, p.sky)
            c.rect(x - 52, 101, x + 52, 228, p.sky)
            c.rect(x - 4, 50, x + 4, 228, shade(wall, 0.3))
        fittings.flag(f, c.w / 2 + s * 330, y + 20, 300, side=-s)
    c.rect(0, y, c.w + 2, c.h + 2, p.tone((142, 84, 74)))
    _presidium(f, y + 30, rng.choice((3, 4, 5)))
    for i, k in enumerate((0.66, 0.86, 1.14)):
        _desk_row(f, y + 190 + 132 * i + 12 * i * i, k, 62 + 18 * i, (13, 11, 9)[i])


def _town_hall(f: Frame) -> None:
    """The building with its flags and steps."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(690, 730)
    land.sky(f, y)
    land.hills(f, y, 2, 150)
    town.skyline(f, 0, c.w, y - 8, depth=0.35, size=1.0, landmark=False)
    x, wall = c.w * rng.uniform(0.47, 0.53), p.walls(rng)
    roof = p.roof(rng)
    c.rect(x - 520, y - 310, x + 520, y, wall)
    town.gable(f, x - 520, y - 310, x + 520, 110, roof, "hip")
    _front(f, x, y, wall, roof)
    c.rect(0, y, c.w + 2, c.h + 2, p.paving)
    for i in range(5):
        c.rect(
            x - 210 - 24 * i,
            y + 12 * i,
            x + 210 + 24 * i,
            y + 12 * i + 12,
            shade(wall, 0.22 - 0.09 * i),
        )
    for dx in (-340, -280, 280, 340):
        fittings.flag(f, x + dx, y + 60, 330)
    for s in (0.05, 0.15, 0.85, 0.95):
        plants.fir(f, c.w * s, y + 44, rng.uniform(220, 320), p.tone((88, 118, 108)))
    for t in sorted(rng.random() for _ in range(9)):
        people.figure(f, rng.uniform(0.1, 0.9) * c.w, y + 80 + 170 * t, 110 + 80 * t)


def _front(f: Frame, x: float, y: float, wall: Color, roof: Color) -> None:
    """Windows, the portico and the clock turret."""
    c, p = f.c, f.p
    for s in (-1, 1):
        a, b = x + s * 180, x + s * 505
        town.windows(
            f,
            min(a, b),
            y - 300,
            max(a, b),
            y - 160,
            5,
            1,
            wall=wall,
            arch=True,
            sill=True,
            filly=0.66,
        )
        town.windows(f, min(a, b), y - 150, max(a, b), y - 20, 5, 1, wall=wall, sill=True)
        c.rect(min(a, b) - 8, y - 160, max(a, b) + 8, y - 152, shade(wall, 0.25))
    c.rect(x - 180, y - 350, x + 180, y, shade(wall, 0.1))
    town.windows(f, x - 150, y - 330, x + 150, y - 200, 3, 1, wall=wall, arch=True, filly=0.7)
    c.rect(x - 130, y - 176, x + 130, y, shade(wall, -0.18))
    for dx in (-80, 0, 80):
        c.rect(
            x + dx - 28, y - 140, x + dx + 28, y, p.light if p.mood.lit > 0.1 else shade(wall, -0.5)
        )
    fittings.columns(f, x - 176, y - 186, x + 176, y, 4, shade(wall, 0.2))
    c.rect(x - 190, y - 196, x + 190, y - 178, shade(wall, 0.3))
    fittings.pediment(f, x - 200, x + 200, y - 350, 90, wall)
    c.rect(x - 62, y - 560, x + 62, y - 428, shade(wall, 0.08))
    c.rect(x + 34, y - 560, x + 62, y - 428, shade(wall, -0.06))
    fittings.clock(f, x - 6, y - 500, 38)
    c.chord(x, y - 558, 74, 84, 180, 360, shade(roof, -0.05))
    fittings.flag(f, x, y - 634, 60)


def _speaker(f: Frame) -> None:
    """One deputy at the rostrum, near, with the hall behind."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    y = 600.0
    _panels(f, y)
    _arms(f, c.w * 0.74, 190, 92)
    c.rect(0, y, c.w + 2, c.h + 2, p.tone((120, 80, 72)))
    fittings.flag(f, c.w * 0.92, y + 60, 470, side=-1)
    _side_table(f, y)
    x, wood = c.w * rng.uniform(0.34, 0.4), p.tone((150, 108, 76))
    people.figure(f, x, 1110, 720, pose="talk", side=1)
    c.poly([(x - 190, 640), (x + 190, 640), (x + 150, 1010), (x - 150, 1010)], wood)
    c.poly([(x - 150, 690), (x + 150, 690), (x + 124, 1010), (x - 124, 1010)], shade(wood, -0.12))
    c.poly([(x - 214, 640), (x + 214, 640), (x + 196, 608), (x - 196, 608)], shade(wood, 0.2))
    _arms(f, x, 800, 60)
    for dx in (-70, 64):
        c.line(c.curve([(x + dx, 612), (x + dx * 0.9, 560), (x + dx * 0.5, 520)]), p.ink, 5)
        c.oval(x + dx * 0.5, 514, 13, 18, p.ink)
    c.poly([(x - 60, 622), (x + 66, 618), (x + 58, 604), (x - 52, 606)], p.tone((246, 242, 230)))
    people.heads(f, [c.w * s for s in (0.56, 0.68, 0.8, 0.93)], 850, 54, p.tone((70, 74, 84)))


def _side_table(f: Frame, y: float) -> None:
    """The chair and the secretary at a table at the back."""
    c, p = f.c, f.p
    wood = p.tone((128, 92, 68))
    for s in (0.62, 0.74, 0.86):
        people.figure(f, c.w * s, y + 130, 310, pose="stand")
    c.rect(c.w * 0.53, y - 24, c.w * 0.95, y + 150, wood)
    c.rect(c.w * 0.52, y - 36, c.w * 0.96, y - 20, shade(wood, 0.22))
    for s in (0.62, 0.74, 0.86):
        c.rect(c.w * s - 44, y - 50, c.w * s + 14, y - 34, p.tone((240, 236, 224)))
        c.oval(c.w * s + 56, y - 50, 11, 17, p.tone((176, 200, 204)))


def _hands(f: Frame) -> None:
    """A vote: hands up over the rows, the board with figures of light."""
    c, p, rng = f.c, f.p.inside(), f.rng
    f.p = p
    y = rng.uniform(380, 420)
    _panels(f, y)
    bx0, bx1 = c.w * 0.32, c.w * 0.68
    c.round_rect(bx0 - 12, 44, bx1 + 12, 214, 8, p.ink)
    n = 13
    yes = rng.randint(18, 30)
    for i in range(n * 3):
        x = bx0 + 16 + (bx1 - bx0 - 32) * ((i % n) + 0.5) / n
        tone = (126, 178, 134) if i < yes else (204, 116, 88) if i < yes + 6 else (96, 104, 106)
        c.oval(x, 84 + 46 * (i // n), 14, 14, tone)
    for s in (0.16, 0.84):
        c.rect(c.w * s - 90, 40, c.w * s + 90, 214, p.sky)
        c.rect(c.w * s - 4, 40, c.w * s + 4, 214, p.tone((236, 230, 214)))
        c.rect(c.w * s - 90, 110, c.w * s + 90, 117, p.tone((236, 230, 214)))
    c.rect(0, y, c.w + 2, c.h + 2, p.tone((96, 108, 112)))
    _presidium(f, y + 20, 3)
    for i, k in enumerate((0.72, 0.98, 1.34)):
        _desk_row(f, y + 200 + 145 * i + 16 * i * i, k, -(30 + 14 * i), (12, 9, 7)[i], raised=0.62)
