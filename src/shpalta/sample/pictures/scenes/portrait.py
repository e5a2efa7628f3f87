"""A calm bust of somebody; the seed decides who. Features are the fewest that make a face."""

from __future__ import annotations

from .. import land, town
from ..colour import Color, mix, shade
from ..frame import Frame
from . import clothes, coiffure
from .library import shelf
from .person import Person

HAIRS = ("short", "bob", "bun", "bald", "long", "curly", "scarf", "cap", "parted", "braid")
HAIR_TONES: tuple[Color, ...] = (
    (58, 46, 42),
    (92, 66, 48),
    (146, 108, 70),
    (178, 174, 168),
    (126, 72, 48),
    (196, 166, 116),
    (112, 108, 106),
)


def paint(f: Frame) -> None:
    """Draw the scene."""
    rng, c = f.rng, f.c
    f.turn((_disc, _books, _window, _halves))(f)
    f.p = f.p.inside()
    style = HAIRS[f.seed * 3 % len(HAIRS)]
    dress = clothes.CLOTHES[(f.seed + f.seed // len(clothes.CLOTHES)) % len(clothes.CLOTHES)]
    x = c.w * (rng.choice((0.4, 0.5, 0.6)) if c.w > 1100 else 0.5)
    size = min(1.0, c.w / 800)
    who = Person(
        x,
        440,
        4.3 * size * rng.uniform(0.95, 1.1),
        f.p.tone(rng.choice(((230, 194, 166), (216, 174, 144), (238, 208, 182), (198, 154, 124)))),
        f.p.tone(rng.choice(HAIR_TONES)),
        rng.choice((-1, 1)),
    )
    coiffure.behind(f, who, style)
    clothes.shoulders(f, who, dress)
    _face(f, who)
    bearded = style in ("short", "bald", "cap", "parted") and rng.random() < 0.6
    if bearded:
        _beard(f, who, rng.choice(("full", "moustache", "short")))
    coiffure.on_top(f, who, style)
    if rng.random() < 0.45:
        _glasses(f, who)


def _disc(f: Frame) -> None:
    """A plain ground with a large disc."""
    c, p, rng = f.c, f.p.inside(), f.rng
    tone = p.tone(rng.choice(((196, 206, 194), (220, 202, 172), (196, 186, 190))))
    c.fill(tone)
    c.oval(c.w * rng.uniform(0.4, 0.6), 470, 420, 420, shade(tone, 0.3 if not p.night else 0.1))


def _halves(f: Frame) -> None:
    """Two flat tones and a rule, as on an old cover."""
    c, p, rng = f.c, f.p.inside(), f.rng
    a = p.tone(rng.choice(((178, 122, 98), (118, 142, 138), (194, 164, 108))))
    c.fill(a)
    c.rect(c.w * 0.5, 0, c.w + 2, c.h + 2, shade(a, 0.25))
    for i in range(9):
        c.rect(0, 80 + i * 104, c.w + 2, 83 + i * 104, shade(a, -0.12), 0.5)


def _books(f: Frame) -> None:
    """Bookshelves a little out of the light."""
    c, p = f.c, f.p
    n = 3
    for i in range(n):
        shelf(f, c.w * i / n + 8, 14, c.w * (i + 1) / n - 8, c.h + 20, 5, p.tone((120, 90, 70)))
    c.rect(0, 0, c.w + 2, c.h + 2, mix(p.sky, p.ink, 0.25), 0.4)


def _window(f: Frame) -> None:
    """A window with the town in it."""
    c, p = f.c, f.p
    land.sky(f, 640, disc=True)
    land.hills(f, 640, 3, 150)
    town.skyline(f, -10, c.w, 700, depth=0.4, size=1.1)
    c.rect(0, 700, c.w + 2, c.h + 2, mix(p.ground, p.mood.hills[0], 0.3))
    frame = p.tone((232, 226, 210))
    for s in (0.08, 0.92):
        c.rect(c.w * s - 14, 0, c.w * s + 14, c.h, frame)
    c.rect(0, 110, c.w + 2, 134, frame)
    wall = p.tone((190, 178, 158))
    c.rect(0, 0, c.w * 0.08 - 14, c.h, wall)
    c.rect(c.w * 0.92 + 14, 0, c.w + 2, c.h, wall)


def _face(f: Frame, w: Person) -> None:
    """Head, ears, a shaded side, a brow line, a nose and a mouth."""
    c, x, y, u, s = f.c, w.x, w.y, w.u, w.side
    for t in (-1, 1):
        c.oval(x + t * 32 * u, y + 4 * u, 6 * u, 9 * u, shade(w.skin, -0.14))
    right = c.curve(
        [
            (x, y - 46 * u),
            (x + 24 * u, y - 40 * u),
            (x + 32 * u, y - 12 * u),
            (x + 30 * u, y + 16 * u),
            (x + 20 * u, y + 38 * u),
            (x, y + 48 * u),
        ],
        8,
    )
    left = [(2 * x - px, py) for px, py in reversed(right)]
    c.poly(right + left, w.skin)
    dark = shade(w.skin, -0.11)
    edge = right if s > 0 else left[::-1]
    c.poly(
        [*edge, (x + s * 3 * u, y + 30 * u), (x + s * 9 * u, y + 14 * u), (x + s * 4 * u, y)], dark
    )
    brow = mix(w.hair, w.skin, 0.2)
    for t in (-1, 1):
        c.line(
            c.curve(
                [
                    (x + t * 7 * u, y - 9 * u),
                    (x + t * 14 * u, y - 12 * u),
                    (x + t * 22 * u, y - 9 * u),
                ],
                6,
            ),
            brow,
            2.4 * u,
            caps=True,
        )
        c.oval(x + t * 14 * u, y + 0.6 * u, 1.9 * u, 2.4 * u, (52, 42, 40))
    c.line(
        [(x + s * 1 * u, y - 4 * u), (x + s * 6 * u, y + 14 * u), (x, y + 16 * u)],
        shade(w.skin, -0.26),
        1.6 * u,
    )
    c.line(
        c.curve([(x - 8 * u, y + 27 * u), (x, y + 29 * u), (x + 8 * u, y + 27 * u)], 6),
        mix(shade(w.skin, -0.4), (150, 70, 60), 0.3),
        2.2 * u,
        caps=True,
    )


def _glasses(f: Frame, w: Person) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    for t in (-1, 1):
        c.oval(x + t * 14 * u, y, 10.5 * u, 9.5 * u, (255, 255, 250), 0.16)
        c.ring(x + t * 14 * u, y, 10.5 * u, 9.5 * u, f.p.ink, 1.7 * u)
        c.line([(x + t * 24 * u, y - 2 * u), (x + t * 32 * u, y - 3 * u)], f.p.ink, 1.7 * u)
    c.line([(x - 4 * u, y - 1 * u), (x + 4 * u, y - 1 * u)], f.p.ink, 1.7 * u)


def _beard(f: Frame, w: Person, kind: str) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    lip = mix(shade(w.skin, -0.35), (150, 70, 60), 0.3)
    if kind != "moustache":
        deep = 60 if kind == "full" else 51
        right = c.curve(
            [
                (x + 32 * u, y + 4 * u),
                (x + 30 * u, y + 26 * u),
                (x + 19 * u, y + (deep - 8) * u),
                (x, y + deep * u),
            ],
            8,
        )
        inner = c.curve(
            [
                (x, y + 22 * u),
                (x + 14 * u, y + 22 * u),
                (x + 24 * u, y + 12 * u),
                (x + 31 * u, y + 2 * u),
            ],
            6,
        )
        side = right + inner
        c.poly(side, w.hair)
        c.poly([(2 * x - px, py) for px, py in side], w.hair)
        c.line([(x - 7 * u, y + 29 * u), (x + 7 * u, y + 29 * u)], lip, 2.4 * u, caps=True)
    c.line(
        c.curve(
            [
                (x - 13 * u, y + 25 * u),
                (x - 5 * u, y + 20.5 * u),
                (x, y + 22 * u),
                (x + 5 * u, y + 20.5 * u),
                (x + 13 * u, y + 25 * u),
            ],
            6,
        ),
        w.hair,
        4.6 * u,
        caps=True,
    )
