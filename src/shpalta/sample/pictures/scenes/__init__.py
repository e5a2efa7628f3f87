"""The scenes by name, in the order they are listed to people."""

from __future__ import annotations

from collections.abc import Callable

from ..frame import Frame
from . import (
    bridge,
    chart,
    city_map,
    council,
    field,
    hospital,
    library,
    market,
    portrait,
    powerlines,
    river,
    school,
    snow,
    square,
    stadium,
    station,
    street,
    theatre,
)

PAINTERS: dict[str, Callable[[Frame], None]] = {
    "bridge": bridge.paint,
    "river": river.paint,
    "street": street.paint,
    "square": square.paint,
    "station": station.paint,
    "stadium": stadium.paint,
    "theatre": theatre.paint,
    "school": school.paint,
    "hospital": hospital.paint,
    "market": market.paint,
    "powerlines": powerlines.paint,
    "field": field.paint,
    "council": council.paint,
    "library": library.paint,
    "portrait": portrait.paint,
    "map": city_map.paint,
    "chart": chart.paint,
    "snow": snow.paint,
}

LETTERED = frozenset({"map", "chart"})
"""Scenes with words in them: never mirrored, with less grain."""

SHAPED = frozenset({"map", "chart", "portrait"})
"""Scenes that lay themselves out for any proportions instead of being cropped."""
