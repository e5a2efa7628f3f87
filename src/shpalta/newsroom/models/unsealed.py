"""Unsealed: pages whose public state changed and that no sealing has looked at yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unsealed(models.Model):
    """Written by a database trigger in the transaction of the change; emptied by sealing."""

    page_id = models.BigIntegerField(primary_key=True)
    error = models.TextField(_("why it could not be sealed"), blank=True, default="")

    class Meta:
        verbose_name = _("unsealed page")
        verbose_name_plural = _("unsealed pages")

    def __str__(self) -> str:
        return str(self.page_id)
