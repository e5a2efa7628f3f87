"""A product (what files there are and how they look), named so that another process can find it."""

from importlib import import_module
from typing import cast

from shpalta.press.core.family import Registry
from shpalta.press.rendering import Theming


def product_at(name: str) -> tuple[Registry, Theming]:
    """The product that the function ``name`` (``package.module:function``) returns."""
    module, function = name.split(":")
    return cast("tuple[Registry, Theming]", getattr(import_module(module), function)())
