"""A museum's hall."""

from __future__ import annotations

from dataclasses import replace

from .. import interiors, poses
from ..colour import Color, mix, shade
from ..frame import Frame

FRAMES: tuple[Color, ...] = ((176, 134, 72), (94, 70, 54), (52, 48, 50))


def hall(f: Frame) -> None:
    """A museum's hall: pictures, glass cases, a guide and her hearers."""
    f.p = p = f.p.inside()
    c, rng = f.c, f.rng
    wall = p.tone(
        rng.choice(((120, 60, 56), (70, 98, 100), (196, 180, 148), (92, 100, 84), (108, 92, 112)))
    )
    floor = p.tone((158, 118, 84))
    interiors.room(f, 640, wall, floor)
    c.rect(0, 0, c.w + 2, 46, shade(wall, 0.35))
    _hung(f, wall)
    cx = c.w * rng.uniform(0.82, 0.85)
    _case(f, cx, 860)
    guide = poses.look(f, woman=rng.random() < 0.7)
    gx = c.w * rng.uniform(0.26, 0.32)
    shows = replace(poses.TALK, arms=(((-4, -16), (3, -20)), ((8, -2), (19, 6))))
    poses.person(f, gx, 800, 430, shows, guide, side=-1)
    for i in range(rng.choice((3, 4))):
        xx = gx + 130 + 112 * i
        poses.person(
            f,
            xx,
            880 + 30 * (i % 2),
            rng.uniform(430, 470) - 130 * (i == 1),
            rng.choice((poses.BACK, poses.BACK, poses.SIDE)),
            poses.look(f, young=i == 1),
            side=-1,
        )
    _rope(f, gx)


def _hung(f: Frame, wall: Color) -> None:
    """Pictures on the wall, each with its light."""
    c, p, rng = f.c, f.p, f.rng
    x = 60.0
    while x < c.w - 150:
        w, h = rng.uniform(150, 290), rng.uniform(190, 300)
        if x + w > c.w - 50:
            break
        top = 320 - h / 2
        c.line([(x + w / 2, 46), (x + w / 2, top - 14)], shade(wall, -0.3), 3)
        _picture(f, x, top, x + w, top + h)
        if p.mood.lit > 0.1:
            c.poly(
                [
                    (x + w / 2 - 24, 60),
                    (x + w / 2 + 24, 60),
                    (x + w + 20, top + h + 60),
                    (x - 20, top + h + 60),
                ],
                p.light,
                0.08,
            )
        x += w + rng.uniform(60, 120)


def _rope(f: Frame, gx: float) -> None:
    """A red rope on two posts."""
    c, p = f.c, f.p
    c.line(c.curve([(gx - 320, 740), (gx - 200, 764), (gx - 80, 740)]), p.tone((150, 50, 46)), 12)
    for dx in (-320, -80):
        c.rect(gx + dx - 6, 640, gx + dx + 6, 800, p.tone((196, 160, 90)))
        c.oval(gx + dx, 640, 13, 13, p.tone((196, 160, 90)))
        c.oval(gx + dx, 800, 34, 8, p.tone((196, 160, 90)))


