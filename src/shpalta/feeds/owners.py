"""Owners of the outputs for machines.

A claim is looked at again only when a subject of its owner changes, so every ``claims`` asks the
doors about those subjects and nothing else (but the outlet's languages, as the website's do).
"""

from shpalta.press.core import subjects
from shpalta.records.card import DIRECTORY

OUTLET = ("outlet", "outlet")
_OUTLET = subjects.record(*OUTLET)


def outlet_owner(subject: str) -> str | None:
    """The outlet: owner of what there is once, or once a language."""
    return subject if subject == _OUTLET else None


def entity_owner(subject: str) -> str | None:
    """A section, topic or series: owner of its feeds."""
    kinds = ("record:section:", "record:topic:", "record:series:")
    return subject if subject.startswith(kinds) else None


def contributor_owner(subject: str) -> str | None:
    """A contributor: owner of their feeds, which hang on the record and on having written."""
    if subject.startswith("exists:contributor/"):
        _, contributor, _ = subject.split("/")
        return subjects.record("contributor", contributor)
    return subject if subject.startswith("record:contributor:") else None


def map_leaf_owner(subject: str) -> str | None:
    """A coarse leaf of a language's articles: owner of its sitemap."""
    return subject if subject.startswith("leaf:map/") else None


def directory_leaf_owner(subject: str) -> str | None:
    """A coarse leaf of topics, series, contributors and free pages: owner of its sitemap."""
    return subject if subject.startswith(f"leaf:{DIRECTORY}:") else None
