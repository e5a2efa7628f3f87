"""A process that ends anywhere in a backup or a restore leaves nothing that looks whole and is not.

A child ends itself, without a word, at the N-th time that it opens, makes, renames or removes
something; N goes up until it comes through.
"""

import os
import sys
from collections.abc import Callable
from datetime import timedelta

from shpalta.backup import archive, restoring
from tests.unit.backup.house import NOW, media, wipe

TOUCHES = frozenset(
    {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.chmod", "sqlite3.connect"}
)
ENDED = 9


def ends_at(number: int, work: Callable[[], object]) -> bool:
    """Run ``work`` in a child that ends at its ``number``-th touch; whether it came through."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal seen
            seen += event in TOUCHES
            if seen >= number:
                os._exit(ENDED)

        code = 1
        try:
            sys.addaudithook(count)
            work()
            code = 0
        finally:
            os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, ENDED)
    return code == 0


def test_a_backup_that_ends_anywhere(house, tmp_path):
    whole = media(house.home)
    number = 0
    while True:
        number += 1
        now = NOW + timedelta(seconds=number)
        through = ends_at(number, lambda moment=now: house.take(moment))
        for name in restoring.archives(house.store):
            archive.Archive(tmp_path / "kept" / name).check_members()
            if number % 10 == 0 or through:
                house.restore(tmp_path / "again", name)
                assert media(tmp_path / "again") == whole
                wipe(tmp_path / "again")
        if through:
            break
        # Every other time from nothing: what an attempt before has copied is not there.
        if number % 2:
            wipe(tmp_path / "kept")
    assert number > 30
    # What the ends left behind goes with the next backup, and does not hinder it.
    house.take(NOW + timedelta(days=1))
    assert [path for path in house.home.iterdir() if path.name.startswith(".backup-")] == []
    assert media(house.home) == whole


def test_a_restore_that_ends_anywhere(house, tmp_path):
    house.take()
    whole, target, number = media(house.home), tmp_path / "again", 0
    while True:
        number += 1
        through = ends_at(number, lambda: house.restore(target))
        if through:
            break
        # The whole of it, or nothing at all.
        if target.exists():
            assert media(target) == whole
            assert (target / "newsroom.db").exists()
            wipe(target)
    assert number > 30
    assert media(target) == whole


def test_a_restore_over_a_folder_that_ends_anywhere(house, tmp_path):
    house.take()
    whole, target, number = media(house.home), tmp_path / "taken", 0
    while True:
        number += 1
        wipe(target)
        target.mkdir()
        (target / "letter").write_text("mine")
        for aside in tmp_path.glob("taken.before-*"):
            wipe(aside)
        through = ends_at(number, lambda: house.restore(target, replace=True))
        kept = [*tmp_path.glob("taken.before-*/letter"), *target.glob("letter")]
        assert [place.read_text() for place in kept] == ["mine"]
        if target.exists() and not (target / "letter").exists():
            assert media(target) == whole
        if through:
            break
    assert number > 30


def test_an_empty_folder_that_is_filled_is_a_newsroom_only_when_it_is_whole(house, tmp_path):
    house.take()
    whole, number = media(house.home), 0
    while True:
        number += 1
        target = tmp_path / f"mount-{number}"
        target.mkdir()
        through = ends_at(number, lambda folder=target: house.restore(folder))
        if (target / "newsroom.db").exists():
            assert media(target) == whole
        if through:
            break
        wipe(target)
    assert number > 30
