"""Migrations after the last release only add: the release before must work on what they leave."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

from tests.upgrade import previous

FOLDER = "src/shpalta/newsroom/migrations"
HARMLESS = (
    migrations.CreateModel,
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    # Data of the new version's own; what it does to old columns is for a person to judge.
    migrations.RunPython,
)


def harms(operations: list[Operation]) -> list[str]:
    """What the previous version could not live with."""
    return [why for operation in operations if (why := _harm(operation))]


def _harm(operation: Operation) -> str:
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        return "; ".join(harms(operation.database_operations))
    if isinstance(operation, migrations.AddField):
        return _column(operation.field, f"{operation.model_name}.{operation.name}")
    if isinstance(operation, migrations.RunSQL):
        text = str(operation.sql).upper()
        bad = [word for word in ("DROP ", "RENAME", "NOT NULL") if word in text]
        return f"SQL with {', '.join(bad)}" if bad else ""
    return "" if isinstance(operation, HARMLESS) else operation.describe()


def _column(field: models.Field, name: str) -> str:
    """An insert that does not name the column must work."""
    empty = field.many_to_many or field.null or field.db_default is not NOT_PROVIDED
    return "" if empty else f"{name} has no value in the database when nobody gives one: db_default"


def newer() -> Iterator[tuple[str, list[Operation]]]:
    known = previous.files(FOLDER)
    for path in sorted((previous.ROOT / FOLDER).glob("[0-9]*.py")):
        if path.name not in known:
            module = import_module(f"shpalta.newsroom.migrations.{path.stem}")
            yield path.stem, module.Migration.operations


def test_every_migration_after_the_last_release_only_adds():
    found = {name: why for name, operations in newer() if (why := harms(operations))}
    assert found == {}


def test_none_of_the_last_release_is_changed_away():
    there = {path.name for path in (previous.ROOT / FOLDER).glob("*.py")}
    assert previous.files(FOLDER) - there == set()


@pytest.mark.parametrize(
    "operation",
    [
        migrations.RemoveField("article", "lead"),
        migrations.RenameField("article", "lead", "deck"),
        migrations.DeleteModel("Topic"),
        migrations.RenameModel("Topic", "Subject"),
        migrations.AlterField("article", "lead", models.CharField(max_length=10)),
        migrations.AddField("article", "mood", models.CharField(max_length=9, default="calm")),
        migrations.AddConstraint(
            "article", models.CheckConstraint(condition=models.Q(pk__gt=0), name="x")
        ),
        migrations.RunSQL("ALTER TABLE newsroom_article DROP COLUMN lead"),
    ],
    ids=lambda operation: type(operation).__name__,
)
def test_what_takes_away_is_seen(operation):
    assert harms([operation])


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(max_length=9, db_default="calm"),
        models.DateTimeField(null=True),
        models.ManyToManyField("newsroom.Topic"),
    ],
    ids=["db_default", "null", "many"],
)
def test_what_adds_is_not(field):
    assert harms([migrations.AddField("article", "mood", field)]) == []
