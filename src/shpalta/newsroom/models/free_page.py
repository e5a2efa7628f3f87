"""FreePage: what the outlet says of itself beside its articles: about, contacts, rules."""

from collections.abc import Container, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail.search import index

from shpalta.newsroom import addressing, clock
from shpalta.newsroom.blocks import BodyBlock
from shpalta.newsroom.checklist import problems_of_body
from shpalta.newsroom.forms import FreePageForm
from shpalta.newsroom.models.named import AddressedEntity
from shpalta.newsroom.text import printable
from shpalta.press.journal import Fact


class FreePage(PreviewableMixin, AddressedEntity, TranslatableMixin):
    """A page of one language at ``/slug.html``: public on save, gone (410) once deleted."""

    record_kind = "page"
    base_form_class = FreePageForm
    # Whether a form looks at it that will not store it: a preview shows what there is.
    is_unfinished = False

    title = models.CharField(_("title"), max_length=200, validators=[printable])
    lead = models.TextField(_("lead"), max_length=2000, blank=True, validators=[printable])
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    significant_change = models.BooleanField(
        _("this change matters"),
        default=False,
        help_text=_("Readers will see the date of this change."),
    )
    changed_at = models.DateTimeField(_("changed"), null=True, editable=False)

    panels = [
        FieldPanel("title"),
        FieldPanel("slug"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("translation_of"),
        FieldPanel("significant_change"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("body"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["locale", "title"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="page_slug_per_language")
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store and seal as one, with the pages that it is, or was, a translation of."""
        with transaction.atomic():
            stored: Any = type(self).objects.filter(pk=self.pk).first() if self.pk else None
            self._left = stored.translation_key if stored else None
            if stored is None and self.slug:
                addressing.check_page(self)
            self.settle()
            self.significant_change = False
            super().save(*args, **kwargs)

    def settle(self) -> None:
        """What a save decides: the slug, and since when it says what it says."""
        self.find_slug()
        if self.changed_at is None or self.significant_change:
            self.changed_at = clock.now()

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The page as the press would make it of what the form says."""
        from shpalta.newsroom import preview

        return preview.page_response(self, request)

    def clean(self) -> None:
        """What is public at once has a text, without anything missing, and a place of its own."""
        super().clean()
        errors: dict[str, Any] = {}
        problems = [problem.message for problem in problems_of_body(self.body)]
        if problems and not self.is_unfinished:
            errors["body"] = problems
        if self.slug and self._state.adding:
            try:
                addressing.check_page(self)
            except ValidationError as error:
                errors["slug"] = error
        if errors:
            raise ValidationError(errors)

    def translations(self) -> Sequence["FreePage"]:
        """The pages that say the same in other languages."""
        return list(self._kin([self.translation_key]))

    def other_facts(self, *, withdrawn: bool) -> Sequence[Fact]:
        """The path answers that the page is gone, or no more; its translations name it, or not."""
        from shpalta.newsroom.journaling import encoded
        from shpalta.newsroom.sealing import page_record, withdrawn_page

        path = addressing.page_path_of(self)
        gone = encoded(withdrawn_page(self, path, clock.now())) if withdrawn else None
        kin = self._kin([self.translation_key, getattr(self, "_left", None)])
        return [
            Fact("redirect", path, gone),
            *(Fact("page", other.uid, encoded(page_record(other))) for other in kin),
        ]

    def _kin(self, keys: Sequence[Any]) -> Any:
        return (
            FreePage.objects.filter(translation_key__in=[key for key in keys if key])
            .exclude(pk=self.pk)
            .select_related("locale")
            .order_by("pk")
        )

    def _taken(self) -> Container[str]:
        if getattr(self, "locale_id", None) is None:
            self.locale = self.get_default_locale()
        return addressing.TakenByOthers(self)
