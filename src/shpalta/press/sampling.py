"""What a new theme would change: some files of each family, before anything goes live."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

from shpalta.lib.digests import digest
from shpalta.press.core.content import Head
from shpalta.press.core.overlay import Overlay
from shpalta.press.core.plan import Entry
from shpalta.press.engine import Press
from shpalta.press.errors import RenderError
from shpalta.press.rendering import Rendering, Theming
from shpalta.records import Theme, encode


@dataclass(frozen=True, slots=True)
class Sample:
    """One file under the theme to come. ``error`` says why it could not be made."""

    path: str
    family: str
    changed: bool
    diff: str = ""
    error: str = ""


def sample(
    press: Press, theme: Theme, theming: Theming, blobs: Callable[[str], bytes], each: int
) -> Iterator[Sample]:
    """The newest ``each`` files of every family that renders text, under ``theme``.

    ``blobs`` must know the theme's files. Nothing is written, nothing journaled.
    """
    over: Any = Overlay(press.content)
    over.lay("theme", "theme", Head(0, digest(encode(theme))), theme)
    rendering = Rendering(over, press.registry, theming, blobs)
    rendering.refresh()
    for family in press.registry.families:
        if not family.compressed:
            continue
        for entry in press.manifest.newest(family.name, each):
            yield _compare(press, rendering, entry)


def _compare(press: Press, rendering: Rendering, entry: Entry) -> Sample:
    old = press.places.disk.read(entry.path) or b""
    try:
        new = rendering.render(entry).data
    except RenderError as error:
        return Sample(entry.path, entry.family, changed=True, error=error.cause)
    if new == old:
        return Sample(entry.path, entry.family, changed=False)
    lines = unified_diff(
        old.decode(errors="replace").splitlines(),
        new.decode(errors="replace").splitlines(),
        "now",
        "then",
        lineterm="",
        n=1,
    )
    return Sample(entry.path, entry.family, changed=True, diff="\n".join(lines))
