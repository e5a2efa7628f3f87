"""Choosing an article: a flat list, the last edited first, and a search. There is no tree."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.chooser import BrowseView, PageNavigateToChildrenColumn
from wagtail.models import Page

from shpalta.newsroom.models import Article, ArticleShelf


class ArticleBrowseView(BrowseView):
    """Wagtail's chooser, begun at the root whatever branch was asked for."""

    def get(self, request: HttpRequest, parent_page_id: int | None = None) -> HttpResponse:
        """Every article of a language; the others by a switch."""
        root = Page.get_first_root_node()
        return super().get(request, parent_page_id=root.pk)

    @property
    def columns(self) -> list[Any]:
        """Nothing leads deeper."""
        theirs = super().columns
        return [
            column
            for column in theirs
            if not isinstance(column, PageNavigateToChildrenColumn) and column.name != "type"
        ]

    def get_object_list(self) -> Any:
        """All of them, without their bodies."""
        pages = Page.objects.type(Article).defer_streamfields().specific()
        return pages.select_related("locale").order_by(
            F("latest_revision_created_at").desc(nulls_last=True), "-pk"
        )


def without_shelves(pages: Any, request: HttpRequest) -> Any:
    """Neither browsing nor searching offers a shelf."""
    return pages.not_type(ArticleShelf)
