"""The stage at work: an orchestra, a singer in the light, the wings, a concert in a cellar."""

from __future__ import annotations

import math
from dataclasses import replace

from .. import interiors, people, poses
from ..colour import Color, mix, shade
from ..frame import Frame

BLACK: Color = (44, 46, 54)
BRASS: Color = (214, 172, 88)
VARNISH: tuple[Color, ...] = ((150, 84, 48), (168, 104, 58), (128, 68, 44))
CLOTHS: tuple[Color, ...] = ((128, 48, 46), (48, 70, 100), (40, 88, 78), (112, 66, 92))


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.p = f.p.inside()
    f.turn((_orchestra, _singer, _wings, _cellar))(f)


def _boards(f: Frame, y: float, wood: Color) -> None:
    """A stage floor running away from the viewer."""
    c = f.c
    c.rect(0, y, c.w + 2, c.h + 2, wood)
    for i in range(-16, 17):
        c.line([(c.w / 2 + i * 70, y), (c.w / 2 + i * 150, c.h + 5)], shade(wood, -0.16), 2.4)


def _beam(f: Frame, x: float, y: float, to: float, base: float, half: float, alpha: float) -> None:
    """Light from a lamp above, with its pool on the floor."""
    c = f.c
    c.poly([(x - 10, y), (x + 10, y), (to + half, base), (to - half, base)], f.p.light, alpha)
    c.oval(to, base, half, half * 0.2, f.p.light, alpha * 1.6)


def _lamps(f: Frame, y: float, n: int) -> list[float]:
    """A row of stage lamps; where they hang."""
    c, p = f.c, f.p
    c.rect(0, y - 8, c.w + 2, y, (34, 36, 42))
    xs = [c.w * (i + 0.5) / n for i in range(n)]
    for x in xs:
        c.rect(x - 17, y - 4, x + 17, y + 34, (30, 32, 38))
        c.oval(x, y + 36, 16, 9, p.light)
    return xs


def _drape(f: Frame, x0: float, x1: float, y1: float, color: Color) -> None:
    """A curtain hanging straight in folds."""
    n = max(3, round(abs(x1 - x0) / 30))
    for i in range(n):
        a, b = x0 + (x1 - x0) * i / n, x0 + (x1 - x0) * (i + 1) / n
        f.c.rect(a, 0, b + 1, y1, shade(color, (-0.26, -0.1, 0.05, -0.14)[i % 4]))


def _cello(f: Frame, x: float, y: float, h: float) -> None:
    """A cello standing before a player, with its bow."""
    c, rng = f.c, f.rng
    tone, u = f.p.tone(rng.choice(VARNISH)), h / 100
    c.line([(x, y), (x, y - 96 * u)], shade(tone, -0.5), 3.4 * u)
    for dy, rx, ry in ((22, 14, 15), (46, 11.5, 12)):
        c.oval(x, y - dy * u, rx * u, ry * u, tone)
    c.rect(x - 8 * u, y - 42 * u, x + 8 * u, y - 22 * u, tone)
    c.line([(x, y - 24 * u), (x, y - 88 * u)], (40, 34, 32), 2.4 * u)
    for s in (-1, 1):
        c.line(
            [(x + s * 5 * u, y - 40 * u), (x + s * 5 * u, y - 28 * u)], shade(tone, -0.5), 1.2 * u
        )
    c.line([(x - 26 * u, y - 26 * u), (x + 22 * u, y - 34 * u)], (58, 46, 40), 1.8 * u)


def _violin(f: Frame, x: float, y: float, u: float, side: int) -> None:
    """A violin under a chin; ``(x, y)`` is the player's floor and ``u`` a hundredth of height."""
    c = f.c
    tone = f.p.tone(f.rng.choice(VARNISH))
    ax, ay = x + side * 5 * u, y - 60 * u
    c.line([(ax, ay), (ax + side * 23 * u, ay + 4 * u)], (48, 40, 38), 2 * u)
    c.oval(ax + side * 5 * u, ay + 1 * u, 7.5 * u, 4 * u, tone)
    c.line(
        [(ax + side * 2 * u, ay + 15 * u), (ax + side * 13 * u, ay - 13 * u)], (70, 56, 46), 1.3 * u
    )


def _horn(f: Frame, x: float, y: float, u: float, side: int) -> None:
    """A trumpet at somebody's mouth."""
    c, brass = f.c, f.p.tone(BRASS)
    c.line([(x + side * 6 * u, y), (x + side * 30 * u, y - 2 * u)], brass, 2.2 * u)
    c.ring(x + side * 17 * u, y + 1 * u, 6 * u, 3.4 * u, brass, 1.6 * u)
    c.poly(
        [
            (x + side * 27 * u, y - 3 * u),
            (x + side * 37 * u, y - 9 * u),
            (x + side * 37 * u, y + 5 * u),
            (x + side * 27 * u, y),
        ],
        brass,
    )


