"""Letters in pictures: the carried subset of Onest (Latin, Cyrillic, digits)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

from .canvas import Canvas
from .colour import Color

FONT = Path(__file__).with_name("onest-subset.ttf")


@lru_cache(maxsize=64)
def font(pixels: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels."""
    return ImageFont.truetype(str(FONT), pixels, layout_engine=ImageFont.Layout.BASIC)


def measure(c: Canvas, text: str, size: float) -> float:
    """Width of a line in logical units."""
    return float(font(max(4, round(size * c.k))).getlength(text)) / c.k


def write(
    c: Canvas,
    x: float,
    y: float,
    text: str,
    size: float,
    color: Color,
    *,
    anchor: str = "ls",
    halo: Color | None = None,
) -> None:
    """Draw one line; the anchor is Pillow's two letters, by default left and baseline."""
    pen = ImageDraw.Draw(c.image)
    face = font(max(4, round(size * c.k)))
    if halo:
        pen.text(
            (x * c.k, y * c.k),
            text,
            fill=halo,
            font=face,
            anchor=anchor,
            stroke_width=round(size * 0.16 * c.k),
            stroke_fill=halo,
        )
    pen.text((x * c.k, y * c.k), text, fill=color, font=face, anchor=anchor)


def shorten(c: Canvas, text: str, size: float, width: float) -> str:
    """Cut a line to a width, with an ellipsis where it was cut."""
    if measure(c, text, size) <= width:
        return text
    while text and measure(c, text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def wrap(c: Canvas, text: str, size: float, width: float, lines: int) -> list[str]:
    """Break text into at most ``lines`` lines; what does not fit is cut."""
    out: list[str] = []
    line = ""
    words = text.split()
    for i, word in enumerate(words):
        longer = f"{line} {word}".strip()
        if line and measure(c, longer, size) > width:
            if len(out) == lines - 1:
                return [*out, shorten(c, " ".join([line, *words[i:]]), size, width)]
            out.append(line)
            line = word
        else:
            line = longer
    return [*out, shorten(c, line, size, width)]
