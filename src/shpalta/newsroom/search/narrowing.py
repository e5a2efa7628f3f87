"""What both databases share: how many matches are read, which queries can be narrowed, norms."""

from collections.abc import Iterable, Sequence
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


def mend_norms(entries: QuerySet[Any], model: Any, objects: Sequence[Any], average: float) -> None:
    """Norms of the entries of ``objects``: an average length against each one's own."""
    written = entries.filter(
        content_type_id=get_content_type_pk(model), object_id__in=_texts(objects)
    )
    measured = written.annotate(title_length=Length("title")).filter(title_length__gt=0)
    measured.update(title_norm=average / F("title_length"))


def _texts(objects: Iterable[Any]) -> list[str]:
    return [str(one.pk) for one in objects]
