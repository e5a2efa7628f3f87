"""What was backed up comes back: the journal, every file, and nothing that is made again."""

import sqlite3
import stat
from contextlib import closing
from datetime import timedelta

import pytest

from shpalta.backup import archive, restoring, retention
from shpalta.backup.errors import BackupError, Refused
from shpalta.backup.stores import FolderStore, blob_key
from shpalta.press import api
from shpalta.press.api import journal
from tests.unit.backup.house import FILES, NOW, House, media, tree


def articles(home):
    with closing(api.open_sqlite(home / "newsroom.db", read_only=True)) as rows:
        return [row.id for row in journal.read(rows, 0, 100)]


def test_there_and_back(house, tmp_path):
    taken = house.take()
    done = house.restore(tmp_path / "again")
    assert articles(tmp_path / "again") == ["one", "two", "three"]
    assert media(tmp_path / "again") == media(house.home)
    assert set(FILES) <= set(media(tmp_path / "again"))
    assert done.files == taken.contents.media.files == len(media(house.home))
    assert (done.contents.journal.position, done.contents.articles) == (3, 3)
    left = {path.name for path in (tmp_path / "again").iterdir()}
    assert left == {"blobs", "newsroom.db", "owner-files", "secret-key", "theme", "uploads"}


def test_what_is_secret_is_readable_by_its_owner_alone_and_no_archive_has_the_key(house, tmp_path):
    taken = house.take()
    secret = (house.home / "secret-key").read_bytes()
    place = tmp_path / "kept" / taken.name
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert secret not in place.read_bytes()
    house.restore(tmp_path / "again")
    for name in ("newsroom.db", "secret-key"):
        assert stat.S_IMODE((tmp_path / "again" / name).stat().st_mode) == 0o600
    # A newsroom without its keys can be started; only sessions end.
    assert (tmp_path / "again" / "secret-key").read_bytes() != secret
    assert len((tmp_path / "again" / "secret-key").read_bytes()) >= 50


def test_keys_come_back_when_they_are_given(house, tmp_path):
    house.take()
    house.restore(tmp_path / "again", keys={"secret-key": b"the old one", "keys/sign": b"s"})
    assert (tmp_path / "again" / "secret-key").read_bytes() == b"the old one"
    assert (tmp_path / "again" / "keys" / "sign").read_bytes() == b"s"


def test_what_leads_outside_is_laid_ready_and_does_nothing(house, tmp_path):
    """The newsroom that was copied may be alive: two must not write to one bucket."""
    house.write("destinations.toml", b"[elsewhere]")
    house.take()
    house.restore(tmp_path / "again")
    assert not (tmp_path / "again" / "destinations.toml").exists()
    assert (tmp_path / "again" / "destinations.toml.restored").read_bytes() == b"[elsewhere]"


def test_a_second_backup_copies_what_is_new_alone(house):
    assert house.take().copied == len(set(media(house.home).values()))
    house.publish("four")
    house.write("uploads/original_images/new.jpg", b"new")
    second = house.take(NOW + timedelta(hours=1))
    assert second.copied == 1
    assert second.contents.journal.position == 4


def test_a_file_that_was_written_over_is_kept_as_it_is_now(house, tmp_path):
    house.take()
    house.write("theme/own.css", b"body { color: #333 }")
    house.take(NOW + timedelta(hours=1))
    house.restore(tmp_path / "again")
    assert (tmp_path / "again/theme/own.css").read_bytes() == b"body { color: #333 }"


def test_what_is_remembered_of_files_may_be_lost_or_damaged(house, tmp_path):
    house.take()
    (house.home / "backup.db").write_bytes(b"no database at all, and longer than a header" * 9)
    house.take(NOW + timedelta(hours=1))
    house.restore(tmp_path / "again")
    assert media(tmp_path / "again") == media(house.home)


def test_editors_write_while_a_backup_is_taken(house, tmp_path):
    """A writer holds an open transaction: neither waits for the other, and it is not in."""
    with closing(api.open_sqlite(house.home / "newsroom.db")) as rows, rows.transaction():
        fact = journal.Fact("article", "unfinished", b"{}")
        journal.append(rows, [fact], act="publish", act_id="x", at="2026-11-28T11:00:01Z")
        assert house.take().contents.journal.position == 3
    assert house.take(NOW + timedelta(hours=1)).contents.journal.position == 4


def test_a_blob_that_is_damaged_here_is_named_and_the_rest_is_kept(house, tmp_path):
    bad = next(path for path in media(house.home) if path.startswith("blobs/"))
    (house.home / bad).write_bytes(b"another thing")
    taken = house.take()
    assert taken.contents.lost == (bad,)
    house.restore(tmp_path / "again")
    assert set(media(house.home)) - set(media(tmp_path / "again")) == {bad}


