"""Acts as small forms: what is asked, what is checked, where the button stands.

Every form ends in an act class: the act checks and decides, the form only asks.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser
from wagtail.admin.widgets.button import Button

from shpalta.lib.addresses import SLUG_BYTES
from shpalta.newsroom import actions, addressing
from shpalta.newsroom.actions import ArticleAct
from shpalta.newsroom.models import Article, OutletLanguage
from shpalta.newsroom.text import printable
from shpalta.newsroom.whereabouts import whereabouts
from shpalta.press.api import Stage

_LINES = forms.Textarea(attrs={"rows": 3})


class ActForm(forms.Form):
    """Asks what an act needs to know."""

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        self.article = article
        super().__init__(*args, **kwargs)
        for name, value in self.known().items():
            self.fields[name].initial = value

    def known(self) -> dict[str, Any]:
        """What the fields hold at first."""
        return {}

    def act(self, user: Any) -> ArticleAct:
        """The act with what was asked."""
        raise NotImplementedError

    def complain(self, error: ValidationError) -> None:
        """Show what the act refused, at its field where the form has one."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, problems in error.error_dict.items():
            field = name if name in self.fields and name != NON_FIELD_ERRORS else None
            self.add_error(field, problems)


class RetractForm(ActForm):
    """Why, for readers and for colleagues."""

    public_reason = forms.CharField(
        label=gettext_lazy("Public reason"),
        required=False,
        widget=_LINES,
        validators=[printable],
        help_text=gettext_lazy("Readers see it where the article was. It may stay empty."),
    )
    private_reason = forms.CharField(
        label=gettext_lazy("Private reason"),
        required=False,
        widget=_LINES,
        validators=[printable],
        help_text=gettext_lazy("Stays in the newsroom."),
    )

    def act(self, user: Any) -> ArticleAct:
        """Retract."""
        return actions.Retract(self.article, user, **self.cleaned_data)


class RestoreForm(ActForm):
    """Nothing is asked."""

    def act(self, user: Any) -> ArticleAct:
        """Restore."""
        return actions.Restore(self.article, user)


class SlugForm(ActForm):
    """The new slug."""

    public_slug = forms.CharField(
        label=gettext_lazy("Slug"),
        max_length=SLUG_BYTES,
        help_text=gettext_lazy(
            "The last part of the address: a–z, 0–9 and hyphens. The old address leads to the "
            "new one."
        ),
    )

    def known(self) -> dict[str, Any]:
        """The present one."""
        return {"public_slug": self.article.public_slug}

    def clean_public_slug(self) -> str:
        """A slug that another article of the day has: name the next free one."""
        slug: str = self.cleaned_data["public_slug"].strip()
        free = addressing.free_beside(self.article, slug)
        if free != slug:
            raise ValidationError(
                _("Another article of that day has this address. Free is “%(free)s”."),
                params={"free": free},
            )
        return slug

    def act(self, user: Any) -> ArticleAct:
        """Change the address."""
        return actions.ChangeSlug(self.article, self.cleaned_data["public_slug"], user)


