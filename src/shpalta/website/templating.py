"""The renderer: MiniJinja, strict about what is undefined, without filters that know the time."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from minijinja import Environment, TemplateError

from shpalta.press.errors import RenderError, ThemeError

Loader = Callable[[str], str | None]

_REFERS = re.compile(r"{%-?\s*(?:extends|include|import|from)\b\s*([^%]*?)\s*-?%}")
_LITERAL = re.compile(r"""(?:'([^']+)'|"([^"]+)")""")


def environment(loader: Loader) -> Environment:
    """The one way in which templates are read: undefined names are errors, ``.html`` is escaped."""
    return Environment(
        loader=loader,
        undefined_behavior="strict",
        trim_blocks=True,
        lstrip_blocks=True,
        pycompat=False,
        debug=False,
        reload_before_render=False,
    )


class TemplateRenderer:
    """Renders the templates that ``loader`` gives; keeps what it has compiled."""

    def __init__(self, loader: Loader) -> None:
        self._environment = environment(loader)

    def render(self, template: str, context: Mapping[str, Any]) -> bytes:
        """The page as UTF-8 bytes; raises ``RenderError`` naming template and line."""
        try:
            return self._environment.render_template(template, **context).encode()
        except TemplateError as error:
            raise RenderError(template, place_of(error, template)) from error


def place_of(error: TemplateError, template: str) -> str:
    """What went wrong and where, in one line."""
    name, line = error.name or template, error.line
    return f"{name}, line {line}: {error.detail or error.message}" if line else f"{name}: {error}"


def closure(name: str, loader: Loader) -> dict[str, str]:
    """``name`` and every template that it extends, includes or imports, with their sources.

    Raises ``ThemeError`` for a name that is not there or not written out in quotes.
    """
    found: dict[str, str] = {}
    waiting = [(name, "")]
    while waiting:
        current, user = waiting.pop()
        if current in found:
            continue
        source = loader(current)
        if source is None:
            raise ThemeError(f"{user or current}: there is no template {current!r}")
        found[current] = source
        waiting += [(n, f"{current}, line {line}") for n, line in _references(current, source)]
    return dict(sorted(found.items()))


def _references(name: str, source: str) -> list[tuple[str, int]]:
    found = []
    for reference in _REFERS.finditer(source):
        line = source.count("\n", 0, reference.start()) + 1
        literal = _LITERAL.match(reference.group(1))
        if literal is None:
            raise ThemeError(f"{name}, line {line}: write the name of the template in quotes")
        found.append((literal.group(1) or literal.group(2), line))
    return found
