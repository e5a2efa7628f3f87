"""The list of articles: flat, the last edited first, whatever shelf they stand on."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale, Page, Revision
from wagtail.permissions import policy_registry

from shpalta.newsroom.actions.front import may_arrange
from shpalta.newsroom.fronts import lines, stale_among
from shpalta.newsroom.models import Article, Byline, Contributor, OutletLanguage, Section
from shpalta.newsroom.outbox.troubles import troubles
from shpalta.newsroom.screens import states
from shpalta.newsroom.screens.paginating import ArticlePaginator
from shpalta.newsroom.screens.searching import few, found_by_words, last_edited_first
from shpalta.newsroom.screens.whose import workable
from shpalta.newsroom.screens.writing import write_buttons
from shpalta.newsroom.whereabouts import whereabouts_of
from shpalta.newsroom.widgets import fit_choice

PER_PAGE = 50
OF_AN_AUTHOR = 1000
"""Articles that the filter by author looks at, the newest written first."""


def _scheduled() -> Q:
    planned = Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    return Q(pk__in=[int(pk) for pk in planned.values_list("object_id", flat=True)])


_IN_STATE = {
    "draft": lambda: Q(live=False, day__isnull=True) & ~_scheduled(),
    "scheduled": _scheduled,
    "live": lambda: Q(live=True),
    "changed": lambda: Q(live=True, has_unpublished_changes=True),
    "retracted": lambda: Q(live=False, retracted_at__isnull=False),
}


class ArticleFilters(WagtailFilterSet):
    """By state, section, language, genre and author."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"), choices=states.CHOICES, method="in_state"
    )
    section = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Section"), queryset=Section.objects.all()
    )
    locale = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Language"), queryset=Locale.objects.all()
    )
    genre = django_filters.ChoiceFilter(
        label=gettext_lazy("Genre"), choices=lambda: Article.Genre.choices
    )
    author = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Author"), queryset=Contributor.objects.all(), method="by_author"
    )

    class Meta:
        model = Article
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("section", "author"):
            fit_choice(self.form.fields[name])

    def in_state(self, queryset: Any, name: str, value: str) -> Any:
        """Those in one state, as the list names it."""
        return queryset.filter(_IN_STATE[value]())

    def by_author(self, queryset: Any, name: str, value: Contributor) -> Any:
        """Those with a contributor in any role."""
        written = Byline.objects.filter(contributor=value).order_by("-article_id")
        return few(queryset.filter(pk__in=written.values("article_id")[:OF_AN_AUTHOR]))


class HeadlineColumn(TitleColumn):
    """The headline with the state of the article."""

    cell_template_name = "newsroom/headline_cell.html"

    def get_value(self, instance: Any) -> str:
        """The newest headline, published or not."""
        return str(instance.get_admin_display_title())

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        """With the labels of its states."""
        context = super().get_cell_context_data(instance, parent_context)
        context["states"] = states.of(instance)
        return context


class PlaceColumn(Column):
    """The section, and the genre below it."""

    cell_template_name = "newsroom/place_cell.html"


class MomentColumn(Column):
    """A day and a time, always whole."""

    cell_template_name = "newsroom/moment_cell.html"


class WhereColumn(BaseColumn):
    """Where the newest copy is: on the site since when, or why not."""

    cell_template_name = "newsroom/where_cell.html"


def _authors(article: Article) -> str:
    return ", ".join(byline.contributor.name for byline in article.bylines.all())


class ArticlesView(BaseListingView):
    """Every article that the user may work with."""

    model = Article
    page_title = gettext_lazy("Articles")
    header_icon = "doc-empty"
    index_url_name = "newsroom_articles"
    index_results_url_name = "newsroom_articles_results"
    table_classname = "listing newsroom-articles"
    results_template_name = "newsroom/articles_results.html"
    is_searchable = True
    filterset_class = ArticleFilters
    paginate_by = PER_PAGE
    paginator_class = ArticlePaginator
    verbose_name_plural = gettext_lazy("articles")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """For those who may do anything with any article."""
        self.policy = policy_registry.get_by_type(Page)
        if not self.policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filters(self) -> Any:
        """Languages to choose are those of the outlet, which the view has read."""
        filters = BaseListingView.filters.func(self)
        codes = [(line.locale_id, str(line.locale)) for line in self.languages]
        filters.form.fields["locale"].widget.choices = [("", "---------"), *codes]
        return filters

    @cached_property
    def columns(self) -> list[BaseColumn]:
        """The language only where there are several."""
        shown: list[BaseColumn | None] = [
            HeadlineColumn(
                "title",
                label=gettext_lazy("Headline"),
                url_name="wagtailadmin_pages:edit",
                width="36%",
            ),
            PlaceColumn("section", label=gettext_lazy("Section"), width="11%"),
            Column("authors", label=gettext_lazy("Authors"), accessor=_authors, width="14%"),
            Column("locale", label=gettext_lazy("Language"), width="8%") if self.several else None,
            MomentColumn("published_at", label=gettext_lazy("Published"), width="9%"),
            MomentColumn(
                "edited",
                label=gettext_lazy("Edited"),
                accessor="latest_revision_created_at",
                width="9%",
            ),
            WhereColumn("where", label=gettext_lazy("On the site"), width="13%"),
        ]
        return [column for column in shown if column]

    @cached_property
    def several(self) -> bool:
        """Whether articles are written in more than one language."""
        return len(self.header_buttons) > 1

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """A new article, in each language."""
        return write_buttons([line.locale for line in self.languages])

    @cached_property
    def languages(self) -> list[OutletLanguage]:
        """The languages of the outlet, the main one first."""
        return list(lines())

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With fronts that have not changed for too long, for those who can do something."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        arranges = may_arrange(self.request.user)
        context["stale_fronts"] = stale_among(self.languages) if arranges else []
        context["troubles"] = troubles() if arranges else 0
        return context

    def get_base_queryset(self) -> QuerySet[Any]:
        """Rows with what the columns show, without the bodies."""
        bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
        return (
            workable(self.request.user)
            .select_related("section", "locale")
            .prefetch_related(bylines)
            .defer("body", "lead")
        )

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The last edited first, always: no other order has an index."""
        return last_edited_first(queryset)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """By words of the headline."""
        return found_by_words(queryset, self.search_query) if self.is_searching else queryset

    def paginate_queryset(self, queryset: Any, page_size: Any) -> Any:
        """One page, with where each article of it is."""
        queryset = queryset.annotate_approved_schedule()
        paginator, page, rows, several = super().paginate_queryset(queryset, page_size)
        articles = list(rows)
        found = whereabouts_of(articles)
        for article in articles:
            article.where = found.get(article.uid)
        page.object_list = articles
        return paginator, page, articles, several
