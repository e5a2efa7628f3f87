"""A damaged or wrong archive is refused, and nothing is touched by it."""

import hashlib
import os
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shpalta.backup import archive, restoring
from shpalta.backup import format as form
from shpalta.backup.errors import Refused
from shpalta.backup.stores import blob_key
from tests.unit.backup.house import NOW, build, media, tree


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """One backup, the bytes of its archive, and a place for damaged ones."""
    folder = tmp_path_factory.mktemp("kept")
    house = build(folder)
    name = house.take().name
    return house, name, (folder / "kept" / name).read_bytes(), folder


def refused(kept, data: bytes) -> None:
    house, name, whole, folder = kept
    place, target = folder / "kept" / name, folder / "target"
    place.write_bytes(data)
    try:
        before = tree(folder)
        with pytest.raises(Refused):
            house.restore(target)
        assert tree(folder) == before
        assert not target.exists()
    finally:
        place.write_bytes(whole)


@settings(max_examples=150)
@given(data=st.data())
def test_one_changed_byte_anywhere(kept, data):
    whole = kept[2]
    at = data.draw(st.integers(0, len(whole) - 1), label="at")
    flip = data.draw(st.integers(1, 255), label="flip")
    refused(kept, whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])


@settings(max_examples=30)
@given(data=st.data())
def test_cut_short_anywhere(kept, data):
    whole = kept[2]
    refused(kept, whole[: data.draw(st.integers(0, len(whole) - 1))])


@pytest.mark.parametrize(
    "other",
    [b"", b"a letter", b"\0" * 10_240, b"PK\x03\x04" + os.urandom(4096)],
    ids=["empty", "text", "zeros", "zip"],
)
def test_what_is_no_archive(kept, other):
    refused(kept, other)


def test_bytes_after_the_end(kept):
    refused(kept, kept[2] + b"\0" * 512)


def sealed(data: bytes) -> bytes:
    """Bytes with a true seal: what somebody with our source may write."""
    return data + form.seal(hashlib.sha256(data).hexdigest())


def test_a_form_of_a_later_version_is_named(kept, tmp_path):
    whole = kept[2]
    later = whole.replace(b"shpalta-backup/1", b"shpalta-backup/2")
    place = tmp_path / "later.tar"
    place.write_bytes(later)
    with pytest.raises(Refused, match="shpalta-backup/2"):
        archive.Archive(place)


@pytest.mark.parametrize(
    "path",
    ["../outside", "uploads/../../outside", "/etc/passwd", "edition/index.html", "uploads",
     "secret-key", "blobs//x", "theme/./x"],
)  # fmt: skip
def test_no_file_lands_elsewhere(kept, tmp_path, path):
    """An archive with a true seal whose list names a place that is not ours."""
    import gzip
    import json

    house, name, _whole, folder = kept
    opened = archive.Archive(folder / "kept" / name)
    digest, size = next((d, s) for _p, d, s in restoring.lines(opened))
    line = {"path": path, "sha256": digest, "size": size}
    (tmp_path / form.MEDIA).write_bytes(gzip.compress(json.dumps(line).encode() + b"\n"))
    with opened.open(form.SQLITE) as member:
        (tmp_path / form.SQLITE).write_bytes(member.read())
    import msgspec

    part = form.Part(
        hashlib.sha256((tmp_path / form.MEDIA).read_bytes()).hexdigest(),
        (tmp_path / form.MEDIA).stat().st_size,
    )
    contents = msgspec.structs.replace(
        opened.contents, members={**opened.contents.members, form.MEDIA: part}
    )
    members = {one: tmp_path / one for one in (form.MEDIA, form.SQLITE)}
    archive.write(tmp_path / "evil.tar", contents, members)
    evil = archive.Archive(tmp_path / "evil.tar")
    evil.check_members()
    with pytest.raises(Refused, match="belongs to no backup"):
        restoring.restore(evil, house.store, restoring.Target(tmp_path / "target"), NOW)
    assert not (tmp_path / "target").exists()


def test_members_that_do_not_fit_the_manifest(kept, tmp_path):
    """A true seal over a manifest that says something else of its members."""
    _house, name, _whole, folder = kept
    with tarfile.open(folder / "kept" / name) as tar:
        tar.extractall(tmp_path, filter="data")
    (tmp_path / form.SQLITE).write_bytes(b"another database")
    contents = form.decode((tmp_path / form.MANIFEST).read_bytes())
    members = {one: tmp_path / one for one in (form.MEDIA, form.SQLITE)}
    archive.write(tmp_path / "other.tar", contents, members)
    with pytest.raises(Refused, match=r"database\.sqlite\.gz is not what"):
        archive.Archive(tmp_path / "other.tar").check_members()


@pytest.mark.parametrize("harm", ["flip", "cut", "remove"])
def test_a_file_beside_the_archive_is_damaged(kept, harm):
    house, _name, _whole, folder = kept
    digest = max(
        media(house.home).values(), key=lambda d: (folder / "kept" / blob_key(d)).stat().st_size
    )
    place = folder / "kept" / blob_key(digest)
    data = place.read_bytes()
    harmed = {"flip": bytes([data[0] ^ 1]) + data[1:], "cut": data[:-1]}.get(harm)
    if harmed is None:
        place.unlink()
    else:
        place.write_bytes(harmed)
    try:
        before = tree(folder)
        with pytest.raises(Refused):
            house.restore(folder / "target")
        assert tree(folder) == before
        assert not (folder / "target").exists()
    finally:
        place.write_bytes(data)


def test_a_full_disk_is_seen_before(kept, tmp_path):
    house, name, _whole, folder = kept
    media_facts = form.MediaFacts(files=10, bytes=1 << 62)
    with pytest.raises(Refused, match="bytes"):
        restoring.check_target(restoring.Target(tmp_path / "target"), media_facts)
    assert house.store.listed("")[name].size == len(kept[2])
    assert folder.exists()
