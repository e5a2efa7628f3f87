"""Choosing an article: a flat list, the last edited first, and a search. There is no tree."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic.base import View
from wagtail.admin.forms.search import SearchForm
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import chooser
from wagtail.models import Locale, Page

from shpalta.lib.addresses import language_prefix
from shpalta.newsroom.models import Article, ArticleShelf, OutletLanguage
from shpalta.newsroom.outlets import main_language
from shpalta.newsroom.screens.paginating import BoundedPaginator
from shpalta.newsroom.screens.searching import found_by_words, last_edited_first

PER_PAGE = 25


class _Choosing(View):
    """What browsing and searching have in common."""

    is_multiple_choice = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """One article is chosen, or several at once."""
        self.is_multiple_choice = bool(request.GET.get("multiple"))
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Any]:
        """Headline, when it was edited, state. Nothing leads deeper."""
        theirs = chooser.BrowseView.columns.fget(self)
        return [
            column
            for column in theirs
            if not isinstance(column, chooser.PageNavigateToChildrenColumn)
            and column.name != "type"
        ]

    def page_of(self, articles: Any) -> Any:
        """One page of ``articles``, as the table wants its rows."""
        articles = articles.select_related("locale").defer("body", "lead")
        articles = articles.annotate_approved_schedule().prefetch_workflow_states()
        page = BoundedPaginator(articles, PER_PAGE).get_page(self.request.GET.get("p"))
        page.object_list = list(page.object_list)
        shelves = {shelf.path: shelf for shelf in Page.objects.filter(depth__lte=3)}
        main = main_language()
        for article in page.object_list:
            article.address_prefix = language_prefix(article.locale.language_code, main)
            article.can_choose = True
            article.can_descend = article.is_parent_page = False
            article._cached_parent_obj = shelves.get(article.path[: -article.steplen])
        return page

    def table_of(self, page: Any, before: Any = ()) -> Any:
        """The rows, after those that stand above them."""
        rows = [*before, *page.object_list]
        return chooser.PageChooserTable(self.columns, rows, show_locale_labels=True)


class ArticleBrowseView(_Choosing):
    """Every article of a language; the others by a switch."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """The same list whatever branch was asked for."""
        root: Any = Page.get_first_root_node()
        root.is_parent_page, root.can_choose, root.can_descend = True, False, False
        code = request.GET.get("locale")
        selected = get_object_or_404(Locale, language_code=code) if code else None
        articles = last_edited_first(Article.objects.all())
        page = self.page_of(articles.filter(locale=selected) if selected else articles)
        asked = request.GET.get("page_type") or chooser.base_page_type_string
        context = chooser.shared_context(
            request,
            {
                "parent_page": root,
                "parent_page_id": root.pk,
                "table": self.table_of(page, [root]),
                "pagination_page": page,
                "search_form": SearchForm(),
                "page_type_string": asked,
                "page_type_names": [Article._meta.verbose_name],
                "page_types_restricted": asked != chooser.base_page_type_string,
                "show_locale_controls": True,
                "locale_options": _languages(request, selected),
                "selected_locale": selected,
                "is_multiple_choice": self.is_multiple_choice,
            },
        )
        step = {"step": "browse", "parent_page_id": root.pk}
        template = "wagtailadmin/chooser/browse.html"
        return render_modal_workflow(request, template, None, context, json_data=step)


class ArticleSearchView(_Choosing):
    """By words of the headline."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The found ones; none before a word is written."""
        form = SearchForm(request.GET)
        words = form.cleaned_data["q"] if form.is_valid() else ""
        page = self.page_of(
            found_by_words(Article.objects.all(), words)
            if words.strip()
            else Article.objects.none()
        )
        context = {
            "searchform": form,
            "table": self.table_of(page),
            "pages": page,
            "page_type_string": request.GET.get("page_type") or chooser.base_page_type_string,
        }
        template = "wagtailadmin/chooser/_search_results.html"
        return TemplateResponse(request, template, chooser.shared_context(request, context))


def _languages(request: HttpRequest, selected: Locale | None) -> list[dict[str, Any]]:
    """The outlet's other languages, each with its address."""
    asked = request.GET.copy()
    asked.pop("p", None)
    found = []
    for line in OutletLanguage.objects.select_related("locale").order_by("sort_order", "pk"):
        if line.locale != selected:
            asked["locale"] = line.locale.language_code
            url = f"{reverse('wagtailadmin_choose_page')}?{asked.urlencode()}"
            found.append({"locale": line.locale, "url": url})
    return found


def without_shelves(pages: Any, request: HttpRequest) -> Any:
    """Neither browsing nor searching offers a shelf."""
    return pages.not_type(ArticleShelf)
