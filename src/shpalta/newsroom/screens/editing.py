"""The editor of an article: Wagtail's views with the newsroom's buttons, words and answers."""

from typing import Any

from django.contrib.messages import get_messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import PageActionMenu, PublishMenuItem
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.rich_text import RichText

from shpalta.newsroom import clock
from shpalta.newsroom.models import Article
from shpalta.newsroom.screens.acts import act_buttons
from shpalta.newsroom.whereabouts import whereabouts

# Wagtail's own buttons for what an article cannot do, or what one of our acts does.
_NOT_OURS = ("unpublish", "move", "edit", "add_subpage", "copy")


class ArticleView:
    """What creating and editing have in common."""

    request: Any
    form: Any
    page: Any
    action_name: str

    def form_valid(self, form: Any) -> Any:
        """Save or publish as one; a refusal is shown on the form, and nothing of it is stored."""
        try:
            with transaction.atomic():
                return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as error:
            complain(form, error)
            return self.form_invalid(form)

    def form_invalid(self, form: Any) -> Any:
        """After a publication that cannot be: one list of everything that is missing."""
        answer = super().form_invalid(form)  # type: ignore[misc]
        if self._wants_publication() and not isinstance(answer, JsonResponse):
            missing = problems_of(form)
            context = {"missing": missing, "is_kept": self.keep_draft()}
            answer.context_data |= context
            # Wagtail has listed them too, with blocks by the names of their classes.
            get_messages(self.request)._queued_messages.clear()  # type: ignore[union-attr]
            messages.error(self.request, render_to_string("newsroom/missing.html", context))
        return answer

    def keep_draft(self) -> bool:
        """Store what was written, whatever is missing for a publication; whether it is stored."""
        return False

    def _wants_publication(self) -> bool:
        return "action-publish" in self.request.POST

    def publish_button(self, menu: PageActionMenu) -> str:
        """Wagtail's own button, for its place beside the menu."""
        item = PublishMenuItem()
        return str(item.render_html(menu.context)) if item.is_shown(menu.context) else ""


class EditArticle(ArticleView, EditView):
    """Editing."""

    partials_template_name = "newsroom/article_edit_partials.html"

    def get_template_names(self) -> list[str]:
        """Ours around Wagtail's."""
        if self.hydrate_create_view:
            return [self.partials_template_name]
        return ["newsroom/article_edit.html"]

    def get_page_title(self) -> str:
        """What the tab of the browser says."""
        return _("Article")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With where the article is, and the publish button in sight."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        stored = get_object_or_404(Article, pk=self.page.pk)
        context["where"] = whereabouts(stored)
        context["where_url"] = reverse("newsroom_where", args=[self.page.pk])
        context["stored"] = stored
        context["publish_button"] = self.publish_button(context["action_menu"])
        return context

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """The acts first, then what Wagtail offers beside them."""
        theirs = EditView.header_more_buttons.func(self)
        kept = [button for button in theirs if not _is_not_ours(button)]
        stored = get_object_or_404(Article, pk=self.page.pk)
        return [*act_buttons(stored, self.request.user), *kept]

    def keep_draft(self) -> bool:
        """Store what the form holds as a draft, as if “Save draft” had been pressed."""
        page = self.real_page_record.get_latest_revision_as_object()
        form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        form.defer_required_fields()
        if not form.is_valid() or self.locked_for_user:
            return False
        with transaction.atomic():
            form.save(commit=not page.live)
            page.save_revision(user=self.request.user, log_action=True, clean=False)
        return True

    def redirect_away(self) -> HttpResponse:
        """Stay: whoever has published waits to see it on the site."""
        return redirect(self.next_url or self.get_edit_url())


class NewArticle(ArticleView, CreateView):
    """Creating."""

    template_name = "newsroom/article_new.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """With a text block open: whoever begins an article wants to write."""
        self.page.body = [("text", RichText(""))]
        return super().get(request)

    def get_page_title(self) -> str:
        """What the tab of the browser says."""
        return _("New article")

    def get_page_subtitle(self) -> str:
        """Nothing more: there is one kind of page."""
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the publish button in sight."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["publish_button"] = self.publish_button(context["action_menu"])
        return context

    def redirect_away(self) -> HttpResponse:
        """To the article, as after every save."""
        return redirect(self.next_url or "wagtailadmin_pages:edit", *self._target())

    def _target(self) -> list[Any]:
        return [] if self.next_url else [self.page.pk]


def retract_instead(request: HttpRequest, page_id: int) -> HttpResponse:
    """Whoever unpublishes is asked why."""
    return redirect("newsroom_act", page_id, "retract")


class ArticleViewSet(PageViewSet):
    """Wagtail's screens of one page, for articles."""

    model = Article
    add_view_class = NewArticle
    edit_view_class = EditArticle

    @cached_property
    def unpublish_view(self) -> Any:
        """Not Wagtail's: a retraction has reasons."""
        return retract_instead


def where_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an article is, for the script that asks after a publication."""
    article = get_object_or_404(Article, pk=pk)
    if not article.permissions_for_user(request.user).can_edit():
        return JsonResponse({}, status=403)
    found = whereabouts(article)
    answer = JsonResponse(found.as_json() if found else {"text": "", "final": True})
    answer["Cache-Control"] = "no-store"
    return answer


def after_publication(request: HttpRequest, page: Any) -> HttpResponse | None:
    """In place of Wagtail's words about pages: what has become of the article."""
    if not isinstance(page, Article):
        return None
    headline = page.get_admin_display_title()
    if page.live and not page.approved_schedule:
        messages.success(request, _("“%s” is published.") % headline)
    elif page.go_live_at and page.go_live_at > clock.now():
        when = date_format(localtime(page.go_live_at), "DATETIME_FORMAT")
        text = _("“%(headline)s” goes out at %(when)s.") % {"headline": headline, "when": when}
        messages.success(request, text)
    return redirect("wagtailadmin_pages:edit", page.pk)


def problems_of(form: Any) -> list[tuple[str, str]]:
    """(field, message) of everything wrong in a form, fields by the names that editors see."""
    found = []
    places = {name: place for place, name in enumerate(form.fields)}
    for name, errors in sorted(form.errors.items(), key=lambda item: places.get(item[0], 99)):
        label = "" if name == NON_FIELD_ERRORS else str(form.fields[name].label or name)
        found += [(label, text) for text in _texts(errors)]
    for formset in form.formsets.values():
        for row in formset.forms:
            found += [
                (str(row.fields[name].label or name) if name in row.fields else "", text)
                for name, errors in row.errors.items()
                for text in _texts(errors)
            ]
    return found


def complain(form: Form, error: ValidationError) -> None:
    """Put what a publication refused onto its form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, problems in error.error_dict.items():
        form.add_error(name if name in form.fields else None, problems)


def _texts(errors: Any) -> list[str]:
    """The messages of a field. Blocks say themselves, in their places, what they lack."""
    texts: list[str] = []
    for error in errors.as_data():
        if isinstance(error, StreamBlockValidationError):
            texts.append(_("Fill in the blocks that are marked."))
        else:
            texts += [str(text) for text in error.messages]
    return texts


def _is_not_ours(button: Button) -> bool:
    url = str(button.url or "")
    return any(f"/{name}/" in url for name in _NOT_OURS)
