"""What a map is printed with: its inks, its words, and the room already taken."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ..canvas import Point
from ..colour import Color
from ..frame import Frame

WORDS = {
    "title": "",
    "river": "річка Тиха",
    "park": "Міський парк",
    "north": "Пн",
    "scale": "500 м",
    "districts": "Вали; Млини; Заріччя; Депо; Сади",
    "markers": "Міська рада; Лікарня; Вокзал; Ринок; Школа № 3",
}


@dataclass(frozen=True)
class Inks:
    """Colours of one print of the map."""

    paper: Color
    street: Color
    river: Color
    park: Color
    rail: Color
    text: Color
    mark: Color
    tints: tuple[Color, ...]


DAY = (
    Inks(
        (238, 234, 222),
        (252, 250, 244),
        (178, 202, 212),
        (196, 210, 180),
        (112, 108, 104),
        (52, 58, 56),
        (150, 62, 44),
        ((226, 214, 190), (214, 220, 206), (230, 218, 208), (218, 214, 200), (222, 224, 212)),
    ),
    Inks(
        (226, 232, 226),
        (248, 250, 246),
        (150, 186, 198),
        (178, 204, 172),
        (96, 108, 108),
        (40, 58, 56),
        (18, 96, 78),
        ((216, 226, 214), (228, 226, 208), (210, 220, 222), (222, 230, 220), (220, 218, 206)),
    ),
    Inks(
        (240, 226, 206),
        (252, 244, 232),
        (176, 190, 192),
        (206, 206, 168),
        (128, 104, 90),
        (70, 54, 48),
        (164, 82, 48),
        ((236, 214, 186), (226, 218, 196), (240, 220, 204), (228, 208, 184), (234, 224, 200)),
    ),
)
NIGHT = Inks(
    (38, 54, 66),
    (66, 84, 96),
    (24, 38, 52),
    (38, 66, 62),
    (140, 146, 146),
    (232, 228, 212),
    (236, 186, 96),
    ((44, 60, 70), (40, 62, 68), (50, 58, 70), (46, 66, 74), (40, 54, 70)),
)


@dataclass
class Sheet:
    """The map being drawn."""

    f: Frame
    inks: Inks
    river: list[Point] = field(default_factory=list)
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)
    angle: float = 0.0
    park: Point | None = None

    def word(self, key: str) -> str:
        """A text by its key, or the default one."""
        return self.f.texts.get(key, WORDS[key]).strip()

    def words(self, key: str) -> list[str]:
        """A list of texts."""
        return [part.strip() for part in self.word(key).split(";") if part.strip()]

    def free(self, box: tuple[float, float, float, float]) -> bool:
        """Whether nothing has been written in the box and it lies inside the sheet."""
        c = self.f.c
        if box[0] < 24 or box[1] < 24 or box[2] > c.w - 24 or box[3] > c.h - 24:
            return False
        return all(
            box[2] < t[0] or box[0] > t[2] or box[3] < t[1] or box[1] > t[3] for t in self.taken
        )

    def aside(self, x: float, y: float) -> float:
        """Distance from the river's middle."""
        return min(math.hypot(px - x, py - y) for px, py in self.river[::3])
