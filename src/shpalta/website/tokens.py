"""Whether the colours of a theme can be read: the tokens ``paper``, ``mark``, ``ink``, ``soft``."""

import re

from shpalta.press.errors import ThemeError
from shpalta.website.colours import CONTRAST, GROUNDS, contrast, luminance

TOKENS = "tokens.css"
READABLE = 4.5
_TOKEN = re.compile(r"--(paper|mark|ink|soft)\s*:\s*([^;}]+)")
_PAIR = re.compile(r"light-dark\(\s*(#[0-9a-fA-F]{6})\s*,\s*(#[0-9a-fA-F]{6})\s*\)")


def check_tokens(source: str) -> None:
    """Raise ``ThemeError`` where text could not be read on its ground (WCAG AA), by day or night,
    or where a ground leaves the outlet's accent no shade that can be. The last of each name counts.
    """
    given = {name: _pair(name, value.strip()) for name, value in _TOKEN.findall(source)}
    for number, time in enumerate(("light", "dark")):
        for ground in ("paper", "mark"):
            behind = given[ground][number]
            for name in ("ink", "soft"):
                found = contrast(given[name][number], behind)
                if found < READABLE:
                    raise ThemeError(
                        f"assets/{TOKENS}: --{name} on --{ground}, {time}: contrast {found:.1f},"
                        f" readers need {READABLE}"
                    )
            if not _leaves_room(behind, number):
                word = "lighter" if number == 0 else "darker"
                raise ThemeError(
                    f"assets/{TOKENS}: --{ground}, {time}: {behind} leaves the accent too little"
                    f" contrast; take a {word} one"
                )


def _pair(name: str, value: str) -> tuple[str, str]:
    found = _PAIR.fullmatch(value)
    if found is None:
        raise ThemeError(
            f"assets/{TOKENS}: write --{name} as light-dark(#rrggbb,#rrggbb): its contrast is held"
        )
    return found.group(1), found.group(2)


def _leaves_room(ground: str, number: int) -> bool:
    """Whether a colour fit for the stock ground is still fit here."""
    ours, stock = luminance(ground) + 0.05, luminance(GROUNDS[number]) + 0.05
    slack = CONTRAST / READABLE
    return ours * slack >= stock if number == 0 else ours <= stock * slack
