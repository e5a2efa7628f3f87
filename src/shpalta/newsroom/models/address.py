"""Address: every path that an article has ever had."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Address(models.Model):
    """A public path and the article it belongs to; ``at`` is when its state last changed."""

    class State(models.TextChoices):
        """What stands at the path."""

        CURRENT = "current", _("the article")
        MOVED = "moved", _("a redirect to the article")
        GONE = "gone", _("a notice that the article was withdrawn")

    path = models.CharField(_("path"), max_length=900, unique=True)
    article = models.ForeignKey(
        "newsroom.Article",
        verbose_name=_("article"),
        on_delete=models.PROTECT,
        related_name="addresses",
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.CURRENT)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")

    def __str__(self) -> str:
        return self.path
