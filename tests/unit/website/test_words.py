"""Catalogues, dates, sizes, collation, colours."""

import io

import pytest
from babel.messages.pofile import read_po

from shpalta.website import catalogue
from shpalta.website.collation import collation_key
from shpalta.website.colours import CONTRAST, GROUNDS, contrast, readable, style_of
from shpalta.website.dates import MONTHS, span_in_words, when, zone_of
from shpalta.website.pages.body import size_in_words
from shpalta.website.scope import scope_of
from shpalta.website.words import words_of
from tests.unit.website.house import house


@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_catalogues_are_complete_and_in_step_with_the_sources(language: str) -> None:
    path = catalogue.po_path(language)
    po = path.read_bytes()
    assert po == catalogue.as_po(catalogue.updated(language)), "run shpalta.website.catalogue"
    assert path.with_suffix(".mo").read_bytes() == catalogue.as_mo(po, language)
    for message in read_po(io.BytesIO(po), locale=language):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts), message.id


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, "1 хвилина"), (3, "3 хвилини"), (5, "5 хвилин"), (11, "11 хвилин"), (22, "22 хвилини")],
)
def test_ukrainian_plurals(count: int, expected: str) -> None:
    words = words_of("uk").tn("{count} minute to read", "{count} minutes to read", count)
    assert words == f"{expected} читання"


def test_a_language_without_a_catalogue_reads_english() -> None:
    assert words_of("pl").t("Latest") == "Latest"
    assert words_of("../uk").t("Latest") == "Latest"


def test_moments_in_the_outlets_zone() -> None:
    late = when("2026-12-31T22:30:00Z", "Europe/Kyiv", "uk")
    assert (late.day, late.full) == ("2027-01-01", "1 січня 2027, 00:30")
    assert when("2026-07-01T12:00:00Z", "Europe/Kyiv", "en").full == "1 July 2026, 15:00"
    assert when("2026-07-01T12:00:00Z", "Atlantis/../..", "uk").clock == "12:00"
    assert zone_of("Europe/Kyiv").key == "Europe/Kyiv"
    assert all(len(set(months)) == 12 for months in MONTHS.values())


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-10-03", "2026-10-03", "3 жовтня 2026"),
        ("2026-10-03", "2026-10-15", "3–15 жовтня 2026"),
        ("2026-09-30", "2026-10-15", "30 вересня – 15 жовтня 2026"),
        ("2025-12-31", "2026-01-01", "31 грудня 2025 – 1 січня 2026"),
    ],
)
def test_spans_of_days(first: str, last: str, expected: str) -> None:
    one, other = (when(f"{day}T09:00:00Z", "Europe/Kyiv", "uk") for day in (first, last))
    assert span_in_words(one, other) == expected


def test_ukrainian_order() -> None:
    expected = ["Гора", "Ґанок", "Ера", "Єнот", "Іній", "Їжа", "Йод", "М’ята", "Мята2", "Zebra"]
    words = sorted(expected)
    assert sorted(words, key=collation_key) == expected


@pytest.mark.parametrize(
    ("size", "expected"),
    [(999, "999 Б"), (1_000, "1 кБ"), (1_250, "1,3 кБ"), (15_400, "15 кБ"), (1_240_000, "1,2 МБ")],
)
def test_sizes_in_words(size: int, expected: str) -> None:
    assert size_in_words(scope_of(house().doors, "uk"), size) == expected


COLOURS = ("#0b5a4a", "#ffff00", "#000000", "#ffffff", "#808080", "#ff0000")


@pytest.mark.parametrize("colour", COLOURS)
def test_an_accent_can_be_read_on_both_grounds(colour: str) -> None:
    for ground in GROUNDS:
        assert contrast(readable(colour, ground), ground) >= CONTRAST


def test_a_colour_that_is_none_falls_back() -> None:
    assert style_of("red;}") == style_of("#0b5a4a")
    assert "--section" not in style_of("#0b5a4a", "url(x)")[0]
