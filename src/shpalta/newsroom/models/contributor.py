"""Contributor: a person who writes, photographs or translates; needs no account."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from shpalta.newsroom.models.named import NamedEntity
from shpalta.newsroom.text import printable


class Contributor(NamedEntity):
    """Whose name stands under articles."""

    record_kind = "contributor"

    role = models.CharField(_("role"), max_length=200, blank=True, validators=[printable])
    bio = models.TextField(_("about"), max_length=3000, blank=True, validators=[printable])
    picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributor",
        help_text=_("Only if this person works in the newsroom."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("picture"),
        FieldPanel("user"),
    ]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["slug"], name="contributor_slug")]
