"""Articles by words of their headline: the archive by its index, the newest by their own text.

The index is written by a task after the editor's request, and knows nothing of drafts; without
the second half nobody would find what they have just written. Both halves are bounded.
"""

from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from shpalta.newsroom import clock
from shpalta.newsroom.models import Article

NEWEST = 500
_LAST = F("latest_revision_created_at").desc(nulls_last=True)
_MOMENT: Any = DateTimeField()


def last_edited_first(articles: QuerySet[Any]) -> QuerySet[Any]:
    """``articles`` in the order of the list, which an index of the pages has."""
    return articles.order_by(_LAST, "-pk")


def few(articles: QuerySet[Any]) -> QuerySet[Any]:
    """The same order for what is known to be few: they are sorted, and the archive is not walked.

    A database that guesses where they lie would walk the order of all, from the newest on, until
    it has met enough of them; those of ten years ago are met last.
    """
    moment = Coalesce("latest_revision_created_at", Value(clock.EARLIEST), output_field=_MOMENT)
    return articles.order_by(moment.desc(), "-pk")


def found_by_words(queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
    """The rows of ``queryset`` whose headline has every one of ``words``, begun or whole."""
    wanted = words.casefold().split()
    if not wanted:
        return queryset
    return few(queryset.filter(pk__in={*_among_newest(wanted), *_in_index(words)}))


def _among_newest(wanted: list[str]) -> set[int]:
    """By the text itself, from Wagtail's table alone: shelves among them do no harm."""
    rows = Page.objects.order_by(_LAST, "-pk").values_list("pk", "title", "draft_title")
    found = set()
    for pk, title, draft in rows[:NEWEST]:
        text = f"{draft} {title}".casefold()
        if all(word in text for word in wanted):
            found.add(pk)
    return found


def _in_index(words: str) -> set[int]:
    results = get_search_backend("default").autocomplete(words, Article.objects.order_by())
    return set(results.keys()) if results else set()
