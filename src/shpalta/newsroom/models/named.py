"""Entities with a page of their own: a name, and a slug that stays once it was public."""

from collections.abc import Container
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from shpalta.lib.addresses import SLUG_BYTES, AddressError, check_slug, free_slug, slug_of
from shpalta.newsroom.models.sealed import SealedEntity
from shpalta.newsroom.outlets import check_language
from shpalta.newsroom.text import printable

NAME_LENGTH = 120


def public_slug_validator(value: str) -> None:
    """Refuse what cannot stand in an address."""
    try:
        check_slug(value)
    except AddressError as error:
        raise ValidationError(
            _("Use only a–z, 0–9 and single hyphens, at most %(limit)d characters."),
            code="slug",
            params={"limit": SLUG_BYTES},
        ) from error


class AddressedEntity(index.Indexed, SealedEntity):
    """What has a page at an address of its own."""

    slug = models.CharField(
        _("slug"),
        max_length=SLUG_BYTES,
        blank=True,
        validators=[public_slug_validator],
        help_text=_("Its part of the address. Empty: made from the name. It stays for ever."),
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Find a free slug for a new entity, then store and seal."""
        self._check_language()
        self.find_slug()
        super().save(*args, **kwargs)

    def find_slug(self) -> None:
        """Give what has no slug the first free one that its name makes."""
        if not self.slug:
            self.slug = free_slug(slug_of(str(self), fallback=self.record_kind), self._taken())

    def clean(self) -> None:
        """The slug of a stored entity stays: its page has readers and links."""
        super().clean()
        self._check_language()
        if self.pk is None:
            return
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("slug", flat=True)
        if stored and stored[0] != self.slug:
            raise ValidationError({"slug": _("The address of a stored entity cannot be changed.")})

    def _check_language(self) -> None:
        locale = getattr(self, "locale", None) if getattr(self, "locale_id", None) else None
        if locale is not None:
            check_language(locale.language_code)

    def _taken(self) -> Container[str]:
        """The slugs that a new entity cannot have."""
        others: Any = type(self)._default_manager.exclude(pk=self.pk)
        if hasattr(self, "locale_id"):
            if self.locale_id is None:
                self.locale = self.get_default_locale()
            others = others.filter(locale_id=self.locale_id)
        return set(others.values_list("slug", flat=True))


class NamedEntity(AddressedEntity):
    """A section, topic, series or contributor."""

    name = models.CharField(_("name"), max_length=NAME_LENGTH, validators=[printable])

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
