"""The journal's table, which belongs to the press: made first, since every save writes to it."""

from django.db import migrations
from shpalta.press.api import adopt
from shpalta.press.journal import create_tables


def make_journal(apps, schema_editor):
    create_tables(adopt(schema_editor.connection))


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        # Going back leaves it: truth is not dropped by a command.
        migrations.RunPython(make_journal, migrations.RunPython.noop),
    ]
