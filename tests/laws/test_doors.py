"""One property per door: if its answer differs after a row, the fold emitted what it recorded.

A missed subject is a file that stays stale; a subject too many costs one render.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shpalta.press.core.doors import ContentDoors, answer_digest
from shpalta.press.core.leaves import FIRST
from shpalta.press.core.subjects import is_global
from tests.laws import contents
from tests.laws.contents import ARTICLES, LISTINGS, PATHS, REGISTRY, SECTIONS, World
from tests.press.faults import FakeDatabase

Question = Callable[[ContentDoors], Any]
KINDS = {
    "article": ARTICLES, "section": SECTIONS, "redirect": PATHS, "tick": ["tick"],
    "theme": ["theme"], "outlet": ["outlet"],
}  # fmt: skip
SETTINGS = ("outlet", "sections", "pages", "base_address", "asset:x.css", "asset:y.js")


def _each(door: str, *values: Any) -> tuple[str, Question]:
    return f"{door}{values}", lambda doors: getattr(doors, door)(*values)


QUESTIONS: dict[str, list[tuple[str, Question]]] = {
    "get": [_each("get", kind, ident) for kind, idents in KINDS.items() for ident in idents],
    "card": [_each("card", ident) for ident in ARTICLES],
    "window": [_each("window", name, size) for name in LISTINGS for size in REGISTRY.windows],
    "leaf": [_each("leaf", name, at) for name in LISTINGS for at in (FIRST, *ARTICLES)],
    "leaves": [_each("leaves", name) for name in LISTINGS],
    "beside": [
        _each("beside", name, at)
        for name in LISTINGS
        if REGISTRY.grain(name).beside
        for at in ARTICLES
    ],
    "exists": [_each("exists", name) for name in LISTINGS],
    "absent": [_each("absent", path) for path in (*PATHS, "/section/s0.html")],
    "setting": [_each("setting", name) for name in SETTINGS],
    "template": [_each("template", name) for name in contents.TEMPLATES],
    "tick": [_each("tick")],
    "aged": [_each("aged", ident) for ident in ARTICLES],
    "retired": [_each("retired")],
}


def test_every_door_is_asked():
    doors = {name for name in vars(ContentDoors) if not name.startswith("_")}
    # A blob never changes: its name is its digest. What is made ``once`` asks through the others.
    assert set(QUESTIONS) == doors - {"forget", "blob", "once"}


@given(history=contents.histories, row=contents.rows)
def test_what_is_made_once_is_what_would_be_made_now(history, row):
    """With the same reads, before and after a change, however often it is asked for."""
    world = World(FakeDatabase(), None)
    doors = ContentDoors(world.content, REGISTRY, blobs=lambda name: b"")

    def look() -> list[Any]:
        return [doors.card(article) for article in ARTICLES]

    for earlier in (*history, row):
        for _ in range(2):
            doors.forget()
            kept, reads = doors.once("cards", look), doors.reads
            doors.forget()
            assert (look(), doors.reads) == (kept, reads)
        world.take(earlier)
    doors.forget()
    assert doors.once("cards", look) == look()


def answers(world: World, door: str) -> Iterator[tuple[str, Any, set[str], dict[str, str]]]:
    """Every question of a door: its name, the answer, what was recorded, stamps of globals."""

    def closure(name: str) -> str:
        head = world.content.head("theme", "theme")
        return world.content.record("theme", head).templates[name].digest if head else ""

    doors = ContentDoors(world.content, REGISTRY, blobs=lambda name: b"", closure=closure)
    for name, ask in QUESTIONS[door]:
        doors.forget()
        try:
            answer = ask(doors)
        except LookupError:
            # No outlet, no theme, no such asset: a render fails on each of them alike.
            answer = LookupError
        stamps = {s: answer_digest(world.content, s, closure) for s in doors.reads if is_global(s)}
        yield name, answer, doors.reads, stamps


# What changes a door's answers is drawn more often than chance would.
FOCUS = {
    "aged": contents.ticks,
    "tick": contents.ticks,
    "retired": contents.themes | contents.ticks,
    "template": contents.themes,
    "setting": contents.themes | contents.outlets | contents.sections | contents.pages,
    "absent": contents.articles | contents.redirects,
}


@pytest.mark.parametrize("stored", [False, True], ids=["memory", "stored"])
@pytest.mark.parametrize("door", sorted(QUESTIONS))
@settings(max_examples=40)
@given(history=contents.histories, data=st.data())
def test_a_changed_answer_is_emitted(door, stored, history, data):
    # Drawn in two steps: a union of strategies is flat, and FOCUS would be one branch of many.
    row = data.draw(FOCUS.get(door, contents.rows) if data.draw(st.booleans()) else contents.rows)
    world = World(FakeDatabase(), FakeDatabase() if stored else None)
    for earlier in history:
        world.take(earlier)
    before = {name: (answer, stamps) for name, answer, _, stamps in answers(world, door)}
    emitted = world.take(row)
    for name, answer, reads, stamps in answers(world, door):
        assert reads, f"{name} recorded nothing"
        if answer != before[name][0]:
            told = reads & emitted or stamps != before[name][1]
            assert told, f"{name}: {before[name][0]} became {answer}, and nobody was told"
