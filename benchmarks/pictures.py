"""The archive's pictures: drawn small, each with as many files as a real upload has."""

import random
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image

from benchmarks.archive import PICTURES, SEED, new_id
from shpalta.lib.digests import digest
from shpalta.newsroom.pictures.recipe import WIDEST, Step, steps
from shpalta.records import Picture, Rendition
from shpalta.sample.pictures import SCENES, draw

# What a real upload would measure; the files are drawn small, since no press looks into them.
WIDTH, HEIGHT = WIDEST, 1000
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
    return tuple(_draw(new_id(chance), scenes[n % len(scenes)], n) for n in range(PICTURES))


def _draw(ident: str, scene: str, seed: int) -> Drawn:
    image = draw(scene, seed, *_DRAWN).convert("RGB")
    listed = sorted(steps(WIDTH), key=lambda step: (step.format, step.width))
    files = [_encoded(image, step) for step in listed]
    renditions = tuple(
        Rendition(s.format, s.width, s.width * HEIGHT // WIDTH, digest(data), len(data))
        for s, data in zip(listed, files, strict=True)
    )
    record = Picture(
        ident, WIDTH, HEIGHT, "illustrative", title=f"{scene}-{seed}", renditions=renditions
    )
    return Drawn(record, tuple(files), _encoded(image, Step("jpeg", WIDTH)))


def _encoded(image: Image.Image, step: Step) -> bytes:
    """Other bytes for every step: the quality follows from the width."""
    out = BytesIO()
    more = {"speed": 10} if step.format == "avif" else {}
    image.save(out, step.format.upper(), quality=50 + step.width // 100, **more)
    return out.getvalue()
