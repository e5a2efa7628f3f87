"""A drawn picture as a file. Knows no Django: processes beside the loader import it alone."""

import io

from shpalta.sample.pictures import draw

QUALITY = 90


def drawn(scene: str, seed: int) -> bytes:
    """A scene as JPEG."""
    file = io.BytesIO()
    draw(scene, seed).convert("RGB").save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()
