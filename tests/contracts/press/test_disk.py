"""The disk of the laws' tests keeps what the real one keeps."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from shpalta.lib.addresses import AddressError
from shpalta.press.disk.io import Disk, RealDisk
from tests.press.faults import FakeDisk

Second = Callable[[str], int]


@pytest.fixture(params=["fake", "real"])
def kind(request) -> str:
    return request.param


@pytest.fixture
def disk(kind: str, tmp_path: Path) -> Disk:
    return FakeDisk() if kind == "fake" else RealDisk(tmp_path / "edition")


@pytest.fixture
def second(disk) -> Second:
    """The whole second of a file's modification time."""
    if isinstance(disk, FakeDisk):
        return lambda name: disk.names[name].mtime
    return lambda name: os.stat(f"{disk.root}{name}").st_mtime_ns // 10**9


def place(disk: Disk, path: str, data: bytes) -> None:
    disk.write("/.staging/0", data)
    disk.sync("/.staging/0")
    disk.rename("/.staging/0", path)
    disk.sync_folder(path)


def test_what_is_written_is_read(disk):
    disk.write("/a.html", "Їжак".encode())
    assert disk.read("/a.html") == "Їжак".encode()
    disk.write("/a.html", b"")
    assert disk.read("/a.html") == b""


@pytest.mark.parametrize("path", ["/nowhere.html", "/a/b/c.html", "/a.html/b"])
def test_what_is_not_there_is_none(disk, path):
    disk.write("/a.html", b"1")
    assert disk.read(path) is None
    disk.remove(path)
    assert disk.read("/a.html") == b"1"


def test_a_large_file_is_whole(disk):
    data = os.urandom(5_000_000)
    disk.write("/large.bin", data)
    assert disk.read("/large.bin") == data


def test_folders_come_with_the_first_file(disk):
    place(disk, "/2026/11/23/a.html", b"1")
    place(disk, "/2026/11/24/a.html", b"2")
    assert disk.read("/2026/11/23/a.html") == b"1"
    assert sorted(disk.walk()) == ["/2026/11/23/a.html", "/2026/11/24/a.html"]


def test_rename_replaces_whole_and_leaves_nothing_behind(disk):
    place(disk, "/a.html", b"old")
    place(disk, "/a.html", b"new")
    assert disk.read("/a.html") == b"new"
    assert disk.read("/.staging/0") is None
    assert list(disk.walk()) == ["/a.html"]


def test_renaming_nothing_is_an_error(disk):
    with pytest.raises(FileNotFoundError):
        disk.rename("/.staging/7", "/a.html")
    assert disk.read("/a.html") is None


def test_syncing_nothing_is_an_error(disk):
    with pytest.raises(FileNotFoundError):
        disk.sync("/.staging/7")


def test_each_version_is_a_second_younger(disk, second):
    seconds = []
    for number in range(4):
        place(disk, "/a.html", b"%d" % number)
        seconds.append(second("/a.html"))
    assert all(later > earlier for earlier, later in pairwise(seconds))


def test_a_sibling_takes_the_time_of_its_page(disk, second):
    for number in range(3):
        place(disk, "/a.html", b"%d" % number)
    disk.write("/.staging/0", b"gz")
    disk.rename("/.staging/0", "/a.html.gz", time_of="/a.html")
    assert second("/a.html.gz") == second("/a.html")


def test_removed_is_gone_and_twice_is_no_error(disk):
    place(disk, "/x/a.html", b"1")
    disk.remove("/x/a.html")
    disk.remove("/x/a.html")
    assert disk.read("/x/a.html") is None
    disk.sync_folder("/x/a.html")


def test_syncs_take_many_names_and_none(disk):
    for number in range(70):
        disk.write(f"/.staging/{number}", b"1")
    disk.sync(*(f"/.staging/{number}" for number in range(70)))
    disk.sync()
    disk.sync_folder("/.staging/1", "/nowhere/yet/x")
    disk.sync_folder()
    disk.sync_all()


def test_walk_finds_what_is_well_known(disk):
    disk.write("/.well-known/security.txt", b"a")
    assert list(disk.walk()) == ["/.well-known/security.txt"]


def test_walk_leaves_hidden_top_folders_out_unless_asked(disk):
    disk.write("/.staging/0", b"1")
    disk.write("/.staging/deep/1", b"1")
    disk.write("/a/b.html", b"1")
    disk.write("/c.html", b"1")
    assert sorted(disk.walk()) == ["/a/b.html", "/c.html"]
    assert sorted(disk.walk("/.staging")) == ["/.staging/0", "/.staging/deep/1"]
    assert sorted(disk.walk("/a")) == ["/a/b.html"]
    assert list(disk.walk("/nowhere")) == []


def test_room_is_there(disk):
    assert disk.room().bytes > 0


OUTSIDE = ["a.html", "../a", "/../a", "/x/../../a", "/a/..", "/a\x00b", "", "//../a"]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_leaves_the_folder(disk, path):
    disk.write("/inside.html", b"1")
    for act in (
        disk.read,
        lambda name: disk.write(name, b"2"),
        disk.sync,
        disk.remove,
        disk.sync_folder,
        lambda name: disk.rename("/inside.html", name),
        lambda name: disk.rename(name, "/b.html"),
    ):
        with pytest.raises(AddressError):
            act(path)
    assert disk.read("/inside.html") == b"1"


def test_only_the_real_disk_leaves_the_parent_alone(tmp_path):
    disk = RealDisk(tmp_path / "edition")
    with pytest.raises(AddressError):
        disk.write("/../escaped", b"1")
    assert [path.name for path in tmp_path.iterdir()] == ["edition"]
