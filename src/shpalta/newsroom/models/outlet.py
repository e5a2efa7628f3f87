"""The outlet's settings: what every page for readers shows of the newsroom itself."""

from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Locale, Orderable

from shpalta.lib.text import nfc
from shpalta.newsroom.forms import OutletForm
from shpalta.newsroom.models.account import NetworkAccount
from shpalta.newsroom.models.section import colour
from shpalta.newsroom.outlets import check_languages, main_language
from shpalta.newsroom.robots import robots_lines
from shpalta.newsroom.text import printable

OUTLET_ID = "outlet"
DEFAULT_ACCENT = "#0b5a4a"


def known_zone(value: str) -> None:
    """Refuse what is no IANA time zone."""
    if value not in available_timezones():
        raise ValidationError(_("%(zone)s is no time zone."), params={"zone": value})


def one_or_two_letters(value: str) -> None:
    """Refuse a mark that is anything but letters or digits."""
    if not nfc(value).isalnum():
        raise ValidationError(_("The mark is one or two letters."))


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
    mark = models.CharField(
        _("mark"),
        max_length=2,
        blank=True,
        validators=[one_or_two_letters],
        help_text=_("One or two letters that stand for the name where there is no logo."),
    )
    feed_full_text = models.BooleanField(_("whole texts in feeds"), default=False)
    robots = models.TextField(
        _("own lines of robots.txt"),
        max_length=4000,
        blank=True,
        validators=[robots_lines],
        help_text=_("They come after ours. Who may not read: “User-agent: …”, “Disallow: /”."),
    )
    front_warning_hours = models.PositiveSmallIntegerField(
        _("hours until the front is old"),
        null=True,
        blank=True,
        default=24,
        validators=[MinValueValidator(1)],
        help_text=_("The Front screen warns when nothing has changed there so long. Empty: never."),
    )

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
        MultiFieldPanel(
            [FieldPanel("logo"), FieldPanel("mark"), FieldPanel("accent")], heading=_("Looks")
        ),
        InlinePanel("menu_lines", label=_("Line"), heading=_("Menu")),
        InlinePanel("footer_lines", label=_("Link"), heading=_("Links in the footer")),
        FieldPanel("front_warning_hours"),
        MultiFieldPanel(
            [FieldPanel("feed_full_text"), FieldPanel("robots")], heading=_("For machines")
        ),
    ]

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlet")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store and seal as one; before it has a name and a language there is nothing to seal."""
        from shpalta.newsroom.journaling import seal_entity
        from shpalta.newsroom.social import marks
        from shpalta.newsroom.social.tasks import draw_icons_after_commit

        with transaction.atomic():
            before = main_language()
            if self.pk:
                lines = sorted(self.languages.all(), key=lambda line: line.sort_order or 0)
                check_languages([line.locale.language_code for line in lines])
            super().save(*args, **kwargs)
            if self.name and self.languages.exists():
                seal_entity(self)
                if marks.missing():
                    draw_icons_after_commit()
                if before != main_language():
                    self._seal_addresses_anew()

    def _seal_addresses_anew(self) -> None:
        """Another language has no prefix now: what has one stands elsewhere."""
        from shpalta.newsroom.journaling import seal_entity
        from shpalta.newsroom.models import FreePage, Section, Series, Topic

        for model in (Section, Topic, Series, FreePage):
            for entity in model.objects.order_by("pk"):
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


class OutletAccount(NetworkAccount):
    """An account of the outlet on a social network."""

    outlet = ParentalKey(Outlet, on_delete=models.CASCADE, related_name="accounts")

    class Meta(NetworkAccount.Meta):
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
