"""What every server of an edition does, said once: types, caching, refusals, headers.

``nginx`` and ``caddy`` turn these tables into configuration; ``docs/reference/serving.md`` tells
them to people; ``tests/contracts/serving`` asks two real servers. Regular expressions here must
mean the same in PCRE and in RE2: no look-around, no back-references.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from shpalta.lib.served import (
    CACHING,
    DEFAULT_TYPE,
    FEED_TYPES,
    FOR_EVER,
    REVALIDATED,
    SHORT,
    TYPES,
)

__all__ = ["CACHING", "DEFAULT_TYPE", "FEED_TYPES", "FOR_EVER", "REVALIDATED", "SHORT", "TYPES"]

NEGOTIATED = (
    *("html", "css", "js", "mjs", "svg", "xml", "json", "txt"),
    *("csv", "vtt", "md", "webmanifest"),
)
"""Extensions for which a compressed sibling may be served, and is never served by its own name."""

REFUSED_ADDRESS = r"^[^?]*(?://|\\|%2[ef]|%5c|%00|/\.\.?(?:/|\?|$))"
"""Ways of writing an address that no page has, matched without case against the address as it
was sent: double and encoded slashes, encoded dots, backslashes, null bytes, dot segments."""

_OF_PAGES = [end for ends in TYPES.values() for end in ends if end not in ("gz", "zip")]
NO_ADDRESS = r"(?:^/404\.html|\.gone|\.(?:" + "|".join((*_OF_PAGES, "gone")) + r")\.(?:gz|br))$"
"""Files that exist but have no address of their own, matched against the decoded path: the 404
page, withdrawn pages, compressed siblings (and so any file named like one, orphans included)."""

HIDDEN = r"/\."
"""Hidden files and folders, matched against the decoded path; except ``WELL_KNOWN`` ones."""

WELL_KNOWN = r"^/\.well-known(?:/[^./][^/]*)+$"
"""The one folder with a dot that is public by convention (RFC 8615)."""

METHODS = ("GET", "HEAD")

HEADERS: tuple[tuple[str, str], ...] = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "SAMEORIGIN"),
)
"""On every answer, errors included."""

STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")
"""Only where the site is served over TLS."""

NOT_FOUND = "/404.html"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Newsroom:
    """Where editors come, and what stands behind that address."""

    host: str
    upstream: str = "127.0.0.1:8081"
    static: str = "/var/lib/shpalta/static"
    status: str = "/var/lib/shpalta/status"
    upload_megabytes: int = 64


_HOST = re.compile(
    r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)


def host(value: str) -> str:
    """A host as certificates name it: ``news.example``; raises ``ValueError`` for anything else.

    A name in letters of its own is written in its ASCII form (``xn--…``).
    """
    name = value.lower().rstrip(".")
    if not _HOST.fullmatch(name):
        raise ValueError(f"{value[:80]!r} is not a host such as news.example")
    return name


def safe(value: str, what: str) -> str:
    """The value itself, when it can stand quoted in a configuration without meaning more."""
    if not value or any(sign in "\"'`{}$;\\" or not sign.isprintable() for sign in value):
        raise ValueError(f"{what} has a character that a server's configuration reads as its own")
    return value
