"""Women's football: a shot, a corner in the evening, joy after a goal, and scarves in the stand."""

from __future__ import annotations

from dataclasses import replace

from .. import land, people, poses, town
from ..colour import Color, mix, shade
from ..frame import Frame

LINES: Color = (238, 240, 228)
KITS: tuple[tuple[Color, Color], ...] = (
    ((168, 62, 50), (240, 232, 212)),
    ((30, 96, 82), (232, 196, 96)),
    ((222, 178, 74), (58, 66, 82)),
    ((68, 104, 150), (238, 236, 224)),
)


def paint(f: Frame) -> None:
    """Draw the scene."""
    f.turn((_shot, _joy, _corner, _scarves))(f)


def _turf(f: Frame, y: float, lean: float) -> Color:
    """A mown pitch from ``y`` to the bottom; returns its colour."""
    c, p = f.c, f.p
    turf = mix(p.tone((110, 146, 92)), (104, 140, 96), 0.4 if p.night else 0.0)
    c.rect(0, y, c.w + 2, c.h + 2, turf)
    vx = c.w * (0.5 + lean)
    for i in range(-14, 15, 2):
        a, b = vx + (i - 0.5) * 90, vx + (i + 0.5) * 90
        far = [(a, y), (b, y)]
        near = [(vx + (b - vx) * 5, c.h + 5), (vx + (a - vx) * 5, c.h + 5)]
        c.poly(far + near, shade(turf, -0.08))
    return turf


def _stand(f: Frame, y0: float, y1: float, step: float) -> None:
    """Rows of people far away."""
    c, p, rng = f.c, f.p, f.rng
    c.rect(0, y0, c.w + 2, y1, p.tone((104, 110, 112)))
    y, r = y0 + step * 0.7, step * 0.36
    while y < y1 - step * 0.2:
        x = rng.uniform(0, step)
        while x < c.w + step:
            if rng.random() < 0.82:
                c.chord(x, y + r * 1.5, r * 1.15, r * 1.5, 180, 360, p.coat(rng))
                c.oval(x, y - r * 0.4, r * 0.55, r * 0.66, p.skin(rng))
            x += step
        y += step * 0.9


def _boards(f: Frame, y: float, h: float) -> None:
    c, p, rng = f.c, f.p, f.rng
    n = 6
    for i in range(n):
        tone = p.tone(rng.choice(((30, 96, 82), (232, 224, 204), (188, 148, 78), (66, 90, 116))))
        c.rect(c.w * i / n + 3, y, c.w * (i + 1) / n - 3, y + h, tone)
        c.rect(
            c.w * (i + 0.2) / n, y + h * 0.4, c.w * (i + 0.8) / n, y + h * 0.6, shade(tone, -0.25)
        )


def _mast(f: Frame, x: float, y: float, h: float) -> None:
    """A floodlight."""
    c, p = f.c, f.p
    steel = mix(p.ink, p.sky, 0.2)
    c.line([(x, y), (x, y - h)], steel, 9)
    c.rect(x - 62, y - h - 74, x + 62, y - h, steel)
    for r in range(3):
        for i in range(5):
            lx, ly = x + (i - 2) * 24, y - h - 14 - r * 23
            if p.mood.lit > 0.4:
                c.oval(lx, ly, 26, 26, p.light, 0.12)
            c.oval(lx, ly, 8.5, 8.5, p.light)


def _ball(f: Frame, x: float, y: float, r: float) -> None:
    c = f.c
    c.oval(x, y, r, r, (246, 244, 234))
    c.poly(
        [
            (x, y - r * 0.42),
            (x + r * 0.4, y - r * 0.1),
            (x + r * 0.25, y + r * 0.38),
            (x - r * 0.25, y + r * 0.38),
            (x - r * 0.4, y - r * 0.1),
        ],
        f.p.ink,
    )
    for dx, dy in ((0, -0.92), (0.88, -0.2), (-0.88, -0.2), (0.55, 0.76), (-0.55, 0.76)):
        c.oval(x + dx * r * 0.96, y + dy * r * 0.96, r * 0.2, r * 0.2, f.p.ink, 0.85)


def _player(f: Frame, kit: tuple[Color, Color], **fixed: object) -> poses.Look:
    """Somebody of a team; socks are of the shirt's colour."""
    shirt, pants = (f.p.tone(tone) for tone in kit)
    fixed.setdefault("style", f.rng.choice(("tail", "tail", "bun", "bob", "short")))
    return poses.look(
        f,
        coat=shirt,
        legs=pants,
        hat=shirt,
        shorts=True,
        bare=True,
        woman=True,
        young=True,
        **fixed,
    )


