"""Credit: whose a picture is. An entity, so that one agency is one thing however it is spelled."""

from typing import cast, get_args

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from shpalta.lib.text import nfc, one_line
from shpalta.newsroom.models.sealed import SealedEntity
from shpalta.newsroom.text import printable
from shpalta.records import Credit as CreditRecord
from shpalta.records.entities import CreditKind


class Credit(index.Indexed, SealedEntity):
    """A person, agency or body whose pictures are shown; ``aliases`` has one spelling a line."""

    class Kind(models.TextChoices):
        """What sort of owner it is."""

        STAFF = "staff", _("our own")
        AGENCY = "agency", _("news agency")
        BODY = "body", _("authority or organisation")
        OUTLET = "outlet", _("another outlet")
        READER = "reader", _("reader")
        STOCK = "stock", _("picture library")
        SOCIAL = "social", _("social network")
        OTHER = "other", _("other")

    record_kind = "credit"

    name = models.CharField(_("name"), max_length=200, unique=True, validators=[printable])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    url = models.CharField(
        _("address"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    aliases = models.TextField(
        _("other spellings"),
        max_length=4000,
        blank=True,
        validators=[printable],
        help_text=_("One a line: imports find this credit by each of them."),
    )

    panels = [FieldPanel("name"), FieldPanel("kind"), FieldPanel("url"), FieldPanel("aliases")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("aliases"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def alias_list(self) -> tuple[str, ...]:
        """Every other spelling once, in order."""
        spellings = (one_line(text) for text in self.aliases.splitlines())
        return tuple(dict.fromkeys(text for text in spellings if text))

    def clean(self) -> None:
        """A spelling belongs to one credit."""
        super().clean()
        known = {_fold(name): name for name in (self.name, *self.alias_list)}
        for other in Credit.objects.exclude(pk=self.pk):
            for spelling in (other.name, *other.alias_list):
                if _fold(spelling) in known:
                    message = _("“%(spelling)s” already means the credit “%(name)s”.")
                    values = {"spelling": spelling, "name": other.name}
                    field = "name" if _fold(spelling) == _fold(self.name) else "aliases"
                    raise ValidationError({field: message % values})

    @classmethod
    def named(cls, spelling: str) -> "Credit | None":
        """The credit that ``spelling`` means, by name or alias, in any case of letters.

        Compared here: SQLite folds the case of ASCII alone.
        """
        wanted = _fold(spelling)
        for credit in cls.objects.all():
            if wanted in map(_fold, (credit.name, *credit.alias_list)):
                return credit
        return None

    def sealed_record(self) -> CreditRecord:
        """The credit as records have it."""
        return CreditRecord(
            id=self.uid,
            name=self.name,
            kind=cast("CreditKind", self.kind),
            url=self.url,
            aliases=self.alias_list,
        )


assert {choice.value for choice in Credit.Kind} == set(get_args(CreditKind))


def _fold(text: str) -> str:
    return nfc(one_line(text)).casefold()
