"""Continuous copies by the real Litestream: the machine dies, and what comes back is true."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from shpalta.backup import replica, restoring
from shpalta.backup.errors import BackupError, Refused
from shpalta.press import api
from shpalta.press.api import BlobStore, journal
from tests.unit.backup.house import NOW, House, build, media
from tests.waiting import until

pytestmark = pytest.mark.serial


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)


@contextmanager
def copying(house: House, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Litestream beside the newsroom; at the end it dies without a word, as its machine would."""
    place = replica.write_configuration(house.home, house.home / "newsroom.db", url)
    assert place.stat().st_mode & 0o777 == 0o600
    with (house.home / "litestream.log").open("wb") as log:
        process = subprocess.Popen(
            replica.arguments(place), stdout=log, stderr=log, env=replica.environment(os.environ)
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def position(house: House) -> int:
    with closing(api.open_sqlite(house.home / "newsroom.db", read_only=True)) as rows:
        return journal.last_position(rows)


def chain(place: Path, upto: int) -> bytes:
    with closing(api.open_sqlite(place, read_only=True)) as rows:
        return journal.chain(rows, upto)


def fetched(url: str, folder: Path) -> int:
    """Where the replica's journal ends; 0 while there is none."""
    folder.mkdir()
    try:
        return replica.fetch(url, folder / "newsroom.db").position
    except BackupError:
        return 0


def arrives(house: House, url: str, folder: Path) -> None:
    """Wait until the replica has what the newsroom has now."""
    numbers = iter(range(10_000))
    wanted = position(house)
    until(lambda: fetched(url, folder / f"look-{next(numbers)}") == wanted, seconds=60)


def restore(house: House, url: str, target: Path) -> replica.Returned:
    with restoring.fetched(house.store, restoring.newest(house.store), target.parent) as opened:
        return replica.restore(url, opened, house.store, restoring.Target(target), NOW)


def test_what_was_copied_comes_back_and_files_with_it(house, tmp_path):
    url = str(tmp_path / "replica")
    house.take()
    blobs = BlobStore(house.home / "blobs")
    kept, lost = blobs.put(b"in a later backup"), blobs.put(b"in none")
    # The store has one of two later files: of a backup whose archive was not finished.
    house.store.put(f"blobs/{kept[:2]}/{kept}", blobs.path_of(kept), kept)
    with copying(house, url):
        house.publish("four", "five")
        with closing(api.open_sqlite(house.home / "newsroom.db")) as rows, rows.transaction():
            record = f'{{"files":["{kept}","{lost}"]}}'.encode()
            fact = journal.Fact("picture", "p", record)
            journal.append(rows, [fact], act="entity", act_id="p", at="2026-11-28T12:00:00Z")
        arrives(house, url, tmp_path)
        # Here the machine dies.
    done = restore(house, url, tmp_path / "again")
    assert done.journal.position == 6
    assert done.missing == 1
    again = tmp_path / "again"
    assert chain(again / "newsroom.db", 6) == chain(house.home / "newsroom.db", 6)
    assert set(media(house.home)) - set(media(again)) == {f"blobs/{lost[:2]}/{lost}"}
    # The restored newsroom goes on with the same replica.
    second = House(again, house.store)
    with copying(second, url):
        second.publish("seven")
        arrives(second, url, tmp_path / "again")


def test_a_death_in_the_middle_loses_the_newest_acts_alone(house, tmp_path):
    url = tmp_path / "replica"
    house.take()
    with copying(house, str(url)):
        while len(list(url.glob("ltx/0/*.ltx"))) < 4:
            house.publish(f"act {position(house)}")
        end = position(house)
    found = restore(house, str(url), tmp_path / "again").journal.position
    assert 3 < found <= end
    # What is there is what was said, in the same order, with no hole.
    assert chain(tmp_path / "again" / "newsroom.db", found) == chain(
        house.home / "newsroom.db", found
    )


def test_what_does_not_fit_is_refused_and_nothing_is_touched(house, tmp_path):
    url = str(tmp_path / "replica")
    house.take()
    with pytest.raises(BackupError, match="litestream"):
        restore(house, url, tmp_path / "again")
    with copying(house, url):
        arrives(house, url, tmp_path)
    # A backup newer than the replica: copying had stopped.
    house.publish("four")
    house.take(NOW + timedelta(hours=1))
    with pytest.raises(Refused, match="restore the backup"):
        restore(house, url, tmp_path / "again")
    (tmp_path / "other").mkdir()
    other = build(tmp_path / "other")
    other.take()
    with pytest.raises(Refused, match="another newsroom"):
        restore(other, url, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    assert [place.name for place in tmp_path.glob(".again*")] == []


def test_a_replica_in_a_bucket(house, tmp_path, bucket, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", bucket.access_key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", bucket.secret)
    url = f"s3://{bucket.bucket}/{bucket.prefix}/replica?endpoint={bucket.endpoint}"
    house.take()
    with copying(house, url):
        house.publish("four")
        arrives(house, url, tmp_path)
    written = (house.home / replica.CONFIGURATION).read_text()
    assert bucket.secret not in written
    assert bucket.access_key not in written
    assert restore(house, url, tmp_path / "again").journal.position == 4
