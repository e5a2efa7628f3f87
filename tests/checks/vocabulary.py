"""The vocabulary of schema.org, read from the type declarations of the npm package schema-dts."""

import re
from dataclasses import dataclass, field
from functools import cache

from tests.checks.tools import module

_INTERFACE = re.compile(r"^(?:export )?interface (\w+?)(Base|Leaf) extends (.+) \{$")
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.+), "\w+">;$')
_ENUMERATION = re.compile(r'^export type (\w+) = ("https?://schema\.org/.+);$')
_UNION = re.compile(r"^export type (\w+) = (.+);$")
# Plain values, which any property takes as text, and what has no properties of its own.
DATA_TYPES = frozenset(
    {"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean"}
    | {"CssSelectorType", "XPathType", "PronounceableText", "Duration", "Distance", "Mass"}
)


@dataclass(slots=True)
class Type:
    """One type: its direct parents and what its own properties may hold."""

    parents: set[str] = field(default_factory=set)
    properties: dict[str, frozenset[str]] = field(default_factory=dict)


class Vocabulary:
    """Types and their properties, with inheritance."""

    def __init__(self, types: dict[str, Type]) -> None:
        self._types = types

    def __contains__(self, name: str) -> bool:
        return name in self._types

    def lineage(self, name: str) -> set[str]:
        """``name`` and every type above it."""
        found, waiting = set(), [name]
        while waiting:
            current = waiting.pop()
            if current in self._types and current not in found:
                found.add(current)
                waiting += self._types[current].parents
        return found

    def expected(self, name: str, prop: str) -> frozenset[str] | None:
        """Types that ``prop`` of ``name`` may hold; None when ``name`` has no such property."""
        for ancestor in self.lineage(name):
            if prop in self._types[ancestor].properties:
                return self._types[ancestor].properties[prop]
        return None


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary as the installed package has it."""
    text = (module("schema-dts") / "dist" / "schema.d.ts").read_text(encoding="utf-8")
    types: dict[str, Type] = {}
    current: Type | None = None
    for line in text.splitlines():
        if found := _INTERFACE.match(line):
            current = types.setdefault(found[1], Type())
            current.parents |= set(_words(found[3], "Base")) - {found[1]}
        elif current is not None and (found := _PROPERTY.match(line)):
            current.properties[found[1]] = frozenset(_words(found[2])) - {"IdReference"}
        elif (found := _ENUMERATION.match(line)) or (found := _UNION.match(line)):
            _members(types, found[1], found[2])
    if "NewsArticle" not in types or "headline" not in types["CreativeWork"].properties:
        raise RuntimeError("schema-dts is written in a way this reader does not know")
    return Vocabulary(types)


def _members(types: dict[str, Type], name: str, union: str) -> None:
    """The members of a union are kinds of ``name``."""
    for member in _words(union, "Leaf"):
        if member != name and member[0].isupper() and name[0].isupper():
            types.setdefault(member, Type()).parents.add(name)


def _words(text: str, ending: str = "") -> list[str]:
    words = re.findall(r"\b[A-Z]\w*\b", re.sub(r'"[^"]*"', "", text))
    return [word.removesuffix(ending) if ending else word for word in words]
