"""Hair and headwear for the portraits: what is behind the head and what is on it."""

from __future__ import annotations

from ..colour import Color, shade
from ..frame import Frame
from .person import Person


def behind(f: Frame, w: Person, style: str) -> None:
    """Draw what falls behind the neck."""
    c, x, y, u = f.c, w.x, w.y, w.u
    dark = shade(w.hair, -0.18)
    if style == "bob":
        c.round_rect(x - 42 * u, y - 50 * u, x + 42 * u, y + 42 * u, 34 * u, dark)
    elif style == "long":
        c.round_rect(x - 43 * u, y - 50 * u, x + 43 * u, y + 96 * u, 36 * u, dark)
    elif style == "bun":
        c.oval(x, y - 58 * u, 19 * u, 17 * u, dark)
    elif style == "curly":
        for dx, dy, r in (
            (-34, -20, 19),
            (34, -20, 19),
            (-38, 6, 17),
            (38, 6, 17),
            (-34, 28, 14),
            (34, 28, 14),
            (-20, -46, 20),
            (20, -46, 20),
            (0, -54, 20),
        ):
            c.oval(x + dx * u, y + dy * u, r * u, r * u, dark)


def on_top(f: Frame, w: Person, style: str) -> None:
    """Draw what covers the head."""
    {
        "bald": _bald,
        "scarf": _scarf,
        "cap": _cap,
        "curly": _curly,
        "parted": _parted,
        "short": _short,
    }.get(style, _fringe)(f, w)
    if style == "braid":
        _braid(f, w)


def _crown(
    f: Frame, w: Person, low: float, points: tuple[tuple[float, float], ...], color: Color
) -> None:
    """A cap of hair: an arch over the skull, closed by the hairline ``points``."""
    c, x, y, u = f.c, w.x, w.y, w.u
    arch = c.curve(
        [
            (x - 35 * u, y + low * u),
            (x - 36 * u, y - 20 * u),
            (x - 24 * u, y - 48 * u),
            (x, y - 56 * u),
            (x + 24 * u, y - 48 * u),
            (x + 36 * u, y - 20 * u),
            (x + 35 * u, y + low * u),
        ],
        8,
    )
    c.poly(arch + c.curve([(x + px * u, y + py * u) for px, py in points], 6), color)


def _short(f: Frame, w: Person) -> None:
    _crown(f, w, -4, ((29, -6), (27, -22), (14, -30), (-10, -29), (-26, -24), (-29, -6)), w.hair)


def _parted(f: Frame, w: Person) -> None:
    s = w.side
    line = (
        (29 * s, -4),
        (26 * s, -22),
        (16 * s, -38),
        (-8 * s, -26),
        (-27 * s, -20),
        (-29 * s, -2),
    )
    _crown(f, w, -2, line if s > 0 else tuple(reversed(line)), w.hair)
    f.c.line(
        [(w.x + s * 16 * w.u, w.y - 38 * w.u), (w.x + s * 13 * w.u, w.y - 53 * w.u)],
        shade(w.hair, 0.25),
        1.6 * w.u,
    )


def _fringe(f: Frame, w: Person) -> None:
    _crown(
        f,
        w,
        20,
        ((29, 18), (28, -14), (20, -27), (0, -34), (-20, -27), (-28, -14), (-29, 18)),
        w.hair,
    )
    c, x, y, u = f.c, w.x, w.y, w.u
    for i in (-1, 1):
        c.line(
            c.curve(
                [(x, y - 54 * u), (x + i * 14 * u, y - 46 * u), (x + i * 26 * u, y - 26 * u)], 6
            ),
            shade(w.hair, 0.14),
            1.5 * u,
        )


def _curly(f: Frame, w: Person) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    for dx, dy, r in (
        (-29, -26, 13),
        (29, -26, 13),
        (-18, -40, 15),
        (18, -40, 15),
        (0, -44, 16),
        (-33, -8, 9),
        (33, -8, 9),
    ):
        c.oval(x + dx * u, y + dy * u, r * u, r * u, w.hair)
        c.ring(
            x + dx * u, y + dy * u, r * 0.6 * u, r * 0.6 * u, shade(w.hair, 0.16), 1.4 * u, 190, 330
        )