def _tuba(f: Frame, x: float, y: float, u: float) -> None:
    """A tuba in somebody's lap, its bell above the head."""
    c, brass = f.c, f.p.tone(BRASS)
    c.ring(x, y, 15 * u, 17 * u, brass, 5 * u)
    c.line([(x + 11 * u, y), (x + 13 * u, y - 32 * u)], brass, 6 * u)
    c.poly([(x + 10 * u, y - 26 * u), (x + 27 * u, y - 46 * u), (x, y - 46 * u)], brass)
    c.oval(x + 13.5 * u, y - 46 * u, 13.6 * u, 4 * u, shade(brass, -0.3))


def _player(f: Frame, x: float, y: float, h: float, kind: str, side: int) -> None:
    """A seated musician with an instrument."""
    c, p, u = f.c, f.p, h / 100
    chair = p.tone((92, 62, 50))
    c.rect(x - side * 9 * u, y - 26 * u, x + side * 5 * u, y - 23 * u, chair)
    c.rect(x - side * 9 * u, y - 46 * u, x - side * 7 * u, y, chair)
    who = poses.look(f, coat=p.tone(BLACK), legs=p.tone((36, 38, 44)), skirt=False)
    arms = {
        "violin": (((8, -9), (24, -3)), ((9, -13), (10, -5))),
        "horn": (((8, -9), (16, 3)), ((8, -10), (18, 1))),
    }.get(kind, (((8, -10), (12, -4)), ((7, -15), (14, -22))))
    poses.person(f, x, y, h, replace(poses.SIT, arms=arms), who, side=side, shadow=False)
    if kind == "violin":
        _violin(f, x, y + 1 * u, u, side)
    elif kind == "horn":
        _horn(f, x + side * 4 * u, y - 68 * u, u, side)
    elif kind == "tuba":
        _tuba(f, x + side * 9 * u, y - 42 * u, u)
    else:
        _cello(f, x + side * 19 * u, y + 2, h * 0.82)


def _desk(f: Frame, x: float, y: float, u: float) -> None:
    """A music stand."""
    c = f.c
    c.line([(x, y), (x, y - 40 * u)], (36, 38, 44), 1.6 * u)
    c.poly(
        [
            (x - 11 * u, y - 52 * u),
            (x + 11 * u, y - 52 * u),
            (x + 9 * u, y - 38 * u),
            (x - 9 * u, y - 38 * u),
        ],
        f.p.tone((240, 236, 222)),
    )
    c.line([(x - 9 * u, y - 38 * u), (x + 9 * u, y - 38 * u)], (36, 38, 44), 2 * u)


def _orchestra(f: Frame) -> None:
    """The conductor's back, and the orchestra in two arcs about it."""
    c, p, rng = f.c, f.p, f.rng
    cloth = p.tone(rng.choice(CLOTHS))
    c.fill(mix(cloth, (24, 26, 32), 0.55))
    _drape(f, 0, c.w, 430, mix(cloth, (24, 26, 32), 0.35))
    _boards(f, 430, p.tone((166, 122, 84)))
    for x in _lamps(f, 34, 7):
        _beam(f, x, 70, c.w / 2 + (x - c.w / 2) * 0.8, 620, 150, 0.06)
    kinds = rng.choice(
        (("violin", "horn", "cello"), ("cello", "violin", "violin"), ("horn", "tuba", "horn"))
    )
    for arc, (y, h, n) in enumerate(((560, 225, 7), (740, 290, 6))):
        spots = [(i - (n - 1) / 2) / ((n - 1) / 2) for i in range(n)]
        for i, t in sorted(enumerate(spots), key=lambda s: abs(s[1])):
            x = c.w * (0.5 + (0.43 if arc == 0 else 0.35) * t)
            yy = y + 70 * t * t
            if arc == 1 and abs(t) < 0.25:
                continue
            _player(f, x, yy, h, kinds[(i if t < 0 else n - 1 - i) % 3], -1 if t > 0 else 1)
            _desk(f, x - math.copysign(h * 0.38, t), yy + 14, h / 100)
    x = c.w * 0.5
    podium = p.tone((120, 60, 52))
    c.rect(x - 130, 930, x + 130, 1005, podium)
    c.rect(x - 140, 916, x + 140, 934, shade(podium, 0.18))
    pose = replace(poses.CHEER, arms=(((-11, -2), (-24, 8)), ((10, 2), (21, 16))), view="back")
    woman = rng.random() < 0.5
    who = poses.look(
        f, coat=p.tone((28, 30, 36)), legs=p.tone((28, 30, 36)), woman=woman, skirt=woman
    )
    _far, near = poses.person(f, x, 920, 520, pose, who)
    c.line([near, (near[0] + 60, near[1] - 50)], p.tone((244, 238, 222)), 4)


