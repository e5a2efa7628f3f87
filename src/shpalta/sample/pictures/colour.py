"""Colours: plain arithmetic, and what things are painted with in plain daylight."""

from __future__ import annotations

Color = tuple[int, int, int]

INK: Color = (46, 52, 50)
CREAM: Color = (246, 240, 226)


def mix(a: Color, b: Color, t: float) -> Color:
    """Return the colour ``t`` of the way from ``a`` to ``b``."""
    t = min(1.0, max(0.0, t))
    return (
        round(a[0] + (b[0] - a[0]) * t),
        round(a[1] + (b[1] - a[1]) * t),
        round(a[2] + (b[2] - a[2]) * t),
    )


def shade(color: Color, amount: float) -> Color:
    """Lighten (positive amount) or darken (negative) a colour, at most to white or black."""
    return mix(color, (255, 253, 246) if amount > 0 else (14, 20, 26), abs(amount))


WALLS: tuple[Color, ...] = (
    (216, 204, 180),
    (192, 172, 144),
    (170, 152, 140),
    (152, 164, 158),
    (196, 158, 132),
    (128, 142, 142),
    (224, 216, 200),
    (178, 176, 146),
    (164, 128, 112),
)
ROOFS: tuple[Color, ...] = ((130, 64, 48), (146, 86, 62), (94, 72, 68), (86, 94, 96), (112, 78, 58))
LEAVES: dict[str, tuple[Color, ...]] = {
    "spring": ((138, 160, 106), (116, 146, 108), (160, 172, 120)),
    "summer": ((98, 126, 92), (80, 110, 88), (120, 138, 92)),
    "autumn": ((176, 138, 78), (158, 102, 64), (136, 130, 80), (188, 156, 92)),
}
COATS: tuple[Color, ...] = (
    (136, 64, 48),
    (54, 82, 98),
    (188, 148, 78),
    (92, 102, 84),
    (78, 66, 80),
    (160, 166, 156),
    (28, 92, 78),
    (62, 62, 66),
    (206, 190, 160),
    (164, 110, 88),
)
SKINS: tuple[Color, ...] = ((228, 192, 164), (214, 172, 142), (236, 206, 180), (196, 152, 122))