def _teams(f: Frame) -> tuple[tuple[Color, Color], tuple[Color, Color]]:
    one = f.rng.randrange(len(KITS))
    return KITS[one], KITS[(one + f.rng.choice((1, 2, 3))) % len(KITS)]


def _net(f: Frame, x0: float, x1: float, top: float, base: float) -> None:
    """A goal seen slantwise, its mouth towards the left."""
    c, p = f.c, f.p
    white = p.tone(LINES)
    for i in range(16):
        x = x0 + (x1 - x0) * i / 15
        c.line([(x, top + 30 * i / 15), (x + 20, base - 30 * i / 15)], white, 2, alpha=0.5)
    for i in range(12):
        y = top + (base - top) * i / 11
        c.line([(x0, y), (x1, y + 30 - 60 * i / 11)], white, 2, alpha=0.5)
    c.line([(x1, top + 30), (x1, base - 30)], white, 8)
    c.line([(x0, base), (x0, top), (x1, top + 30)], white, 14)


def _shot(f: Frame) -> None:
    """A striker at full stretch, the keeper already in the air."""
    c, p, rng = f.c, f.p, f.rng
    y = 380.0
    land.sky(f, y)
    town.skyline(f, 0, c.w, y - 90, depth=0.55, size=0.8)
    for s in (0.12, 0.5, 0.88):
        _mast(f, c.w * s, y, 250)
    _stand(f, y - 110, y + 10, 27)
    f.p = p = p.inside()
    _boards(f, y + 10, 44)
    _turf(f, y + 54, rng.uniform(-0.2, 0.2))
    ours, theirs = _teams(f)
    for x, t in ((0.46, 0.0), (0.6, 0.1)):
        who = _player(f, theirs if t == 0 else ours)
        poses.person(f, c.w * x, y + 190 + 60 * t, 230, poses.RUN, who, side=1)
    _net(f, c.w * 0.82, c.w * 1.02, y - 40, y + 330)
    keeper = _player(f, ((96, 76, 122), (60, 56, 70)))
    poses.person(f, c.w * rng.uniform(0.69, 0.73), y + 350, 330, poses.DIVE, keeper, side=1)
    x, base = c.w * rng.uniform(0.2, 0.27), 950.0
    poses.person(f, x, base, 570, poses.KICK, _player(f, ours), side=1)
    bx, by = c.w * rng.uniform(0.5, 0.57), rng.uniform(600, 660)
    for i in range(5):
        t = i / 5
        _x = x + 210 + (bx - x - 210) * t
        c.line(
            [(_x, base - 60 + (by - base + 60) * t), (_x + 34, base - 72 + (by - base + 60) * t)],
            p.tone(LINES),
            5,
            alpha=0.2 + 0.35 * t,
        )
    _ball(f, bx, by, 27)


