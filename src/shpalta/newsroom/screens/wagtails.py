"""What of Wagtail's own screens reads everything, and reads the newest of it here.

Wagtail has no settings for these; each is one attribute or method of one of its classes, put in
place when the newsroom starts. docs/explanation/newsroom-at-a-million.md says why each.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models.reference_index import ReferenceGroups, ReferenceIndexQuerySet

from shpalta.newsroom.screens.paginating import BoundedPaginator

USED = 1000
"""References to one thing that its usage shows and counts, the newest first."""
# Orders of pictures that an index has.
_ORDERS = ("-created_at", "created_at")


class NewestGroups(ReferenceGroups):
    """Who refers to a thing: of its newest references, in one query for each kind of page shown.

    Wagtail fetches each of a contributor's hundred thousand articles to show twenty.
    """

    def __init__(self, references: Any) -> None:
        super().__init__(list(references.order_by("-pk")[:USED]))

    def __iter__(self) -> Iterator[tuple[Any, list[Any]]]:
        return iter(self[:])

    def __getitem__(self, key: Any) -> Any:
        found = [(source, list(references)) for source, references in groupby(self.qs, _source)]
        some = found[key] if isinstance(key, slice) else [found[key]]
        wanted: dict[int, list[str]] = {}
        for (kind, number), _references in some:
            wanted.setdefault(kind, []).append(number)
        objects = {kind: _objects(kind, numbers) for kind, numbers in wanted.items()}
        groups = [
            (objects[kind][number], references)
            for (kind, number), references in some
            if number in objects[kind]
        ]
        return groups if isinstance(key, slice) else groups[0]


def bound_screens() -> None:
    """Put all of it in place."""
    from wagtail.admin.views.generic.base import BaseListingView
    from wagtail.admin.views.generic.chooser import BaseChooseView
    from wagtail.documents.views.documents import IndexView as Documents
    from wagtail.images.views.images import IndexView as Pictures

    for view in (BaseListingView, BaseChooseView):
        view.paginator_class = BoundedPaginator
    ReferenceIndexQuerySet.group_by_source_object = _grouped
    Pictures.ORDERING_OPTIONS = {name: Pictures.ORDERING_OPTIONS[name] for name in _ORDERS}
    for view in (Pictures, Documents):
        # Wagtail counts the uses of all of them as soon as any filter is chosen.
        view.filterset_class.base_filters.pop("usage_count", None)


def _grouped(references: Any) -> NewestGroups:
    return NewestGroups(references)


def _source(reference: Any) -> tuple[int, str]:
    return reference.base_content_type_id, reference.object_id


def _objects(kind: int, numbers: list[str]) -> dict[str, Any]:
    """The objects of a kind by their ids as references have them; what is gone is left out."""
    model: Any = ContentType.objects.get_for_id(kind).model_class()
    found = model._base_manager.in_bulk(numbers)
    return {str(key): one for key, one in found.items()}
