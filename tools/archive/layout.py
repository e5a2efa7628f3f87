"""What a worker must know of a newsroom's database to write rows for it: data alone, no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns with the values that stand where a row says nothing."""

    table: str
    defaults: Mapping[str, Any]

    def row(self, **values: Any) -> tuple[Any, ...]:
        """The values of one row in the order of the columns."""
        unknown = values.keys() - self.defaults.keys()
        if unknown:
            raise ValueError(f"{self.table} has no column {', '.join(sorted(unknown))}")
        return tuple(values.get(name, default) for name, default in self.defaults.items())


@dataclass(frozen=True, slots=True)
class Shelf:
    """One year's shelf: its place in the tree, and how many stood there before."""

    path: str
    depth: int
    url_path: str
    children: int
    first: int
    """The number of the archive's first article on it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the archive's rows go.

    ``keys`` are database ids by record id; ``first`` the first free id by table; ``types`` ids of
    content types by model; ``revision`` what a revision says of an article besides its own.
    """

    postgres: bool
    shapes: Mapping[str, Shape]
    keys: Mapping[str, int]
    first: Mapping[str, int]
    types: Mapping[str, int]
    shelves: Mapping[int, Shelf]
    user: int
    locale: int
    collection: int
    sources: Sequence[tuple[str, str]]
    """Of each narrow picture: its stored upload and the digest of that."""

    revision: Mapping[str, Any]
    weights: Mapping[int, tuple[str, str]]
    """By content type: what PostgreSQL's index gives titles and the rest."""

    search: bool
    revisions: bool

    def moment(self, text: str) -> str:
        """A record's time as the database takes it."""
        plain = text.replace("T", " ").removesuffix("Z")
        return f"{plain}+00" if self.postgres else plain
