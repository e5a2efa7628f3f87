"""A public method says what it does, or carries out one that does.

ruff asks for the docstrings of modules, classes and functions. Methods are asked here, because a
method that carries out an interface is documented on the interface, once.
"""

import ast
from collections.abc import Iterator

from tests.architecture import sources

FRAMEWORKS = frozenset(
    # Django, Wagtail and click ask for these by name; their own documentation says why.
    {
        "ready", "save", "delete", "clean", "full_clean", "get_queryset", "get_context_data",
        "get_context", "get_form_class", "dispatch", "get", "post", "handle", "add_arguments",
        "form_valid", "get_url_parts", "get_absolute_url", "get_prep_value", "to_python",
        "get_api_representation", "get_searchable_content", "deconstruct", "emit", "format",
        "process_request", "db_type", "from_db_value", "value_from_form", "value_for_form",
        "get_template", "media", "widget_attrs", "get_success_url", "has_permission",
    }
)  # fmt: skip


def methods(module: ast.Module) -> Iterator[tuple[ast.ClassDef, ast.FunctionDef]]:
    for owner in ast.walk(module):
        if isinstance(owner, ast.ClassDef):
            for node in owner.body:
                if isinstance(node, ast.FunctionDef):
                    yield owner, node


def public(owner: ast.ClassDef, method: ast.FunctionDef) -> bool:
    return not owner.name.startswith("_") and not method.name.startswith("_")


def test_public_methods_are_documented_somewhere():
    everything = [
        (path, owner, method)
        for path in sources.modules("src")
        for owner, method in methods(sources.tree(path))
        if public(owner, method)
    ]
    documented = {method.name for _, _, method in everything if ast.get_docstring(method)}
    silent = [
        f"{sources.name(path)}:{method.lineno} {owner.name}.{method.name}"
        for path, owner, method in everything
        if method.name not in documented | FRAMEWORKS
    ]
    assert silent == []
