"""Rich text of the editor ↔ parts of sealed records. Pure: knows no database and no request."""

from shpalta.newsroom.richtext.reader import (
    Dropped,
    Part,
    Reading,
    Resolver,
    Target,
    read,
    targets,
    web_link,
)
from shpalta.newsroom.richtext.writer import from_paragraphs, to_richtext, web_only

__all__ = [
    "Dropped",
    "Part",
    "Reading",
    "Resolver",
    "Target",
    "from_paragraphs",
    "read",
    "targets",
    "to_richtext",
    "web_link",
    "web_only",
]
