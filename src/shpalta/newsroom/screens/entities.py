"""The chooser of a link to an entity or a free page: one search over all of them."""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.modal_workflow import render_modal_workflow

from shpalta.newsroom.entity_links import KINDS, MODELS, data_of, find
from shpalta.newsroom.models import Topic
from shpalta.newsroom.naming import named

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
    """The first entities by name that have every word."""
    entities = apps.get_model("newsroom", MODELS[kind]).objects.all()
    return named(entities, words, SHOWN, column="title" if kind == "free_page" else "name")


def find_topics(request: HttpRequest) -> HttpResponse:
    """Topics of a language by words, for the script of the form."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    words, language = request.GET.get("q", "").strip(), request.GET.get("language", "")
    topics = Topic.objects.all()
    if language.isascii() and language.isdecimal():
        topics = topics.filter(locale_id=int(language))
    found = named(topics, words, SHOWN) if words else []
    return JsonResponse({"topics": [{"id": topic.pk, "name": topic.name} for topic in found]})
