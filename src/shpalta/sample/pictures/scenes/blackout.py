"""A town street without current: torches, windows, a generator, dead traffic lights."""

from __future__ import annotations

from dataclasses import replace

from .. import land, people, poses, vehicles
from ..colour import mix, shade
from ..frame import Frame
from ..moods import MOODS
from . import blackout_windows
from .blackout_windows import GLOW


def paint(f: Frame) -> None:
    """Draw the scene: always dusk or night, no street lamp shines."""
    mood = f.rng.choice(MOODS["night"] + MOODS["night"] + MOODS["dusk"][2:])
    f.p = replace(f.p, mood=replace(mood, lit=0.0))
    f.turn((_torches, blackout_windows.windows, _generator, _crossing))(f)


def _dark_row(f: Frame, y: float, low: float, high: float) -> None:
    """Houses with hardly a light in them."""
    c, p, rng = f.c, f.p, f.rng
    x = -rng.uniform(10, 90)
    while x < c.w:
        w, h = rng.uniform(190, 300), rng.uniform(low, high)
        wall = mix(p.walls(rng), p.sky, 0.35)
        c.rect(x, y - h, x + w, y, wall)
        c.rect(x + w * 0.86, y - h, x + w, y, shade(wall, -0.16))
        roof = mix(p.roof(rng), p.ink, 0.3)
        c.poly(
            [
                (x - 10, y - h),
                (x + w * 0.2, y - h - 70),
                (x + w * 0.8, y - h - 70),
                (x + w + 10, y - h),
            ],
            roof,
        )
        cols, rows = round(w / 64), max(2, round(h / 110))
        for r in range(rows):
            for k in range(cols):
                wx, wy = x + 18 + (w - 36) * (k + 0.22) / cols, y - h + 24 + (h - 60) * r / rows
                ww, wh = (w - 36) / cols * 0.56, (h - 60) / rows * 0.62
                candle = rng.random() < 0.1
                c.rect(
                    wx, wy, wx + ww, wy + wh, mix(GLOW, wall, 0.35) if candle else shade(wall, -0.5)
                )
                c.rect(wx + ww / 2 - 2, wy, wx + ww / 2 + 2, wy + wh, shade(wall, 0.1))
        x += w


def _cone(f: Frame, x: float, y: float, side: int, reach: float, drop: float) -> None:
    """The light of a torch at ``(x, y)`` and its spot on the ground."""
    c = f.c
    end, base = x + side * reach, y + drop
    for grow, a in ((1.0, 0.16), (0.6, 0.16)):
        c.poly(
            [
                (x, y - 5),
                (x, y + 5),
                (end - side * 20, base + 26 * grow),
                (end + side * 60 * grow, base - 26 * grow),
            ],
            GLOW,
            a,
        )
        c.oval(end + side * 20, base, reach * 0.5 * grow, 30 * grow, GLOW, a * 1.2)
    c.oval(x, y, 8, 8, (255, 246, 214))


def _street(f: Frame, y: float) -> None:
    """Pavement and road in the dark."""
    c, p = f.c, f.p
    c.rect(0, y, c.w + 2, y + 60, mix(p.paving, p.sky, 0.25))
    c.rect(0, y + 54, c.w + 2, y + 64, shade(p.paving, 0.12))
    c.rect(0, y + 64, c.w + 2, c.h + 2, mix(p.tone((96, 98, 102)), p.sky, 0.3))


