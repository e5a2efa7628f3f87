"""The one outlet of this newsroom, and what it says of languages and time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from shpalta.newsroom.models import Outlet

DEFAULT_ZONE = "Europe/Kyiv"


def outlet() -> "Outlet | None":
    """The outlet's settings; None before the newsroom was set up."""
    from shpalta.newsroom.models import Outlet

    return Outlet.objects.first()


def check_languages(codes: Sequence[str]) -> None:
    """Refuse languages, the main one first, that would change addresses already public.

    The main language has no prefix in addresses; a language with articles cannot be dropped.
    """
    from shpalta.newsroom.models import Article

    public = set(
        Article.objects.filter(day__isnull=False)
        .values_list("locale__language_code", flat=True)
        .distinct()
    )
    if not public:
        return
    if codes and codes[0] != main_language():
        raise ValidationError(
            _("The main language cannot be changed: every address would change with it.")
        )
    dropped = public - set(codes)
    if dropped:
        raise ValidationError(
            _("There are articles in these languages: %(codes)s."),
            params={"codes": ", ".join(sorted(dropped))},
        )


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
