"""What a picture looks like, in numbers: a perceptual hash, and how legible it is when small."""

import functools
import math
import statistics

from PIL import Image, ImageChops, ImageFilter

SIDE, KEPT = 32, 8


@functools.cache
def _waves():
    """The first rows of the discrete cosine transform (type II) of 32 points."""
    return [
        [math.cos(math.pi * k * (2 * n + 1) / (2 * SIDE)) for n in range(SIDE)] for k in range(KEPT)
    ]


def _dot(line, wave):
    return math.fsum(a * b for a, b in zip(line, wave, strict=True))


def perceptual_hash(image):
    """The usual 64 bits of a pHash: which of the 8 × 8 lowest frequencies exceed their median."""
    small = image.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS).tobytes()
    rows = [small[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    waves = _waves()
    across = [[_dot(row, wave) for wave in waves] for row in rows]
    low = [_dot([line[k] for line in across], wave) for wave in waves for k in range(KEPT)]
    middle = statistics.median(low)
    return sum((value > middle) << place for place, value in enumerate(low))


def apart(a, b):
    """In how many bits of 64 two hashes differ."""
    return (a ^ b).bit_count()


def spread(image):
    """Levels of grey (of 255) between the darkest and the lightest twentieth of a picture."""
    counts = image.convert("L").histogram()
    total, seen, found = sum(counts), 0, []
    for level, count in enumerate(counts):
        while len(found) < 2 and seen + count > total * (0.05, 0.95)[len(found)]:
            found.append(level)
        seen += count
    return found[1] - found[0]


def outlines(image, step=14):
    """The share of pixels that stand out from a neighbour by more than ``step`` levels of grey.

    Specks of paper are filtered out first: what is left are edges of shapes.
    """
    grey = image.convert("L").filter(ImageFilter.MedianFilter(3))
    width, height = grey.size
    whole = grey.crop((0, 0, width - 1, height - 1))
    right = ImageChops.difference(whole, grey.crop((1, 0, width, height - 1)))
    below = ImageChops.difference(whole, grey.crop((0, 1, width - 1, height)))
    counts = ImageChops.lighter(right, below).histogram()
    return sum(counts[step + 1 :]) / (whole.width * whole.height)
