"""Moods: an hour with its sky, and the palette a scene asks for its colours."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from functools import cached_property

from .colour import COATS, INK, LEAVES, ROOFS, SKINS, WALLS, Color, mix

TIMES = ("morning", "noon", "dusk", "night")


@dataclass(frozen=True)
class Mood:
    """An hour of the day with its sky, hills and water, and how it stains everything else."""

    time: str
    sky: Color
    band: Color
    sun: Color
    hills: tuple[Color, Color, Color]
    water: Color
    ambient: tuple[float, float, float]
    lit: float


MOODS: dict[str, tuple[Mood, ...]] = {
    "morning": (
        Mood(
            "morning",
            (222, 231, 228),
            (232, 235, 226),
            (245, 216, 160),
            ((190, 205, 192), (160, 182, 167), (128, 153, 137)),
            (184, 202, 209),
            (0.98, 0.98, 0.96),
            0.12,
        ),
        Mood(
            "morning",
            (241, 229, 211),
            (246, 236, 219),
            (240, 190, 138),
            ((214, 201, 184), (184, 180, 158), (146, 152, 126)),
            (206, 205, 196),
            (1.0, 0.96, 0.90),
            0.15,
        ),
        Mood(
            "morning",
            (214, 218, 214),
            (224, 225, 217),
            (238, 228, 204),
            ((188, 195, 192), (160, 170, 166), (124, 137, 131)),
            (186, 194, 195),
            (0.92, 0.94, 0.94),
            0.2,
        ),
    ),
    "noon": (
        Mood(
            "noon",
            (190, 214, 222),
            (208, 224, 225),
            (250, 238, 200),
            ((168, 193, 187), (138, 170, 148), (108, 142, 112)),
            (140, 176, 190),
            (1.02, 1.02, 0.98),
            0.0,
        ),
        Mood(
            "noon",
            (234, 230, 212),
            (238, 235, 220),
            (244, 208, 128),
            ((198, 205, 174), (165, 182, 138), (128, 150, 104)),
            (162, 189, 188),
            (1.03, 1.0, 0.93),
            0.0,
        ),
        Mood(
            "noon",
            (170, 203, 204),
            (192, 215, 210),
            (248, 236, 206),
            ((150, 184, 172), (118, 158, 138), (92, 132, 106)),
            (112, 158, 164),
            (0.98, 1.02, 0.98),
            0.0,
        ),
    ),
    "dusk": (
        Mood(
            "dusk",
            (234, 193, 152),
            (242, 210, 168),
            (248, 224, 172),
            ((196, 150, 132), (158, 120, 114), (116, 92, 96)),
            (196, 158, 138),
            (0.84, 0.69, 0.64),
            0.45,
        ),
        Mood(
            "dusk",
            (204, 166, 166),
            (224, 186, 170),
            (246, 214, 178),
            ((166, 136, 148), (130, 108, 126), (94, 82, 102)),
            (158, 136, 148),
            (0.76, 0.65, 0.70),
            0.55,
        ),
        Mood(
            "dusk",
            (120, 141, 152),
            (212, 172, 140),
            (244, 206, 150),
            ((112, 124, 132), (88, 102, 110), (66, 80, 86)),
            (114, 130, 138),
            (0.64, 0.66, 0.68),
            0.6,
        ),
    ),
    "night": (
        Mood(
            "night",
            (32, 47, 61),
            (40, 57, 71),
            (240, 231, 208),
            ((37, 62, 68), (30, 53, 58), (23, 42, 47)),
            (42, 68, 83),
            (0.49, 0.56, 0.61),
            0.55,
        ),
        Mood(
            "night",
            (42, 42, 66),
            (54, 52, 76),
            (242, 226, 196),
            ((50, 54, 80), (40, 44, 68), (30, 34, 54)),
            (52, 58, 86),
            (0.53, 0.53, 0.66),
            0.6,
        ),
        Mood(
            "night",
            (26, 46, 50),
            (36, 58, 60),
            (236, 236, 206),
            ((34, 64, 62), (26, 52, 50), (18, 40, 40)),
            (34, 70, 74),
            (0.47, 0.58, 0.57),
            0.5,
        ),
    ),
}


@dataclass(frozen=True)
class Palette:
    """A mood together with the season: everything a scene asks for a colour."""

    mood: Mood
    season: str = "summer"
    snowy: bool = False

    @property
    def time(self) -> str:
        """The hour's name."""
        return self.mood.time

    @property
    def night(self) -> bool:
        """Whether it is dark enough for lamps and stars."""
        return self.mood.time == "night"

    @property
    def sky(self) -> Color:
        """The upper sky."""
        return self.mood.sky

    @property
    def water(self) -> Color:
        """Open water."""
        return self.mood.water

    def tone(self, color: Color, depth: float = 0.0) -> Color:
        """A material's own colour as this hour shows it, ``depth`` of the way into the haze."""
        toned = tuple(min(255, round(v * a)) for v, a in zip(color, self.mood.ambient, strict=True))
        return mix((toned[0], toned[1], toned[2]), self.mood.hills[0], depth)

    def hill(self, depth: float) -> Color:
        """Colour of land at a depth: 0 is the nearest hill, 1 the farthest."""
        far, mid, near = self.mood.hills
        return mix(mid, far, depth * 2 - 1) if depth > 0.5 else mix(near, mid, depth * 2)

    def inside(self) -> Palette:
        """The same hour in a room where the lamps are lit: outside it may be as dark as it is."""
        if self.time not in ("dusk", "night"):
            return self
        warm = (0.94, 0.87, 0.77) if self.time == "dusk" else (0.85, 0.79, 0.70)
        haze = mix(self.mood.hills[0], (150, 132, 112), 0.6)
        hills = (haze, self.mood.hills[1], self.mood.hills[2])
        return replace(self, mood=replace(self.mood, ambient=warm, hills=hills))

    @cached_property
    def ink(self) -> Color:
        """The darkest line: near silhouettes, wires."""
        return self.tone(INK) if not self.night else (13, 21, 27)

    @cached_property
    def light(self) -> Color:
        """A lamp or a lit window."""
        return (247, 211, 134) if self.time in ("dusk", "night") else (240, 226, 190)

    @cached_property
    def pane(self) -> Color:
        """An unlit window."""
        return mix(self.tone((74, 90, 98)), self.sky, 0.12)

    @cached_property
    def ground(self) -> Color:
        """Grass or snow underfoot."""
        if self.snowy:
            return mix(self.tone((236, 240, 240)), self.sky, 0.18)
        local = {"spring": (150, 166, 116), "summer": (132, 150, 106), "autumn": (166, 150, 104)}
        return self.tone(local[self.season])

    @cached_property
    def paving(self) -> Color:
        """Stone or asphalt underfoot."""
        return self.tone((224, 224, 222) if self.snowy else (190, 184, 170))

    @cached_property
    def snow(self) -> Color:
        """Snow lying on things."""
        return mix(self.tone((246, 248, 247)), self.sky, 0.08)

    def walls(self, rng: random.Random) -> Color:
        """A wall's colour."""
        return self.tone(rng.choice(WALLS))

    def roof(self, rng: random.Random) -> Color:
        """A roof's colour."""
        return self.tone(rng.choice(ROOFS))

    def leaf(self, rng: random.Random) -> Color:
        """A tree crown's colour."""
        return self.tone(rng.choice(LEAVES[self.season]))

    def coat(self, rng: random.Random) -> Color:
        """A coat's colour."""
        return self.tone(rng.choice(COATS))

    def skin(self, rng: random.Random) -> Color:
        """A face's colour."""
        return self.tone(rng.choice(SKINS))
