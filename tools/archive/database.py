"""Reads off Django's models and a newsroom's database what workers must know of them."""

import json
from bisect import bisect_left
from typing import Any

from benchmarks.archive import LAST, YEARS, Archive
from tools.archive.bulk import Bulk
from tools.archive.layout import Layout, Shape, Shelf
from tools.archive.paper import Paper
from tools.archive.rows import STEP


def layout_of(
    archive: Archive, paper: Paper, bulk: Bulk, *, search: bool, revisions: bool
) -> Layout:
    """What workers must know, read off Django's models and the database."""
    from wagtail.images import get_image_model
    from wagtail.models import Collection, Page, PageLogEntry, ReferenceIndex, Revision
    from wagtail.search import models as searching

    from shpalta.newsroom import models

    tables = {
        "page": Page,
        "article": models.Article,
        "topics": models.Article.topics.through,
        "byline": models.Byline,
        "address": models.Address,
        "act": models.Act,
        "picture": get_image_model(),
        "reference": ReferenceIndex,
    }
    if revisions:
        tables |= {"revision": Revision, "log": PageLogEntry}
    if search:
        tables |= {"entry": searching.IndexEntry}
    # Before the first free ids are read: shelves are pages too.
    shelves = _shelves(archive, paper)
    kept = ("page", "revision", "byline", "picture")
    given = ("topics", "address", "act", "reference", "log", "entry")
    shapes = {name: shape_of(model, counted=name in given) for name, model in tables.items()}
    if search:
        shapes["entry"] = _entry_shape(shapes["entry"])
    return Layout(
        postgres=bulk.postgres,
        shapes=shapes,
        keys=paper.keys,
        first={name: bulk.next_id(shapes[name].table) for name in kept if name in shapes},
        types=_types(),
        shelves=shelves,
        user=paper.user.pk,
        locale=paper.locale.pk,
        collection=Collection.get_first_root_node().pk,
        sources=paper.sources,
        revision=_revision_template(paper) if revisions else {},
        weights=_weights() if search and bulk.postgres else {},
        search=search,
        revisions=revisions,
    )


def _weights() -> dict[int, tuple[str, str]]:
    """Letters of PostgreSQL's index, as Wagtail gives them by how much fields are boosted."""
    from django.contrib.contenttypes.models import ContentType
    from modelsearch.backends.database.postgres.weights import get_weight

    from shpalta.newsroom import models

    found = {}
    for model in (models.Article, models.Picture):
        fields = model.get_searchable_search_fields()
        letters = {field.field_name: get_weight(field.boost) for field in fields}
        title, rest = letters.pop("title"), set(letters.values())
        assert len(rest) == 1
        found[ContentType.objects.get_for_model(model).pk] = title, rest.pop()
    return found


def shape_of(model: Any, *, counted: bool) -> Shape:
    """A model's own table; without its key where the database counts (``counted``)."""
    from django.db import connection, models

    defaults: dict[str, Any] = {}
    for column in model._meta.local_concrete_fields:
        if counted and isinstance(column, models.AutoField | models.BigAutoField):
            continue
        value = column.get_default()
        stored = column.get_db_prep_save(value, connection)
        # A choice is text of a class that a worker, which has no Django, could not read.
        defaults[column.column] = str(stored) if isinstance(stored, str) else stored
    return Shape(model._meta.db_table, defaults)


def _entry_shape(shape: Shape) -> Shape:
    """Texts in the order that both databases are given them."""
    names = ("content_type_id", "object_id", "title_norm", "title", "autocomplete", "body")
    return Shape(shape.table, dict.fromkeys(names))


def _types() -> dict[str, int]:
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Collection, Page

    from shpalta.newsroom import models

    of = {
        "page": Page,
        "article": models.Article,
        "section": models.Section,
        "series": models.Series,
        "contributor": models.Contributor,
        "picture": models.Picture,
        "credit": models.Credit,
        "collection": Collection,
    }
    return {name: ContentType.objects.get_for_model(model).pk for name, model in of.items()}


def _shelves(archive: Archive, paper: Paper) -> dict[int, Shelf]:
    from shpalta.newsroom.shelves import shelf_for

    found = {}
    for year in range(LAST.year - YEARS, LAST.year + 1):
        shelf = shelf_for(paper.locale, year)
        first = bisect_left(range(archive.count), year, key=lambda n: archive.moment(n).year)
        children = shelf.get_children_count()
        assert len(shelf.path) % STEP == 0
        found[year] = Shelf(shelf.path, shelf.depth, shelf.url_path, children, first)
    return found


def _revision_template(paper: Paper) -> dict[str, Any]:
    """What a revision says of a new article that nobody has touched."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.serializers.json import DjangoJSONEncoder

    from shpalta.newsroom.models import Article

    blank = Article(title="", locale=paper.locale, owner=paper.user, live=False)
    data: dict[str, Any] = json.loads(json.dumps(blank.serializable_data(), cls=DjangoJSONEncoder))
    data["content_type"] = ContentType.objects.get_for_model(Article).pk
    return data