def _singer(f: Frame) -> None:
    """Somebody sings in the light beside a grand piano."""
    c, p, rng = f.c, f.p, f.rng
    cloth = p.tone(rng.choice(CLOTHS))
    c.fill(mix(cloth, (18, 20, 28), 0.72))
    _drape(f, 0, c.w, 640, mix(cloth, (18, 20, 28), 0.5))
    _boards(f, 640, p.tone((120, 86, 64)))
    x = c.w * rng.uniform(0.62, 0.7)
    for r in (260, 200):
        c.oval(x, 440, r, r * 1.2, p.light, 0.12)
    _beam(f, x - 240, -20, x, 860, 190, 0.2)
    _beam(f, x + 280, -20, c.w * 0.3, 840, 240, 0.08)
    px, py = c.w * 0.28, 830.0
    _piano(f, px, py)
    dress = p.tone(rng.choice(((176, 58, 52), (226, 190, 104), (236, 228, 212), (60, 120, 108))))
    who = poses.look(f, coat=dress, legs=dress, woman=True, skirt=True, bare=True)
    pose = replace(poses.TALK, arms=(((-8, -13), (-16, -4)), ((6, -12), (4, 2))))
    _far, near = poses.person(f, x, 880, 560, pose, who)
    u = 5.6
    c.poly(
        [
            (x - 9 * u, 880 - 52 * u),
            (x + 9 * u, 880 - 52 * u),
            (x + 19 * u, 878),
            (x - 19 * u, 878),
        ],
        dress,
    )
    c.poly(
        [(x + 2 * u, 880 - 52 * u), (x + 9 * u, 880 - 52 * u), (x + 19 * u, 878), (x + 6 * u, 878)],
        shade(dress, -0.1),
    )
    c.line([near, (near[0] + 4, near[1] - 34)], (30, 32, 38), 12, caps=True)
    c.oval(near[0] + 5, near[1] - 44, 14, 16, (64, 66, 72))
    n = 9
    people.heads(
        f, [c.w * (i + rng.uniform(0.35, 0.65)) / n for i in range(n)], 950, 44, (40, 40, 48)
    )


def _piano(f: Frame, x: float, y: float) -> None:
    """A grand piano with its lid up and somebody at it."""
    c, p = f.c, f.p
    black, shine = (30, 32, 38), (84, 88, 98)
    for dx in (-150, 40, 200):
        c.rect(x + dx, y - 150, x + dx + 16, y, black)
    lid = c.curve(
        [(x + 215, y - 236), (x + 150, y - 470), (x - 20, y - 520), (x - 130, y - 500)], 8
    )
    c.poly([(x - 150, y - 236), *reversed(lid)], shade(black, 0.1))
    c.line(lid, shine, 3)
    c.line([(x + 120, y - 236), (x + 88, y - 420)], shade(black, 0.3), 6)
    c.round_rect(x - 170, y - 240, x + 235, y - 150, 24, black)
    c.rect(x - 160, y - 228, x + 220, y - 223, shine)
    c.rect(x - 210, y - 190, x - 168, y - 168, p.tone((240, 236, 224)))
    c.rect(x - 214, y - 168, x - 164, y - 156, black)
    c.rect(x - 360, y - 124, x - 268, y - 106, black)
    for dx in (-350, -284):
        c.rect(x + dx, y - 106, x + dx + 10, y, black)
    pose = replace(poses.SIT, arms=(((7, -13), (20, -14)), ((6, -14), (20, -16))))
    poses.person(
        f,
        x - 316,
        y,
        440,
        pose,
        poses.look(f, coat=p.tone((52, 54, 62)), skirt=False),
        shadow=False,
    )


