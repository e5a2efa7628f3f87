"""Views of the newsroom that Wagtail has none for."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.models import Locale

from shpalta.newsroom.outlets import main_language
from shpalta.newsroom.shelves import shelf_here


def new_article(request: HttpRequest, language: str = "") -> HttpResponse:
    """The form of a new article: the shelf is chosen here, never by an editor."""
    locale = get_object_or_404(Locale, language_code=language or main_language())
    shelf = shelf_here(locale)
    if not shelf.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return redirect("wagtailadmin_pages:add", "newsroom", "article", shelf.pk)
