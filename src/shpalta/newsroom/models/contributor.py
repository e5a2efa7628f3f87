"""Contributor: a person who writes, photographs or translates; needs no account."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from shpalta.newsroom.models.account import NetworkAccount
from shpalta.newsroom.models.named import NamedEntity
from shpalta.newsroom.text import parts_of, printable

# The form of BCP 47; no list is complete: Crimean Tatar is missing from most.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", re.ASCII)


def codes_of_languages(value: str) -> None:
    """Refuse what is no code of a language."""
    for code in parts_of(value):
        if not _LANGUAGE.fullmatch(code):
            raise ValidationError(
                _("“%(code)s” is no code of a language: write uk, en, pl."), params={"code": code}
            )


class Contributor(NamedEntity, ClusterableModel):
    """Whose name stands under articles."""

    record_kind = "contributor"

    role = models.CharField(_("role"), max_length=200, blank=True, validators=[printable])
    bio = models.TextField(_("about"), max_length=3000, blank=True, validators=[printable])
    picture = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    expertise = models.CharField(
        _("expertise"),
        max_length=500,
        blank=True,
        validators=[printable],
        help_text=_("What this person knows best, a few words each, between commas."),
    )
    languages = models.CharField(
        _("languages"),
        max_length=100,
        blank=True,
        validators=[printable, codes_of_languages],
        help_text=_("Codes of the languages spoken, between commas: uk, en, pl."),
    )
    email = models.EmailField(
        _("e-mail for readers"), blank=True, help_text=_("It is shown on the person's page.")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contributor",
        help_text=_("Only if this person works in the newsroom."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("picture"),
        FieldPanel("expertise"),
        FieldPanel("languages"),
        FieldPanel("email"),
        InlinePanel("accounts", label=_("Account"), heading=_("Accounts on social networks")),
        FieldPanel("user"),
    ]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["slug"], name="contributor_slug")]


class ContributorAccount(NetworkAccount):
    """An account of a contributor on a social network."""

    contributor = ParentalKey(Contributor, on_delete=models.CASCADE, related_name="accounts")

    class Meta(NetworkAccount.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
