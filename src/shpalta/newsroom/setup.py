"""An empty newsroom of one's own: outlet, languages, sections, groups, the first user."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from shpalta.newsroom.actions import EntityChange
from shpalta.newsroom.models import Outlet, OutletLanguage, Section
from shpalta.newsroom.shelves import shelf_here

# What the groups that Wagtail makes may do besides writing articles.
_RIGHTS = {
    "Editors": ("contributor", "topic", "series", "credit"),
    "Moderators": ("contributor", "topic", "series", "credit", "section", "freepage", "outlet"),
}


@transaction.atomic
def init(
    *,
    name: str,
    languages: Sequence[str],
    zone: str,
    sections: Sequence[str],
    user: str,
    password: str,
) -> Any:
    """Make the newsroom, whole or not at all; its outlet. The first language is the main one.

    Raises ``ValidationError``, saying what is wrong, when a value cannot be used or when there is
    a newsroom already.
    """
    if Outlet.objects.exists():
        raise ValidationError(_("There is a newsroom already."))
    locales = make_locales(languages)
    first = make_user(user, password)
    outlet = Outlet(name=name, zone=zone)
    outlet.languages = [
        OutletLanguage(locale=locale, sort_order=number) for number, locale in enumerate(locales)
    ]
    EntityChange(outlet, first).execute()
    for order, title in enumerate(sections, 1):
        EntityChange(Section(name=title, locale=locales[0], order=order), first).execute()
    make_ready(locales[0])
    return outlet


def make_locales(languages: Sequence[str]) -> list[Locale]:
    """The languages of articles, each once, in their order."""
    known = dict(settings.LANGUAGES)
    unknown = [code for code in languages if code not in known]
    if unknown or not languages:
        raise ValidationError(
            _("Languages are some of %(known)s, not “%(unknown)s”."),
            params={"known": ", ".join(known), "unknown": ", ".join(unknown)},
        )
    return [
        Locale.objects.get_or_create(language_code=code)[0] for code in dict.fromkeys(languages)
    ]


def make_user(login: str, password: str) -> Any:
    """The first user, who may do everything."""
    users = get_user_model().objects
    if users.filter(username=login).exists():
        raise ValidationError(_("There is a user “%(login)s” already."), params={"login": login})
    validate_password(password)
    return users.create_superuser(login, "", password)


def make_ready(locale: Locale) -> None:
    """This year's shelves, and what the groups may do."""
    shelf_here(locale)
    for name, models in _RIGHTS.items():
        group, _made = Group.objects.get_or_create(name=name)
        wanted = [f"{action}_{model}" for model in models for action in ("add", "change")]
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="newsroom", codename__in=wanted)
        )
