"""Series: articles that are parts of one whole; one language each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from shpalta.newsroom.models.named import NamedEntity
from shpalta.newsroom.text import printable


class Series(NamedEntity, TranslatableMixin):
    """A series of one language."""

    record_kind = "series"

    description = models.TextField(
        _("description"), max_length=1000, blank=True, validators=[printable]
    )
    complete = models.BooleanField(
        _("complete"), default=False, help_text=_("No further part is planned.")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("complete"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("many", "series")
        ordering = ["locale", "name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="series_slug_per_language")
        ]
