"""OutboxRow: one act that one webhook is to be told of, and what has become of that."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shpalta.newsroom.ids import new_id
from shpalta.newsroom.models.act import Act
from shpalta.newsroom.models.webhook import Webhook


class OutboxRow(models.Model):
    """Written in the transaction of its act; there is exactly one for a webhook and an act.

    ``uid`` is the id that the other side knows a call by: the same each time it is tried.
    ``token`` names the attempt that has the row while it is ``SENDING``, ``lease_until`` the
    moment from which nobody can be calling any more.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits")
        SENDING = "sending", _("is being called")
        DONE = "done", _("arrived")
        FAILED = "failed", _("refused, will be tried again")
        UNKNOWN = "unknown", _("nobody knows whether it arrived")
        GIVEN_UP = "given_up", _("given up")
        DROPPED = "dropped", _("no longer to be told")

    class Why(models.TextChoices):
        NOTHING = "", ""
        WITHDRAWN = "withdrawn", _("It was withdrawn meanwhile.")
        PUBLIC = "public", _("It is public again.")
        PRESS = "press", _("It waits for the press to have it on the site.")
        HELD = "held", _("The press could not make the page.")
        ADDRESS = "address", _("The address may not be called.")
        UNREACHABLE = "unreachable", _("No connection came about: nothing was sent.")
        REFUSED = "refused", _("The other side refused it.")
        UNWANTED = "unwanted", _("The other side wants no more calls (410).")
        TOO_OFTEN = "too_often", _("It was refused too many times.")
        NO_ANSWER = "no_answer", _("It was sent, and no whole answer came.")
        CRASHED = "crashed", _("Our own process ended during the call.")
        RESTORED = "restored", _("The newsroom was restored from a copy that may be older.")
        READ_BACK = "read_back", _("The other side was asked afterwards.")
        PERSON = "person", _("Decided by a person.")

    uid = models.CharField(max_length=26, unique=True, default=new_id, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="rows")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="outbox_rows")
    position = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=900)
    withdrawn = models.BooleanField()
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.WAITING
    )
    why = models.CharField(_("why"), max_length=12, blank=True, default="", choices=Why.choices)
    detail = models.TextField(blank=True, default="")
    tries = models.PositiveIntegerField(_("tries"), default=0)
    asked = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(_("next try"))
    token = models.CharField(max_length=60, blank=True, default="")
    lease_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(_("made"))
    tried_at = models.DateTimeField(_("last tried"), null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("outside call")
        verbose_name_plural = _("outside calls")
        ordering = ["-position", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "position"], name="outbox_once"),
            models.UniqueConstraint(fields=["webhook", "act"], name="outbox_once_an_act"),
        ]
        indexes = [
            models.Index(
                fields=["webhook", "next_try"],
                condition=Q(state__in=["waiting", "failed"]),
                name="outbox_due",
            ),
            models.Index(
                fields=["kind", "subject", "position"],
                condition=Q(state__in=["waiting", "failed", "sending"]),
                name="outbox_open_subject",
            ),
            models.Index(
                fields=["state", "-position"],
                condition=Q(state__in=["sending", "unknown", "given_up"]),
                name="outbox_wants_a_look",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.act.kind} {self.kind} {self.subject}"
