"""The reader's website: pure functions from records to pages, and the theme that draws them."""

from collections.abc import Mapping

from shpalta.press.core.family import Grain
from shpalta.website.resources import FAMILIES, KINDS

# Readers' listings are cut as the press cuts by default.
GRAINS: Mapping[str, Grain] = {}

__all__ = ["FAMILIES", "GRAINS", "KINDS"]
