"""The Front screen: what stands on the front, chosen by an editor, in one form.

Each button posts the whole arrangement and works without scripts; a script does the same in place,
and adds dragging and keys.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from wagtail.models import Locale

from shpalta.newsroom.actions.front import ArrangeFront, FrontTouchedTwice, may_arrange
from shpalta.newsroom.arrangement import Arrangement
from shpalta.newsroom.fronts import (
    acts_since,
    arrangement_at,
    articles_by_id,
    filled_of,
    front_of,
    locales,
    stale_of,
    version_of,
)
from shpalta.newsroom.models import Article
from shpalta.newsroom.screens.front_form import Asked, asked, differences
from shpalta.newsroom.screens.searching import found_by_words
from shpalta.newsroom.whereabouts import Whereabouts, whereabouts_of_front

OFFERED = 20


class FrontView(View):
    """The front of one language."""

    def dispatch(self, request: HttpRequest, *args: Any, language: str = "", **more: Any) -> Any:
        """For those who may publish; an outlet has the languages it has."""
        if not may_arrange(request.user):
            raise PermissionDenied
        self.locales = locales()
        wanted = [one for one in self.locales if one.language_code == language or not language]
        if not wanted:
            raise Http404
        self.locale: Locale = wanted[0]
        return super().dispatch(request, *args, **more)

    def get(self, request: HttpRequest) -> HttpResponse:
        """What stands there; with ``found``, the offered articles alone; with ``where``, whether
        it is on the site, for the script that asks after a save; with ``filled``, what the rule
        adds to the arrangement asked about.
        """
        if "where" in request.GET:
            answer = JsonResponse(self.where().as_json())
            answer["Cache-Control"] = "no-store"
            return answer
        if "filled" in request.GET:
            filled = filled_of(self.locale, asked(request.GET).arrangement)
            return TemplateResponse(request, "newsroom/front_filled.html", {"filled": filled})
        if "found" in request.GET:
            return TemplateResponse(request, "newsroom/front_found.html", self.offered(()))
        front = front_of(self.locale)
        return self.shown(front.arrangement if front.pk else Arrangement(), front.version)

    def post(self, request: HttpRequest) -> HttpResponse:
        """One step, not saved yet; or the save."""
        form = asked(request.POST)
        if form.saves:
            return self.save(form)
        return self.shown(form.arrangement, form.version, unsaved=True)

    def save(self, form: Asked) -> HttpResponse:
        """Public, with what others have saved meanwhile; or the form again, and why not."""
        user = self.request.user
        try:
            front = ArrangeFront(self.locale, form.arrangement, user, form.version).execute()
        except FrontTouchedTwice as error:
            return self.shown(form.arrangement, error.version, unsaved=True, clash=(form, error))
        except ValidationError as error:
            for text in error.messages:
                messages.error(self.request, text)
            return self.shown(form.arrangement, form.version, unsaved=True)
        messages.success(self.request, _("The front is saved."))
        stands = front.arrangement
        if stands != form.arrangement:
            others = [a for a in acts_since(self.locale.language_code, form.version) if a.who]
            text = _("With what %(who)s had changed meanwhile: %(changes)s.") % {
                "who": _names(act for act in others if act.who != user) or _("somebody"),
                "changes": "; ".join(self.words(form.arrangement, stands)),
            }
            messages.info(self.request, text)
        return redirect(self.address(self.locale))

    # ----------------------------------------------------------------------------------- showing

    def shown(
        self,
        arrangement: Arrangement,
        version: int,
        *,
        unsaved: bool = False,
        clash: tuple[Asked, FrontTouchedTwice] | None = None,
    ) -> HttpResponse:
        """The screen."""
        articles = articles_by_id(self.locale, arrangement.all)
        language = self.locale.language_code
        context = {
            "lead": articles.get(arrangement.lead),
            "pins": [articles[pin] for pin in arrangement.pins if pin in articles],
            "filled": filled_of(self.locale, arrangement),
            "filled_url": f"{self.address(self.locale)}?filled",
            "version": version,
            "unsaved": unsaved,
            "clash": self.clash(*clash) if clash else None,
            "stale": stale_of(self.locale),
            "last": next(iter(acts_since(language)), None),
            "locale": self.locale,
            "languages": [(one, self.address(one)) for one in self.locales],
            "where": self.where() if version_of(language) else None,
            "where_url": f"{self.address(self.locale)}?where",
            "found_url": f"{self.address(self.locale)}?found",
            "header_icon": "home",
            "breadcrumbs_items": [{"url": "", "label": _("Front")}],
            **self.offered(arrangement.all),
        }
        return TemplateResponse(self.request, "newsroom/front.html", context)

    def offered(self, but: tuple[str, ...]) -> dict[str, Any]:
        """The last edited articles, or those that have the words asked for."""
        rows = Article.objects.filter(locale=self.locale).exclude(slug__in=but)
        found = found_by_words(rows, self.words_asked).select_related("section").defer("body")
        order = F("latest_revision_created_at").desc(nulls_last=True)
        return {"words": self.words_asked, "found": found.order_by(order, "-pk")[:OFFERED]}

    def clash(self, form: Asked, error: FrontTouchedTwice) -> dict[str, Any]:
        """What others have saved at the same place: the whole, what it changed, and by whom."""
        stands = articles_by_id(self.locale, error.stands.all)
        base = arrangement_at(self.locale.language_code, form.version)
        acts = acts_since(self.locale.language_code, form.version)
        return {
            "lead": stands.get(error.stands.lead),
            "pins": [stands[pin] for pin in error.stands.pins if pin in stands],
            "theirs": self.words(base, error.stands),
            "mine": self.words(base, form.arrangement),
            "who": _names(acts) or _("somebody"),
            "at": acts[0].at if acts else None,
        }

    def words(self, before: Arrangement, after: Arrangement) -> list[str]:
        """The differences, with headlines."""
        articles = articles_by_id(self.locale, {*before.all, *after.all})
        titles = {uid: article.get_admin_display_title() for uid, article in articles.items()}
        return differences(before, after, titles)

    def where(self) -> Whereabouts:
        """Whether the front is on the site as it was saved last."""
        language = self.locale.language_code
        return whereabouts_of_front(language, version_of(language))

    @cached_property
    def words_asked(self) -> str:
        """What is searched for."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        return str(data.get("q", "")).strip()

    def address(self, locale: Locale) -> str:
        """The screen of a language."""
        return reverse("newsroom_front_in", args=[locale.language_code])


def _names(acts: Any) -> str:
    """Who took acts, each once."""
    names = [act.who.get_full_name() or act.who.get_username() for act in acts if act.who]
    return ", ".join(dict.fromkeys(names))
