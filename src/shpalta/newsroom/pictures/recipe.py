"""Which files are made of a picture. Pure.

A change here is a new version: files of older versions stay as they are, encoded once.
"""

from dataclasses import dataclass

VERSION = "1"

WIDTHS = (480, 800, 1200, 1600)
WIDEST = WIDTHS[-1]
# Feeds and old browsers: one to look at, one to list.
_JPEG_WIDTHS = (1200, 800)
_FORMATS = ("avif", "webp")


@dataclass(frozen=True, slots=True)
class Step:
    """One file: a format and a width in pixels."""

    format: str
    width: int


def quick_step(width: int) -> Step:
    """The file that is made while the editor waits, of a source so many pixels wide."""
    return Step("jpeg", min(_JPEG_WIDTHS[0], width))


def steps(width: int) -> tuple[Step, ...]:
    """Every file of a source so many pixels wide, the quick one first; none is wider than it."""
    jpegs = [quick_step(width), *(Step("jpeg", step) for step in _JPEG_WIDTHS[1:] if step < width)]
    widths = [step for step in WIDTHS if step < width] + [min(WIDEST, width)]
    modern = [Step(kind, step) for kind in _FORMATS for step in dict.fromkeys(widths)]
    return tuple(dict.fromkeys([*jpegs, *modern]))
