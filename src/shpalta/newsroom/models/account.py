"""Account: where an outlet or a contributor is found on a social network."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from shpalta.newsroom.text import printable


class NetworkAccount(Orderable):
    """An account on a social network, in the order in which it is shown."""

    network = models.CharField(_("network"), max_length=40, validators=[printable])
    url = models.URLField(_("address"), max_length=500)

    panels = [FieldPanel("network"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.network
