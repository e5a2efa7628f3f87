"""People as simple silhouettes, in the round of a crowd and one by one."""

from __future__ import annotations

from collections.abc import Sequence

from .colour import Color, shade
from .frame import Frame

POSES = ("stand", "walk", "talk", "bag")


def figure(
    f: Frame,
    x: float,
    y: float,
    h: float,
    *,
    pose: str | None = None,
    coat: Color | None = None,
    side: int | None = None,
    extra: str = "",
) -> None:
    """A person with feet at ``(x, y)`` and height ``h``; ``side`` is where they face."""
    rng, p = f.rng, f.p
    pose = pose or rng.choice(POSES)
    coat = coat or p.coat(rng)
    side = side or rng.choice((-1, 1))
    u = h / 100
    trousers = shade(p.tone(rng.choice(((66, 68, 72), (84, 76, 70), (58, 66, 80)))), -0.1)
    _shadow(f, x, y, u)
    _legs(f, x, y, u, trousers, 9 if pose == "walk" else 3)
    _body(f, x, y, u, coat, pose, side)
    _head(f, x, y, u, side)
    if pose == "bag":
        bag = p.coat(rng)
        f.c.rect(x + side * 12 * u, y - 47 * u, x + side * 24 * u, y - 30 * u, bag)
    if extra == "umbrella":
        umbrella(f, x, y - 96 * u, 34 * u, p.coat(rng))


def _shadow(f: Frame, x: float, y: float, u: float) -> None:
    f.c.oval(x, y, 20 * u, 3.2 * u, f.p.ink, 0.22)


def _legs(f: Frame, x: float, y: float, u: float, color: Color, stride: float) -> None:
    for s in (-1, 1):
        f.c.poly(
            [
                (x + s * 1 * u, y - 48 * u),
                (x + s * 9 * u, y - 48 * u),
                (x + s * (stride + 3.4) * u, y),
                (x + s * (stride - 2.6) * u, y),
            ],
            color,
        )
        f.c.oval(x + s * (stride + 1) * u, y - 1.2 * u, 4.6 * u, 2.2 * u, shade(color, -0.35))


def _body(f: Frame, x: float, y: float, u: float, coat: Color, pose: str, side: int) -> None:
    c = f.c
    dark = shade(coat, -0.2)
    swing = 10 if pose == "walk" else 3
    c.line(
        [(x - side * 9 * u, y - 78 * u), (x - side * (11 + swing) * u, y - 48 * u)],
        dark,
        6.5 * u,
        caps=True,
    )
    c.poly(
        [
            (x - 10 * u, y - 80 * u),
            (x - 6 * u, y - 84 * u),
            (x + 6 * u, y - 84 * u),
            (x + 10 * u, y - 80 * u),
            (x + 12.5 * u, y - 38 * u),
            (x - 12.5 * u, y - 38 * u),
        ],
        coat,
    )
    elbow = (x + side * 15 * u, y - 62 * u)
    hand = (
        (x + side * 20 * u, y - 70 * u)
        if pose == "talk"
        else (x + side * (12 + swing) * u, y - 48 * u)
    )
    c.line([(x + side * 9 * u, y - 78 * u), elbow, hand], dark, 6 * u, caps=True)


def _head(f: Frame, x: float, y: float, u: float, side: int) -> None:
    c, rng = f.c, f.rng
    hair = f.p.tone(rng.choice(((62, 50, 44), (96, 72, 52), (150, 124, 90), (156, 154, 150))))
    skin = f.p.skin(rng)
    c.rect(x - 2.6 * u, y - 87 * u, x + 2.6 * u, y - 82 * u, shade(skin, -0.15))
    style = rng.choice(("short", "long", "hat", "cap", "scarf", "short"))
    if style == "long":
        c.round_rect(x - 7.6 * u, y - 98 * u, x + 7.6 * u, y - 80 * u, 6 * u, hair)
    c.oval(x + side * 0.6 * u, y - 91.5 * u, 6 * u, 7.2 * u, skin)
    if style == "scarf":
        c.round_rect(x - 9 * u, y - 86 * u, x + 9 * u, y - 81 * u, 2.4 * u, f.p.coat(rng))
    if style in ("hat", "cap"):
        hair = f.p.coat(rng)
    c.chord(x, y - 92.5 * u, 7.4 * u, 8.2 * u, 175, 365, hair)
    if style == "cap":
        c.rect(x, y - 93.5 * u, x + side * 11 * u, y - 91.5 * u, hair)
    elif style == "hat":
        c.rect(x - 8.2 * u, y - 94.5 * u, x + 8.2 * u, y - 91 * u, shade(hair, -0.2))


