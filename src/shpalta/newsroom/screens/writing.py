"""Where a new article begins: the shelf is chosen here, never by an editor."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale

from shpalta.newsroom.outlets import main_language
from shpalta.newsroom.shelves import shelf_here


def new_article(request: HttpRequest, language: str = "") -> HttpResponse:
    """The form of a new article."""
    locale = get_object_or_404(Locale, language_code=language or main_language())
    shelf = shelf_here(locale)
    if not shelf.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return redirect("wagtailadmin_pages:add", "newsroom", "article", shelf.pk)


def write_buttons(locales: Sequence[Locale]) -> list[HeaderButton]:
    """“New article”, once for each language of the outlet."""
    if len(locales) < 2:
        return [
            HeaderButton(
                _("New article"), url=reverse("newsroom_new_article"), icon_name="plus", priority=10
            )
        ]
    return [
        HeaderButton(
            _("New article (%(language)s)") % {"language": locale.get_display_name()},
            url=reverse("newsroom_new_article_in", args=[locale.language_code]),
            icon_name="plus",
            priority=10 + number,
        )
        for number, locale in enumerate(locales)
    ]
