"""Forms: of an article (drafts may be incomplete, publications may not), the outlet, a page."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

from shpalta.newsroom import addressing, clock
from shpalta.newsroom.checklist import missing
from shpalta.newsroom.outlets import check_languages
from shpalta.newsroom.widgets import fit_choice, fit_topics


class ArticleForm(WagtailAdminPageForm):
    """Adds the list of what is missing, the embargo, and the address that others may have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("section", "topics", "series"):
            if name in self.fields and self.instance.locale_id:
                field = self.fields[name]
                field.queryset = field.queryset.filter(locale_id=self.instance.locale_id)
        if "topics" in self.fields:
            fit_topics(self.fields["topics"], self.instance.locale_id or 0)
        if "series" in self.fields:
            fit_choice(self.fields["series"])

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong at once, each item at its field."""
        cleaned = super().clean() or self.cleaned_data
        self._check_slug(cleaned)
        self._check_embargo(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        """After the instance has the form's values: what a publication lacks."""
        super()._post_clean()
        if self.is_deferred_validation:
            return
        for problem in missing(self.instance, bylines=self._bylines()):
            if self.has_error(problem.field):
                continue
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, forms.ValidationError(str(problem.message), code="missing"))

    def _bylines(self) -> int:
        formset = self.formsets.get("bylines")
        if formset is None:
            return self.instance.bylines.count()
        formset.is_valid()
        kept = [
            form
            for form in formset.forms
            if not (formset.can_delete and formset._should_delete_form(form))
        ]
        return sum(bool(getattr(form, "cleaned_data", {}).get("contributor")) for form in kept)

    def _check_slug(self, cleaned: dict[str, Any]) -> None:
        """A slug that another article of the day has: show the next free one."""
        slug = cleaned.get("public_slug")
        if not slug:
            return
        holder = addressing.slug_holder(self.instance, slug)
        if holder is None:
            return
        free = addressing.free_beside(self.instance, slug)
        self.add_error(
            "public_slug",
            _("“%(slug)s” is the address of “%(other)s” on that day. Free is “%(free)s”.")
            % {"slug": slug, "other": holder.title, "free": free},
        )

    def _check_embargo(self, cleaned: dict[str, Any]) -> None:
        """Publishing under embargo means: at the moment it ends."""
        embargo = cleaned.get("embargo_until")
        if not embargo or embargo <= clock.now() or self.is_deferred_validation:
            return
        if self.instance.live:
            self.add_error("embargo_until", _("The article is public already."))
        elif not cleaned.get("go_live_at"):
            cleaned["go_live_at"] = embargo
            self.instance.go_live_at = embargo
        elif cleaned["go_live_at"] < embargo:
            self.add_error("go_live_at", _("This is before the end of the embargo."))


class OutletForm(WagtailAdminModelForm):
    """Refuses languages that would change addresses."""

    def clean(self) -> dict[str, Any]:
        """The languages as their lines stand, the main one first."""
        cleaned = super().clean() or self.cleaned_data
        formset = self.formsets.get("languages")
        if formset is not None and formset.is_valid():
            lines = [line.cleaned_data for line in formset.ordered_forms]
            try:
                check_languages([line["locale"].language_code for line in lines])
            except forms.ValidationError as error:
                self.add_error(None, error)
        return cleaned


class FreePageForm(WagtailAdminModelForm):
    """Adds the choice of the page in another language that this one is a translation of."""

    translation_of: Any = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("Translation of"),
        help_text=gettext_lazy(
            "The page that says the same in another language: readers can switch."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pages = type(self.instance).objects.exclude(locale_id=self.instance.locale_id)
        field = self.fields["translation_of"]
        field.queryset = pages.select_related("locale").order_by("locale", "title")
        field.label_from_instance = lambda page: f"{page} ({page.locale.language_code})"
        if self.instance.pk:
            self.initial["translation_of"] = next(iter(self.instance.translations()), None)

    def _post_clean(self) -> None:
        self.instance.is_unfinished = self.is_deferred_validation
        super()._post_clean()

    def clean_translation_of(self) -> Any:
        """One page of a language says it."""
        chosen = self.cleaned_data["translation_of"]
        if chosen is None:
            return None
        same = chosen.translations()
        rival = next((p for p in same if p.locale_id == self.instance.locale_id), None)
        if rival is not None and rival.pk != self.instance.pk:
            raise forms.ValidationError(
                _("“%(chosen)s” has a translation into this language already: “%(rival)s”.")
                % {"chosen": chosen, "rival": rival}
            )
        return chosen

    def save(self, commit: bool = True) -> Any:
        """With the key that translations share, or one of its own."""
        chosen = self.cleaned_data.get("translation_of")
        if chosen is not None:
            self.instance.translation_key = chosen.translation_key
        elif self.instance.pk and self.instance.translations():
            self.instance.translation_key = uuid4()
        return super().save(commit=commit)
