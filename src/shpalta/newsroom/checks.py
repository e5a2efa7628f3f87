"""Checks at start that Django runs for us."""

from typing import Any

from django.core import checks
from django.db import DatabaseError, connections


def register() -> None:
    """Add the checks; those that ask the database run where a database is named."""
    checks.register(triggers_are_there, checks.Tags.database)


def triggers_are_there(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Without the triggers a page could go live past the journal until someone saves it."""
    from shpalta.newsroom.triggers import missing_triggers

    problems: list[checks.CheckMessage] = []
    for alias in databases or ():
        try:
            tables = connections[alias].introspection.table_names()
            missing = missing_triggers(alias) if "newsroom_unsealed" in tables else []
        except DatabaseError:
            continue
        if missing:
            problems.append(
                checks.Warning(
                    f"The database {alias} lacks the triggers {', '.join(missing)}.",
                    hint="Start the newsroom by `shpalta run`, or run `shpalta migrate`.",
                    id="newsroom.W001",
                )
            )
    return problems
