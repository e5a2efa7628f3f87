"""Outputs for machines: RSS, sitemaps, the news sitemap, robots.txt. Pure: doors in, bytes out.

The composition root registers ``FAMILIES``, and adds ``GRAINS`` and ``WINDOWS`` to the registry's.
"""

from collections.abc import Mapping

from shpalta.feeds import news, robots, rss, sitemaps
from shpalta.press.core.family import Family, Grain

FAMILIES: tuple[Family, ...] = (*rss.FAMILIES, *sitemaps.FAMILIES, news.FAMILY, robots.FAMILY)

# A sitemap holds about 2,000 addresses, never more than 4,000: a million articles make 500 files,
# and a publication writes one of them anew.
GRAINS: Mapping[str, Grain] = {"map": Grain(modulus=2000, cap=4000, windows=False)}

WINDOWS: frozenset[int] = frozenset({rss.ITEMS})

__all__ = ["FAMILIES", "GRAINS", "WINDOWS"]
