"""Whatever a content is kept in, it answers as the one in memory does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from shpalta.press.core.content import Content
from shpalta.press.core.leaves import FIRST
from shpalta.press.database import Database, open_postgres
from shpalta.press.store import schema
from tests.laws import contents
from tests.laws.contents import ARTICLES, LISTINGS, PATHS, TIMES, World
from tests.press.faults import FakeDatabase

KINDS = ("article", "section", "redirect", "tick", "theme", "outlet", "held")


def everything(content: Content) -> dict[str, Any]:
    """The answer of every method of a content to every question of the small world."""
    places = ["", *(f"{at}~{ident}" for at in TIMES for ident in ARTICLES[:1])]
    seen: dict[str, Any] = {
        "subjects": sorted(content.subjects()),
        "listings": content.listings(),
        "retired": content.retired(),
        "published": [content.published_between(low, high) for low in TIMES for high in TIMES],
        "claimants": [content.claimant(path) for path in PATHS],
        "others": [content.claimant(p, other_than=("article", a)) for p in PATHS for a in ARTICLES],
        "cards": [content.card(ident) for ident in ARTICLES],
        "standings": [content.standings_of(ident) for ident in ARTICLES],
    }
    for kind in KINDS:
        heads = content.heads(kind)
        seen[f"heads {kind}"] = heads
        seen[f"records {kind}"] = [content.record(kind, head) for _, head in heads]
        assert [content.head(kind, ident) for ident, _ in heads] == [head for _, head in heads]
    for ident in ARTICLES:
        seen[f"versions {ident}"] = [
            list(content.versions("article", ident, upto)) for upto in (0, 2, 5, 99)
        ]
    for name in LISTINGS:
        seen[f"order {name}"] = [
            (
                content.opening_below(name, place, inclusive=True),
                content.opening_below(name, place, inclusive=False),
                content.opening_above(name, place),
                content.live_below(name, place),
                content.live_from(name, place),
                content.live_between(name, place, None),
                [content.live_between(name, place, high) for high in places[::3]],
            )
            for place in places
        ]
        seen[f"ends {name}"] = (
            content.openings(name),
            [content.newest(name, limit, skip=skip) for limit in (1, 5) for skip in (0, 1, 3)],
            [content.standing(name, ident) for ident in (FIRST, *ARTICLES)],
        )
    return seen


def hold(history: list[contents.Row], tables: Database) -> None:
    truth = FakeDatabase()
    reference, stored = World(truth, None), World(truth, tables)
    for row in history:
        told = reference.take(row)
        if reference.count > stored.count:
            stored.count += 1
            assert stored.fold_in(stored.count) == told
    assert everything(stored.content) == everything(reference.content)
    # What another process sees has no memory of this one's.
    stored.content.forget()
    assert everything(stored.content) == everything(reference.content)


@settings(max_examples=60)
@given(history=contents.histories)
def test_sqlite(history):
    hold(history, FakeDatabase())


@pytest.mark.postgres
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(history=contents.histories)
def test_postgresql(postgres_tables, history):
    postgres_tables.execute("BEGIN")
    try:
        hold(history, postgres_tables)
    finally:
        postgres_tables.execute("ROLLBACK")


@pytest.fixture
def postgres_tables(postgres: str) -> Iterator[Database]:
    tables = open_postgres(postgres, schema="press")
    schema.create_tables(tables)
    yield tables
    tables.close()
