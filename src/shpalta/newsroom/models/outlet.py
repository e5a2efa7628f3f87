"""The outlet's settings: what every page for readers shows of the newsroom itself."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Locale, Orderable

from shpalta.newsroom.forms import OutletForm
from shpalta.newsroom.models.section import colour
from shpalta.newsroom.outlets import check_languages, main_language
from shpalta.newsroom.text import printable

OUTLET_ID = "outlet"
DEFAULT_ACCENT = "#0b5a4a"


def known_zone(value: str) -> None:
    """Refuse what is no IANA time zone."""
    if value not in available_timezones():
        raise ValidationError(_("%(zone)s is no time zone."), params={"zone": value})


class Outlet(ClusterableModel, BaseGenericSetting):
    """One row: name, languages (the first is the main one), zone, looks, contacts."""

    record_kind = "outlet"
    uid = OUTLET_ID
    base_form_class = OutletForm

    name = models.CharField(_("name"), max_length=120, validators=[printable])
    tagline = models.CharField(_("tagline"), max_length=250, blank=True, validators=[printable])
    zone = models.CharField(
        _("time zone"),
        max_length=60,
        default="Europe/Kyiv",
        validators=[known_zone],
        help_text=_("Decides on which day an article was published."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True, validators=[printable])
    address = models.TextField(
        _("postal address"), max_length=500, blank=True, validators=[printable]
    )
    logo = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    accent = models.CharField(
        _("accent colour"), max_length=7, default=DEFAULT_ACCENT, validators=[colour]
    )
    feed_full_text = models.BooleanField(_("whole texts in feeds"), default=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("tagline"),
        FieldPanel("zone"),
        InlinePanel("languages", label=_("Language"), heading=_("Languages"), min_num=1),
        MultiFieldPanel(
            [FieldPanel("email"), FieldPanel("phone"), FieldPanel("address")],
            heading=_("Contacts"),
        ),
        InlinePanel("accounts", label=_("Account"), heading=_("Accounts on social networks")),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("accent")], heading=_("Looks")),
        InlinePanel("menu_lines", label=_("Line"), heading=_("Menu")),
        FieldPanel("feed_full_text"),
    ]

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlet")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store and seal as one; before it has a name and a language there is nothing to seal."""
        from shpalta.newsroom.journaling import seal_entity

        with transaction.atomic():
            before = main_language()
            if self.pk:
                lines = sorted(self.languages.all(), key=lambda line: line.sort_order or 0)
                check_languages([line.locale.language_code for line in lines])
            super().save(*args, **kwargs)
            if self.name and self.languages.exists():
                seal_entity(self)
                if before != main_language():
                    self._seal_addresses_anew()

    def _seal_addresses_anew(self) -> None:
        """Another language has no prefix now: sections and topics stand elsewhere."""
        from shpalta.newsroom.journaling import seal_entity
        from shpalta.newsroom.models import Section, Topic

        for entity in (*Section.objects.order_by("pk"), *Topic.objects.order_by("pk")):
            seal_entity(entity)

    @property
    def main_language(self) -> str:
        """Code of the first language: its addresses have no prefix."""
        first = self.languages.select_related("locale").first()
        return first.locale.language_code if first else Locale.get_default().language_code


class OutletLanguage(Orderable):
    """A language that the outlet publishes in, with its footer."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="languages")
    locale = models.OneToOneField(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    footer = models.TextField(
        _("footer"),
        max_length=3000,
        blank=True,
        validators=[printable],
        help_text=_("Plain paragraphs at the foot of every page in this language."),
    )

    panels = [FieldPanel("locale"), FieldPanel("footer")]

    class Meta(Orderable.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")

    def __str__(self) -> str:
        return str(self.locale)


class OutletAccount(Orderable):
    """An account of the outlet on a social network."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="accounts")
    network = models.CharField(_("network"), max_length=40, validators=[printable])
    url = models.URLField(_("address"), max_length=500)

    panels = [FieldPanel("network"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def __str__(self) -> str:
        return self.network


class MenuLine(Orderable):
    """A line of the menu: a section, or a label with an address."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="menu_lines")
    locale = models.ForeignKey(
        Locale, verbose_name=_("language"), on_delete=models.PROTECT, related_name="+"
    )
    section = models.ForeignKey(
        "newsroom.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    label = models.CharField(_("label"), max_length=80, blank=True, validators=[printable])
    url = models.CharField(_("address"), max_length=500, blank=True, validators=[printable])

    panels = [
        FieldPanel("locale"),
        FieldPanel("section"),
        FieldPanel("label"),
        FieldPanel("url"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("line of the menu")
        verbose_name_plural = _("lines of the menu")

    def __str__(self) -> str:
        return str(self.section or self.label)

    def clean(self) -> None:
        """Either a section of the line's language, or a label with an address."""
        super().clean()
        if self.section:
            if self.section.locale_id != self.locale_id:
                raise ValidationError({"section": _("The section is of another language.")})
            return
        if not (self.label and self.url):
            raise ValidationError(_("Choose a section, or give a label and an address."))
        if not self.url.startswith("/"):
            URLValidator(schemes=["http", "https", "mailto", "tel"])(self.url)
