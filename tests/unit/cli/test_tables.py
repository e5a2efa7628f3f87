"""The stamp of a start: it spares a comparison, and never a migration."""

import os
import sqlite3

import pytest

from shpalta.cli import tables
from shpalta.settings.environment import Settings


@pytest.fixture
def start(tmp_path):
    """A data folder whose database has had the one migration that the code has."""
    home, code = tmp_path / "home", tmp_path / "code" / "migrations"
    home.mkdir()
    code.mkdir(parents=True)
    (code / "0001_initial.py").write_text("first")
    settings = Settings.from_environ({"SHPALTA_HOME": str(home)})
    apply(settings, "0001_initial")
    return settings, code


def apply(settings, name):
    database = sqlite3.connect(settings.newsroom_db)
    database.execute("CREATE TABLE IF NOT EXISTS django_migrations (app, name)")
    database.execute("INSERT INTO django_migrations VALUES ('newsroom', ?)", [name])
    database.commit()
    database.close()


def stamp(settings, code):
    tables._write_stamp(settings, [str(code)])


def test_what_was_compared_is_not_compared_again(start):
    settings, code = start
    assert not tables.up_to_date(settings)
    stamp(settings, code)
    assert tables.up_to_date(settings)


def test_a_new_migration_is_seen(start):
    settings, code = start
    stamp(settings, code)
    (code / "0002_more.py").write_text("second")
    assert not tables.up_to_date(settings)


def test_a_replaced_migration_is_seen(start):
    settings, code = start
    stamp(settings, code)
    place = code / "0001_initial.py"
    before = place.stat()
    place.write_text("other")  # as long as the first one was
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert not tables.up_to_date(settings)


def test_a_package_that_went_elsewhere_is_seen(start):
    settings, code = start
    stamp(settings, code)
    code.rename(code.with_name("moved"))
    assert not tables.up_to_date(settings)


def test_a_database_from_another_day_is_seen(start):
    settings, code = start
    stamp(settings, code)
    apply(settings, "0002_more")
    assert not tables.up_to_date(settings)


@pytest.mark.parametrize("left", [None, b"", b"no database at all, and longer than a header" * 9])
def test_a_database_that_is_gone_or_broken_is_no_traceback(start, left):
    settings, code = start
    stamp(settings, code)
    settings.newsroom_db.unlink()
    if left is not None:
        settings.newsroom_db.write_bytes(left)
    assert not tables.up_to_date(settings)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"folders": 1}', "null"])
def test_a_stamp_that_cannot_be_read_is_none(start, text):
    settings, code = start
    stamp(settings, code)
    (settings.home / "tables.json").write_text(text)
    assert not tables.up_to_date(settings)


def test_what_is_no_trouble_of_the_database_is_not_swallowed(start, monkeypatch):
    settings, code = start
    stamp(settings, code)

    def broken(*args, **kwargs):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(tables, "_applied", broken)
    with pytest.raises(RuntimeError):
        tables.up_to_date(settings)
