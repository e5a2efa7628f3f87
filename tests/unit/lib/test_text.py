"""What text may hold, and small operations on it."""

from __future__ import annotations

import unicodedata
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.lib.text import bidi_balance, cut_at_word, forbidden, nfc, one_line, reading_minutes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Їжак\tі\nґедзь\r\n", None),
        ("\u200d\u200c\u202e\u2066\u00ad\u2028", None),
        ("😀", None),
        ("a\x00", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1f", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x85", None),
        ("\x9f", "U+009F"),
        ("\ud800", "U+D800"),
        ("\ufdd0", "U+FDD0"),
        ("\uffff", "U+FFFF"),
        ("\U0001ffff\x00", "U+1FFFF"),
        ("\U0010fffe", "U+10FFFE"),
        ("добре\x00\ufffe", "U+0000"),
    ],
)
def test_forbidden_characters(text, found):
    assert forbidden(text) == found


@given(st.text(st.characters(exclude_categories=[])))
def test_what_is_not_forbidden_passes_through_xml(text):
    if forbidden(text):
        return
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    heard: list[str] = []
    parser = expat.ParserCreate("utf-8")
    parser.CharacterDataHandler = heard.append
    parser.Parse(f"<a>{escaped}</a>".encode(), True)
    assert "".join(heard) == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text(alphabet="a\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
def test_balanced_text_lacks_nothing(text):
    assert bidi_balance(text + bidi_balance(text)) == ""


def test_bidi_controls_are_closed_in_reverse():
    assert bidi_balance("\u202e\u2066") == "\u2069\u202c"
    assert bidi_balance("рівно") == ""
    assert bidi_balance("\u202c\u2069") == ""


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("коротке", 10, "коротке"),
        ("рівно десять", 12, "рівно десять"),
        ("перше друге третє", 12, "перше друге…"),
        ("перше друге третє", 11, "перше…"),
        ("перше, друге", 7, "перше…"),
        ("перше — друге", 9, "перше…"),
        ("довжелезнеслово", 6, "довже…"),
        ("  багато   пропусків \n тут ", 40, "багато пропусків тут"),
        ("", 5, ""),
        ("аб", 1, "…"),
    ],
)
def test_cuts(text, limit, cut):
    assert cut_at_word(text, limit) == cut


@given(st.text(), st.integers(1, 50))
def test_a_cut_is_a_beginning_and_not_too_long(text, limit):
    line, cut = one_line(text), cut_at_word(text, limit)
    assert len(cut) <= limit
    assert cut == line or (cut.endswith("…") and line.startswith(cut[:-1]))
    assert (cut == line) == (len(line) <= limit) or line.endswith("…")


@given(st.text())
def test_one_line_is_one_line(text):
    line = one_line(text)
    assert line.split() == text.split()
    assert line == line.strip()
    assert "\n" not in line
    assert "  " not in line


@given(st.text())
def test_one_spelling(text):
    assert nfc(text) == nfc(unicodedata.normalize("NFD", text))


def test_minutes():
    assert [reading_minutes(n) for n in (0, 1, 1100, 5000)] == [1, 1, 1, 5]
