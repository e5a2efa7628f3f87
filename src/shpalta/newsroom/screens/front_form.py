"""What the form of the Front screen says: an arrangement, and one thing to do with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from shpalta.newsroom.arrangement import Arrangement, arranged

# What a button does with the article that it names. Saving and finding change nothing here.
DOES: dict[str, Callable[[Arrangement, str], Arrangement]] = {
    "lead": Arrangement.with_lead,
    "pin": Arrangement.with_pin,
    "up": lambda given, article: given.moved(article, -1),
    "down": lambda given, article: given.moved(article, 1),
    "remove": Arrangement.without,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A posted form: the arrangement with the button's change made, and which button it was."""

    arrangement: Arrangement
    version: int
    verb: str

    @property
    def saves(self) -> bool:
        """Whether the arrangement is to be public."""
        return self.verb == "save"


def asked(data: Any) -> Asked:
    """What a posted form asks; whatever it should not hold is passed over."""
    given = arranged(data.get("lead", ""), data.getlist("pin"))
    verb, _colon, article = data.get("do", "save").partition(":")
    version = data.get("version", "")
    return Asked(
        DOES[verb](given, article) if verb in DOES and article else given,
        int(version) if version.isascii() and version.isdecimal() else 0,
        verb,
    )


def differences(before: Arrangement, after: Arrangement, titles: Mapping[str, str]) -> list[str]:
    """In words, what has to be done with ``before`` so that it becomes ``after``."""
    found = []
    if before.lead != after.lead:
        found.append(
            _("Leads: “%s”") % _title(after.lead, titles)
            if after.lead
            else _("No article leads: the rule chooses one")
        )
    for article in after.pins:
        place = before.place_of(article)
        if not place:
            found.append(_("Pinned: “%s”") % _title(article, titles))
    kept = [article for article in before.pins if article in after.pins]
    if kept != [article for article in after.pins if article in before.pins]:
        found.append(_("The order of what is pinned is another"))
    found += [
        _("Taken off: “%s”") % _title(article, titles)
        for article in before.all
        if article not in after.all
    ]
    return found


def _title(article: str, titles: Mapping[str, str]) -> str:
    return titles.get(article, article)
