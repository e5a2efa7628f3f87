"""The web app manifest of each language: what a phone needs to keep the site beside its apps."""

from typing import Any

import msgspec

from shpalta.lib.text import one_line
from shpalta.press.core.family import Claim, Doors, Renderer
from shpalta.records import Icon, Outlet
from shpalta.website.colours import PAPER, theme_of
from shpalta.website.marks import icon_path
from shpalta.website.pages.frame import RIGHT_TO_LEFT
from shpalta.website.scope import front_path, scope_of

# Under an icon there is room for so many characters.
SHORT = 12
# Phones ask for 192 and 512; what is smaller serves browsers' tabs.
SMALLEST = 144


def render(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    """The manifest as bytes."""
    return msgspec.json.encode(manifest(doors, *claim.args)) + b"\n"


def manifest(doors: Doors, language: str) -> dict[str, Any]:
    """What the manifest of ``language`` says.

    With a bar of its own (``minimal-ui``) a newspaper keeps its way back; links into other
    languages stay inside.
    """
    scope = scope_of(doors, language)
    outlet, front = scope.outlet, front_path(scope.prefix)
    name = one_line(outlet.name)
    made = {
        "id": front,
        "name": name,
        "short_name": name if len(name) <= SHORT else outlet.mark,
        "description": one_line(outlet.tagline),
        "lang": scope.language.code,
        "dir": "rtl" if scope.language.code.split("-")[0] in RIGHT_TO_LEFT else "ltr",
        "start_url": front,
        "scope": "/",
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": theme_of(outlet.accent),
        "categories": ["news"],
        "icons": _icons(doors, outlet),
    }
    return {key: value for key, value in made.items() if value}


def _icons(doors: Doors, outlet: Outlet) -> list[dict[str, str]]:
    large = [one for one in outlet.icons if one.width >= SMALLEST]
    if not large:
        mark = doors.setting("asset:mark.svg")
        return [{"src": mark, "type": "image/svg+xml", "sizes": "any"}]
    found = [_icon(one, "any") for one in large]
    # A single letter in the middle survives whatever shape a phone cuts; a logo may reach further.
    if not outlet.logo and len(outlet.mark) == 1:
        found += [_icon(one, "maskable") for one in large]
    return found


def _icon(one: Icon, purpose: str) -> dict[str, str]:
    sizes = f"{one.width}x{one.width}"
    return {"src": icon_path(one), "type": "image/png", "sizes": sizes, "purpose": purpose}
