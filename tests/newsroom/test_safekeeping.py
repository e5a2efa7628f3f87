"""The first screen says when the last backup and the last drill were, to whom it concerns."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from shpalta.backup import state
from shpalta.newsroom import clock


@pytest.fixture
def home(settings, tmp_path):
    settings.SHPALTA_HOME = tmp_path
    return Path(tmp_path)


@pytest.fixture
def screen(client, newsroom, home):
    client.force_login(newsroom.user)

    def read():
        page = client.get("/admin/", headers={"accept-language": "en"}).content.decode()
        return " ".join(page.split())

    return read


def ago(**units) -> str:
    return clock.stamp(clock.now() - timedelta(**units))


def backup_note(**units) -> state.BackupNote:
    return state.BackupNote(ago(**units), "/mnt/backups", "x.tar", 9, 12, 40, 5_000_000)


def drill_note(**more) -> state.DrillNote:
    given = {
        "at": ago(days=3), "name": "x.tar", "position": 9, "same": True, "lost": 2,
        "stages": (state.Stage("restore", 70_000), state.Stage("press", 110_000)),
        **more,
    }  # fmt: skip
    return state.DrillNote(**given)


WARNING = "newsroom-safekeeping__warning"


def test_nothing_yet_is_a_warning(screen):
    page = screen()
    assert page.count(WARNING) == 2
    assert "shpalta drill" in page


def test_all_is_well(screen, home):
    state.note(home, backup=backup_note(hours=5))
    state.note(home, drill=drill_note())
    page = screen()
    assert WARNING not in page
    assert "/mnt/backups" in page
    assert "3" in page


@pytest.mark.parametrize(
    "note",
    [
        {"backup": backup_note(days=3), "drill": drill_note()},
        {"backup": backup_note(hours=1), "drill": drill_note(at=ago(days=101))},
        {"backup": backup_note(hours=1), "drill": drill_note(same=False)},
        {"backup": backup_note(hours=1), "drill": drill_note(error="<no room>", same=None)},
    ],
)
def test_what_is_old_or_failed_is_a_warning(screen, home, note):
    state.note(home, **note)
    page = screen()
    assert page.count(WARNING) == 1
    assert "<no room>" not in page


def test_who_cannot_change_the_outlet_is_not_told(client, newsroom, home):
    user = get_user_model().objects.create_user("reporter", "r@example.org", "a long secret word")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    page = client.get("/admin/")
    assert page.status_code == 200
    assert WARNING not in page.content.decode()


def test_a_note_that_cannot_be_read_says_as_much_as_none(home):
    (home / state.NAME).write_text("{")
    assert state.read(home) == state.State()
    state.note(home, backup=backup_note(hours=1))
    state.note(home, drill=drill_note())
    known = state.read(home)
    assert known.backup is not None
    assert known.drill is not None
    assert known.drill.succeeded
