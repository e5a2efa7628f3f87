"""Drawn pictures for the sample newspaper: calm flat scenes of an invented town.

Every picture is made by rule from a scene's name and a seed, so the same call always gives the
same picture, and no photograph of anybody is needed.
"""

from __future__ import annotations

from collections.abc import Mapping

from PIL import Image

from .canvas import Canvas
from .frame import compose
from .scenes import LETTERED, PAINTERS, SHAPED, SIGNS, SNOWY

SCENES: tuple[str, ...] = tuple(PAINTERS)

__all__ = ["SCENES", "draw"]


def draw(
    scene: str,
    seed: int,
    width: int = 1600,
    height: int = 1000,
    texts: Mapping[str, str] | None = None,
) -> Image.Image:
    """Draw a scene; the seed decides the hour, the weather and the composition.

    ``texts`` gives words to the scenes that carry them (``map``, ``chart`` and a wide ``mark``);
    what is not given has a Ukrainian default. Raises ``ValueError`` for a scene that does not
    exist or a size that is not positive.
    """
    if scene not in PAINTERS:
        raise ValueError(f"unknown scene {scene!r}; known scenes: {', '.join(SCENES)}")
    canvas = Canvas(width, height, free=scene in SHAPED)
    frame = compose(scene, SCENES.index(scene), seed, canvas, texts, snowy=scene in SNOWY)
    PAINTERS[scene](frame)
    lettered = scene in LETTERED
    grain = 0.0 if scene in SIGNS else 1.8 if lettered else 3.0
    return canvas.finish(seed, flip=frame.flip and not lettered, grain=grain)
