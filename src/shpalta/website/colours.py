"""The outlet's accent as the pages use it: moved in lightness until it can be read (WCAG AA)."""

import colorsys
import re
from functools import lru_cache

from shpalta.website.policy import source_of

# The tinted grounds of the stylesheet (--mark), light and dark: what can be read on them can be
# read on the paper too.
GROUNDS = ("#f2edd9", "#2a281f")
# The stylesheet's --paper in light, for what stands around a page: a phone's frame of the site.
PAPER = "#fbfaf6"
FALLBACK = "#0b5a4a"
CONTRAST = 4.6
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def _channels(colour: str) -> tuple[float, float, float]:
    return (
        int(colour[1:3], 16) / 255,
        int(colour[3:5], 16) / 255,
        int(colour[5:7], 16) / 255,
    )


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, ground: str) -> str:
    """``colour``, darker or lighter in hundredths until it can be read on ``ground``."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    step = 0.01 if luminance(ground) < 0.5 else -0.01
    found = colour.lower()
    while contrast(found, ground) < CONTRAST and 0 <= lightness <= 1:
        lightness += step
        rgb = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, lightness)), saturation)
        found = "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)
    return found


@lru_cache(maxsize=256)
def style_of(
    accent: str, section: str = "", parts: tuple[tuple[str, str], ...] = ()
) -> tuple[str, str]:
    """The page's own rules (accent, colour of its section), and their hash for the page's policy.

    ``parts`` are elements by id that belong to a section of their own: id and colour.
    """
    rule = f":root{{--accent:{_pair(accent)}"
    if _HEX.fullmatch(section):
        rule += f";--section:{_pair(section)}"
    rule += "}"
    for element, colour in parts:
        if _HEX.fullmatch(colour):
            rule += f"#{element}{{--section:{_pair(colour)}}}"
    return rule, source_of(rule)


def theme_of(accent: str) -> str:
    """The accent as it stands on light paper, for a phone's frame of the site."""
    return readable(accent if _HEX.fullmatch(accent) else FALLBACK, GROUNDS[0])


def _pair(colour: str) -> str:
    colour = colour if _HEX.fullmatch(colour) else FALLBACK
    light, dark = (readable(colour, ground) for ground in GROUNDS)
    return f"light-dark({light},{dark})"
