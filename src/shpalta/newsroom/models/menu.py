"""Lines of the outlet's menu and footer."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale, Orderable

from shpalta.newsroom.text import printable


class Line(Orderable):
    """A section, a free page, or a label with an address."""

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
    page = models.ForeignKey(
        "newsroom.FreePage",
        verbose_name=_("page"),
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
        FieldPanel("page"),
        FieldPanel("label"),
        FieldPanel("url"),
    ]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.section or self.page or self.label)

    def clean(self) -> None:
        """One of the three, in the line's language."""
        super().clean()
        if self.section and self.page:
            raise ValidationError({"page": _("Choose a section or a page, not both.")})
        if self.section:
            if self.section.locale_id != self.locale_id:
                raise ValidationError({"section": _("The section is of another language.")})
            return
        if self.page:
            if self.page.locale_id != self.locale_id:
                raise ValidationError({"page": _("The page is of another language.")})
            return
        if not (self.label and self.url):
            raise ValidationError(_("Choose a section or a page, or give a label and an address."))
        if not self.url.startswith("/"):
            URLValidator(schemes=["http", "https", "mailto", "tel"])(self.url)


class MenuLine(Line):
    """A line of the menu."""

    outlet = ParentalKey("newsroom.Outlet", on_delete=models.CASCADE, related_name="menu_lines")

    class Meta(Line.Meta):
        verbose_name = _("line of the menu")
        verbose_name_plural = _("lines of the menu")


class FooterLine(Line):
    """A link in the footer."""

    outlet = ParentalKey("newsroom.Outlet", on_delete=models.CASCADE, related_name="footer_lines")

    class Meta(Line.Meta):
        verbose_name = _("link in the footer")
        verbose_name_plural = _("links in the footer")
