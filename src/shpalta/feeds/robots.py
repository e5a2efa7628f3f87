"""robots.txt: where the sitemaps are; everything is for everyone, but for what the owner says."""

from collections.abc import Sequence

from shpalta.feeds import places
from shpalta.feeds.markup import clean
from shpalta.feeds.owners import OUTLET, outlet_owner
from shpalta.press.core.family import Claim, Doors, Family, Renderer


def claims(owner: str, doors: Doors) -> Sequence[Claim]:
    """One file, as soon as there is an outlet."""
    return (Claim(places.ROBOTS),) if doors.get(*OUTLET) else ()


def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """Sitemaps by absolute address, as the protocol asks; allow all; then the owner's own lines.

    Lines that name no crawler go on with our group, as if the owner had written them into it.
    """
    base = places.base(doors)
    lines = [f"Sitemap: {base}{path}" for path in (places.SITEMAP, places.SITEMAP_NEWS)]
    lines += ["", "User-agent: *", "Allow: /"]
    own = [line.strip() for line in clean(doors.setting("outlet").robots).strip().splitlines()]
    if _names_a_crawler(own):
        lines.append("")
    return "\n".join([*lines, *own, ""]).encode()


def _names_a_crawler(lines: Sequence[str]) -> bool:
    """Whether the first line that says something opens a group of its own."""
    said = (line for line in lines if line and not line.startswith("#"))
    return next(said, "").lower().startswith("user-agent")


FAMILY = Family("robots", outlet_owner, claims, render, wave=2, rank=4)
