"""Structured data: read by extruct, held against the vocabulary of schema.org and OpenGraph."""

import json
import re
import warnings
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import html as lxml_html

from tests.checks.problem import Problem
from tests.checks.vocabulary import DATA_TYPES, vocabulary

_KEYWORDS = frozenset({"@context", "@type", "@id", "@graph", "@value", "@language", "@list"})
_OPENGRAPH = ("og:title", "og:type", "og:url", "og:image")
_SCHEMA = re.compile(r"https?://schema\.org/?")


def structured_problems(page: bytes | str, where: str = "page") -> list[Problem]:
    """Problems of JSON-LD and microdata: unreadable, or types and properties that do not exist."""
    text = page.decode() if isinstance(page, bytes) else page
    found = list(_scripts(text))
    for node in nodes(text):
        found += _node(node, "", root=True)
    return [Problem(where, rule, words) for rule, words in found]


def opengraph_problems(page: bytes | str, where: str = "page") -> list[Problem]:
    """Problems of OpenGraph: required properties, absolute addresses, nothing empty."""
    properties = opengraph(page)
    found = [(name, "missing") for name in _OPENGRAPH if name not in properties]
    for name, values in properties.items():
        found += [(name, "empty") for value in values if not value.strip()]
        if name in {"og:url", "og:image", "og:image:url", "og:image:secure_url"}:
            found += [(name, f"{v!r} is not absolute") for v in values if not _absolute(v)]
    found += [(n, "stands twice") for n in ("og:title", "og:url") if len(properties.get(n, ())) > 1]
    return [Problem(where, rule, words) for rule, words in found]


def opengraph(page: bytes | str) -> dict[str, list[str]]:
    """Every OpenGraph property of a page, as extruct reads it, with all its values."""
    text = page.decode() if isinstance(page, bytes) else page
    found: dict[str, list[str]] = {}
    for group in _extract(text, "opengraph"):
        for name, value in group["properties"]:
            found.setdefault(name, []).append(value)
    return found


def nodes(page: bytes | str) -> list[dict[str, Any]]:
    """The topmost JSON-LD and microdata items of a page, as extruct reads them."""
    text = page.decode() if isinstance(page, bytes) else page
    try:
        return [*_extract(text, "json-ld"), *_extract(text, "microdata")]
    except ValueError:
        return []  # JSON that nobody can read: ``_scripts`` names it


def types(page: bytes | str) -> set[str]:
    """Every type named anywhere in a page's structured data: to see that something was checked."""
    return {name for node in nodes(page) for inner in _all(node) for name in _types(inner)}


def _extract(text: str, syntax: str) -> list[dict[str, Any]]:
    with warnings.catch_warnings():
        # Imported late and quietly: its RDFa reader warns of its own future.
        warnings.simplefilter("ignore")
        import extruct

        made: dict[str, list[dict[str, Any]]] = extruct.extract(
            text, base_url="https://example.org/", syntaxes=[syntax], uniform=syntax == "microdata"
        )
    return made[syntax]


def _scripts(text: str) -> Iterator[tuple[str, str]]:
    """JSON-LD must be JSON to the letter: readers other than extruct mend nothing."""
    for script in lxml_html.document_fromstring(text).xpath("//script[@type]"):
        if script.get("type").strip().lower() != "application/ld+json":
            continue
        try:
            json.loads(script.text_content())
        except ValueError as error:
            yield "json", f"{error}: {script.text_content()[:120]!r}"


def _all(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _all(value)
    elif isinstance(node, list):
        for value in node:
            yield from _all(value)


def _types(node: dict[str, Any]) -> list[str]:
    named = node.get("@type", [])
    return [_SCHEMA.sub("", name) for name in ([named] if isinstance(named, str) else named)]


def _node(node: Any, path: str, *, root: bool = False) -> Iterator[tuple[str, str]]:
    if not isinstance(node, dict):
        yield "shape", f"{path or 'the root'} is no object: {str(node)[:80]}"
        return
    if root and not _SCHEMA.fullmatch(str(node.get("@context", ""))):
        yield "context", f"{node.get('@context')!r} is not schema.org"
    for inner in node.get("@graph", ()):
        yield from _node(inner, f"{path}@graph.")
    names = _types(node)
    if not names and not node.keys() & {"@graph", "@id", "@value", "@list"}:
        yield "type", f"{path or 'the root'} has none: {str(node)[:80]}"
    unknown = [name for name in names if name not in vocabulary() or name in DATA_TYPES]
    for name in unknown:
        yield "type", f"{path}{name} is no type of schema.org"
    for keyword in node.keys() - _KEYWORDS:
        if keyword.startswith("@"):
            yield "keyword", f"{path}{keyword}"
        elif names and not unknown:
            yield from _property(names, keyword, node[keyword], path)


def _property(names: list[str], name: str, value: Any, path: str) -> Iterator[tuple[str, str]]:
    known = [vocabulary().expected(of, name) for of in names]
    expected = frozenset().union(*(types for types in known if types is not None))
    if all(types is None for types in known):
        yield "property", f"{path}{name} is no property of {' or '.join(names)}"
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield from _held(item, expected, f"{path}{name}")
            yield from _node(item, f"{path}{name}.")
        else:
            yield from _plain(item, expected, f"{path}{name}")


def _held(item: dict[str, Any], expected: frozenset[str], path: str) -> Iterator[tuple[str, str]]:
    """An object in a property must be of a type that the property may hold."""
    for name in _types(item):
        above = vocabulary().lineage(name)
        if above and not above & (expected | {"Role"}):
            yield "range", f"{path} holds a {name}; it may hold {', '.join(sorted(expected))}"


def _plain(item: Any, expected: frozenset[str], path: str) -> Iterator[tuple[str, str]]:
    if item is None or item == "":
        yield "empty", f"{path} says nothing"
    elif expected and expected <= {"Date", "DateTime"}:
        try:
            datetime.fromisoformat(str(item))
        except ValueError:
            yield "date", f"{path} is {item!r}, no date of ISO 8601"
    elif expected == {"URL"} and not _absolute(str(item)):
        yield "address", f"{path} is {item!r}, not absolute"


def _absolute(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
