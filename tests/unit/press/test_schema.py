"""Tables of other code are made anew, whether or not somebody thought of a number."""

from shpalta.press.store import schema
from tests.press.faults import FakeDatabase


def columns(tables, name):
    return {row[1] for row in tables.execute(f"PRAGMA table_info({name})").fetchall()}


def test_the_same_tables_stay():
    tables = FakeDatabase()
    assert schema.create_tables(tables)
    tables.execute("INSERT INTO ahead (position) VALUES (7)")
    assert not schema.create_tables(tables)
    assert tables.execute("SELECT position FROM ahead").fetchone()[0] == 7


def test_another_text_of_the_tables_makes_them_anew(monkeypatch):
    now = schema._TABLES
    column = "suffixes TEXT NOT NULL, sequence"
    assert column in now
    tables = FakeDatabase()
    earlier = now.replace(column, "suffixes TEXT NOT NULL, elsewhere")
    earlier = earlier.replace("sibling_due (sequence DESC", "sibling_due (elsewhere DESC")
    monkeypatch.setattr(schema, "_TABLES", earlier)
    assert schema.create_tables(tables)
    assert "elsewhere" in columns(tables, "sibling_due")
    monkeypatch.setattr(schema, "_TABLES", now)
    assert schema.create_tables(tables)
    assert "sequence" in columns(tables, "sibling_due")


def test_tables_of_a_time_when_a_number_was_all():
    tables = FakeDatabase()
    schema.create_tables(tables)
    tables.execute("UPDATE state SET value = ? WHERE name = 'schema'", (str(schema.VERSION),))
    assert schema.create_tables(tables)
