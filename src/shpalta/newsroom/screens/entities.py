"""The chooser of a link to an entity or a free page: one search over all of them."""

from itertools import islice
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.modal_workflow import render_modal_workflow

from shpalta.newsroom.entity_links import KINDS, MODELS, data_of, find

SHOWN = 30
HEADINGS = {
    "section": _("Sections"),
    "topic": _("Topics"),
    "series": _("Series"),
    "contributor": _("Contributors"),
    "free_page": _("Pages"),
}


def choose_entity(request: HttpRequest) -> HttpResponse:
    """The list, by words; or, with a kind and an id, the chosen one."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    kind, number = request.GET.get("kind", ""), request.GET.get("id", "")
    if kind:
        entity = find(kind, number)
        if entity is not None:
            chosen = {"step": "chosen", "result": data_of(kind, entity)}
            return render_modal_workflow(request, None, None, None, json_data=chosen)
    words = request.GET.get("q", "").strip()
    found = [(kind, HEADINGS[kind], _matching(kind, words)) for kind in KINDS]
    return render_modal_workflow(
        request,
        "newsroom/choose_entity.html",
        None,
        {"words": words, "groups": [group for group in found if group[2]]},
        json_data={"step": "choose"},
    )


def _matching(kind: str, words: str) -> list[Any]:
    """The first entities by name that have every word. Compared here: SQLite knows capital and
    small letters of ASCII alone, and there are hundreds of entities, not more.
    """
    wanted = words.casefold().split()
    entities = apps.get_model("newsroom", MODELS[kind]).objects.all()
    found = (e for e in entities.iterator() if all(w in str(e).casefold() for w in wanted))
    return sorted(islice(found, SHOWN), key=str)
