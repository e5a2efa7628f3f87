"""Moments in the outlet's zone, from the pinned zone data of the package ``tzdata``."""

import re
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")


@cache
def zone(name: str) -> ZoneInfo:
    """The IANA zone ``name``; raises ``ValueError`` when there is none.

    ``ZoneInfo(name)`` would look at the machine's own data first: other rules, other bytes.
    """
    if not _ZONE.fullmatch(name):
        raise ValueError(f"{name!r} is no time zone")
    try:
        with resources.files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as data:
            return ZoneInfo.from_file(data, key=name)
    except OSError:
        raise ValueError(f"{name!r} is no time zone that tzdata knows") from None


def moment(text: str) -> datetime:
    """The moment that a record writes as ``2026-11-23T07:41:05Z``."""
    return datetime.fromisoformat(text)


def rfc822(text: str, place: ZoneInfo) -> str:
    """``Mon, 23 Nov 2026 09:41:05 +0200``: a record's moment as RSS writes it."""
    local = moment(text).astimezone(place)
    offset = local.utcoffset()
    if offset is None or offset.seconds % 60:
        # Local mean time of a century ago has seconds, which RFC 822 cannot write.
        local = local.astimezone(UTC)
    return format_datetime(local)


def day_begins(day: date, place: ZoneInfo) -> str:
    """The first moment of ``day`` in ``place``, as records write moments."""
    return f"{datetime.combine(day, time(), place).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
