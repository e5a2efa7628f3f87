"""Entities by words of their names. There are thousands at most, so the names are compared here:
SQLite knows capital and small letters of ASCII alone.
"""

from typing import Any

from django.db.models import QuerySet


def named(entities: QuerySet[Any], words: str, limit: int, *, column: str = "name") -> list[Any]:
    """At most ``limit`` entities whose name has every one of ``words``, in the order of names."""
    wanted = words.casefold().split()
    rows = entities.order_by(column).values_list("pk", column)
    keys = []
    for key, name in rows.iterator(chunk_size=2000):
        if all(word in name.casefold() for word in wanted):
            keys.append(key)
            if len(keys) == limit:
                break
    found = entities.in_bulk(keys)
    return [found[key] for key in keys]
