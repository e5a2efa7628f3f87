"""Pixels → bytes of one rendition.

Slow, and different between versions of the encoders: each result is kept for ever, never made
again.
"""

from io import BytesIO
from typing import Any

from PIL import Image

from shpalta.newsroom.pictures.recipe import Step

_SAVE: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 82, "progressive": True, "optimize": True, "subsampling": "4:2:0"},
    "webp": {"quality": 80, "method": 4},
    "avif": {"quality": 60, "speed": 6, "subsampling": "4:2:0"},
}
_WHITE = (255, 255, 255)


def encode(image: Image.Image, step: Step, height: int) -> bytes:
    """``image`` (RGB or RGBA, without metadata) as ``step`` says, ``height`` pixels high."""
    scaled = image
    if image.size != (step.width, height):
        scaled = image.resize((step.width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    if step.format == "jpeg" and scaled.mode == "RGBA":
        flat = Image.new("RGB", scaled.size, _WHITE)
        flat.paste(scaled, mask=scaled.getchannel("A"))
        scaled = flat
    out = BytesIO()
    scaled.save(out, step.format.upper(), **_SAVE[step.format])
    return out.getvalue()


def height_at(width: int, source_width: int, source_height: int) -> int:
    """The height of a rendition that keeps the source's proportions, at least one pixel."""
    return max(1, round(source_height * width / source_width))
