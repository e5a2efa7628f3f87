"""The one outlet of this newsroom, and what it says of languages and time."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shpalta.newsroom.models import Outlet

DEFAULT_ZONE = "Europe/Kyiv"


def outlet() -> "Outlet | None":
    """The outlet's settings; None before the newsroom was set up."""
    from shpalta.newsroom.models import Outlet

    return Outlet.objects.first()


def zone() -> str:
    """The IANA zone whose days are those of addresses."""
    found = outlet()
    return found.zone if found else DEFAULT_ZONE


def main_language() -> str:
    """Code of the language whose addresses have no prefix."""
    from wagtail.models import Locale

    from shpalta.newsroom.models import OutletLanguage

    first = OutletLanguage.objects.select_related("locale").order_by("sort_order", "pk").first()
    return first.locale.language_code if first else Locale.get_default().language_code
