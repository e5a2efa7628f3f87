"""Outputs for machines: RSS, Atom, JSON Feed, sitemaps, robots.txt. Pure: doors in, bytes out.

The composition root registers ``FAMILIES``, and adds ``GRAINS`` and ``WINDOWS`` to the registry's.
"""

from collections.abc import Mapping

from shpalta.feeds import forms, news, robots, sitemaps
from shpalta.feeds.channels import ITEMS
from shpalta.press.core.family import Family, Grain

FAMILIES: tuple[Family, ...] = (*forms.FAMILIES, *sitemaps.FAMILIES, news.FAMILY, robots.FAMILY)

# A sitemap holds about 500 addresses, never more than 1,000: each publication reads and renews one
# whole. A million articles make 2,000 of them, and an index may name 50,000. Topics, series,
# contributors and free pages are cut the same.
_COARSE = Grain(modulus=500, cap=1000, windows=False)
GRAINS: Mapping[str, Grain] = {"map": _COARSE, "directory": _COARSE}

WINDOWS: frozenset[int] = frozenset({ITEMS})

__all__ = ["FAMILIES", "GRAINS", "WINDOWS"]
