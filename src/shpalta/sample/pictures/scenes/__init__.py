"""The scenes by name, in the order they are listed to people."""

from __future__ import annotations

from collections.abc import Callable

from ..frame import Frame
from . import (
    blackout,
    boats,
    bridge,
    chart,
    city_map,
    classroom,
    council,
    field,
    football,
    hospital,
    kitchen,
    library,
    mark,
    market,
    memorial,
    portrait,
    powerlines,
    railway,
    river,
    school,
    snow,
    square,
    stadium,
    stage,
    station,
    street,
    theatre,
    winter,
    workshop,
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
    "football": football.paint,
    "stage": stage.paint,
    "railway": railway.paint,
    "classroom": classroom.paint,
    "workshop": workshop.paint,
    "boats": boats.paint,
    "blackout": blackout.paint,
    "winter": winter.paint,
    "kitchen": kitchen.paint,
    "memorial": memorial.paint,
    "mark": mark.paint,
}

LETTERED = frozenset({"map", "chart", "mark"})
"""Scenes with words in them: never mirrored, with less grain."""

SIGNS = frozenset({"mark"})
"""Scenes that are signs rather than pictures: the same for every seed, and without grain."""

SNOWY = frozenset({"snow", "winter"})
"""Scenes where snow lies, whatever the season elsewhere."""

SHAPED = frozenset({"map", "chart", "portrait", "mark"})
"""Scenes that lay themselves out for any proportions instead of being cropped."""
