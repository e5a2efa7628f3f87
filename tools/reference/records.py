"""docs/reference/records.md: journal rows, and the schema of every sealed record."""

import types
import typing
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Literal, Union

import msgspec

from shpalta.press.journal import Row
from shpalta.records import KINDS
from tools.reference.markdown import exactly, introduction, prose, table

COLUMNS = {
    "position": "1, 2, 3 … without gaps: given under a lock, in the order of commits",
    "act": "the kind of act: see [acts](acts.md#kinds-of-act-in-the-journal)",
    "act_id": "names the act: who decided, when and why stands in the newsroom's table of acts;"
    " the press's own acts are named `press-KIND-POSITION`",
    "at": "when, in UTC: `2026-11-23T07:41:05Z`",
    "kind": "what the record is of: one of the kinds below",
    "id": "of which thing. The database's column and the record's member `id` say the same;"
    " a redirect is named by its path, a held copy by article and digest, outlet, theme and tick"
    " by their kind",
    "digest": "SHA-256 of the record's bytes, in hexadecimal; null for a withdrawal",
    "record": "the sealed bytes; null for a withdrawal",
    "salt": "16 random bytes, drawn at sealing",
    "commitment": "SHA-256 of salt and record together (of `null` for a withdrawal): after text"
    " and salt were removed by law it still says that there was one",
}


def page() -> str:
    """The whole page."""
    exactly(COLUMNS, (field.name for field in fields(Row)), "columns of the journal")
    parts = [
        introduction(
            "Journal and sealed records",
            "Why there is a journal: [explanation](../explanation/journal.md).",
            "A sealed record is canonical JSON (RFC 8785): equal records are equal bytes. The"
            " member `schema` names its shape and version. Members that have their default are"
            " left out where the table says so. There is no HTML in any record, and no number"
            " with a fraction.",
        ),
        "## Journal rows",
        "One table, `shpalta_journal`. Rows are only ever added.",
        table(("column", "what it holds"), [(f"`{n}`", words) for n, words in COLUMNS.items()]),
        "## Kinds of records",
        table(
            ("kind", "schema", "what"),
            [
                (f"[{kind}](#{kind})", f"`{tag_of(shape)}`", first_sentence(shape))
                for kind, shape in KINDS.items()
            ],
        ),
    ]
    for kind, shape in KINDS.items():
        parts += [f"## {kind}", f"Schema `{tag_of(shape)}`. {prose(shape)}", members(shape)]
    parts.append("## Parts of records")
    for shape in sorted(all_parts(), key=lambda s: s.__name__):
        parts += [f"### {shape.__name__}", _said_of_part(shape), members(shape)]
    return "\n\n".join(parts) + "\n"


def tag_of(shape: type[msgspec.Struct]) -> str:
    """The value of ``schema`` (or of another member that tells shapes apart)."""
    return str(shape.__struct_config__.tag or "")


def first_sentence(documented: Any) -> str:
    """What a class is, in one sentence."""
    return prose(documented).split("\n\n")[0].split(". ")[0].rstrip(".")


def _said_of_part(shape: type[msgspec.Struct]) -> str:
    config = shape.__struct_config__
    told = f" Member `{config.tag_field}` is `{config.tag}`." if config.tag else ""
    return prose(shape) + told


def members(shape: type[msgspec.Struct]) -> str:
    """The table of a struct's members."""
    optional = shape.__struct_config__.omit_defaults
    return table(
        ("member", "type", "default"),
        [
            (f"`{field.name}`", _written(hints_of(shape)[field.name]), _default(field, optional))
            for field in msgspec.structs.fields(shape)
        ],
    )


def hints_of(shape: type) -> dict[str, Any]:
    """Types by member."""
    return typing.get_type_hints(shape)


def _default(field: msgspec.structs.FieldInfo, optional: bool) -> str:
    if field.default is not msgspec.NODEFAULT:
        value = field.default
    elif field.default_factory is not msgspec.NODEFAULT:
        value = field.default_factory()
    else:
        return "required"
    shown = _value(value)
    return f"{shown}; left out" if optional else shown


def _value(value: Any) -> str:
    if isinstance(value, msgspec.Struct):
        return "all empty"
    if isinstance(value, bool):
        return str(value).lower()
    if value == "":
        return "empty"
    return "none" if value in (None, (), {}) else f"`{value}`"


def _written(hint: Any) -> str:
    """A type in the words of JSON, with links to parts."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is Literal:
        return " · ".join(f"`{value}`" for value in arguments)
    if origin in (Union, types.UnionType):
        return " or ".join(_written(one) for one in arguments if one is not type(None))
    if origin is tuple:
        return f"list of {_written(arguments[0])}"
    if origin is dict:
        return f"object: text → {_written(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return {str: "text", int: "whole number", bool: "true or false"}[hint]


def all_parts() -> set[type[msgspec.Struct]]:
    """Every struct inside a record that is no record itself."""
    found: set[type[msgspec.Struct]] = set()
    waiting = [hint for shape in KINDS.values() for hint in hints_of(shape).values()]
    while waiting:
        for shape in _structs(waiting.pop()):
            if shape not in found:
                found.add(shape)
                waiting += hints_of(shape).values()
    return found - set(KINDS.values())


def _structs(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for argument in typing.get_args(hint):
        yield from _structs(argument)
