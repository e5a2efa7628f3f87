"""robots.txt: everything is for everyone; where the sitemaps are."""

from collections.abc import Sequence

from shpalta.feeds import places
from shpalta.feeds.owners import OUTLET, outlet_owner
from shpalta.press.core.family import Claim, Doors, Family, Renderer


def claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One file, as soon as there is an outlet."""
    return (Claim(places.ROBOTS),) if doors.get(*OUTLET) else ()


def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """Allow all; sitemaps by absolute address, as the protocol asks."""
    base = places.base(doors)
    lines = ["User-agent: *", "Allow: /", ""]
    lines += [f"Sitemap: {base}{path}" for path in (places.SITEMAP, places.SITEMAP_NEWS)]
    return "\n".join([*lines, ""]).encode()


FAMILY = Family("robots", outlet_owner, claims, render, wave=2, rank=4)
