"""The list of articles: flat, the last edited first, whatever shelf they stand on."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale, Page, Revision
from wagtail.permissions import policy_registry

from shpalta.newsroom.actions.front import may_arrange
from shpalta.newsroom.fronts import stale_fronts
from shpalta.newsroom.models import Article, Byline, Contributor, Section
from shpalta.newsroom.outbox.troubles import troubles
from shpalta.newsroom.screens import states
from shpalta.newsroom.screens.searching import found_by_words
from shpalta.newsroom.screens.writing import write_buttons
from shpalta.newsroom.whereabouts import whereabouts_of

PER_PAGE = 50
COUNTED = 10_000


class BoundedPaginator(WagtailPaginator):
    """Counts no further than an editor would page: a count of everything reads everything."""

    @cached_property
    def count(self) -> int:
        """How many there are, at most ``COUNTED``."""
        return min(self._seen, COUNTED)

    @cached_property
    def _seen(self) -> int:
        return int(self.object_list.order_by()[: COUNTED + 1].count())

    @cached_property
    def items_count_label(self) -> str:
        """In words: how many articles, or that there are more than were counted."""
        if self._seen > COUNTED:
            return _("more than %(number)s articles") % {"number": f"{COUNTED:,}".replace(",", " ")}
        return ngettext("%(number)d article", "%(number)d articles", self.count) % {
            "number": self.count
        }


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

    def in_state(self, queryset: Any, name: str, value: str) -> Any:
        """Those in one state, as the list names it."""
        return queryset.filter(_IN_STATE[value]())

    def by_author(self, queryset: Any, name: str, value: Contributor) -> Any:
        """Those with a contributor in any role."""
        written = Byline.objects.filter(contributor=value).values("article_id")
        return queryset.filter(pk__in=written)


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
    paginator_class = BoundedPaginator
    verbose_name_plural = gettext_lazy("articles")

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """For those who may do anything with any article."""
        self.policy = policy_registry.get_by_type(Page)
        if not self.policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

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
        return write_buttons()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With fronts that have not changed for too long, for those who can do something."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        context["stale_fronts"] = stale_fronts() if may_arrange(self.request.user) else []
        context["troubles"] = troubles() if may_arrange(self.request.user) else 0
        return context

    def get_base_queryset(self) -> QuerySet[Any]:
        """Rows with what the columns show, without the bodies."""
        bylines = Prefetch("bylines", Byline.objects.select_related("contributor"))
        return (
            (
                Article.objects.filter(pk__in=self.policy.explorable_instances(self.request.user))
                if not self.request.user.is_superuser
                else Article.objects.all()
            )
            .select_related("section", "locale")
            .prefetch_related(bylines)
            .defer("body", "lead")
        )

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The last edited first, always: no other order has an index."""
        return queryset.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")

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
