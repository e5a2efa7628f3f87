"""Topic: what articles are about, across sections; one language each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin

from shpalta.newsroom.models.named import NamedEntity
from shpalta.newsroom.text import printable


class Topic(NamedEntity, TranslatableMixin):
    """A topic of one language."""

    record_kind = "topic"

    description = models.TextField(
        _("description"), max_length=1000, blank=True, validators=[printable]
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["locale", "name"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="topic_slug_per_language")
        ]
