"""Outputs for machines: RSS, sitemaps, the news sitemap, robots.txt. Pure: doors in, bytes out.

The composition root registers ``FAMILIES``, and adds ``GRAINS`` and ``WINDOWS`` to the registry's.
"""

from collections.abc import Mapping

from shpalta.feeds import news, robots, rss, sitemaps
from shpalta.press.core.family import Family, Grain

FAMILIES: tuple[Family, ...] = (*rss.FAMILIES, *sitemaps.FAMILIES, news.FAMILY, robots.FAMILY)

# A sitemap holds about 500 addresses, never more than 1,000: each publication reads and renews one
# whole. A million articles make 2,000 of them, and an index may name 50,000.
GRAINS: Mapping[str, Grain] = {"map": Grain(modulus=500, cap=1000, windows=False)}

WINDOWS: frozenset[int] = frozenset({rss.ITEMS})

__all__ = ["FAMILIES", "GRAINS", "WINDOWS"]
