"""What a backup says to a person, in the language of their terminal."""

import gettext
from pathlib import Path

_DOMAIN = "shpalta"
_LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"


def _(message: str) -> str:
    """Translate a message; looked up at each call, so that LANGUAGE may change."""
    return gettext.translation(_DOMAIN, localedir=_LOCALE_DIR, fallback=True).gettext(message)
