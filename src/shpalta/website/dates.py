"""Days and times in words. Zones come from the package ``tzdata``, months from the table here."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

MONTHS = {
    "uk": (
        "січня", "лютого", "березня", "квітня", "травня", "червня",
        "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
# As a heading names them, alone with the year.
MONTH_NAMES = {
    "uk": (
        "Січень", "Лютий", "Березень", "Квітень", "Травень", "Червень",
        "Липень", "Серпень", "Вересень", "Жовтень", "Листопад", "Грудень",
    ),
    "en": MONTHS["en"],
}  # fmt: skip
# From Monday: short for a calendar's column, and whole.
WEEKDAYS = {
    "uk": (
        ("пн", "понеділок"), ("вт", "вівторок"), ("ср", "середа"), ("чт", "четвер"),
        ("пт", "п’ятниця"), ("сб", "субота"), ("нд", "неділя"),
    ),
    "en": (
        ("Mon", "Monday"), ("Tue", "Tuesday"), ("Wed", "Wednesday"), ("Thu", "Thursday"),
        ("Fri", "Friday"), ("Sat", "Saturday"), ("Sun", "Sunday"),
    ),
}  # fmt: skip
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(?:/[A-Za-z0-9_+-]+){0,2}")
UTC = "Etc/UTC"


@dataclass(frozen=True, slots=True)
class When:
    """A moment: ``utc`` for machines, the rest in the outlet's zone and the page's language.

    ``day`` is ``2026-11-23``, ``date`` the same in words, ``clock`` ``09:41``.
    """

    utc: str
    day: str
    date: str
    clock: str

    @property
    def full(self) -> str:
        """Date and time."""
        return f"{self.date}, {self.clock}"


@lru_cache(maxsize=8)
def zone_of(name: str) -> ZoneInfo:
    """The zone ``name`` as the pinned ``tzdata`` knows it; an unknown name gives UTC."""
    for candidate in (name, UTC):
        if _ZONE.fullmatch(candidate):
            path = files("tzdata").joinpath("zoneinfo", *candidate.split("/"))
            if path.is_file():
                with path.open("rb") as file:
                    return ZoneInfo.from_file(file, key=candidate)
    raise LookupError("the package tzdata has no Etc/UTC")


@lru_cache(maxsize=4096)
def when(utc: str, zone: str, language: str) -> When:
    """The moment ``utc`` (``2026-11-23T07:41:05Z``) in ``zone``, in the words of ``language``."""
    local = datetime.fromisoformat(utc).astimezone(zone_of(zone))
    return When(utc, f"{local:%Y-%m-%d}", date_in_words(local, language), f"{local:%H:%M}")


def date_in_words(day: date, language: str) -> str:
    """``23 листопада 2026``."""
    months = MONTHS.get(language, MONTHS["en"])
    return f"{day.day} {months[day.month - 1]} {day.year}"


def month_in_words(month: int, language: str) -> str:
    """``Листопад``: the name of a month (1 to 12) as a heading has it."""
    return MONTH_NAMES.get(language, MONTH_NAMES["en"])[month - 1]


def weekdays(language: str) -> tuple[tuple[str, str], ...]:
    """The days of a week from Monday: short and whole names."""
    return WEEKDAYS.get(language, WEEKDAYS["en"])


def span_in_words(first: When, last: When) -> str:
    """From one day to another: ``3–15 жовтня 2026``, shortened as far as nothing is lost."""
    if first.day == last.day:
        return last.date
    start, end = first.date.split(" "), last.date.split(" ")
    if start[2] != end[2]:
        return f"{first.date} – {last.date}"
    if start[1] != end[1]:
        return f"{start[0]} {start[1]} – {last.date}"
    return f"{start[0]}–{last.date}"
