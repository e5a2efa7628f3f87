"""What both databases share: how many matches are read, which queries can be narrowed, norms."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, F, Field, QuerySet
from django.db.models.functions import Cast, Length
from modelsearch.query import And, Or, Phrase, PlainText
from modelsearch.utils import get_content_type_pk

MOST = 500
"""Matches that a search reads, the newest entries of the index first."""


def can_be_narrowed(query: Any) -> bool:
    """Whether ``query`` says only what must be there: a negation is not found by an index."""
    if isinstance(query, And | Or):
        return all(can_be_narrowed(part) for part in query.subqueries)
    return isinstance(query, Phrase | PlainText)


def keys_of(column: str, model: Any) -> Cast:
    """The ids of objects in an entry's text column, as the primary key of ``model`` has them."""
    field: Field[Any, Any] = model._meta.pk
    while field.remote_field is not None:
        field = field.target_field  # type: ignore[attr-defined]
    return Cast(column, BigIntegerField() if field.empty_strings_allowed is False else field)


class Keys:
    """Results that can say which objects they are without reading them."""

    query_compiler: Any
    backend: Any

    def keys(self) -> list[Any]:
        """Primary keys of the matches, the newest first; of a query that can be narrowed."""
        compiler = self.query_compiler
        found: list[Any] = compiler.newest_keys(compiler.get_config(self.backend))
        return found


def arranged(compiler: Any, found: QuerySet[Any]) -> QuerySet[Any]:
    """The newest first, unless the caller has an order of its own."""
    if compiler.order_by_relevance or not found.query.order_by:
        return found.order_by("-pk")
    return found


class SteadyNorms:
    """An index of Wagtail's that mends the norms of what it writes, and no others: an average
    length of titles against each one's own. ``average`` is none that would give the norm 1.
    """

    average: float
    entries: QuerySet[Any]

    def add_items(self, model: Any, objs: Iterable[Any]) -> None:
        """Write entries, and mend their norms alone."""
        objects = list(objs)
        super().add_items(model, objects)  # type: ignore[misc]
        written = self.entries.filter(
            content_type_id=get_content_type_pk(model),
            object_id__in=[str(one.pk) for one in objects],
        )
        measured = written.annotate(title_length=Length("title")).filter(title_length__gt=0)
        measured.update(title_norm=self.average / F("title_length"))

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Of all entries after the index was made anew; otherwise each write has mended its own."""
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]
