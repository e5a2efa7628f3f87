"""Whatever the owner chooses, what is written in it can be read."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shpalta.website.colours import GROUNDS, PAPER, contrast, readable, style_of
from tests.unit.website.house import THEME

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
PAIR = re.compile(r"light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)")


def token(name: str) -> tuple[str, str]:
    css = THEME.assets["site.css"].data.decode()
    found = re.search(rf"--{name}:light-dark\((#\w+),(#\w+)\)", css)
    assert found
    return found.group(1), found.group(2)


@given(COLOURS, COLOURS)
@example("#ffff00", "#ffffff")
@example("#000000", "#808080")
@example("#ffffff", "#ffff00")
def test_accent_and_section_are_readable_on_every_ground(accent: str, section: str) -> None:
    rule, _ = style_of(accent, section, (("s1", accent),))
    pairs = PAIR.findall(rule)
    assert len(pairs) == 3
    for pair in pairs:
        for number, shown in enumerate(pair):
            for ground in ("paper", "mark"):
                assert contrast(shown, token(ground)[number]) >= 4.5


@given(COLOURS)
def test_a_colour_that_is_readable_stays_as_it_is(colour: str) -> None:
    for ground in GROUNDS:
        if contrast(colour, ground) >= 4.6:
            assert readable(colour, ground) == colour


@pytest.mark.parametrize("odd", ["", "red", "#fff", "#12345g", "url(x)", "#000000;}"])
def test_what_is_no_colour_never_reaches_a_page(odd: str) -> None:
    rule, _ = style_of(odd, odd, (("s1", odd),))
    assert rule == ":root{--accent:light-dark(#0b5a4a," + rule.split(",")[1]
    assert PAIR.search(rule)


def test_grounds_are_those_of_the_stylesheet() -> None:
    assert token("mark") == GROUNDS
    assert token("paper")[0] == PAPER
