"""Act: one editorial decision, with who and when and why."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shpalta.newsroom.ids import new_id


class Act(models.Model):
    """What a journal row's ``act_id`` names. The private reason never leaves this table."""

    uid = models.CharField(max_length=26, unique=True, default=new_id, editable=False)
    kind = models.CharField(_("act"), max_length=40)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("when"))
    subject_kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=900)
    public_reason = models.TextField(_("public reason"), blank=True)
    private_reason = models.TextField(_("private reason"), blank=True)
    first_position = models.BigIntegerField()
    last_position = models.BigIntegerField()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-first_position"]
        indexes = [
            models.Index(fields=["subject_kind", "subject", "-first_position"], name="act_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind} {self.subject}"
