"""The root of the path map is a function of the map alone, however it came about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shpalta.press.core import pathmap
from shpalta.press.core.plan import Entry
from shpalta.press.store import schema
from shpalta.press.store.manifest import Made, Manifest
from tests.press.faults import FakeDatabase

paths = st.sampled_from([f"/{number}.html" for number in range(30)])
steps = st.lists(st.tuples(paths, st.none() | st.sampled_from("ab")), max_size=60)


@given(steps)
def test_the_incremental_root_is_the_root_of_the_files(history):
    tables, files = FakeDatabase(), {}
    schema.create_tables(tables)
    manifest = Manifest(tables)
    for path, digest in history:
        if digest is None:
            files.pop(path, None)
            manifest.drop([path])
        else:
            files[path] = digest
            made = Made(Entry(path, "article", "o", digest=digest), 1, frozenset({"card:x"}))
            manifest.put([made], str)
    assert manifest.root() == pathmap.root_of(files)
    assert {path: name for path, name, _ in manifest.files()} == files


def test_every_part_has_a_say():
    base = {"/a.html": "1", "/b.html": "2"}
    roots = [
        pathmap.root_of(files)
        for files in (
            {}, base, {"/a.html": "2", "/b.html": "1"}, {"/a.html": "1"}, {**base, "/c.html": "3"},
        )
    ]  # fmt: skip
    assert len(set(roots)) == len(roots)
    assert pathmap.root_of({}) == pathmap.EMPTY
    assert pathmap.root_of(dict(reversed(base.items()))) == pathmap.root_of(base)


def test_the_root_is_the_same_for_ever():
    """A change here changes the name of every edition: mirrors would fetch all of it again."""
    files = {f"/{number}.html": f"{number:064x}" for number in range(500)}
    expected = "d6d2a86dac9fda2c81048250391572617b4ae18fb72962dafb70dbc1c1f903c4"
    assert pathmap.root_of(files) == expected
