"""Articles by words of their headline: the archive by its index, the newest by their own text.

The index is written by a task after the editor's request, and knows nothing of drafts; without
the second half nobody would find what they have just written. Both halves are bounded.
"""

from typing import Any

from django.db.models import F, QuerySet
from wagtail.search.backends import get_search_backend

from shpalta.newsroom.models import Article

NEWEST = 1000
MOST = 1000


def found_by_words(queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
    """The rows of ``queryset`` whose headline has every one of ``words``, begun or whole."""
    wanted = words.casefold().split()
    if not wanted:
        return queryset
    return queryset.filter(pk__in={*_among_newest(wanted), *_in_index(words)})


def _among_newest(wanted: list[str]) -> set[int]:
    rows = Article.objects.order_by(F("latest_revision_created_at").desc(nulls_last=True), "-pk")
    found = set()
    for pk, title, draft in rows.values_list("pk", "title", "draft_title")[:NEWEST]:
        text = f"{draft} {title}".casefold()
        if all(word in text for word in wanted):
            found.add(pk)
    return found


def _in_index(words: str) -> set[int]:
    backend = get_search_backend("default")
    results = backend.autocomplete(words, Article.objects.order_by(), fields=["title"])
    return {article.pk for article in results.get_queryset()[:MOST]} if results else set()
