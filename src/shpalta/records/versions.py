"""Reading and writing sealed records of every version.

The member ``schema`` of a record says its shape and version, ``copy/1``. ``encode`` writes the
newest version. ``decode`` reads any: a pure upcaster per step turns version N into N + 1.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from shpalta.lib.canonical import canonical
from shpalta.records.article import Article
from shpalta.records.entities import (
    Contributor,
    Credit,
    Document,
    Page,
    Picture,
    Section,
    Series,
    Topic,
)
from shpalta.records.facts import Front, Held, Redirect, Social, Theme, Tick
from shpalta.records.outlet import Outlet

Record = (
    Article
    | Section
    | Topic
    | Series
    | Page
    | Contributor
    | Credit
    | Picture
    | Document
    | Outlet
    | Front
    | Social
    | Redirect
    | Tick
    | Held
    | Theme
)

KINDS: dict[str, type[msgspec.Struct]] = {
    "article": Article,
    "section": Section,
    "topic": Topic,
    "series": Series,
    "page": Page,
    "contributor": Contributor,
    "credit": Credit,
    "picture": Picture,
    "document": Document,
    "outlet": Outlet,
    "front": Front,
    "social": Social,
    "redirect": Redirect,
    "tick": Tick,
    "held": Held,
    "theme": Theme,
}

# ("copy/1", upcast): the function turns the plain value of copy/1 into that of copy/2.
UPCASTERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {}

_DECODERS: dict[str, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(shape) for kind, shape in KINDS.items()
}
_SCHEMAS = {kind: shape.__struct_config__.tag for kind, shape in KINDS.items()}


class RecordError(ValueError):
    """Bytes that are no record of the kind asked for; the text says where they go wrong."""


def encode(record: Record) -> bytes:
    """The canonical bytes (RFC 8785) of ``record`` in the newest version of its schema.

    Raises ``RecordError`` for text that JSON cannot carry (lone surrogates).
    """
    try:
        return canonical(msgspec.to_builtins(record))
    except (ValueError, UnicodeEncodeError) as error:
        raise RecordError(str(error)) from error


def decode(kind: str, data: bytes) -> Any:
    """The record of ``kind`` that ``data`` holds, whatever its version.

    Raises ``RecordError`` for an unknown kind, an unknown version or a wrong shape.
    """
    try:
        return _DECODERS[kind].decode(data)
    except KeyError:
        raise RecordError(f"unknown kind of record: {kind!r}") from None
    except msgspec.DecodeError as error:
        return _decode_older(kind, data, error)


def _decode_older(kind: str, data: bytes, error: Exception) -> Any:
    try:
        value = msgspec.json.decode(data)
    except msgspec.DecodeError:
        raise RecordError(f"{kind}: not JSON: {error}") from error
    schema = value.get("schema") if isinstance(value, dict) else None
    if schema == _SCHEMAS[kind] or schema not in UPCASTERS:
        raise RecordError(f"{kind} with schema {schema!r}: {error}") from error
    while value["schema"] in UPCASTERS:
        value = UPCASTERS[value["schema"]](value)
    try:
        return msgspec.convert(value, KINDS[kind])
    except msgspec.ValidationError as problem:
        raise RecordError(f"{kind} raised from {schema}: {problem}") from problem