def _torches(f: Frame) -> None:
    """People on their way home by torchlight under a great many stars."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(600, 650)
    land.sky(f, y * 0.9, kind="clear")
    land.stars(f, y * 0.6)
    _dark_row(f, y, 240, 400)
    _street(f, y)
    for s in (0.16, 0.56, 0.94):
        x = c.w * s
        c.rect(x - 6, y - 340, x + 6, y + 56, p.ink)
        c.line(c.curve([(x, y - 330), (x + 24, y - 356), (x + 66, y - 352)], 6), p.ink, 8)
        c.chord(x + 72, y - 346, 22, 16, 180, 360, p.ink)
    for i in range(3):
        x = c.w * (0.14 + 0.3 * i) + rng.uniform(-30, 30)
        side = rng.choice((-1, 1))
        _far, near = poses.person(f, x, y + 48, 190, poses.WALK, side=side)
        _cone(f, near[0] + side * 6, near[1], side, 120, 55)
    for i in range(rng.choice((2, 3))):
        x, base, side = (
            c.w * (0.2 + 0.32 * i) + rng.uniform(-40, 40),
            rng.uniform(930, 985),
            (-1, 1)[i % 2],
        )
        walk = replace(poses.WALK, arms=(poses.WALK.arms[0], ((5, -16), (15, -17))))
        _far, near = poses.person(f, x, base, 430, walk, side=side)
        _cone(f, near[0] + side * 10, near[1], side, 230, base - near[1] - 8)
        if rng.random() < 0.5:
            poses.person(
                f,
                x - side * 120,
                base,
                290,
                replace(poses.WALK, arms=(((6, -6), (14, 4)), ((-5, -16), (-7, -31)))),
                poses.look(f, young=True),
                side=side,
            )


def _generator(f: Frame) -> None:
    """One shop is open: a generator on the pavement, a lit door, a queue for warmth and sockets."""
    c, p, rng = f.c, f.p, f.rng
    y = 720.0
    land.sky(f, 400, kind="clear", disc=rng.random() < 0.6)
    _dark_row(f, y, 420, 560)
    x0 = c.w * rng.uniform(0.38, 0.44)
    x1 = x0 + 620
    wall = p.tone(rng.choice(((176, 96, 70), (70, 110, 100), (120, 96, 120))))
    c.rect(x0 - 30, y - 330, x1 + 30, y, wall)
    c.rect(x0 - 46, y - 350, x1 + 46, y - 322, shade(wall, 0.2))
    _lit_shop(f, x0, y)
    _awning(f, x0, x1, y)
    _street(f, y)
    for a, b, k in ((x0, x0 + 380, 0.16), (x0 + 430, x0 + 580, 0.24)):
        c.poly([(a, y), (b, y), (b + 120, c.h), (a - 120, c.h)], GLOW, k)
    gx, gy = x0 - 250, y + 70
    _machine(f, gx, gy)
    c.line(
        c.curve([(gx + 96, gy - 30), (gx + 150, gy + 14), (x0 - 40, gy - 10), (x0 - 16, y - 40)]),
        p.ink,
        7,
    )
    for i in range(5):
        x = x0 + 660 + i * 92
        poses.person(
            f,
            x,
            y + 120 + 10 * (i % 2),
            330,
            rng.choice((poses.SIDE, poses.HOLDS, poses.TALK)),
            side=-1,
        )
    poses.person(f, x0 + 170, 960, 420, poses.WALK, side=1)
    if rng.random() < 0.6:
        people.figure(f, x0 - 420, y + 150, 320, pose="bag")


def _lit_shop(f: Frame, x0: float, y: float) -> None:
    """The show window, its shelves, and a seller in the door."""
    c, p, rng = f.c, f.p, f.rng
    lit = mix(GLOW, (255, 240, 200), 0.3)
    c.rect(x0, y - 270, x0 + 380, y - 60, lit)
    c.rect(x0 + 430, y - 280, x0 + 580, y, lit)
    for i in range(3):
        c.rect(x0 + 20, y - 226 + 52 * i, x0 + 360, y - 218 + 52 * i, shade(lit, -0.3))
        for k in range(6):
            r = rng.uniform(10, 19)
            c.round_rect(
                x0 + 40 + 55 * k,
                y - 226 + 52 * i - 2 * r,
                x0 + 40 + 55 * k + 2 * r,
                y - 226 + 52 * i,
                4,
                p.inside().coat(rng),
            )
    poses.person(
        f,
        x0 + 500,
        y,
        230,
        poses.STAND,
        replace(
            poses.look(f),
            coat=(70, 52, 46),
            legs=(54, 44, 42),
            skin=(120, 84, 62),
            hair=(40, 32, 30),
        ),
        shadow=False,
    )


def _awning(f: Frame, x0: float, x1: float, y: float) -> None:
    """A striped awning over the shop."""
    c, p = f.c, f.p
    for k in range(9):
        a = x0 - 20 + (x1 - x0 + 40) * k / 9
        c.chord(
            a + 37,
            y - 290,
            37,
            24,
            0,
            180,
            p.tone((200, 72, 56)) if k % 2 else p.tone((230, 222, 204)),
        )
        c.rect(
            a, y - 330, a + 74, y - 289, p.tone((200, 72, 56)) if k % 2 else p.tone((230, 222, 204))
        )


def _machine(f: Frame, x: float, y: float) -> None:
    """A petrol generator in its frame, humming."""
    c, p = f.c, f.p.inside()
    red = p.tone((190, 58, 44))
    c.oval(x, y + 2, 130, 14, f.p.ink, 0.4)
    c.round_rect(x - 110, y - 130, x + 110, y - 6, 18, (44, 48, 52))
    c.round_rect(x - 98, y - 118, x + 98, y - 78, 12, red)
    c.rect(x - 96, y - 70, x + 10, y - 16, (90, 94, 98))
    for i in range(5):
        c.rect(x - 90, y - 64 + 10 * i, x + 2, y - 60 + 10 * i, (54, 58, 62))
    c.oval(x + 52, y - 42, 34, 34, (120, 124, 126))
    c.oval(x + 52, y - 42, 12, 12, red)
    for dx in (-84, 84):
        c.oval(x + dx, y - 4, 15, 15, (30, 32, 36))
    for i in range(4):
        t = 22 + 12 * i
        c.oval(
            x - 130 - 26 * i, y - 120 - 34 * i, t, t * 0.8, mix(f.p.sky, (200, 200, 196), 0.4), 0.28
        )


def _crossing(f: Frame) -> None:
    """Traffic lights without a light; headlamps, and somebody who directs."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(520, 560)
    land.sky(f, y, kind=rng.choice(("clear", "streaks")))
    _dark_row(f, y, 200, 360)
    c.rect(0, y, c.w + 2, c.h + 2, mix(p.tone((96, 98, 102)), p.sky, 0.3))
    c.rect(0, y, c.w + 2, y + 40, mix(p.paving, p.sky, 0.3))
    vx = c.w * 0.5
    for i in range(-6, 7):
        a = vx + i * 170
        c.poly(
            [(vx + i * 120 - 34, 770), (vx + i * 120 + 34, 770), (a + 50, 860), (a - 50, 860)],
            mix(p.tone((226, 224, 214)), p.sky, 0.3),
        )
    for s in (-1, 1):
        x = vx + s * c.w * 0.4
        c.rect(x - 9, y - 150, x + 9, y + 250, p.ink)
        c.round_rect(x - 42, y - 330, x + 42, y - 130, 16, p.ink)
        for k in range(3):
            c.oval(x, y - 292 + 62 * k, 24, 24, (58, 60, 64))
            c.ring(x, y - 292 + 62 * k, 27, 27, (84, 88, 92), 4, 180, 360)
    for x, yy, w in ((vx - 330, y + 130, 150), (vx + 300, y + 150, 190)):
        _headlamps(f, x, yy, w)
    vehicles.car(f, c.w * rng.choice((0.24, 0.76)), y + 190, 330, side=rng.choice((-1, 1)))
    base = 850.0
    vest = p.inside().tone((222, 226, 96))
    pose = replace(poses.STAND, arms=(((-12, 2), (-24, 4)), ((10, 5), (14, 20))))
    who = poses.look(f, coat=vest, legs=p.tone((56, 62, 80)), style="cap", skirt=False)
    _far, near = poses.person(f, vx, base, 440, pose, who, side=rng.choice((-1, 1)))
    c.oval(vx, base, 300, 60, GLOW, 0.14)
    c.line([near, (near[0], near[1] - 74)], (250, 240, 226), 12, caps=True)
    c.oval(near[0], near[1] - 60, 40, 56, (255, 120, 90), 0.28)
    c.line([near, (near[0], near[1] - 74)], (255, 120, 90), 9, caps=True)
    for i in range(4):
        x = c.w * (0.12 + 0.25 * i) + rng.uniform(-20, 20)
        if abs(x - vx) > 170:
            poses.person(
                f,
                x,
                rng.uniform(930, 985),
                380,
                rng.choice((poses.WALK, poses.BACK)),
                side=rng.choice((-1, 1)),
            )


