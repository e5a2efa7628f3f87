"""A supersampled canvas in logical units: every picture is 1000 units high."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from .colour import Color, mix

Point = tuple[float, float]

HEIGHT = 1000.0
USUAL = 2.0
"""Pixels drawn for a unit when a picture is 1000 pixels high, before it is reduced."""


class Canvas:
    """Draws flat shapes; coordinates are logical, pixels are an inner matter.

    The picture is drawn at least twice as large as asked for and reduced at the end, so that
    edges are smooth. Shapes of extreme proportions are drawn in a usual frame and cropped.
    """

    def __init__(self, width: int, height: int, *, free: bool = False) -> None:
        if width < 1 or height < 1:
            raise ValueError(f"picture size must be positive, not {width}x{height}")
        self.size = (width, height)
        aspect = width / height
        self.aspect = aspect if free else min(2.2, max(1.3, aspect))
        cover = max(width / self.aspect, float(height))
        factor = max(2.0, 1200 / (cover * self.aspect))
        self.k = cover * factor / HEIGHT
        self.w = HEIGHT * self.aspect
        self.h = HEIGHT
        self.image = Image.new("RGB", (math.ceil(self.w * self.k), math.ceil(self.h * self.k)))
        self._pen = ImageDraw.Draw(self.image, "RGBA")

    # -- shapes ---------------------------------------------------------------------------

    def _ink(self, color: Color, alpha: float) -> tuple[int, ...]:
        return (*color, round(255 * min(1.0, max(0.0, alpha)))) if alpha < 1 else color

    def fill(self, color: Color) -> None:
        """Cover everything."""
        self.rect(0, 0, self.w + 2, self.h + 2, color)

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, color: Color, alpha: float = 1
    ) -> None:
        """A rectangle between two corners given in any order."""
        k = self.k
        box = (min(x0, x1) * k, min(y0, y1) * k, max(x0, x1) * k - 1, max(y0, y1) * k - 1)
        if box[2] < box[0] or box[3] < box[1]:
            box = (box[0], box[1], max(box[0], box[2]), max(box[1], box[3]))
        self._pen.rectangle(box, fill=self._ink(color, alpha))

    def round_rect(
        self, x0: float, y0: float, x1: float, y1: float, r: float, color: Color, alpha: float = 1
    ) -> None:
        """A rectangle with rounded corners."""
        k = self.k
        box = (x0 * k, y0 * k, max(x1 * k - 1, x0 * k), max(y1 * k - 1, y0 * k))
        self._pen.rounded_rectangle(box, r * k, fill=self._ink(color, alpha))

    def poly(self, points: Sequence[Point], color: Color, alpha: float = 1) -> None:
        """A filled polygon."""
        k = self.k
        self._pen.polygon([(x * k, y * k) for x, y in points], fill=self._ink(color, alpha))

    def oval(
        self, cx: float, cy: float, rx: float, ry: float, color: Color, alpha: float = 1
    ) -> None:
        """An ellipse by centre and radii."""
        k = self.k
        box = ((cx - rx) * k, (cy - ry) * k, (cx + rx) * k, (cy + ry) * k)
        self._pen.ellipse(box, fill=self._ink(color, alpha))

    def ring(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        color: Color,
        width: float,
        start: float = 0,
        end: float = 360,
    ) -> None:
        """An elliptic arc stroked inwards; degrees run clockwise from three o'clock."""
        k = self.k
        box = ((cx - rx) * k, (cy - ry) * k, (cx + rx) * k, (cy + ry) * k)
        self._pen.arc(box, start, end, fill=color, width=max(1, round(width * k)))

    def chord(
        self,
        cx: float,
        cy: float,
        rx: float,
        ry: float,
        start: float,
        end: float,
        color: Color,
        alpha: float = 1,
    ) -> None:
        """A filled segment of an ellipse."""
        k = self.k
        box = ((cx - rx) * k, (cy - ry) * k, (cx + rx) * k, (cy + ry) * k)
        self._pen.chord(box, start, end, fill=self._ink(color, alpha))

    def line(
        self,
        points: Sequence[Point],
        color: Color,
        width: float,
        *,
        alpha: float = 1,
        caps: bool = False,
    ) -> None:
        """A stroke through the points, with round joints and, if asked, round ends."""
        k = self.k
        px = max(1, round(width * k))
        ink = self._ink(color, alpha)
        self._pen.line([(x * k, y * k) for x, y in points], fill=ink, width=px, joint="curve")
        if caps:
            for x, y in (points[0], points[-1]):
                self.oval(x, y, width / 2, width / 2, color, alpha)

    def curve(self, points: Sequence[Point], steps: int = 12) -> list[Point]:
        """Smooth a few points into many (Catmull-Rom); does not draw."""
        pts = [points[0], *points, points[-1]]
        out: list[Point] = []
        for i in range(1, len(pts) - 2):
            p0, p1, p2, p3 = pts[i - 1], pts[i], pts[i + 1], pts[i + 2]
            for s in range(steps):
                t = s / steps
                out.append(
                    (_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t))
                )
        out.append(points[-1])
        return out

    # -- whole-picture operations -----------------------------------------------------------

    def reflect(
        self, y: float, depth: float, tint: Color, strength: float, rng: random.Random
    ) -> None:
        """Mirror what stands above ``y`` into water below it, broken by small waves."""
        width, height = self.image.size
        top = round(y * self.k)
        deep = min(round(depth * self.k), height - top, top)
        if deep < 2:
            return
        strip = self.image.crop((0, top - deep, width, top))
        strip = strip.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        strip = Image.blend(strip, Image.new("RGB", strip.size, tint), strength)
        self.image.paste(strip, (0, top))
        # Bands are chosen in pixels of the usual size, whatever the size: chance goes the same way.
        scale = self.k / USUAL
        level = round(y * USUAL)
        whole = min(round(depth * USUAL), math.ceil(self.h * USUAL) - level, level)
        row = 0
        while row < whole:
            part = row / whole
            thick = max(1, round((2 + 7 * part) * USUAL * rng.uniform(0.6, 1.4)))
            shift = round(rng.uniform(-1, 1) * (1.5 + 12 * part) * USUAL) * scale
            start, end = round(row * scale), min(deep, round((row + thick) * scale))
            if start < end:
                self.image.paste(strip.crop((0, start, width, end)), (round(shift), top + start))
            row += thick

    def finish(self, seed: int, *, flip: bool = False, grain: float = 3.0) -> Image.Image:
        """Reduce to the size asked for, crop, mirror if wanted, and lay paper grain over it."""
        width, height = self.size
        scale = max(width / self.image.width, height / self.image.height)
        full = (
            max(width, round(self.image.width * scale)),
            max(height, round(self.image.height * scale)),
        )
        image = self.image.resize(full, Image.Resampling.LANCZOS, reducing_gap=3.0)
        left, top = (full[0] - width) // 2, (full[1] - height) // 2
        image = image.crop((left, top, left + width, top + height))
        if flip:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return image if not grain else _grain(image, random.Random(f"grain:{seed}"), grain)


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    """One coordinate of a Catmull-Rom segment between ``b`` and ``c``."""
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t * t
        + (3 * b - a - 3 * c + d) * t * t * t
    )


def _grain(image: Image.Image, rng: random.Random, amount: float) -> Image.Image:
    """Add the unevenness of paper: fine specks and a few softer fibres."""
    width, height = image.size
    fine = Image.frombytes("L", (width, height), rng.randbytes(width * height))
    small = (max(2, width // 9), max(2, height // 3))
    soft = Image.frombytes("L", small, rng.randbytes(small[0] * small[1]))
    soft = soft.resize((width, height), Image.Resampling.BICUBIC)
    noise = Image.blend(fine, soft, 0.45)
    noise = noise.point([round(128 + (v - 128) * amount / 64) for v in range(256)])
    return ImageChops.add(image, Image.merge("RGB", (noise,) * 3), scale=1, offset=-128)


def between(a: Color, b: Color, steps: int) -> list[Color]:
    """Colours in equal steps from one to another, both included."""
    return [mix(a, b, i / max(1, steps - 1)) for i in range(steps)]