def _bald(f: Frame, w: Person) -> None:
    c, x, y, u = f.c, w.x, w.y, w.u
    for s in (-1, 1):
        c.poly(
            c.curve(
                [
                    (x + s * 31 * u, y - 24 * u),
                    (x + s * 36 * u, y - 10 * u),
                    (x + s * 34 * u, y + 4 * u),
                    (x + s * 30 * u, y - 2 * u),
                ],
                6,
            ),
            w.hair,
        )
    c.ring(x - w.side * 10 * u, y - 26 * u, 14 * u, 14 * u, shade(w.skin, 0.25), 1.4 * u, 200, 280)


def _scarf(f: Frame, w: Person) -> None:
    """A kerchief tied under the chin, with flowers."""
    c, x, y, u, rng = f.c, w.x, w.y, w.u, f.rng
    cloth = f.p.coat(rng)
    right = c.curve(
        [
            (x, y - 60 * u),
            (x + 30 * u, y - 50 * u),
            (x + 42 * u, y - 14 * u),
            (x + 38 * u, y + 24 * u),
            (x + 14 * u, y + 56 * u),
            (x, y + 58 * u),
        ],
        8,
    )
    inner = c.curve(
        [
            (x, y + 50 * u),
            (x + 20 * u, y + 36 * u),
            (x + 28 * u, y + 10 * u),
            (x + 25 * u, y - 18 * u),
            (x, y - 32 * u),
        ],
        8,
    )
    c.poly(right + inner, cloth)
    c.poly([(2 * x - px, py) for px, py in right + inner], shade(cloth, -0.08))
    for s in (-1, 1):
        c.poly(
            [(x, y + 54 * u), (x + s * 20 * u, y + 62 * u), (x + s * 15 * u, y + 88 * u)],
            shade(cloth, -0.16),
        )
    c.oval(x, y + 56 * u, 7 * u, 6 * u, shade(cloth, -0.25))
    bloom = f.p.tone((232, 206, 150))
    for dx, dy in (
        (-32, -24),
        (-24, -42),
        (0, -48),
        (24, -42),
        (32, -24),
        (34, 2),
        (-34, 2),
        (30, 24),
        (-30, 24),
    ):
        for a, b in ((-2.4, 0), (2.4, 0), (0, -2.4), (0, 2.4)):
            c.oval(x + (dx + a) * u, y + (dy + b) * u, 1.9 * u, 1.9 * u, bloom)
        c.oval(x + dx * u, y + dy * u, 1.5 * u, 1.5 * u, f.p.tone((168, 72, 54)))


def _cap(f: Frame, w: Person) -> None:
    """A knitted hat."""
    c, x, y, u = f.c, w.x, w.y, w.u
    wool = f.p.coat(f.rng)
    for s in (-1, 1):
        c.rect(x + s * 27 * u, y - 20 * u, x + s * 34 * u, y + 2 * u, w.hair)
    c.chord(x, y - 22 * u, 37 * u, 40 * u, 180, 360, wool)
    for i in range(-4, 5):
        c.line(
            c.curve(
                [
                    (x + i * 8 * u, y - 24 * u),
                    (x + i * 6.6 * u, y - 44 * u),
                    (x + i * 1.5 * u, y - 60 * u),
                ],
                6,
            ),
            shade(wool, -0.14),
            1.6 * u,
        )
    c.round_rect(x - 38 * u, y - 32 * u, x + 38 * u, y - 17 * u, 6 * u, shade(wool, 0.16))


def _braid(f: Frame, w: Person) -> None:
    """A plait laid round the head."""
    c, x, y, u = f.c, w.x, w.y, w.u
    arch = c.curve(
        [
            (x - 36 * u, y - 14 * u),
            (x - 26 * u, y - 46 * u),
            (x, y - 56 * u),
            (x + 26 * u, y - 46 * u),
            (x + 36 * u, y - 14 * u),
        ],
        5,
    )
    c.line(arch, shade(w.hair, -0.2), 11 * u, caps=True)
    for i, (px, py) in enumerate(arch):
        c.oval(px, py, 5.6 * u, 4.6 * u, shade(w.hair, 0.1 if i % 2 else -0.06))
