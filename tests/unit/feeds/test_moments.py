"""Moments: from the package's zone data, in nobody's language."""

import locale
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.feeds.moments import day_begins, moment, rfc822, zone
from shpalta.press.errors import PressError

KYIV = zone("Europe/Kyiv")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-23T07:41:05Z", "Mon, 23 Nov 2026 09:41:05 +0200"),
        ("2026-07-01T21:00:00Z", "Thu, 02 Jul 2026 00:00:00 +0300"),
        # The hour that the clocks show twice.
        ("2026-10-25T00:30:00Z", "Sun, 25 Oct 2026 03:30:00 +0300"),
        ("2026-10-25T01:30:00Z", "Sun, 25 Oct 2026 03:30:00 +0200"),
        # Local mean time, whose seconds RFC 822 cannot write.
        ("1880-01-01T00:00:00Z", "Thu, 01 Jan 1880 00:00:00 +0000"),
    ],
)
def test_moments_as_rss_writes_them(text: str, written: str):
    assert rfc822(text, KYIV) == written


def test_the_machine_s_zone_data_has_no_say(monkeypatch, tmp_path):
    zone.cache_clear()
    monkeypatch.setenv("PYTHONTZPATH", str(tmp_path))
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert rfc822("2026-11-23T07:41:05Z", zone("Europe/Kyiv")).endswith("+0200")


def test_the_machine_s_language_has_no_say():
    before = locale.setlocale(locale.LC_TIME)
    for name in ("uk_UA.UTF-8", "de_DE.UTF-8", "C.UTF-8"):
        try:
            locale.setlocale(locale.LC_TIME, name)
        except locale.Error:
            continue
        try:
            assert rfc822("2026-11-23T07:41:05Z", KYIV).startswith("Mon, 23 Nov")
        finally:
            locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(
    "name", ["", "/etc/passwd", "../zone.tab", "Europe/", "Europe", "Mars/Base"]
)
def test_what_is_no_zone_is_refused(name: str):
    with pytest.raises((ValueError, PressError)):
        zone(name)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_days_follow_each_other(day: date):
    begin, end = day_begins(day, KYIV), day_begins(day + timedelta(1), KYIV)
    assert begin < end
    local = moment(begin).astimezone(KYIV)
    assert local.date() == day
