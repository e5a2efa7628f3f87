"""The index in PostgreSQL's text vectors."""

from typing import Any

from django.contrib.postgres.search import SearchVectorExact
from django.db import connections
from django.db.models import F, QuerySet
from modelsearch.backends.database.postgres import postgres
from modelsearch.utils import get_descendants_content_types_pks

from shpalta.newsroom.search.narrowing import (
    MOST,
    Keys,
    SteadyNorms,
    arranged,
    can_be_narrowed,
    keys_of,
)

# Words of a headline, as the vector counts them. It is no whole number, so that no norm is 1:
# that is what an entry has which nobody has mended.
AVERAGE = 7.3
LATEST = 10_000
"""Entries that are looked through before the index is asked."""


class Index(SteadyNorms, postgres.PostgresIndex):
    """Writes cost the same however many entries there are."""

    average = AVERAGE


class _Narrow:
    """A compiler that reads the newest matches alone."""

    queryset: Any
    query: Any
    fields: Any

    def search(
        self, config: Any, start: Any, stop: Any, score_field: Any = None, backend: Any = None
    ) -> Any:
        """Slices of the objects that match."""
        if not can_be_narrowed(self.query):
            return super().search(config, start, stop, score_field, backend)  # type: ignore[misc]
        self.queryset = self.queryset.filter(pk__in=self.newest_keys(config))
        if self.fields is not None or score_field is not None:
            return super().search(config, start, stop, score_field, backend)  # type: ignore[misc]
        return arranged(self, self.queryset)[start:stop]

    def newest_keys(self, config: Any) -> list[Any]:
        """Ids of the newest matching objects.

        The database does not know how often a beginning of a word is met, and would read every
        match of a frequent one. So the newest entries are looked through first, which finds enough
        of what is frequent; only what is rare is asked of the index.
        """
        wanted = self.build_tsquery(self.query, config=config)  # type: ignore[attr-defined]
        kinds = get_descendants_content_types_pks(self.queryset.model)
        entries = postgres.IndexEntry.objects.filter(content_type_id__in=kinds)
        entries = entries.annotate(key=keys_of("object_id", self.queryset.model))
        hit = SearchVectorExact(self._vector(), wanted)
        found = _hits_among(entries.annotate(hit=hit).order_by("-id").values("key", "hit")[:LATEST])
        if len(found) == MOST:
            return found
        # A sum has no index: the order of ids would be walked for the few that match.
        rare = entries.annotate(_vector_=self._vector()).filter(_vector_=wanted)
        return list(rare.order_by((F("id") + 0).desc()).values_list("key", flat=True)[:MOST])

    def _vector(self) -> Any:
        """What the index of the database is over."""
        raise NotImplementedError


def _hits_among(newest: QuerySet[Any]) -> list[Any]:
    """Keys of the hits among rows that are read in their order, at most ``MOST``."""
    inner, params = newest.query.sql_with_params()
    with connections[newest.db].cursor() as cursor:
        cursor.execute(f"SELECT key FROM ({inner}) newest WHERE hit LIMIT {MOST}", params)  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


class Compiler(_Narrow, postgres.PostgresSearchQueryCompiler):
    """Whole words of title and body."""

    def _vector(self) -> Any:
        return F("title")._combine(F("body"), "||", False)  # type: ignore[attr-defined]


class AutocompleteCompiler(_Narrow, postgres.PostgresAutocompleteQueryCompiler):
    """Beginnings of words."""

    def _vector(self) -> Any:
        return F("autocomplete")


class Results(Keys, postgres.PostgresSearchResults):
    """What was found."""


class SearchBackend(postgres.PostgresSearchBackend):
    """Wagtail's, with these parts."""

    index_class = Index
    results_class = Results
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
