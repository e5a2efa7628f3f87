"""A drawn picture as a file. Knows no Django: processes beside the loader import it alone."""

import io
from collections.abc import Mapping

from shpalta.sample.pictures import draw

QUALITY = 90
SIZE = (1600, 1000)


def drawn(
    scene: str, seed: int, texts: Mapping[str, str] | None = None, size: tuple[int, int] = SIZE
) -> bytes:
    """A scene as JPEG."""
    file = io.BytesIO()
    draw(scene, seed, *size, texts).convert("RGB").save(
        file, "JPEG", quality=QUALITY, optimize=True
    )
    return file.getvalue()
