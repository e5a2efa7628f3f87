"""Docstrings and types as Markdown."""

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_WRITTEN_BY = "Written by `make docs` from the code; edit that."
_LONG_NAME = re.compile(r"\b(?:shpalta|collections|typing|datetime|msgspec)\.(?:\w+\.)*(?=\w)")


def introduction(title: str, *paragraphs: str) -> str:
    """The beginning of a page."""
    return "\n\n".join([f"# {title}", _WRITTEN_BY, *paragraphs])


def prose(documented: Any) -> str:
    """A docstring as one paragraph per paragraph, with Markdown's quotes for code."""
    text = inspect.getdoc(documented) or ""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return "\n\n".join(paragraphs).replace("``", "`")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars in cells are escaped."""
    lines = [" | ".join(header), "|".join(["---"] * len(header))]
    lines += [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "\n".join(f"| {line} |" if "---" not in line else f"|{line}|" for line in lines)


def type_name(annotation: Any) -> str:
    """A type as it is written in code, without the modules it comes from."""
    text = annotation if isinstance(annotation, str) else _described(annotation)
    return _LONG_NAME.sub("", text)


def _described(annotation: Any) -> str:
    if isinstance(annotation, type) and not hasattr(annotation, "__args__"):
        return "None" if annotation is type(None) else annotation.__name__
    return str(annotation)


def exactly(said: Mapping[str, Any], known: Iterable[str], what: str) -> None:
    """Raise ``LookupError`` when a table here and the code do not name the same things."""
    names = set(known)
    if names != set(said):
        missing, extra = sorted(names - set(said)), sorted(set(said) - names)
        raise LookupError(f"{what}: not described {missing}, described but not there {extra}")
