"""The states of an article as editors name them."""

from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article

Label = str | Promise

NAMES: dict[str, Label] = {
    "draft": _("draft"),
    "scheduled": _("scheduled"),
    "live": _("live"),
    "changed": _("changes not published"),
    "retracted": _("retracted"),
}
CHOICES = tuple(NAMES.items())


def of(article: "Article") -> list[tuple[str, Label]]:
    """(key, label) of every state that holds; ``live`` alone goes without saying."""
    found = []
    if article.approved_schedule:
        found.append("scheduled")
    if article.live:
        found.append("changed" if article.has_unpublished_changes else "live")
    elif article.retracted_at:
        found.append("retracted")
    elif not found:
        found.append("draft")
    return [(key, NAMES[key]) for key in found]
