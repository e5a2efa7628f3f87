"""Sealed bytes are for ever: every kind and block of every version, byte for byte."""

from __future__ import annotations

import dataclasses
import json
import typing

import msgspec
import pytest

from shpalta.lib.canonical import canonical, parse
from shpalta.records import KINDS, Article, RecordError, Section, blocks, decode, encode, versions
from tests.unit.records.samples import AT, BLOCKS, GOLDEN, SAMPLES


def test_every_sample_has_a_golden_copy_and_the_other_way_round():
    assert {place.stem for place in GOLDEN.glob("*.json")} == set(SAMPLES)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_bytes_are_what_they_were(name):
    kind, record = SAMPLES[name]
    golden = (GOLDEN / f"{name}.json").read_bytes()
    assert encode(record) == golden
    assert decode(kind, golden) == record
    assert encode(decode(kind, golden)) == golden
    assert canonical(parse(golden)) == golden
    schema = parse(golden)["schema"]
    assert schema.replace("/", "-") == "-".join(name.split("-")[:2])


def test_every_kind_and_every_block_is_there():
    assert {kind for kind, _ in SAMPLES.values()} == set(KINDS)
    tags = {shape.__struct_config__.tag for shape in typing.get_args(blocks.Block)}
    assert set(BLOCKS) == tags


def structs(value: object) -> typing.Iterator[msgspec.Struct]:
    if isinstance(value, msgspec.Struct):
        yield value
        value = msgspec.structs.astuple(value)
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from structs(item)


def test_every_field_is_filled_somewhere():
    """A field added without a golden copy is a field whose bytes nobody holds."""
    filled: dict[str, set[str]] = {}
    empty: dict[str, set[str]] = {}
    for _, record in SAMPLES.values():
        for one in structs(record):
            for field in msgspec.structs.fields(type(one)):
                there = getattr(one, field.name) != field.default
                group = filled if there else empty
                group.setdefault(type(one).__name__, set()).add(field.name)
    never = {name: fields - filled.get(name, set()) for name, fields in empty.items()}
    assert {name: fields for name, fields in never.items() if fields} == {}


def test_no_version_is_read_without_its_golden_copy():
    read = {shape.__struct_config__.tag for shape in KINDS.values()} | set(versions.UPCASTERS)
    held = {parse(place.read_bytes())["schema"] for place in GOLDEN.glob("*.json")}
    assert read == held


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("article", b'{"schema":"copy/99"}', "article with schema 'copy/99'"),
        ("article", b'{"id":"a"}', "article with schema None"),
        ("article", b"[]", "article with schema None"),
        ("article", b"{", "article: not JSON"),
        ("article", b"\xff", "article"),
        ("poem", b"{}", "unknown kind of record: 'poem'"),
        ("section", b'{"schema":"section/1","id":"x"}', "section with schema 'section/1'"),
        ("topic", (GOLDEN / "section-1.json").read_bytes(), "topic with schema 'section/1'"),
    ],
)
def test_what_is_no_record_is_an_error_that_says_so(kind, data, words):
    with pytest.raises(RecordError, match=words):
        decode(kind, data)


def test_lone_surrogates_are_refused():
    with pytest.raises(RecordError):
        encode(Section("s", "uk", "\ud800", "/section/s.html"))


@pytest.fixture
def history(monkeypatch):
    """Versions that came before copy/1, had there been any."""

    def first(value: dict) -> dict:
        return {**value, "schema": "copy/0.5", "headline": value["title"].strip()}

    def second(value: dict) -> dict:
        kept = {key: item for key, item in value.items() if key != "title"}
        return {**kept, "schema": "copy/1", "genre": "news"}

    monkeypatch.setitem(versions.UPCASTERS, "copy/0", first)
    monkeypatch.setitem(versions.UPCASTERS, "copy/0.5", second)


OLD = {
    "schema": "copy/0", "id": "a", "language": "uk", "path": "/a.html", "title": " Міст ",
    "section": "s", "first_published": AT,
}  # fmt: skip


@pytest.mark.usefixtures("history")
def test_older_versions_are_lifted_step_by_step():
    found = decode("article", canonical(OLD))
    assert found == Article("a", "uk", "/a.html", "Міст", "s", "news", AT)
    assert parse(encode(found))["schema"] == "copy/1"


@pytest.mark.usefixtures("history")
def test_an_older_version_of_a_wrong_shape_names_where_it_came_from():
    with pytest.raises(RecordError, match="article raised from copy/0"):
        decode("article", canonical({**OLD, "id": 7}))


def test_a_record_cannot_be_changed():
    record = SAMPLES["section-1"][1]
    with pytest.raises((AttributeError, dataclasses.FrozenInstanceError)):
        record.name = "Інша"  # type: ignore[misc]


def test_no_record_holds_markup():
    """Bodies are text and structure: what looks like HTML in a golden copy is text."""
    body = json.loads((GOLDEN / "copy-1.json").read_bytes())["body"]
    assert {block["type"] for block in body} == set(BLOCKS)
