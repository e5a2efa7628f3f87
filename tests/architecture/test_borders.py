"""The Wagtail border is thin: one module of receivers, one of hooks, no key that climbs."""

import ast
import tomllib

import pytest
from django.apps import apps
from django.db.models import Model

from tests.architecture import sources

SIGNALS = sources.PACKAGE / "newsroom" / "signals.py"
HOOKS = sources.PACKAGE / "newsroom" / "wagtail_hooks.py"


def is_signal(imported: str) -> bool:
    """Whether a name gives the means to receive a signal: `django.db.models.signals.post_save`."""
    if imported.startswith("shpalta."):
        return False
    return "signals" in imported.split(".") or imported.startswith("django.dispatch")


def is_hook(imported: str) -> bool:
    return imported == "wagtail.hooks" or imported.startswith("wagtail.hooks.")


def importing(matches, *, but) -> list[str]:
    return [
        f"{sources.name(path)}:{line} {imported}"
        for path in sources.modules("src")
        if path != but
        for imported, line in sources.imported(sources.tree(path))
        if matches(imported)
    ]


def test_receivers_are_in_one_module():
    assert importing(is_signal, but=SIGNALS) == []


def test_hooks_are_in_one_module():
    assert importing(is_hook, but=HOOKS) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from django.dispatch import receiver", True),
        ("from wagtail.signals import page_published", True),
        ("from django.db.models import signals", True),
        ("from shpalta.newsroom import signals", False),
        ("import sqlite3", False),
    ],
)
def test_what_counts_as_receiving(text, found):
    names = [name for name, _ in sources.imported(ast.parse(text))]
    assert any(map(is_signal, names)) is found


def ranks() -> dict[str, int]:
    """Top-level modules with their rank in import-linter's layers; 0 is the lowest."""
    with (sources.ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "layers"]
    return {
        name.strip(" ()"): rank
        for rank, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }


def layer_of(model: type[Model]) -> str | None:
    """`newsroom` of shpalta.newsroom.models.article; None for what is not ours."""
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "shpalta" else None


def test_no_foreign_key_climbs():
    """A key points into its own layer, or below; never up or to a stranger beside it."""
    order = ranks()
    climbing = []
    for model in apps.get_models(include_auto_created=True):
        own = layer_of(model)
        for field in model._meta.get_fields():
            target = getattr(field, "related_model", None)
            if own is None or field.auto_created or not isinstance(target, type):
                continue
            there = layer_of(target)
            if there not in (None, own) and order[there] >= order[own]:
                climbing.append(f"{model.__name__}.{field.name} -> {target.__name__}")
    assert climbing == []
