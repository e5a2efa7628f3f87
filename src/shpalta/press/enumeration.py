"""Every subject that may own files: for full presses, and when what all depend on has changed."""

from collections.abc import Iterator

from shpalta.press.core import subjects, views
from shpalta.press.core.content import Content
from shpalta.press.core.family import Registry

_ENTITIES = ("section", "topic", "contributor", "credit", "outlet")


def owning_subjects(content: Content, registry: Registry) -> Iterator[str]:
    """Every record, listing and leaf: a million articles give some millions."""
    for kind, subject in content.subjects():
        yield subjects.record(kind, subject)
    for listing in content.listings():
        yield subjects.exists(listing)
        grain = registry.grain(listing)
        for opening in views.leaves(content, listing, grain) if grain.leaves else ():
            yield subjects.leaf(listing, opening)


def entity_subjects(content: Content) -> Iterator[str]:
    """The records of entities: some hundreds."""
    for kind in _ENTITIES:
        for subject, _ in content.heads(kind):
            yield subjects.record(kind, subject)
