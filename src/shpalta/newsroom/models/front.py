"""Front: what an editor has chosen for the front of a language."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Locale, Orderable

from shpalta.newsroom.arrangement import Arrangement
from shpalta.records import Front as FrontRecord


class Front(ClusterableModel):
    """One row a language; sealed on every save, with its pins, in the same transaction.

    Its history is the journal's: ``version`` is the position of the newest sealed copy.
    """

    record_kind = "front"

    locale = models.OneToOneField(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    # A draft that is deleted leaves the front with it; what was ever public is never deleted.
    lead = models.ForeignKey(
        "newsroom.Article",
        verbose_name=_("lead article"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")

    def __str__(self) -> str:
        return self.uid

    @property
    def uid(self) -> str:
        """The id in records: the language's code."""
        return str(self.locale.language_code)

    @property
    def version(self) -> int:
        """The journal position of the newest sealed copy; 0 before the first."""
        from shpalta.newsroom.fronts import version_of

        return version_of(self.uid)

    @property
    def arrangement(self) -> Arrangement:
        """What is chosen, as ids of records."""
        return Arrangement(
            self.lead.slug if self.lead else "",
            tuple(pin.article.slug for pin in self.pins.select_related("article")),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store with the pins and seal, as one."""
        from shpalta.newsroom.journaling import seal_entity

        with transaction.atomic():
            super().save(*args, **kwargs)
            seal_entity(self)

    def sealed_record(self) -> FrontRecord:
        """What readers' pages need."""
        chosen = self.arrangement
        return FrontRecord(language=self.uid, lead=chosen.lead, pins=chosen.pins)


class FrontPin(Orderable):
    """An article that stands on the front at its place."""

    front = ParentalKey(Front, on_delete=models.CASCADE, related_name="pins")
    article = models.ForeignKey(
        "newsroom.Article",
        verbose_name=_("article"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta(Orderable.Meta):
        verbose_name = _("pinned article")
        verbose_name_plural = _("pinned articles")
        constraints = [models.UniqueConstraint(fields=["front", "article"], name="front_pin_once")]

    def __str__(self) -> str:
        return str(self.article)
