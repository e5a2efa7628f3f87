"""Caps: what fits on a screen is read. Complexity is ruff's part."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture import sources

LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
DRAWERS = frozenset({"utils", "util", "helpers", "helper", "common", "misc"})
"""Names of modules in which everything ends up."""


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, docstring left out: explaining costs nothing."""
    total = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_modules_are_short():
    lengths = {
        sources.name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*sources.modules(), *sources.modules("tests"))
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}


def test_functions_are_short():
    long = {
        f"{sources.name(path)}:{function.lineno} {function.name}": lines_of(function)
        for path in sources.modules()
        for function in functions(sources.tree(path))
        if lines_of(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_no_module_is_a_shared_drawer():
    drawers = [
        sources.name(path)
        for path in (*sources.modules(), *sources.modules("tests"))
        if path.stem in DRAWERS or path.parent.name in DRAWERS
    ]
    assert drawers == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("def f():\n    return 1\n", 2),
        ('def f():\n    """One\n    two."""\n    return 1\n', 2),
        ("@d\ndef f(\n    a,\n):\n    return 1\n", 4),
    ],
)
def test_the_measure(text, lines):
    (function,) = functions(ast.parse(text))
    assert lines_of(function) == lines
