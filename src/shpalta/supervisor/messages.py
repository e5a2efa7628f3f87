"""What the supervisor says to a person, in the language of their terminal."""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "shpalta"
LOCALE_DIR = Path(__file__).resolve().parent.parent / "locale"


def _(message: str) -> str:
    """Translate a message; looked up at each call, so that LANGUAGE may change."""
    return gettext.translation(DOMAIN, localedir=LOCALE_DIR, fallback=True).gettext(message)


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogues where it is only kept; ``_`` translates it when said."""
    return message


def ngettext(one: str, many: str, count: int) -> str:
    """Translate a message that counts something."""
    catalogue = gettext.translation(DOMAIN, localedir=LOCALE_DIR, fallback=True)
    return catalogue.ngettext(one, many, count)