def umbrella(f: Frame, x: float, y: float, r: float, color: Color) -> None:
    """An open umbrella with its middle at ``(x, y)``."""
    f.c.line([(x + r * 0.2, y - r * 0.5), (x + r * 0.25, y + r * 1.1)], f.p.ink, r * 0.06)
    f.c.chord(x + r * 0.15, y, r, r * 0.72, 180, 360, color)
    f.c.chord(x + r * 0.15, y, r * 0.34, r * 0.72, 180, 360, shade(color, -0.16))


def group(
    f: Frame, x: float, y: float, h: float, n: int, *, spread: float = 0.42, extra: str = ""
) -> None:
    """Several people standing together, back ones first."""
    spots = sorted((f.rng.uniform(-0.5, 0.5) * h * 0.12, i) for i in range(n))
    for dy, i in spots:
        dx = (i - (n - 1) / 2) * h * spread * f.rng.uniform(0.85, 1.15)
        figure(f, x + dx, y + dy, h * f.rng.uniform(0.92, 1.05), extra=extra)


def child(f: Frame, x: float, y: float, h: float, **more: int) -> None:
    """A child with a school bag on the back."""
    side = more.get("side", f.rng.choice((-1, 1)))
    u = h / 100
    f.c.round_rect(
        x - (19 if side > 0 else -5) * u,
        y - 78 * u,
        x + (-5 if side > 0 else 19) * u,
        y - 48 * u,
        4 * u,
        f.p.coat(f.rng),
    )
    figure(f, x, y, h, pose=f.rng.choice(("walk", "stand")), side=side)
    f.c.oval(x, y - 93 * u, 8.5 * u, 8 * u, f.p.skin(f.rng))
    f.c.chord(x, y - 94 * u, 9.5 * u, 9.5 * u, 175, 365, f.p.coat(f.rng))


def heads(f: Frame, xs: Sequence[float], y: float, r: float, color: Color) -> None:
    """A row of the backs of heads and shoulders, as an audience is seen."""
    for x in xs:
        tone = shade(color, f.rng.uniform(-0.12, 0.12))
        j = f.rng.uniform(-0.2, 0.2) * r
        f.c.round_rect(x - r * 1.75, y + j + r * 0.95, x + r * 1.75, y + r * 4.6, r * 0.9, tone)
        f.c.oval(x, y + j, r * 0.86, r, shade(tone, -0.14))


def seated(
    f: Frame, x: float, y: float, h: float, *, side: int = 1, coat: Color | None = None
) -> None:
    """A person sitting in profile; ``(x, y)`` is the seat, ``h`` the standing height."""
    c, p, rng = f.c, f.p, f.rng
    u = h / 100
    coat = coat or p.coat(rng)
    legs = shade(p.tone((70, 70, 76)), -0.1)
    c.line(
        [(x, y - 3 * u), (x + side * 25 * u, y - 4 * u), (x + side * 27 * u, y + 25 * u)],
        legs,
        8.5 * u,
        caps=True,
    )
    c.oval(x + side * 30 * u, y + 26 * u, 6 * u, 3 * u, shade(legs, -0.35))
    c.poly(
        [
            (x - side * 8 * u, y + 2 * u),
            (x + side * 9 * u, y + 2 * u),
            (x + side * 10 * u, y - 32 * u),
            (x + side * 3 * u, y - 37 * u),
            (x - side * 7 * u, y - 33 * u),
        ],
        coat,
    )
    c.line(
        [
            (x + side * 2 * u, y - 31 * u),
            (x + side * 10 * u, y - 16 * u),
            (x + side * 22 * u, y - 15 * u),
        ],
        shade(coat, -0.2),
        6 * u,
        caps=True,
    )
    _head(f, x + side * 3 * u, y + 46 * u, u, side)
