"""The words of the interface, from catalogues in the package: no machine locale has a say.

Messages are English in the source; ``locale/<language>/LC_MESSAGES/website.po`` holds each
language's own. A language without a catalogue reads English.
"""

import gettext
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

DOMAIN = "website"
FALLBACK = "en"


def message(text: str) -> str:
    """``text`` itself: marks a message that is translated where it is used."""
    return text


@dataclass(frozen=True, slots=True)
class Words:
    """Translations into one language. The methods are what templates call ``t`` and ``tn``."""

    language: str
    catalogue: gettext.NullTranslations

    def t(self, text: str, **values: Any) -> str:
        """``text`` in this language, its ``{names}`` filled with ``values``."""
        found = self.catalogue.gettext(text)
        return found.format_map(values) if values else found

    def tn(self, one: str, many: str, count: int) -> str:
        """The form that goes with ``count``, its ``{count}`` filled."""
        return self.catalogue.ngettext(one, many, count).format(count=count)


@lru_cache(maxsize=32)
def words_of(language: str) -> Words:
    """The words of ``language``, or the English ones."""
    for code in (language, FALLBACK):
        if code.isalnum():
            path = files(__package__) / "locale" / code / "LC_MESSAGES" / f"{DOMAIN}.mo"
            if path.is_file():
                with path.open("rb") as file:
                    return Words(language, gettext.GNUTranslations(file))
    return Words(language, gettext.NullTranslations())
