"""What a file of the edition is served as: its Content-Type and Cache-Control, by its path alone.

Servers get these tables as configuration (``shpalta.serving``), buckets with each object
(``shpalta.press.destinations``): a reader sees the same headers wherever the edition stands.
Regular expressions here must mean the same in Python, PCRE and RE2: no look-around, no
back-references.
"""

import re
from functools import cache

FEED_FOLDER = r"^/(?:[a-z]{2,3}(?:-[a-z0-9]+)*/)?feeds/"

FEED_TYPES: tuple[tuple[str, str], ...] = (
    (FEED_FOLDER + r".+\.atom\.xml$", "application/atom+xml; charset=utf-8"),
    (FEED_FOLDER + r".+\.xml$", "application/rss+xml; charset=utf-8"),
    (FEED_FOLDER + r".+\.json$", "application/feed+json; charset=utf-8"),
)
"""Types that a path decides, before its extension does; the first that fits."""

DEFAULT_TYPE = "application/octet-stream"

TYPES: dict[str, tuple[str, ...]] = {
    "text/html; charset=utf-8": ("html",),
    "text/css; charset=utf-8": ("css",),
    "text/javascript; charset=utf-8": ("js", "mjs"),
    "image/avif": ("avif",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "image/png": ("png",),
    "image/svg+xml; charset=utf-8": ("svg",),
    "font/woff2": ("woff2",),
    "application/xml; charset=utf-8": ("xml",),
    "application/json; charset=utf-8": ("json",),
    "text/plain; charset=utf-8": ("txt",),
    "text/csv; charset=utf-8": ("csv",),
    "text/vtt; charset=utf-8": ("vtt",),
    "text/markdown; charset=utf-8": ("md",),
    "application/manifest+json; charset=utf-8": ("webmanifest",),
    "image/gif": ("gif",),
    "image/x-icon": ("ico",),
    "font/woff": ("woff",),
    "font/ttf": ("ttf",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a",),
    "audio/ogg": ("ogg", "opus"),
    "video/mp4": ("mp4",),
    "video/webm": ("webm",),
    "application/pdf": ("pdf",),
    "application/zip": ("zip",),
    "application/gzip": ("gz",),
}
"""Content-Type → extensions. The machine's own table of types is never asked."""

REVALIDATED = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=15"

CACHING: tuple[tuple[str, str], ...] = (
    (r"^/(?:assets|media)/", FOR_EVER),
    (r"^/live/", SHORT),
)
"""Cache-Control by path, of files that exist; anything else is ``REVALIDATED``."""


@cache
def _by_extension() -> dict[str, str]:
    return {end: kind for kind, ends in TYPES.items() for end in ends}


def content_type(path: str) -> str:
    """The Content-Type of the file at ``path``; ``DEFAULT_TYPE`` for an unknown extension."""
    for pattern, kind in FEED_TYPES:
        if re.search(pattern, path):
            return kind
    name = path.rpartition("/")[2]
    return _by_extension().get(name.rpartition(".")[2] if "." in name else "", DEFAULT_TYPE)


def cache_control(path: str) -> str:
    """The Cache-Control of the file at ``path``."""
    return next((value for pattern, value in CACHING if re.search(pattern, path)), REVALIDATED)