class BackdateForm(ActForm):
    """The other moment."""

    published_at = forms.DateTimeField(
        label=gettext_lazy("Published"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Moves the article in lists. Its address stays."),
    )

    def known(self) -> dict[str, Any]:
        """The present one."""
        return {"published_at": self.article.published_at}

    def act(self, user: Any) -> ArticleAct:
        """Backdate."""
        return actions.Backdate(self.article, self.cleaned_data["published_at"], user)


class EmbargoForm(ActForm):
    """Until when; empty lifts it."""

    embargo_until = forms.DateTimeField(
        label=gettext_lazy("Embargo until"),
        required=False,
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Nobody can publish before this moment. Empty: no embargo."),
    )

    def known(self) -> dict[str, Any]:
        """The present one."""
        return {"embargo_until": self.article.embargo_until}

    def act(self, user: Any) -> ArticleAct:
        """Bind or lift."""
        return actions.Embargo(self.article, self.cleaned_data["embargo_until"], user)


class ScheduleForm(ActForm):
    """When."""

    go_live_at = forms.DateTimeField(
        label=gettext_lazy("Publish at"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("The newest saved version goes out then."),
    )

    def known(self) -> dict[str, Any]:
        """No earlier than the embargo."""
        return {"go_live_at": self.article.embargo_until}

    def act(self, user: Any) -> ArticleAct:
        """Schedule."""
        return actions.Schedule(self.article, self.cleaned_data["go_live_at"], user)


class ReleaseForm(ActForm):
    """Nothing is asked."""

    def act(self, user: Any) -> ArticleAct:
        """Release."""
        return actions.ReleaseHeld(self.article, user)


class TranslationForm(ActForm):
    """The article that this one says in another language."""

    other = forms.ModelChoiceField(
        label=gettext_lazy("Translation of"),
        queryset=Article.objects.all(),
        required=False,
        widget=AdminPageChooser(target_models=[Article]),
        help_text=gettext_lazy("An article in another language. Empty: of none."),
    )

    def known(self) -> dict[str, Any]:
        """One of those that it is a translation of now."""
        others = Article.objects.filter(translation_key=self.article.translation_key)
        return {"other": others.exclude(pk=self.article.pk).order_by("pk").first()}

    def act(self, user: Any) -> ArticleAct:
        """Link or part."""
        return actions.LinkTranslation(self.article, self.cleaned_data["other"], user)


Words = str | Promise


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the edit view offers it."""

    label: Words
    icon: str
    form: type[ActForm]
    offered: Callable[[Article], bool]
    explanation: Words
    done: Words
    warns: bool = False


def _is_held(article: Article) -> bool:
    where = whereabouts(article)
    return where is not None and where.stage == Stage.HELD


OFFERS: dict[str, Offer] = {
    "schedule": Offer(
        gettext_lazy("Schedule"),
        "calendar-alt",
        ScheduleForm,
        lambda article: not article.live,
        gettext_lazy("The article goes out by itself, if nothing is missing."),
        gettext_lazy("“%s” is scheduled."),
    ),
    "embargo": Offer(
        gettext_lazy("Embargo"),
        "lock",
        EmbargoForm,
        lambda article: not article.live,
        gettext_lazy("Whoever publishes, nothing of it is public before."),
        gettext_lazy("The embargo of “%s” is changed."),
    ),
    "release": Offer(
        gettext_lazy("Try again to press"),
        "rotate",
        ReleaseForm,
        _is_held,
        gettext_lazy("The press could not make this page. It will try once more."),
        gettext_lazy("The press tries “%s” again."),
    ),
    "change-slug": Offer(
        gettext_lazy("Change the address"),
        "link",
        SlugForm,
        lambda article: article.live,
        gettext_lazy("Links to the old address go on working."),
        gettext_lazy("“%s” has another address."),
    ),
    "backdate": Offer(
        gettext_lazy("Change the date"),
        "date",
        BackdateForm,
        lambda article: article.live,
        gettext_lazy("Readers see this moment as that of the publication."),
        gettext_lazy("“%s” has another date."),
    ),
    "translation": Offer(
        gettext_lazy("Link a translation"),
        "globe",
        TranslationForm,
        lambda article: OutletLanguage.objects.count() > 1,
        gettext_lazy("Readers of either can switch to the other."),
        gettext_lazy("The translations of “%s” are linked."),
    ),
    "retract": Offer(
        gettext_lazy("Retract"),
        "download",
        RetractForm,
        lambda article: article.live,
        gettext_lazy("The article leaves the site. It stays in the newsroom and can be restored."),
        gettext_lazy("“%s” is retracted."),
        warns=True,
    ),
    "restore": Offer(
        gettext_lazy("Restore"),
        "upload",
        RestoreForm,
        lambda article: not article.live and article.is_kept,
        gettext_lazy("The newest saved version becomes public at its old address."),
        gettext_lazy("“%s” is public again."),
    ),
}


def act_view(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form of an act, and the act."""
    offer = OFFERS.get(kind)
    article = get_object_or_404(Article, pk=pk)
    if offer is None:
        raise Http404
    if not article.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    edit = reverse("wagtailadmin_pages:edit", args=[article.pk])
    if request.method == "POST":
        form = offer.form(request.POST, article=article)
        if form.is_valid() and _take(form, request.user):
            messages.success(request, str(offer.done) % article.get_admin_display_title())
            return redirect(edit)
    else:
        form = offer.form(article=article)
    context = {
        "offer": offer,
        "article": article,
        "headline": article.get_admin_display_title(),
        "form": form,
        "edit_url": edit,
        "media": form.media,
        "breadcrumbs_items": [
            {"url": reverse("newsroom_articles"), "label": _("Articles")},
            {"url": edit, "label": article.get_admin_display_title()},
            {"url": "", "label": offer.label},
        ],
    }
    return TemplateResponse(request, "newsroom/act.html", context)


def _take(form: ActForm, user: Any) -> bool:
    """Check and execute; False when the act refuses, which the form then says."""
    try:
        form.act(user).execute()
    except ValidationError as error:
        form.complain(error)
        return False
    return True


def act_buttons(article: Article, user: Any) -> list[Button]:
    """What may be done with the article now, for the menu of the edit view."""
    if not article.permissions_for_user(user).can_publish():
        return []
    return [
        Button(
            offer.label,
            url=reverse("newsroom_act", args=[article.pk, kind]),
            icon_name=offer.icon,
            priority=10 + number,
        )
        for number, (kind, offer) in enumerate(OFFERS.items())
        if offer.offered(article)
    ]
