"""Colours that words can be read on (WCAG 2)."""

Colour = tuple[int, int, int]

PAPER: Colour = (251, 250, 246)
INK: Colour = (25, 25, 23)
READABLE = 4.6
_STEP = 0.96


def parsed(text: str) -> Colour:
    """``#rrggbb`` as three numbers."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def ground_for(words: Colour, colour: Colour) -> Colour:
    """``colour``, darkened until ``words`` can be read on it."""
    while contrast(words, colour) < READABLE and max(colour) > 0:
        colour = mixed(colour, (0, 0, 0), 1 - _STEP)
    return colour


def words_on(ground: Colour) -> Colour:
    """Paper or ink, whichever is read better on ``ground``."""
    return max(PAPER, INK, key=lambda colour: contrast(colour, ground))


def mixed(one: Colour, other: Colour, part: float) -> Colour:
    """``one`` with so much of ``other`` in it, 0 to 1."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
