"""A social image: the headline over the darkened picture, or over columns in the accent."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageDraw, ImageOps

from shpalta.newsroom.social.colour import PAPER, Colour, ground_for, mixed, parsed
from shpalta.newsroom.social.icons import badge
from shpalta.newsroom.social.lettering import drawable, fitted, font, one_line
from shpalta.newsroom.social.recipe import Poster

WIDTH, HEIGHT = 1200, 630
_MARGIN = 60
_INNER = WIDTH - 2 * _MARGIN
_BADGE = 64
_TOP = 156
"""Nothing of the headline stands higher: the outlet's name is there."""

_BOTTOM = 524
"""Where the headline ends; the date stands below."""

_LABEL = 30
_SMALL = 28
_SIZES = (88, 80, 72, 66, 60, 54, 48)
_LEADING = 1.14
_LABEL_ROOM = 62
# How dark the picture is made, 0 to 255, from top to bottom: paper stays readable on pure white.
_SHADE = ((0.0, 150), (0.25, 140), (0.55, 175), (1.0, 215))
_QUALITY = {"quality": 84, "progressive": True, "optimize": True, "subsampling": "4:2:0"}


class Unlettered(ValueError):
    """The faces that the package carries cannot draw the headline."""


def draw(poster: Poster, read: Callable[[str], bytes]) -> bytes:
    """The JPEG of ``poster``, 1200 by 630; ``read`` gives stored bytes by digest.

    Raises:
        Unlettered: there is no headline to draw.
        OSError: a stored picture cannot be decoded.
    """
    headline = drawable(poster.headline, "literata")
    if not headline:
        raise Unlettered(poster.headline)
    accent = parsed(poster.looks.accent)
    image = _photo(read(poster.picture), poster.focus) if poster.picture else _columns(accent)
    pen = ImageDraw.Draw(image)
    _sign(image, pen, poster, read)
    _write(pen, headline, drawable(poster.label, "onest"), accent)
    pen.text((_MARGIN, HEIGHT - _MARGIN), poster.date, PAPER, font("onest", _SMALL), anchor="ls")
    out = BytesIO()
    image.save(out, "JPEG", **_QUALITY)
    return out.getvalue()


def _photo(data: bytes, focus: tuple[int, int]) -> Image.Image:
    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
        opened.draft("RGB", (WIDTH, HEIGHT))
        x, y = focus
        centre = (x / 1000, y / 1000)
        image = ImageOps.fit(
            opened.convert("RGB"), (WIDTH, HEIGHT), Image.Resampling.LANCZOS, centering=centre
        )
    image.paste((0, 0, 0), mask=_shade())
    return image


def _shade() -> Image.Image:
    column = Image.new("L", (1, HEIGHT))
    for row in range(HEIGHT):
        column.putpixel((0, row), _darkness(row / (HEIGHT - 1)))
    return column.resize((WIDTH, HEIGHT))


def _darkness(at: float) -> int:
    for (start, first), (end, second) in pairwise(_SHADE):
        if at <= end:
            return round(first + (second - first) * (at - start) / (end - start))
    return _SHADE[-1][1]


def _columns(accent: Colour) -> Image.Image:
    """A page of columns, seen from afar, that fades towards the words."""
    ground = ground_for(PAPER, mixed(accent, (0, 0, 0), 0.25))
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    pen = ImageDraw.Draw(image)
    columns, gap = 6, 28
    wide = (WIDTH - gap * (columns - 1)) // columns
    for column in range(columns):
        left = column * (wide + gap)
        for row in range(HEIGHT // 18 + 1):
            # The last line of a paragraph is shorter; one in seven, and not beside each other.
            short = (row + 3 * column) % 7 == 6
            colour = mixed(ground, PAPER, 0.02 + 0.012 * column)
            top = row * 18
            pen.rectangle((left, top, left + (wide * 3 // 5 if short else wide), top + 6), colour)
    return image


def _sign(
    image: Image.Image, pen: ImageDraw.ImageDraw, poster: Poster, read: Callable[[str], bytes]
) -> None:
    """The outlet's mark and name in the upper corner."""
    looks = poster.looks
    tile = badge(looks, _BADGE, read(looks.logo) if looks.logo else None)
    image.paste(tile, (_MARGIN, _MARGIN), tile)
    left = _MARGIN + tile.width + 20
    name = one_line(drawable(looks.name, "onest"), "onest", 32, WIDTH - _MARGIN - left)
    middle = _MARGIN + _BADGE // 2
    pen.text((left, middle), name, PAPER, font("onest", 32), anchor="lm")


def _write(pen: ImageDraw.ImageDraw, headline: str, label: str, accent: Colour) -> None:
    """The headline, standing on its last line, and the label above it."""
    room = _BOTTOM - _TOP - (_LABEL_ROOM if label else 0)
    block = fitted(headline, "literata", width=_INNER, height=room, sizes=_SIZES, leading=_LEADING)
    step = block.size * _LEADING
    baseline = _BOTTOM - 0.25 * block.size
    top = baseline - step * (len(block.lines) - 1)
    for number, text in enumerate(block.lines):
        place = (_MARGIN, round(top + number * step))
        pen.text(place, text, PAPER, font("literata", block.size), anchor="ls")
    if label:
        line = round(top - block.size * 0.78 - 28)
        pen.rectangle((_MARGIN, line - 22, _MARGIN + 22, line), _lifted(accent))
        words = one_line(label, "onest", _LABEL, _INNER - 36)
        pen.text((_MARGIN + 36, line), words, PAPER, font("onest", _LABEL), anchor="ls")


def _lifted(accent: Colour) -> Colour:
    """The accent, light enough to be seen on what is dark."""
    return mixed(accent, PAPER, 0.45)
