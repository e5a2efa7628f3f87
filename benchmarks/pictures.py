"""The archive's pictures: drawn small, each with as many files as a real upload has."""

import random
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import msgspec
from PIL import Image

from benchmarks.archive import PICTURES, SEED, Archive, new_id
from shpalta.lib.digests import digest
from shpalta.newsroom.pictures.recipe import WIDEST, Step, steps
from shpalta.records import Picture, Rendition
from shpalta.sample.pictures import SCENES, draw

# What a real upload would measure; the files are drawn small, since no press looks into them.
WIDTH, HEIGHT = WIDEST, 1000
NARROW = 480
_DRAWN = (320, 200)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture's record without its credit, its stored files, and the upload itself."""

    record: Picture
    files: tuple[bytes, ...]
    source: bytes


@cache
def drawn() -> tuple[Drawn, ...]:
    """All pictures of the archive."""
    chance = random.Random(f"{SEED}/pictures")
    scenes = [scene for scene in SCENES if scene not in ("map", "chart")]
    return tuple(_draw(new_id(chance), scenes[n % len(scenes)], n, WIDTH) for n in range(PICTURES))


@cache
def narrow() -> tuple[Drawn, ...]:
    """What articles show that have a picture of their own: each stands for many uploads, since
    files are stored by what is in them.
    """
    chance = random.Random(f"{SEED}/narrow")
    scenes = [scene for scene in SCENES if scene not in ("map", "chart")]
    return tuple(
        _draw(new_id(chance), scenes[-1 - n % len(scenes)], 99 - n, NARROW) for n in range(4)
    )


def own_picture(archive: Archive, number: int) -> Picture:
    """The picture that only the article of this number shows."""
    drawing = narrow()[number % len(narrow())].record
    return msgspec.structs.replace(
        drawing,
        id=archive.own_picture(number),
        title=f"{drawing.title}-{number}",
        credit=archive.credit.id,
        # Numbers of its own, not the shape's defaults: a newsroom writes the middle out.
        focus_x=int("500"),
        focus_y=int("500"),
    )


def _draw(ident: str, scene: str, seed: int, width: int) -> Drawn:
    image = draw(scene, seed, *_DRAWN).convert("RGB")
    height = width * HEIGHT // WIDTH
    listed = sorted(steps(width), key=lambda step: (step.format, step.width))
    files = [_encoded(image, step) for step in listed]
    renditions = tuple(
        Rendition(s.format, s.width, s.width * HEIGHT // WIDTH, digest(data), len(data))
        for s, data in zip(listed, files, strict=True)
    )
    record = Picture(
        ident, width, height, "illustrative", title=f"{scene}-{seed}", renditions=renditions
    )
    return Drawn(record, tuple(files), _encoded(image, Step("jpeg", width)))


def _encoded(image: Image.Image, step: Step) -> bytes:
    """Other bytes for every step: the quality follows from the width."""
    out = BytesIO()
    more = {"speed": 10} if step.format == "avif" else {}
    image.save(out, step.format.upper(), quality=50 + step.width // 100, **more)
    return out.getvalue()