def _picture(f: Frame, x0: float, y0: float, x1: float, y1: float) -> None:
    """A framed picture: a portrait, a river, or an embroidered cloth."""
    c, p, rng = f.c, f.p, f.rng
    frame = p.tone(rng.choice(FRAMES))
    c.rect(x0 - 14, y0 - 14, x1 + 14, y1 + 14, frame)
    c.rect(x0 - 6, y0 - 6, x1 + 6, y1 + 6, shade(frame, 0.25))
    w, h, mx = x1 - x0, y1 - y0, (x0 + x1) / 2
    kind = rng.choice(
        ("portrait", "river", "cloth") if w < h * 1.3 else ("river", "river", "cloth")
    )
    ground = p.tone(rng.choice(((96, 110, 104), (150, 120, 92), (196, 186, 160), (84, 92, 112))))
    c.rect(x0, y0, x1, y1, ground)
    if kind == "portrait":
        c.chord(mx, y1, w * 0.36, h * 0.4, 180, 360, p.coat(rng))
        c.oval(mx, y0 + h * 0.42, w * 0.15, h * 0.16, p.skin(rng))
        c.chord(mx, y0 + h * 0.38, w * 0.18, h * 0.17, 174, 366, p.tone(rng.choice(poses.HAIRS)))
    elif kind == "river":
        c.rect(x0, y0, x1, y0 + h * 0.5, shade(ground, 0.5))
        c.poly(
            [
                (x0, y0 + h * 0.5),
                (x0 + w * 0.3, y0 + h * 0.3),
                (x0 + w * 0.7, y0 + h * 0.46),
                (x1, y0 + h * 0.34),
                (x1, y1),
                (x0, y1),
            ],
            shade(ground, -0.1),
        )
        c.poly(
            [
                (x0 + w * 0.4, y0 + h * 0.52),
                (x0 + w * 0.5, y0 + h * 0.52),
                (x0 + w * 0.9, y1),
                (x0 + w * 0.2, y1),
            ],
            p.tone((150, 180, 186)),
        )
    else:
        c.rect(x0, y0, x1, y1, p.tone((238, 230, 212)))
        for r in range(3):
            for k in range(5):
                cx, cy, q = x0 + w * (k + 0.5) / 5, y0 + h * (r + 0.5) / 3, min(w / 12, h / 8)
                c.poly(
                    [(cx - q, cy), (cx, cy - q), (cx + q, cy), (cx, cy + q)],
                    p.tone((168, 50, 44)) if (r + k) % 2 else p.ink,
                )


def _case(f: Frame, x: float, y: float) -> None:
    """A glass case with a jug, a helmet, a letter."""
    c, p = f.c, f.p
    wood = p.tone((110, 78, 58))
    c.rect(x - 200, y - 130, x + 200, y + 60, wood)
    c.rect(x - 200, y - 130, x + 200, y - 112, shade(wood, 0.3))
    for dx in (-130, 0, 130):
        c.rect(x + dx - 2, y - 100, x + dx + 2, y + 50, shade(wood, -0.25))
    c.rect(x - 190, y - 330, x + 190, y - 130, mix(p.light, (206, 222, 222), 0.6), 0.35)
    clay = p.tone((170, 96, 66))
    c.poly(
        f.c.curve(
            [
                (x - 150, y - 130),
                (x - 172, y - 190),
                (x - 128, y - 250),
                (x - 136, y - 284),
                (x - 92, y - 284),
                (x - 100, y - 250),
                (x - 58, y - 190),
                (x - 78, y - 130),
            ]
        ),
        clay,
    )
    c.rect(x - 160, y - 206, x - 68, y - 194, shade(clay, 0.4))
    c.chord(x + 10, y - 150, 56, 62, 180, 360, p.tone((92, 100, 84)))
    c.rect(x - 52, y - 152, x + 72, y - 142, p.tone((74, 80, 68)))
    c.poly(
        [(x + 96, y - 140), (x + 164, y - 140), (x + 152, y - 240), (x + 108, y - 240)],
        p.tone((234, 222, 190)),
    )
    for k in range(5):
        c.line(
            [(x + 112, y - 222 + 16 * k), (x + 148, y - 222 + 16 * k)], p.tone((120, 104, 84)), 3
        )
    for dx in (-190, 190):
        c.line([(x + dx, y - 330), (x + dx, y - 130)], (226, 234, 232), 4, alpha=0.7)
    c.line([(x - 190, y - 330), (x + 190, y - 330)], (226, 234, 232), 5)
    c.line([(x - 150, y - 310), (x - 60, y - 150)], (250, 252, 250), 9, alpha=0.3)