def _wings(f: Frame) -> None:
    """From the wings: ropes and the waiting, and beyond them the lit stage."""
    c, p, rng = f.c, f.p, f.rng
    dark, cloth = (30, 32, 40), p.tone(rng.choice(CLOTHS))
    glow = mix(p.light, p.tone((200, 160, 120)), 0.45)
    c.fill(glow)
    x0, x1 = c.w * 0.36, c.w * 0.84
    scene = p.tone(rng.choice(((98, 132, 140), (150, 120, 110), (120, 140, 104))))
    c.rect(x0, 0, x1, 690, mix(scene, glow, 0.25))
    c.oval((x0 + x1) / 2 + 60, 260, 130, 130, mix(glow, (255, 246, 220), 0.6))
    for i in range(3):
        c.poly(
            [
                (x0, 690),
                (x0, 560 - 60 * i),
                (x0 + 240, 470 + 50 * i),
                (x1, 620 - 40 * i),
                (x1, 690),
            ],
            shade(scene, -0.14 - 0.13 * i),
        )
    _boards(f, 690, p.tone((176, 128, 86)))
    for to in (0.5, 0.68):
        _beam(f, c.w * (to - 0.08), -10, c.w * to, 800, 150, 0.16)
    pair = ((0.5, poses.TALK, 1), (0.68, rng.choice((poses.HAILS, poses.TALK, poses.CHEER)), -1))
    for at, pose, side in pair:
        who = poses.look(f, woman=side > 0, coat=p.tone(rng.choice((*CLOTHS, (226, 196, 120)))))
        poses.person(f, c.w * at, 810, 430, pose, who, side=side)
    _drape(f, x1, c.w + 5, c.h, mix(cloth, dark, 0.45))
    _drape(f, x1 - 40, x1 + 60, c.h, mix(cloth, dark, 0.2))
    c.rect(0, 0, x0 - 30, c.h, dark)
    _drape(f, x0 - 110, x0 + 20, c.h, mix(cloth, dark, 0.3))
    for i in range(9):
        x = 40 + i * 46
        c.line([(x, -5), (x + rng.uniform(-4, 4), 560)], (146, 122, 92), 6)
        c.rect(x - 4, 520, x + 4, 600, (110, 82, 62))
    c.rect(0, 555, x0 - 110, 580, (92, 68, 54))
    _waiting(f)
    c.rect(c.w * 0.3, 640, c.w * 0.3 + 60, 990, (24, 26, 32))
    c.rect(c.w * 0.3 - 20, 620, c.w * 0.3 + 84, 642, (36, 38, 46))
    interiors.candle(f, c.w * 0.3 + 30, 620, 40)


def _waiting(f: Frame) -> None:
    """Those who wait for their entrance, in the dark."""
    c = f.c
    black = (18, 20, 26)
    for at, h, pose, side in ((0.09, 600, poses.SIDE, 1), (0.22, 560, poses.HOLDS, 1)):
        who = replace(
            poses.look(f, skirt=at > 0.2),
            coat=black,
            legs=black,
            skin=(60, 48, 44),
            hair=(26, 22, 22),
            hat=black,
        )
        far, _near = poses.person(f, c.w * at, 975, h, pose, who, side=side, shadow=False)
        if pose is poses.HOLDS:
            c.rect(far[0] - 50, far[1] - 64, far[0] + 34, far[1] + 6, (206, 196, 170))


def _cellar(f: Frame) -> None:
    """A small concert under brick vaults."""
    c, p, rng = f.c, f.p, f.rng
    wall = p.tone(rng.choice(((176, 128, 98), (164, 150, 130), (150, 116, 104))))
    c.fill(shade(wall, -0.5))
    n = rng.choice((2, 3))
    for i in range(n):
        x0, x1 = c.w * i / n + 26, c.w * (i + 1) / n - 26
        mid, r = (x0 + x1) / 2, (x1 - x0) / 2
        top = 250.0
        interiors.bricks(f, x0, top, x1, 640, wall)
        c.chord(mid, top + 2, r, 200, 180, 360, shade(wall, 0.04))
        for a in range(10, 171, 16):
            t = math.radians(a)
            c.line(
                [
                    (mid - math.cos(t) * r, top - math.sin(t) * 200),
                    (mid - math.cos(t) * (r - 36), top - math.sin(t) * 168),
                ],
                shade(wall, -0.22),
                4,
            )
    _boards(f, 640, p.tone((128, 108, 92)))
    c.rect(0, 84, c.w + 2, 104, p.tone((130, 92, 74)))
    for i in range(n * 2):
        interiors.pendant(f, c.w * (i + 0.5) / (n * 2), 190, 34)
    kinds = rng.choice((("horn", "horn", "tuba", "horn"), ("violin", "cello", "violin", "cello")))
    for i in range(6):
        x = c.w * (0.1 + 0.125 * i + (0.17 if i > 2 else 0))
        side = 1 if i < 3 else -1
        _player(f, x, 770 + 20 * abs(i - 2.5), 310, kinds[i % 4], side)
    poses.person(
        f,
        c.w * 0.5,
        850,
        380,
        replace(poses.CHEER, view="back", arms=(((-10, -4), (-20, 6)), ((10, -2), (19, 9)))),
    )
    for row, (y, r) in enumerate(((880, 36), (960, 48))):
        m = 9 - row * 2
        people.heads(
            f,
            [c.w * (i + rng.uniform(0.3, 0.7)) / m for i in range(m)],
            y,
            r,
            mix(p.coat(rng), (40, 38, 44), 0.62),
        )