def _headlamps(f: Frame, x: float, y: float, w: float) -> None:
    """A car from the front, blinding a little."""
    c, p, rng = f.c, f.p, f.rng
    body = p.coat(rng)
    c.oval(x, y, w * 0.62, w * 0.07, p.ink, 0.4)
    c.poly(
        [
            (x - w * 0.34, y - w * 0.4),
            (x - w * 0.26, y - w * 0.66),
            (x + w * 0.26, y - w * 0.66),
            (x + w * 0.34, y - w * 0.4),
        ],
        shade(p.sky, -0.3),
    )
    c.round_rect(x - w * 0.5, y - w * 0.44, x + w * 0.5, y - w * 0.08, w * 0.08, body)
    c.rect(x - w * 0.2, y - w * 0.26, x + w * 0.2, y - w * 0.14, shade(body, -0.5))
    for s in (-1, 1):
        c.rect(
            x + s * w * 0.42 - w * 0.07, y - w * 0.1, x + s * w * 0.42 + w * 0.07, y, (24, 26, 30)
        )
        lx, ly = x + s * w * 0.36, y - w * 0.28
        for r, a in ((0.6, 0.08), (0.36, 0.13), (0.2, 0.3)):
            c.oval(lx, ly, w * r, w * r, GLOW, a)
        c.oval(lx, ly, w * 0.085, w * 0.085, (255, 250, 226))
        c.poly(
            [
                (lx - 12, ly),
                (lx + 12, ly),
                (lx + w * 0.7 * s + 90, y + w * 1.2),
                (lx + w * 0.7 * s - 90, y + w * 1.2),
            ],
            GLOW,
            0.1,
        )
