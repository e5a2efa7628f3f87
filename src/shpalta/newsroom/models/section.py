"""Section (рубрика): where an article belongs; one language each."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from shpalta.newsroom.models.named import NamedEntity
from shpalta.newsroom.text import printable

colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("A colour is written #rrggbb."))


class Section(NamedEntity, TranslatableMixin):
    """A section of one language."""

    record_kind = "section"

    description = models.TextField(
        _("description"), max_length=1000, blank=True, validators=[printable]
    )
    colour = models.CharField(_("colour"), max_length=7, blank=True, validators=[colour])
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("colour"),
        FieldPanel("order"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["locale", "order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="section_slug_per_language")
        ]
