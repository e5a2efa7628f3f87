"""Faults that have names, with real disks, files and processes where that is possible."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shpalta.press.api import StoppageKind, open_sqlite
from tests.faults.house import House, end, said, until
from tests.faults.mounts import fill, mounted, remount, use_up_inodes

pytestmark = pytest.mark.serial


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "home")


def _is_noted(house: House, kind: StoppageKind) -> bool:
    note = house.note()
    return note is not None and note.kind is kind


# -- disks
# -----------------------------------------------------------------------------------------------


def test_a_full_disk_is_waited_for(house, tmp_path):
    with mounted(house.settings.edition_dir, "size=2m"), house.watching() as press:
        house.publish("first")
        until(house.is_settled)
        ballast = fill(house.settings.edition_dir / ".ballast")
        before = house.files()
        second = house.publish("second")
        until(lambda: _is_noted(house, StoppageKind.FULL))
        assert not house.has(second)
        assert house.files() == before
        ballast.unlink()
        until(lambda: house.is_settled() and house.note() is None)
        # While it was full it said so once, in words, and not at every try.
        words = end(press)
        assert words.count("The disk is full. Make room") == 1
        assert "press.works" in words
        assert "Traceback" not in words
        house.assert_laws(tmp_path / "fresh")


def test_a_note_is_left_even_where_the_note_itself_lies_on_the_full_disk(tmp_path):
    with mounted(tmp_path / "home", "size=6m"):
        house = House(tmp_path / "home")
        house.publish("first")
        with house.watching():
            until(house.is_settled)
        second = house.publish("second")
        ballast = fill(house.home)
        with house.watching():
            until(lambda: _is_noted(house, StoppageKind.FULL))
            assert not house.has(second)
            ballast.unlink()
            until(lambda: house.is_settled() and house.note() is None)
        house.assert_laws(tmp_path / "fresh")
        house.desk.rows.close()


def test_inodes_that_are_gone_are_not_called_a_full_disk(house, tmp_path):
    with mounted(house.settings.edition_dir, "size=8m,nr_inodes=160"), house.watching() as press:
        house.publish("first")
        until(house.is_settled)
        for place in use_up_inodes(house.settings.edition_dir / ".ballast"):
            last = place
        house.publish("second")
        until(lambda: _is_noted(house, StoppageKind.INODES))
        shutil.rmtree(last.parent)
        until(lambda: house.is_settled() and house.note() is None)
        assert "no inodes left" in end(press)
        house.assert_laws(tmp_path / "fresh")


def test_a_disk_that_became_read_only_is_waited_for(house, tmp_path):
    with mounted(house.settings.edition_dir, "size=8m") as place, house.watching() as press:
        house.publish("first")
        until(house.is_settled)
        remount(place, "ro")
        house.publish("second")
        until(lambda: _is_noted(house, StoppageKind.READ_ONLY))
        remount(place, "rw")
        until(lambda: house.is_settled() and house.note() is None)
        assert "lets nothing be written" in end(press)
        house.assert_laws(tmp_path / "fresh")


def test_a_newsroom_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    with mounted(tmp_path / "home", "size=16m") as place:
        house = House(place)
        path = house.publish("first")
        assert house.command("press").returncode == 0
        house.publish("second")
        house.desk.rows.close()
        remount(place, "ro")
        done = house.command("press")
        remount(place, "rw")
        assert done.returncode == 1
        assert "make it writable again" in done.stderr
        assert "Traceback" not in done.stderr
        assert house.has(path)
        assert house.command("press").returncode == 0
        house.assert_laws(tmp_path / "fresh")


def test_a_half_copied_edition_is_made_whole(house, tmp_path):
    for name in ("a", "b", "c"):
        house.publish(name)
    assert house.command("press").returncode == 0
    whole, edition = house.files(), house.settings.edition_dir
    # As a copy that was cut off leaves it: half of the files, one with a name of its own.
    for path in sorted(whole)[::2]:
        (edition / path.lstrip("/")).unlink()
    (edition / "index.html").write_bytes(b"<!doctype html><html")
    (edition / "2026" / ".a.html.Xq3kP1").write_bytes(b"<!doctype")
    found = house.command("check")
    assert found.returncode == 1
    assert "changed  /index.html" in found.stdout
    assert "foreign  /2026/.a.html.Xq3kP1" in found.stdout
    assert house.command("check", "--mend").returncode == 0
    assert house.files() == whole
    assert house.command("check").returncode == 0


def test_a_flipped_bit_is_named_and_mended_in_a_page_and_in_its_sibling(house):
    path = house.publish("a")
    assert house.command("press").returncode == 0
    whole = house.files()
    page = house.settings.edition_dir / path.lstrip("/")
    sibling = page.with_name(f"{page.name}.br")
    for place in (page, house.settings.edition_dir / "index.html.gz"):
        data = bytearray(place.read_bytes())
        data[len(data) // 2] ^= 1
        place.write_bytes(bytes(data))
    sibling_before = sibling.read_bytes()
    found = house.command("check")
    assert f"changed  {path}\n" in found.stdout
    assert "sibling  /index.html.gz\n" in found.stdout
    assert house.command("check", "--mend").returncode == 0
    assert house.files() == whole
    assert sibling.read_bytes() == sibling_before
    assert (house.settings.edition_dir / "index.html.gz").exists()


# -- the press's own tables
# -----------------------------------------------------------------------------------------------


def _garbage(data: bytes) -> bytes:
    return b"not a database at all " * 500


def _holes(data: bytes) -> bytes:
    return data[:8192] + b"\xff" * (len(data) - 8192)


@pytest.mark.parametrize("damage", [_garbage, _holes], ids=["garbage", "holes"])
def test_damaged_tables_are_put_aside_and_made_anew(house, tmp_path, damage):
    house.publish("a")
    assert house.command("press").returncode == 0
    tables = house.settings.press_db
    with sqlite3.connect(tables) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    tables.write_bytes(damage(tables.read_bytes()))
    path = house.publish("b")
    done = house.command("press")
    assert done.returncode == 0, done.stderr
    assert "press.tables-aside" in done.stderr
    assert "Traceback" not in done.stderr
    assert house.has(path)
    assert tables.with_name("press.db.damaged").exists()
    house.assert_laws(tmp_path / "fresh")


def test_tables_that_vanish_under_a_press_are_made_anew(house, tmp_path):
    with house.watching() as press:
        house.publish("first")
        until(house.is_settled)
        for suffix in ("", "-wal", "-shm"):
            house.settings.press_db.with_name(f"press.db{suffix}").unlink(missing_ok=True)
        second = house.publish("second")
        until(lambda: house.has(second) and house.note() is None)
        assert press.poll() is None
    house.assert_laws(tmp_path / "fresh")


# -- two presses
# -----------------------------------------------------------------------------------------------


def test_a_second_press_is_refused_and_told_of_the_first(house):
    with house.watching() as first:
        house.publish("a")
        until(house.is_settled)
        for second in (house.command("press"), house.command("press", "--watch")):
            assert second.returncode == 1
            assert f"process {first.pid} on" in second.stderr
            assert "Stop it first" in second.stderr
            assert "Traceback" not in second.stderr


def test_a_press_that_slept_beyond_its_lease_stops_without_writing(house, tmp_path):
    with house.watching() as first:
        house.publish("a")
        until(house.is_settled)
        until(lambda: _is_put_to_sleep(house, first))
        _let_the_lease_lapse(house)
        with house.watching():
            house.publish("b")
            until(house.is_settled)
            before = house.files()
            first.send_signal(signal.SIGCONT)
            until(lambda: first.poll() is not None)
            assert first.returncode == 1
            words = said(first)
            assert "Another press" in words
            assert "Traceback" not in words
            house.publish("c")
            until(house.is_settled)
            assert before.keys() < house.files().keys()
        house.assert_laws(tmp_path / "fresh")


def _is_put_to_sleep(house: House, process) -> bool:
    """Outside a transaction: SQLite's locks are the kernel's, and a sleeper keeps its own."""
    process.send_signal(signal.SIGSTOP)
    state = Path(f"/proc/{process.pid}/stat")
    until(lambda: state.read_text().rpartition(")")[2].split()[0] == "T")
    for place in (house.settings.press_db, house.settings.newsroom_db):
        with closing(sqlite3.connect(place, timeout=0.05, isolation_level=None)) as database:
            try:
                database.execute("BEGIN IMMEDIATE")
                database.execute("ROLLBACK")
            except sqlite3.OperationalError:
                process.send_signal(signal.SIGCONT)
                return False
    return True


def _let_the_lease_lapse(house: House) -> None:
    """As half a minute would, of which the sleeper notices nothing."""
    tables = open_sqlite(house.settings.press_db)
    with tables.transaction():
        row = tables.execute("SELECT value FROM state WHERE name = 'lease'").fetchone()
        value = json.loads(row[0]) | {"until": "2026-01-01T00:00:00+00:00"}
        tables.execute("UPDATE state SET value = ? WHERE name = 'lease'", (json.dumps(value),))
    tables.close()


def test_a_killed_press_holds_nobody_up(house, tmp_path):
    with house.watching() as first:
        path = house.publish("a")
        until(lambda: house.has(path))
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
        other = house.publish("b")
        assert house.command("press").returncode == 0
        assert house.has(other)
    house.assert_laws(tmp_path / "fresh")
