"""Outside calls: which systems were told of which acts, what is in doubt, and its end."""

import json
from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView

from shpalta.newsroom.actions.front import may_arrange
from shpalta.newsroom.models import Article, OutboxRow, Webhook
from shpalta.newsroom.outbox.payload import body_of, headline, newest
from shpalta.newsroom.outbox.settling import POSSIBLE, Decision, settle
from shpalta.newsroom.screens.listing import PER_PAGE, MomentColumn
from shpalta.newsroom.screens.paginating import BoundedPaginator

_ACTS = {
    "publish": gettext_lazy("Published"),
    "change": gettext_lazy("Changed"),
    "change_slug": gettext_lazy("Address changed"),
    "backdate": gettext_lazy("Backdated"),
    "translation": gettext_lazy("Translations linked"),
    "retract": gettext_lazy("Retracted"),
    "expire": gettext_lazy("Expired"),
    "restore": gettext_lazy("Restored"),
    "entity": gettext_lazy("Changed"),
}
_KINDS = {
    "article": gettext_lazy("article"),
    "section": gettext_lazy("section"),
    "topic": gettext_lazy("topic"),
    "series": gettext_lazy("series"),
    "contributor": gettext_lazy("contributor"),
    "page": gettext_lazy("page"),
}
_BUTTONS = {
    Decision.ARRIVED: (
        gettext_lazy("It arrived"),
        gettext_lazy("You have seen on the other side that it is there."),
    ),
    Decision.AGAIN: (
        gettext_lazy("Send again"),
        gettext_lazy("If it did arrive the first time, it arrives twice, under the same id."),
    ),
    Decision.GIVE_UP: (
        gettext_lazy("Give up"),
        gettext_lazy("It is not sent, and stands here as given up."),
    ),
}


class CallsPaginator(BoundedPaginator):
    """Counts as far as anybody would page."""

    @cached_property
    def items_count_label(self) -> str:
        """In words."""
        text = ngettext("%(number)d call", "%(number)d calls", self.count)
        return text % {"number": self.count}


class CallFilters(WagtailFilterSet):
    """By state and webhook."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=OutboxRow.State.choices
    )
    webhook = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Webhook"), queryset=Webhook.objects.all()
    )

    class Meta:
        model = OutboxRow
        fields: list[str] = []


class StateColumn(BaseColumn):
    """The state, and why."""

    cell_template_name = "newsroom/outside_cell.html"


class CallsView(BaseListingView):
    """Every call, the newest act first."""

    model = OutboxRow
    page_title = gettext_lazy("Outside calls")
    header_icon = "link-external"
    index_url_name = "newsroom_outside"
    index_results_url_name = "newsroom_outside_results"
    results_template_name = "newsroom/outside_results.html"
    table_classname = "listing newsroom-articles"
    is_searchable = False
    filterset_class = CallFilters
    paginate_by = PER_PAGE
    paginator_class = CallsPaginator
    verbose_name_plural = gettext_lazy("outside calls")
    default_ordering = "-position"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who may publish."""
        if not may_arrange(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """What was said, to whom, and what became of it."""
        return [
            TitleColumn(
                "words",
                label=gettext_lazy("Act"),
                url_name="newsroom_outside_call",
                width="38%",
            ),
            Column("webhook", label=gettext_lazy("Webhook"), width="18%"),
            StateColumn("state", label=gettext_lazy("State"), width="24%"),
            Column("tries", label=gettext_lazy("Tries"), width="6%"),
            MomentColumn("made_at", label=gettext_lazy("Act taken"), width="14%"),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """With what the columns show."""
        return OutboxRow.objects.select_related("webhook", "act")

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The newest act first, always."""
        return queryset.order_by("-position", "-pk")

    def paginate_queryset(self, queryset: Any, page_size: Any) -> Any:
        """One page, with the headlines of its articles."""
        paginator, page, rows, several = super().paginate_queryset(queryset, page_size)
        calls = list(rows)
        name(calls)
        page.object_list = calls
        return paginator, page, calls, several


def name(calls: Iterable[OutboxRow]) -> None:
    """Give each call ``words``: the act, and what it was taken on."""
    calls = list(calls)
    wanted = {call.subject for call in calls if call.kind == "article"}
    titles = dict(Article.objects.filter(slug__in=wanted).values_list("slug", "title"))
    for call in calls:
        title = titles.get(call.subject) or _entity(call)
        call.words = f"{_ACTS.get(call.act.kind, call.act.kind)}: {title}"  # type: ignore[attr-defined]


def _entity(call: OutboxRow) -> str:
    """What an entity is, and what it was called last."""
    last = newest(call.kind, call.subject).last
    name = headline(last) if last is not None else call.subject
    return f"{_KINDS.get(call.kind, call.kind)} “{name}”"


def call_view(request: HttpRequest, pk: int) -> HttpResponse:
    """One call, and what can be decided of it."""
    if not may_arrange(request.user):
        raise PermissionDenied
    row = get_object_or_404(OutboxRow.objects.select_related("webhook", "act"), pk=pk)
    if request.method == "POST":
        _decide(request, row)
        return redirect("newsroom_outside_call", pk)
    name([row])
    article = Article.objects.filter(slug=row.subject).first() if row.kind == "article" else None
    context = {
        "row": row,
        "article": article,
        "said": _said(row),
        "token": row.token,
        "decisions": [
            (str(decision), *_BUTTONS[decision]) for decision in POSSIBLE.get(row.state, ())
        ],
        "header_icon": "link-external",
        "breadcrumbs_items": [
            {"url": reverse("newsroom_outside"), "label": _("Outside calls")},
            {"url": "", "label": row.uid},
        ],
    }
    return TemplateResponse(request, "newsroom/outside_call.html", context)


def _decide(request: HttpRequest, row: OutboxRow) -> None:
    """Carry out what the form says of the call as the person saw it."""
    row.state, row.token = request.POST.get("state", ""), request.POST.get("token", "")
    try:
        settle(row, Decision(request.POST.get("decision", "")), request.user, timezone.now())
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    except ValueError:
        messages.error(request, _("This cannot be decided of the call as it stands."))
    else:
        messages.success(request, _("Noted."))


def _said(row: OutboxRow) -> str:
    """What a call would say now; empty when it would not be made."""
    now = newest(row.kind, row.subject)
    if now.withdrawn != row.withdrawn or row.state not in POSSIBLE:
        return ""
    said = json.loads(body_of(row, now, pressed=True))
    return json.dumps(said, ensure_ascii=False, indent=2)
