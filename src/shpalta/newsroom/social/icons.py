"""The outlet's mark as a square: the logo where it is nearly one, otherwise letters."""

from io import BytesIO

from PIL import Image, ImageDraw

from shpalta.newsroom.social.colour import PAPER, parsed, words_on
from shpalta.newsroom.social.lettering import drawable, font
from shpalta.newsroom.social.recipe import Looks

WIDTHS = (32, 180, 192, 512)
# The smallest stands in the browser's tab, on whatever colour that has; systems that show the
# others cut their own corners.
_ROUNDED = 32
_OVERSAMPLED = 4
# A wordmark is no icon: nobody could read it.
_WIDEST = 1.6
_AIR = 0.1
# Of the square's side: one letter and two.
_LETTER = {1: 0.66, 2: 0.5}


def icon(looks: Looks, width: int, logo: bytes | None = None) -> bytes:
    """A square PNG so many pixels wide. ``logo`` are the bytes of a stored picture.

    Raises:
        OSError: the logo cannot be decoded.
    """
    shown = badge(looks, width, logo)
    if width != _ROUNDED:
        flat = Image.new("RGB", shown.size, PAPER)
        flat.paste(shown, mask=shown.getchannel("A"))
        shown = flat
    out = BytesIO()
    shown.save(out, "PNG", optimize=True)
    return out.getvalue()


def badge(looks: Looks, width: int, logo: bytes | None = None) -> Image.Image:
    """The mark as an RGBA square so many pixels wide."""
    found = _fitting(logo, width) if logo is not None else None
    return found or _lettered(looks, width)


def _fitting(logo: bytes, width: int) -> Image.Image | None:
    """The logo on paper, with air around it; None where it is no square."""
    with Image.open(BytesIO(logo), formats=("JPEG", "PNG", "WEBP", "AVIF", "GIF")) as opened:
        image = opened.convert("RGBA")
    if max(image.size) > _WIDEST * min(image.size):
        return None
    inner = round(width * (1 - 2 * _AIR))
    scale = inner / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image = image.resize(size, Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (width, width), (*PAPER, 255))
    square.alpha_composite(image, ((width - size[0]) // 2, (width - size[1]) // 2))
    return square


def _lettered(looks: Looks, width: int) -> Image.Image:
    """Letters on the accent; columns where the letters cannot be drawn."""
    side = width * _OVERSAMPLED
    ground = parsed(looks.accent)
    square = Image.new("RGBA", (side, side), (*ground, 255))
    pen = ImageDraw.Draw(square)
    letters = drawable(looks.letters, "literata")
    if letters:
        size = round(side * _LETTER.get(len(letters), _LETTER[2]))
        face = font("literata", size)
        left, top, right, bottom = pen.textbbox((0, 0), letters, face)
        place = ((side - left - right) / 2, (side - top - bottom) / 2)
        pen.text(place, letters, words_on(ground), face)
    else:
        _columns(pen, side, words_on(ground))
    if width == _ROUNDED:
        corners = Image.new("L", square.size, 0)
        shape = ImageDraw.Draw(corners)
        shape.rounded_rectangle((0, 0, side - 1, side - 1), side // 6, 255)
        square.putalpha(corners)
    return square.resize((width, width), Image.Resampling.LANCZOS)


def _columns(pen: ImageDraw.ImageDraw, side: int, colour: tuple[int, int, int]) -> None:
    for column in range(3):
        left = side * (0.2 + 0.22 * column)
        pen.rectangle((left, side * 0.2, left + side * 0.15, side * 0.8), colour)
