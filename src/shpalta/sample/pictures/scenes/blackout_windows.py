"""A block's wall in a power cut: behind each window its own small light."""

from __future__ import annotations

from .. import interiors
from ..colour import Color, mix, shade
from ..frame import Frame

GLOW: Color = (250, 208, 122)


def windows(f: Frame) -> None:
    """A panel block's wall close by: behind each window its own small light."""
    c, p, rng = f.c, f.p, f.rng
    wall = mix(p.tone(rng.choice(((196, 190, 176), (176, 180, 176), (190, 172, 150)))), p.sky, 0.3)
    c.fill(wall)
    cols, rows = 4, 3
    w, h = c.w / cols, c.h / rows
    for r in range(rows + 1):
        c.rect(0, h * r - 4, c.w + 2, h * r + 4, shade(wall, -0.25))
    for k in range(cols + 1):
        c.rect(w * k - 3, 0, w * k + 3, c.h + 2, shade(wall, -0.2))
    kinds = ["dark"] * 5 + ["candle", "torch", "reader", "child", "cat", "plants", "pair"]
    rng.shuffle(kinds)
    for i, kind in enumerate(kinds):
        x, y = w * (i % cols) + w * 0.16, h * (i // cols) + h * 0.16
        _one_window(f, x, y, x + w * 0.68, y + h * 0.62, kind, wall)


def _one_window(
    f: Frame, x0: float, y0: float, x1: float, y1: float, kind: str, wall: Color
) -> None:
    """A window and what can be seen in it."""
    c, p, rng = f.c, f.p, f.rng
    mid, w, h = (x0 + x1) / 2, x1 - x0, y1 - y0
    night, warm = shade(p.sky, -0.35), mix(GLOW, (176, 110, 60), rng.uniform(0.2, 0.5))
    lit = kind != "dark"
    c.rect(x0, y0, x1, y1, mix(warm, night, 0.3) if lit else night)
    dark = mix(night, (50, 34, 30), 0.6)
    if lit:
        at = mid + rng.choice((-0.2, 0.22)) * w
        for r, a in ((0.62, 0.2), (0.4, 0.25), (0.2, 0.4)):
            c.oval(at, y1 - h * 0.34, min(h * r, x1 - at, at - x0), h * r * 0.55, GLOW, a)
        interiors.candle(f, at, y1, h * 0.22) if kind not in ("torch", "plants") else None
        _dweller(f, x0, y0, x1, y1, kind, dark)
        cloth = mix(p.coat(rng), warm, 0.4)
        for s in (-1, 1):
            edge = x0 if s < 0 else x1
            c.poly(
                [(edge, y0), (edge - s * w * 0.22, y0), (edge - s * w * 0.1, y1), (edge, y1)], cloth
            )
    _casing(f, x0, y0, x1, y1, wall)


def _dweller(f: Frame, x0: float, y0: float, x1: float, y1: float, kind: str, dark: Color) -> None:
    """Who or what stands between the light and the pane."""
    mid, w, h = (x0 + x1) / 2, x1 - x0, y1 - y0
    c = f.c
    if kind == "reader":
        c.chord(mid - w * 0.16, y1, w * 0.18, h * 0.4, 180, 360, dark)
        c.oval(mid - w * 0.16, y1 - h * 0.5, w * 0.075, h * 0.13, dark)
        c.poly(
            [
                (mid - w * 0.05, y1 - h * 0.1),
                (mid + w * 0.12, y1 - h * 0.2),
                (mid + w * 0.14, y1 - h * 0.12),
                (mid - w * 0.02, y1),
            ],
            (240, 230, 206),
        )
    elif kind in ("child", "pair", "torch"):
        for dx, s in ((-0.2, 0.8), (0.06, 1.1)) if kind == "pair" else ((-0.12, 0.85),):
            c.chord(mid + w * dx, y1, w * 0.15 * s, h * 0.42 * s, 180, 360, dark)
            c.oval(mid + w * dx, y1 - h * 0.5 * s, w * 0.07 * s, h * 0.12 * s, dark)
        if kind == "torch":
            c.poly([(mid, y1 - h * 0.3), (x1, y0), (x1, y0 + h * 0.5)], GLOW, 0.4)
    elif kind == "cat":
        c.chord(mid - w * 0.1, y1, w * 0.1, h * 0.42, 180, 360, dark)
        c.oval(mid - w * 0.1, y1 - h * 0.46, w * 0.07, h * 0.1, dark)
        for s in (-1, 1):
            c.poly(
                [
                    (mid - w * 0.1 + s * w * 0.07, y1 - h * 0.48),
                    (mid - w * 0.1 + s * w * 0.06, y1 - h * 0.64),
                    (mid - w * 0.1 + s * w * 0.01, y1 - h * 0.55),
                ],
                dark,
            )
    elif kind == "plants":
        for dx in (-0.26, 0.0, 0.25):
            a, top = mid + w * dx, y1 - h * 0.46
            for lean in (-0.1, -0.03, 0.05, 0.1):
                c.line([(a, y1 - h * 0.14), (a + w * lean, top)], dark, 8, caps=True)
            low = y1 - h * 0.16
            c.poly([(a - 24, low), (a + 24, low), (a + 16, y1), (a - 16, y1)], dark)


def _casing(f: Frame, x0: float, y0: float, x1: float, y1: float, wall: Color) -> None:
    """A window's frame and sill."""
    c = f.c
    frame = shade(wall, 0.22)
    for x in (x0, x0 + (x1 - x0) * 0.62, x1):
        c.rect(x - 7, y0 - 7, x + 7, y1 + 7, frame)
    for y in (y0, y1):
        c.rect(x0 - 7, y - 7, x1 + 7, y + 7, frame)
    c.rect(x0 - 18, y1 + 7, x1 + 18, y1 + 20, shade(wall, -0.1))