def test_a_blob_that_was_kept_before_it_was_damaged_comes_back_whole(house, tmp_path):
    before = media(house.home)
    house.take()
    bad = next(
        path for path in before if path.startswith("blobs/") and (house.home / path).stat().st_size
    )
    size = (house.home / bad).stat().st_size
    (house.home / bad).write_bytes(b"x" * size)
    assert house.take(NOW + timedelta(hours=1)).contents.lost == ()
    house.restore(tmp_path / "again")
    assert media(tmp_path / "again") == before


def test_a_damaged_database_is_no_backup(house):
    place = house.home / "newsroom.db"
    with closing(sqlite3.connect(place)) as rows:
        rows.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(place.read_bytes())
    data[4096:6000] = b"\xff" * 1904
    place.write_bytes(data)
    with pytest.raises(BackupError):
        house.take()
    assert restoring.archives(house.store) == []
    assert [path for path in house.home.iterdir() if path.name.startswith(".")] == []


def test_a_store_is_one_newsrooms(house, tmp_path):
    house.take()
    (tmp_path / "other").mkdir()
    from tests.unit.backup.house import build

    other = build(tmp_path / "other")
    stranger = House(other.home, house.store)
    with pytest.raises(BackupError, match="another newsroom"):
        stranger.take()
    # What was restored is the same newsroom, and goes on with the same store.
    house.restore(tmp_path / "again")
    House(tmp_path / "again", house.store).take(NOW + timedelta(hours=1))


def test_an_empty_newsroom_and_a_missing_one(tmp_path):
    house = House(tmp_path / "none", FolderStore(tmp_path / "kept"))
    with pytest.raises(BackupError, match="no newsroom here"):
        house.take()
    house.home.mkdir()
    with pytest.raises(BackupError, match="no newsroom here"):
        house.take()
    with closing(api.open_sqlite(house.home / "newsroom.db")) as rows:
        journal.create_tables(rows)
    with pytest.raises(BackupError, match="nothing to keep"):
        house.take()


# -- the target
# -----------------------------------------------------------------------------------


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(house, tmp_path):
    house.take()
    target = tmp_path / "taken"
    target.mkdir()
    (target / "letter").write_text("mine")
    with pytest.raises(Refused, match="not empty"):
        house.restore(target)
    assert [path.name for path in target.iterdir()] == ["letter"]


def test_with_replace_the_old_folder_is_moved_aside(house, tmp_path):
    house.take()
    target = tmp_path / "taken"
    target.mkdir()
    (target / "letter").write_text("mine")
    done = house.restore(target, replace=True)
    assert done.aside is not None
    assert (done.aside / "letter").read_text() == "mine"
    assert articles(target) == ["one", "two", "three"]


def test_an_empty_folder_is_filled_where_it_is(house, tmp_path):
    """It may be a mount point, which cannot be renamed."""
    house.take()
    target = tmp_path / "mount"
    target.mkdir()
    number = target.stat().st_ino
    house.restore(target)
    assert target.stat().st_ino == number
    assert articles(target) == ["one", "two", "three"]
    assert not (target / restoring.INSIDE).exists()


# -- tidying
# -------------------------------------------------------------------------------------


def test_tidying_keeps_the_newest_and_every_file_they_name(house, tmp_path):
    gone = house.write("uploads/documents/old.pdf", b"only in the first")
    house.take()
    gone.unlink()
    for hour in (1, 2):
        house.publish(f"more {hour}")
        house.take(NOW + timedelta(hours=hour))
    # The files are younger than what a backup under way may rely on: none goes.
    import datetime as dt

    done = retention.tidy(house.store, 3, dt.datetime.now(dt.UTC), tmp_path)
    assert (done.archives, done.files) == (0, 0)
    later = dt.datetime.now(dt.UTC) + timedelta(days=2)
    done = retention.tidy(house.store, 2, later, tmp_path)
    assert (done.archives, done.files) == (1, 1)
    for name in restoring.archives(house.store):
        target = tmp_path / name
        house.restore(target.with_suffix(""), name)
        assert media(target.with_suffix("")) == media(house.home)


def test_tidying_removes_nothing_while_an_archive_that_stays_is_damaged(house, tmp_path):
    house.take()
    newest = house.take(NOW + timedelta(hours=1))
    place = tmp_path / "kept" / newest.name
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    before = tree(tmp_path / "kept")
    with pytest.raises(Refused):
        retention.tidy(house.store, 1, NOW + timedelta(days=9), tmp_path)
    assert tree(tmp_path / "kept") == before


def test_an_archive_is_a_tar_that_others_read(house, tmp_path):
    import tarfile

    taken = house.take()
    with tarfile.open(tmp_path / "kept" / taken.name) as tar:
        assert tar.getnames() == ["manifest.json", "database.sqlite.gz", "media.jsonl.gz"]
    opened = archive.Archive(tmp_path / "kept" / taken.name)
    assert opened.contents == taken.contents
    assert blob_key("ab" * 32) == f"blobs/ab/{'ab' * 32}"
