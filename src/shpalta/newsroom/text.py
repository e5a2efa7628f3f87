"""What every text field of the newsroom is held to."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shpalta.lib.text import forbidden, one_line


def printable(value: str) -> None:
    """Refuse characters that no page and no feed can carry (null, control, non-characters)."""
    found = forbidden(value)
    if found:
        raise ValidationError(
            _("The character %(character)s cannot be published. Remove it."),
            code="forbidden_character",
            params={"character": found},
        )


def parts_of(text: str) -> tuple[str, ...]:
    """What stands between the commas of ``text``, each once."""
    parts = (one_line(part) for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def strings_in(value: Any) -> Iterator[str]:
    """Every string inside plain data (lists and dictionaries), values and keys alike."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield str(key)
            yield from strings_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings_in(item)
