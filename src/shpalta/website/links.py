"""Addresses that may stand in a page, and the only place where markup is declared safe."""

import re
from html import escape
from urllib.parse import urlsplit

from minijinja import safe

# A browser drops tabs and newlines inside an address, and white space before it.
_BLANKS = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_SCHEME = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s]")
_HOST = re.compile(r"(?i)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


def attribute(text: str) -> str:
    """``text`` escaped once here, so that templates do not turn each ``/`` into ``&#x2f;``."""
    return safe(escape(text, quote=True)) if text else ""


def quoted(text: str) -> str:
    """``text`` for an attribute in double quotes, its single quotes left as they are."""
    return safe(escape(text, quote=False).replace('"', "&quot;"))


def with_returns(text: str) -> str:
    """Text with carriage returns, as references: a browser reads a bare one as a line's end."""
    return safe(escape(text, quote=True).replace("\r", "&#13;"))


def web_href(url: str) -> str:
    """``url`` for an ``href`` when it is http, https, mailto or tel, or a path here; else empty."""
    clean = _BLANKS.sub("", url)
    if _SCHEME.match(clean) or (clean.startswith("/") and clean[1:2] not in ("/", "\\")):
        return attribute(clean)
    return ""


def is_outside(url: str) -> bool:
    """Whether a link leads to another site."""
    return _BLANKS.sub("", url)[:4].lower() == "http"


def frame_host(url: str) -> str:
    """``https://host`` of a frame's address, for the page's policy; empty unless it is https."""
    try:
        parts = urlsplit(_BLANKS.sub("", url))
    except ValueError:
        return ""
    if parts.scheme != "https" or not _HOST.fullmatch(parts.netloc):
        return ""
    return f"https://{parts.netloc.lower()}"
