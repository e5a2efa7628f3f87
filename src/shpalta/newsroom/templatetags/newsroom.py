"""What the newsroom's templates ask for."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def article_crumbs(headline: str) -> list[dict[str, Any]]:
    """From the list of articles to this one: there is no tree in between."""
    return [
        {"url": reverse("newsroom_articles"), "label": _("Articles")},
        {"url": "", "label": headline},
    ]
