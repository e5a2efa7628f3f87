"""Byline: a contributor on an article, in a role."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Byline(Orderable):
    """Who did what for the article."""

    class Role(models.TextChoices):
        """What a contributor can do on an article."""

        AUTHOR = "author", _("author")
        PHOTOGRAPHER = "photographer", _("photographer")
        EDITOR = "editor", _("editor")
        TRANSLATOR = "translator", _("translator")

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="bylines")
    contributor = models.ForeignKey(
        "newsroom.Contributor",
        verbose_name=_("contributor"),
        on_delete=models.PROTECT,
        related_name="bylines",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.AUTHOR)

    panels = [FieldPanel("contributor"), FieldPanel("role")]

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return f"{self.contributor} ({self.get_role_display()})"
