"""A drill says what came out, whatever it was, and leaves the newsroom as it found it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shpalta.backup import format as form
from shpalta.backup import restoring
from shpalta.backup.drill import Drill
from shpalta.backup.errors import BackupError
from tests.unit.backup.house import NOW, media, tree

ROOT = "r" * 64


def standing(root: str = ROOT, position: int = 3):
    return lambda: form.EditionFacts(position, root, 12)


def drill(house, *, fresh=True, edition=None, pressed=ROOT, **more):
    """A drill whose press looks at what was restored, and says a root."""

    def press(home, url):
        assert url is None
        assert media(home) == media(house.home)
        return pressed

    source = replace(house.source, edition=edition or standing())
    return Drill(source, house.store, press, fresh=fresh, **more).run(NOW + timedelta(hours=1))


def test_all_is_well(house):
    before = tree(house.home)
    note = drill(house)
    assert note.succeeded
    assert (note.same, note.lost, note.position, note.error) == (True, None, 3, "")
    assert [stage.name for stage in note.stages] == ["backup", "restore", "press", "compare"]
    after = tree(house.home)
    assert before.items() <= after.items()
    # A reader of a database in WAL mode may leave its log beside it.
    logs = {"newsroom.db-shm", "newsroom.db-wal"}
    assert set(after) - set(before) - logs <= {"backup.db", "backup.lock", "drill.lock"}


def test_what_a_death_would_have_cost_is_counted_from_the_backup_before(house):
    house.take()
    house.publish("four", "five")
    assert drill(house, edition=standing(position=5)).lost == 2
    assert drill(house, edition=standing(position=5)).lost == 0


def test_another_edition_is_no_success(house):
    note = drill(house, pressed="s" * 64)
    assert note.same is False
    assert not note.succeeded


@pytest.mark.parametrize("edition", [lambda: None, standing(position=2)])
def test_without_an_edition_of_the_same_moment_nothing_is_claimed(house, edition):
    note = drill(house, edition=edition)
    assert note.same is None
    assert note.succeeded


def test_pages_of_another_version_are_not_compared(house):
    house.take()
    house = replace(house)
    newer = replace(house.source, version="9.0", edition=standing("s" * 64))
    note = Drill(newer, house.store, lambda home, url: ROOT, fresh=False).run(NOW)
    assert (note.same, note.succeeded) == (None, True)


def test_a_damaged_backup_fails_the_drill(house, tmp_path):
    place = tmp_path / "kept" / house.take().name
    data = bytearray(place.read_bytes())
    data[700] ^= 1
    place.write_bytes(data)
    note = drill(house, fresh=False)
    assert not note.succeeded
    assert "damaged" in note.error


def test_without_a_backup_and_with_a_press_that_fails(house):
    assert "no backup" in drill(house, fresh=False).error

    def press(home, url):
        raise BackupError("no room to press")

    note = Drill(house.source, house.store, press, fresh=True).run(NOW)
    assert note.error == "no room to press"
    assert [stage.name for stage in note.stages] == ["backup", "restore", "press"]
    assert not list(house.home.glob(".drill-*"))
    assert restoring.archives(house.store)


def test_what_a_killed_one_left_behind_goes(house):
    (house.home / ".drill-left" / "home").mkdir(parents=True)
    assert drill(house).succeeded
    assert not list(house.home.glob(".drill-*"))


def test_how_far_the_continuous_copy_is_behind(house):
    house.publish("four", "five")
    note = drill(house, edition=standing(position=5), replica=lambda folder: 4)
    assert note.behind == 1
    assert note.stages[-1].name == "replica"
