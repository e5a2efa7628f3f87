"""The one outlet of this newsroom, and what it says of languages and time."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shpalta.records import Icon

if TYPE_CHECKING:
    from shpalta.newsroom.models import Outlet

DEFAULT_ZONE = "Europe/Kyiv"


def outlet() -> "Outlet | None":
    """The outlet's settings; None before the newsroom was set up."""
    from shpalta.newsroom.models import Outlet

    return Outlet.objects.first()


def check_languages(codes: Sequence[str]) -> None:
    """Refuse languages, the main one first, that would change addresses already public.

    The main language has no prefix in addresses. A language with articles, sections, topics,
    series or free pages cannot be dropped: their pages link to its front, its feed, its newest
    articles.
    """
    from shpalta.newsroom.models import Article, FreePage, Section, Series, Topic

    articles = Article.objects.filter(day__isnull=False)
    public = _codes_of(articles)
    if public and codes and codes[0] != main_language():
        raise ValidationError(
            _("The main language cannot be changed: every address would change with it.")
        )
    known = {line.locale.language_code for line in _lines()}
    for model in (Section, Topic, Series, FreePage):
        public |= known & _codes_of(model.objects.all())
    dropped = public - set(codes)
    if dropped:
        raise ValidationError(
            _("There are articles, sections, topics or pages in these languages: %(codes)s."),
            params={"codes": ", ".join(sorted(dropped))},
        )


def check_language(code: str) -> None:
    """Refuse what would be public in a language that the outlet does not publish in."""
    known = [line.locale.language_code for line in _lines()]
    if known and code not in known:
        raise ValidationError(
            _("The outlet does not publish in this language (%(code)s): add it in the settings."),
            params={"code": code},
        )


def _codes_of(things: Any) -> set[str]:
    return set(things.values_list("locale__language_code", flat=True).distinct())


def _lines() -> list[Any]:
    """The outlet's languages in their order."""
    from shpalta.newsroom.models import OutletLanguage

    return list(OutletLanguage.objects.select_related("locale").order_by("sort_order", "pk"))


def icons_of(outlet: "Outlet") -> tuple[Icon, ...]:
    """The outlet's mark as stored square pictures, one of each size."""
    from shpalta.newsroom.social import marks

    return marks.icons_of(outlet)


def zone() -> str:
    """The IANA zone whose days are those of addresses."""
    found = outlet()
    return found.zone if found else DEFAULT_ZONE


def main_language() -> str:
    """Code of the language whose addresses have no prefix."""
    from wagtail.models import Locale

    first = next(iter(_lines()), None)
    return first.locale.language_code if first else Locale.get_default().language_code