def _joy(f: Frame) -> None:
    """Five players with their arms up before a full stand."""
    c, p, rng = f.c, f.p, f.rng
    f.p = p = p.inside()
    y = 560.0
    _stand(f, 0, y, 62)
    for _ in range(14):
        x, yy, r = rng.uniform(0, c.w), rng.uniform(60, y - 120), rng.uniform(60, 110)
        tone = p.tone(rng.choice(((30, 96, 82), (232, 196, 96), (240, 236, 224))))
        wave = c.curve([(x, yy), (x + r * 0.5, yy - r * 0.12), (x + r, yy)], 6)
        c.poly(wave + [(a, b + r * 0.5) for a, b in reversed(wave)], tone)
        c.line([(x, yy - 6), (x, yy + r)], p.ink, 4)
    c.rect(0, 0, c.w + 2, y, p.ink, 0.16)
    _boards(f, y - 20, 84)
    _turf(f, y + 64, 0)
    ours, _theirs = _teams(f)
    n = rng.choice((4, 5))
    raised = (poses.CHEER, poses.HAILS, poses.CHEER)
    for i in sorted(range(n), key=lambda i: -abs(i - n // 2)):
        x = c.w * (0.5 + (i - (n - 1) / 2) * 0.135)
        pose = replace(raised[i % 3], view=rng.choice(("front", "back")))
        poses.person(
            f,
            x,
            930 + rng.uniform(-30, 20),
            560,
            pose,
            _player(f, ours),
            side=1 if i < n / 2 else -1,
        )
    for _ in range(120):
        x, yy = rng.uniform(0, c.w), rng.uniform(0, c.h)
        c.rect(x, yy, x + 11, yy + 7, p.tone(rng.choice(ours)), 0.9)


def _corner(f: Frame) -> None:
    """A corner kick, seen from the flag over the length of the pitch."""
    c, p, rng = f.c, f.p, f.rng
    y = rng.uniform(380, 420)
    land.sky(f, y)
    land.hills(f, y - 30, 3, 150)
    town.skyline(f, 0, c.w, y - 20, depth=0.4, size=0.9)
    for s in (0.2, 0.8):
        _mast(f, c.w * s, y, 270)
    _stand(f, y - 30, y + 40, 20)
    f.p = p = p.inside()
    _turf(f, y + 40, -0.25)
    white, (ours, theirs) = p.tone(LINES), _teams(f)
    c.line([(-5, y + 330), (c.w * 0.86, 905), (c.w * 1.05, 700)], white, 11)
    c.ring(c.w * 0.86, 905, 190, 86, white, 8, 196, 322)
    c.line([(c.w * 0.1, y + 60), (c.w * 0.1, y + 170)], white, 8)
    c.line([(c.w * 0.1, y + 60), (c.w * 0.3, y + 66), (c.w * 0.3, y + 150)], white, 8)
    for i, t in enumerate(sorted(rng.random() for _ in range(9))):
        x = c.w * rng.uniform(0.12, 0.56)
        kit = ours if i % 2 else theirs
        poses.person(
            f,
            x,
            y + 120 + 120 * t,
            130 + 36 * t,
            rng.choice((poses.SIDE, poses.WALK, poses.HAILS, poses.RUN)),
            _player(f, kit),
            side=rng.choice((-1, 1)),
        )
    fx = c.w * 0.86
    poses.person(f, fx - 200, 900, 470, poses.HAILS, _player(f, ours), side=-1)
    _ball(f, fx - 60, 880, 24)
    c.line([(fx, 906), (fx, 520)], p.tone((232, 226, 206)), 11)
    flag = c.curve([(fx, 524), (fx + 66, 508), (fx + 128, 536)], 8)
    c.poly(flag + [(a, b + 84) for a, b in reversed(flag)], p.tone(ours[0]))


def _scarves(f: Frame) -> None:
    """In the stand among those who came to shout: scarves over their heads."""
    c, p, rng = f.c, f.p, f.rng
    y = 330.0
    land.sky(f, y, disc=False)
    _mast(f, c.w * rng.uniform(0.08, 0.2), y, 220)
    _mast(f, c.w * rng.uniform(0.8, 0.92), y, 220)
    _stand(f, y - 60, y + 20, 20)
    f.p = p = p.inside()
    turf = _turf(f, y + 20, 0.1)
    c.rect(0, y + 120, c.w + 2, y + 126, p.tone(LINES))
    ours, theirs = _teams(f)
    for i in range(9):
        x, t = rng.uniform(0.05, 0.95) * c.w, rng.random()
        poses.person(
            f,
            x,
            y + 80 + 90 * t,
            78 + 16 * t,
            poses.RUN,
            _player(f, ours if i % 2 else theirs),
            side=rng.choice((-1, 1)),
        )
    c.rect(0, y + 230, c.w + 2, y + 246, mix(p.ink, turf, 0.3))
    scarf = p.tone(ours[0]), p.tone(ours[1])
    for line, (base, h, step) in enumerate(((980, 470, 190), (1180, 560, 240))):
        n = round(c.w / step) + 1
        for i in range(n):
            x = (i + 0.5 * line) * step + rng.uniform(-18, 18)
            pose = rng.choice((poses.CHEER, poses.CHEER, poses.BACK, poses.HAILS))
            who = poses.look(f, style=rng.choice(("knit", "cap", "long", "tail", "short")))
            far, near = poses.person(
                f, x, base, h, replace(pose, view="back"), who, side=rng.choice((-1, 1))
            )
            if pose is poses.CHEER:
                _scarf(f, far, near, h * 0.085, scarf)
    people.heads(f, [c.w * (i + 0.5) / 7 for i in range(7)], 972, 40, p.coat(rng))


def _scarf(
    f: Frame,
    a: tuple[float, float],
    b: tuple[float, float],
    deep: float,
    tones: tuple[Color, Color],
) -> None:
    """A striped scarf held between two hands."""
    (ax, ay), (bx, by) = sorted((a, b))
    out = deep * 0.9
    n = 8
    for i in range(n):
        x0 = ax - out + (bx - ax + 2 * out) * i / n
        x1 = ax - out + (bx - ax + 2 * out) * (i + 1) / n + 1
        sag = deep * 0.3 * (1 - abs(i - n / 2 + 0.5) / (n / 2))
        y = ay + (by - ay) * i / n + sag
        f.c.poly(
            [(x0, y - deep / 2), (x1, y - deep / 2), (x1, y + deep / 2), (x0, y + deep / 2)],
            tones[i % 2],
        )
