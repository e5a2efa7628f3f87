"""The index in SQLite's full-text tables."""

from typing import Any

from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import MatchExpression, normalize
from modelsearch.utils import get_descendants_content_types_pks

from shpalta.newsroom.search.narrowing import (
    MOST,
    Keys,
    SteadyNorms,
    arranged,
    can_be_narrowed,
    keys_of,
)

# Characters of a headline; no whole number, see the other database.
AVERAGE = 60.3


class Index(SteadyNorms, sqlite.SQLiteIndex):
    """Writes cost the same however many entries there are."""

    average = AVERAGE


class _Narrow:
    """A compiler that reads the newest matches alone."""

    queryset: Any
    query: Any
    fields: Any
    FTS_TABLE_FIELDS: list[str]

    def search(self, config: Any, start: Any, stop: Any, score_field: Any = None) -> Any:
        """Slices of the objects that match."""
        if not can_be_narrowed(self.query) or score_field is not None:
            return super().search(config, start, stop, score_field)  # type: ignore[misc]
        return arranged(self, self.queryset.filter(pk__in=self.newest_keys(config)))[start:stop]

    def newest_keys(self, config: Any) -> list[Any]:
        """Ids of the newest matching entries."""
        model = self.queryset.model
        query = self.build_search_query(normalize(self.query), config=config)  # type: ignore[attr-defined]
        found = sqlite.SQLiteFTSIndexEntry.objects.filter(
            MatchExpression(self.fields or self.FTS_TABLE_FIELDS, query),
            index_entry__content_type__in=get_descendants_content_types_pks(model),
        )
        keys = found.annotate(key=keys_of("index_entry__object_id", model)).order_by("-pk")
        return list(keys.values_list("key", flat=True)[:MOST])


class Compiler(_Narrow, sqlite.SQLiteSearchQueryCompiler):
    """Whole words of title and body."""


class AutocompleteCompiler(_Narrow, sqlite.SQLiteAutocompleteQueryCompiler):
    """Beginnings of words."""


class Results(Keys, sqlite.SQLiteSearchResults):
    """What was found."""


class SearchBackend(sqlite.SQLiteSearchBackend):
    """Wagtail's, with these parts."""

    index_class = Index
    results_class = Results
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
