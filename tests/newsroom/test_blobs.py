"""The store of files by digest."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.lib.digests import digest
from shpalta.newsroom.blobs import BlobError, BlobStore


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def test_what_is_put_is_read_under_its_digest(store: BlobStore) -> None:
    name = store.put(b"words")
    assert name == digest(b"words")
    assert store.path_of(name) == store.root / name[:2] / name
    assert store.has(name)
    assert store.read(name) == store.read(name, verify=True) == b"words"


def test_the_same_bytes_are_written_once(store: BlobStore) -> None:
    path = store.path_of(store.put(b"words"))
    os.utime(path, (1, 1))
    store.put(b"words")
    assert path.stat().st_mtime == 1
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_missing_blobs_are_named(store: BlobStore) -> None:
    name = digest(b"never stored")
    assert not store.has(name)
    with pytest.raises(BlobError, match=f"{name} is missing"):
        store.read(name)


def test_damage_is_found_on_request(store: BlobStore) -> None:
    name = store.put(b"words")
    store.path_of(name).write_bytes(b"wordz")
    assert store.read(name) == b"wordz"
    with pytest.raises(BlobError, match="is damaged"):
        store.read(name, verify=True)


def test_a_file_cut_short_is_written_again(store: BlobStore) -> None:
    name = store.put(b"words")
    store.path_of(name).write_bytes(b"wo")
    assert store.put(b"words") == name
    assert store.read(name, verify=True) == b"words"


@pytest.mark.parametrize(
    "name", ["", "ab", "../../etc/passwd", "A" * 64, "g" * 64, "a" * 63 + "/", "a" * 65]
)
def test_no_name_leads_out_of_the_folder(store: BlobStore, name: str) -> None:
    with pytest.raises(BlobError, match="no SHA-256 digest"):
        store.path_of(name)


def test_other_users_may_read_but_not_write(store: BlobStore) -> None:
    assert store.path_of(store.put(b"words")).stat().st_mode & 0o777 == 0o644


def test_every_blob_is_synced_before_it_has_its_name(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    for name in ("fdatasync", "replace", "fsync"):
        true = getattr(os, name)

        def note(*args: object, _name: str = name, _true: object = true) -> object:
            events.append(_name)
            return _true(*args)

        monkeypatch.setattr(os, name, note)
    store.put(b"words")
    assert events[-3:] == ["fdatasync", "replace", "fsync"]


def test_a_failed_write_leaves_nothing(store: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdatasync", full)
    with pytest.raises(BlobError, match="No space left"):
        store.put(b"words")
    assert not [path for path in store.root.rglob("*") if path.is_file()]


@given(st.binary(max_size=2000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    store = BlobStore(tmp_path_factory.getbasetemp() / "any")
    assert store.read(store.put(data), verify=True) == data
