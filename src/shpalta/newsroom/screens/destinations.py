"""The screen of destinations: where else the edition stands, and how each place is doing."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from shpalta.newsroom import destinations
from shpalta.newsroom.actions.front import may_arrange
from shpalta.press.errors import PressError


def destinations_view(request: HttpRequest) -> HttpResponse:
    """For whoever may publish: they must know what readers elsewhere see."""
    if not may_arrange(request.user):
        raise PermissionDenied
    problem, lines = "", []
    try:
        lines = destinations.lines(timezone.now())
    except PressError as error:
        problem = str(error)
    context = {
        "lines": lines,
        "problem": problem,
        "page_title": _("Destinations"),
        "header_icon": "upload",
        "breadcrumbs_items": [{"url": "", "label": _("Destinations")}],
    }
    return TemplateResponse(request, "newsroom/destinations.html", context)
