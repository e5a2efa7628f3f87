"""Webhook: a system of the outlet's own that is told of acts."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from shpalta.lib.webhooks import SecretError, key_of, secret_of
from shpalta.newsroom.ids import new_id
from shpalta.newsroom.outbox.addresses import AddressRefused, check_address

SECRET_BYTES = 32
ID_PLACE = "{id}"


def new_secret() -> str:
    """A secret by chance."""
    return secret_of(secrets.token_bytes(SECRET_BYTES))


def known_secret(value: str) -> None:
    """Refuse what cannot sign."""
    try:
        key_of(value)
    except SecretError as error:
        raise ValidationError(
            _("A secret is “whsec_” and the base64 of 24 to 64 bytes."), code="secret"
        ) from error


def callable_address(value: str) -> None:
    """Refuse an address that we would not call."""
    try:
        check_address(value.replace(ID_PLACE, "id"))
    except AddressRefused as error:
        raise ValidationError(str(error), code="address") from error


class Webhook(models.Model):
    """An address that is told. Retractions are told always; the rest by choice.

    The secret is stored as it is, since it signs; no screen, log or message shows it again.
    """

    uid = models.CharField(max_length=26, unique=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[callable_address],
        help_text=_("It begins with https://; on this machine, http://localhost will do."),
    )
    secret = models.CharField(
        _("secret"), max_length=100, default=new_secret, validators=[known_secret]
    )
    active = models.BooleanField(
        _("on"),
        default=True,
        help_text=_("While it is off only retractions are noted; they are told when it is on."),
    )
    publications = models.BooleanField(
        _("publications"), default=True, help_text=_("Published and restored articles.")
    )
    changes = models.BooleanField(
        _("changes"), default=True, help_text=_("Changed articles, addresses, dates, translations.")
    )
    entities = models.BooleanField(
        _("sections, topics, series, contributors, pages"), default=False
    )
    read_back = models.CharField(
        _("address to read back from"),
        max_length=500,
        blank=True,
        validators=[callable_address],
        help_text=_(
            "Optional, with {id} in it. Answers whether a call has arrived: 200 yes, 404 no."
        ),
    )
    pause_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An address to read back from says where the id goes."""
        super().clean()
        if self.read_back and ID_PLACE not in self.read_back:
            raise ValidationError({"read_back": _("Write {id} where the id of the call goes.")})

    def wants(self, act: str, kind: str, *, withdrawn: bool) -> bool:
        """Whether it is to be told of an act on a thing of a kind."""
        if kind != "article":
            return self.entities and (self.active or withdrawn)
        if withdrawn:
            return True
        chosen = self.publications if act in {"publish", "restore"} else self.changes
        return self.active and chosen

    def read_back_address(self, message_id: str) -> str:
        """Where to ask whether ``message_id`` has arrived."""
        return str(self.read_back).replace(ID_PLACE, message_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Without blanks around what is copied from elsewhere."""
        self.address, self.read_back = self.address.strip(), self.read_back.strip()
        super().save(*args, **kwargs)
