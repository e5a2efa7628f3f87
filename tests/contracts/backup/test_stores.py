"""What every store promises, over a folder and over a bucket of a real S3 server."""

import hashlib
import os
from pathlib import Path

import pytest

from shpalta.backup import opening
from shpalta.backup.errors import BackupError, Damaged, Missing
from shpalta.backup.stores import Store, blob_key
from tests.unit.backup.house import House, build, media

pytestmark = pytest.mark.serial


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path, monkeypatch) -> str:
    """An address that a person would write."""
    if request.param == "folder":
        return str(tmp_path / "kept")
    return bucket_place(request, monkeypatch)


def bucket_place(request, monkeypatch) -> str:
    address = request.getfixturevalue("bucket")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", address.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", address.secret)
    return f"s3://{address.bucket}/{address.prefix}?endpoint={address.endpoint}"


@pytest.fixture
def store(place) -> Store:
    return opening.store(place)


@pytest.fixture
def source(tmp_path) -> Path:
    found = tmp_path / "source"
    found.write_bytes(os.urandom(100_000))
    return found


def digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def read(store: Store, key: str) -> bytes:
    with store.open(key) as file:
        return file.read()


def test_there_and_back(store, source):
    name = digest(source)
    key = blob_key(name)
    store.put(key, source, name)
    store.put("one.tar", source, name)
    assert read(store, key) == source.read_bytes()
    assert set(store.listed(f"blobs/{name[:2]}")) == {key}
    assert store.listed(f"blobs/{name[:2]}")[key].size == 100_000
    assert set(store.listed("")) == {"one.tar"}
    store.put("one.tar", source, name)
    store.remove("one.tar")
    store.remove("one.tar")
    assert store.listed("") == {}


def test_an_empty_file(store, tmp_path):
    place = tmp_path / "empty"
    place.write_bytes(b"")
    store.put("empty.tar", place, digest(place))
    assert read(store, "empty.tar") == b""


def test_what_is_missing(store, source):
    with pytest.raises(Missing), store.open("none.tar"):
        pass
    assert store.listed("") == store.listed("blobs/ab") == {}
    with pytest.raises(FileNotFoundError):
        store.put("x", source.with_name("gone"), "0" * 64)


def test_what_is_damaged_is_never_there(store, source):
    with pytest.raises(Damaged):
        store.put("one.tar", source, "0" * 64)
    assert store.listed("") == {}


def test_more_than_a_page_of_keys(store, source):
    """Only a few of them: a bucket answers a thousand at a time, but by prefix we ask for fewer."""
    name = digest(source)
    for number in range(3):
        store.put(f"blobs/ab/{number}", source, name)
        store.put(f"blobs/ac/{number}", source, name)
    assert len(store.listed("blobs/ab")) == 3


def test_a_newsroom_there_and_back(store, place, tmp_path):
    house = House(build(tmp_path).home, store)
    taken = house.take()
    assert house.take().copied == 0
    found, name = opening.archive(_with(place, taken.name))
    assert name == taken.name
    house = House(house.home, found)
    house.restore(tmp_path / "again", name)
    assert media(tmp_path / "again") == media(house.home)


def _with(place: str, name: str) -> str:
    head, mark, query = place.partition("?")
    return f"{head}/{name}{mark}{query}"


def test_an_address_with_keys_in_it_is_refused_without_saying_them():
    with pytest.raises(BackupError) as caught:
        opening.store("s3://key:geheim@bucket/prefix")
    assert "geheim" not in str(caught.value)


def test_a_bucket_that_is_not_there_is_said_in_words(request, monkeypatch):
    place = bucket_place(request, monkeypatch).replace("://edition", "://nowhere")
    with pytest.raises(BackupError, match="s3://nowhere"):
        opening.store(place).listed("")
