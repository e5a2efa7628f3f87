"""Indexes for what every screen asks, most of them over Wagtail's own tables: these are not in its
models, so they are made here, and Wagtail's migrations do not know of them.
"""

from django.db import migrations, models

# What each is for stands in docs/explanation/newsroom-at-a-million.md.
_BOTH = {
    # What goes out on schedule; and the newest of a language.
    "newsroom_revision_planned": (
        "wagtailcore_revision (approved_go_live_at) WHERE approved_go_live_at IS NOT NULL"
    ),
    "newsroom_page_newest": "wagtailcore_page (locale_id, first_published_at DESC) WHERE live",
    # What expires, asked every few seconds; what is locked.
    "newsroom_page_expires": "wagtailcore_page (expire_at) WHERE expire_at IS NOT NULL",
    "newsroom_page_locked": "wagtailcore_page (locked_at) WHERE locked",
    # One's own last edits, on the dashboard.
    "newsroom_log_own": "wagtailcore_pagelogentry (user_id, action, timestamp DESC)",
    # The newest references to a thing, for the screens that say where it is used.
    "newsroom_reference_newest": (
        "wagtailcore_referenceindex (to_content_type_id, to_object_id, id DESC)"
    ),
    # The newest entries of a kind in the index of searches.
    "newsroom_entry_newest": "wagtailsearch_indexentry (content_type_id, id DESC)",
    # The newest articles of a topic and of a contributor.
    "newsroom_topic_newest": "newsroom_article_topics (topic_id, article_id DESC)",
    "newsroom_byline_newest": "newsroom_byline (contributor_id, article_id DESC)",
    # The pictures' screen, the newest first.
    "newsroom_picture_newest": "newsroom_picture (created_at DESC, id DESC)",
}
# The order of the list of articles, of all and of a state.
_EDITED = {
    "newsroom_page_edited": "",
    "newsroom_page_edited_off": "WHERE NOT live",
    "newsroom_page_edited_changed": "WHERE has_unpublished_changes",
}
# The roots of the tree, which nearly every screen looks up. SQLite, which plans before it knows
# what is asked for, cannot use a part of an index here.
_SHALLOW = {
    "postgresql": "wagtailcore_page (depth, path) WHERE depth <= 3",
    "sqlite": "wagtailcore_page (depth, path)",
}
_PLACE = {
    "postgresql": "wagtailcore_page (latest_revision_created_at DESC NULLS LAST, id DESC)",
    "sqlite": "wagtailcore_page (latest_revision_created_at DESC, id DESC)",
}


def _indexes(vendor):
    yield from _BOTH.items()
    yield "newsroom_page_shallow", _SHALLOW[vendor]
    for name, condition in _EDITED.items():
        yield name, f"{_PLACE[vendor]} {condition}"


def make(apps, schema_editor):
    for name, place in _indexes(schema_editor.connection.vendor):
        schema_editor.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {place}")


def drop(apps, schema_editor):
    for name, _place in _indexes(schema_editor.connection.vendor):
        schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):

    dependencies = [
        ('newsroom', '0006_outbox'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailsearch', '0010_add_text_fields'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['genre'], name='article_genre'),
        ),
        migrations.RunPython(make, drop),
    ]
