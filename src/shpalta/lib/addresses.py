"""Public addresses: slugs, days, paths. What stands here cannot change after a newsroom is live."""

import re
import unicodedata
from collections.abc import Container
from datetime import date

import translitua

SLUG_BYTES = 180
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SEGMENT = re.compile(r"[A-Za-z0-9_~+=@,-][A-Za-z0-9._~+=@,-]*")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`ʹ′ʼ‘")
PATH_BYTES = 900
SEGMENT_BYTES = 220
# What the site makes for itself, in its main language or in a further one.
_PREFIX = r"/(?:[a-z]{2}(?:-[a-z]+)?/)?"
_OF_SITE = re.compile(
    rf"{_PREFIX}(?:archive|assets|contributor|feeds|leaf|live|media|section|series|sitemaps|topic)"
    r"(?:/.*)?"
    rf"|{_PREFIX}(?:(?:archive|index|latest)\.html|site\.webmanifest)"
    r"|/(?:404\.html|robots\.txt|sitemap[a-z-]*\.xml)"
)
_OF_ARTICLES = re.compile(_PREFIX + r"[0-9]{4}/[0-9]{2}/[0-9]{2}/.*")
# RFC 8615: the one place whose name begins with a dot and is public all the same.
WELL_KNOWN = "/.well-known"


class AddressError(ValueError):
    """A slug or path that cannot be a public address; the text says which and why."""


def slug_of(text: str, fallback: str = "stattia") -> str:
    """A slug for ``text``: ASCII, lower case, words joined by ``-``, at most 180 bytes.

    Ukrainian letters follow the official table (Cabinet of Ministers, resolution 55 of
    27 January 2010, by the package translitua); others lose their accents, and a letter that has
    no ASCII form is left out. Signs of any script part words, a dash too: ``Київ–Львів``. Text
    without any letter or digit gives ``fallback``.
    """
    latin = translitua.translit(unicodedata.normalize("NFC", text).translate(_APOSTROPHES))
    plain = "".join(map(_ascii, unicodedata.normalize("NFKD", latin))).lower()
    slug = _NOT_SLUG.sub("-", plain).strip("-")
    if len(slug) > SLUG_BYTES:
        slug = slug[: SLUG_BYTES + 1].rsplit("-", 1)[0][:SLUG_BYTES].strip("-")
    return slug or fallback


def _ascii(character: str) -> str:
    """``character`` in ASCII: nothing for letters, accents and invisible marks, a gap for signs."""
    if character.isascii():
        return character
    category = unicodedata.category(character)
    return "" if category[0] in "LMN" or category == "Cf" else "-"


def check_slug(slug: str) -> str:
    """``slug`` itself when it may stand in an address; raises ``AddressError`` otherwise."""
    if not _SLUG.fullmatch(slug) or len(slug) > SLUG_BYTES:
        raise AddressError(
            f"{slug[:80]!r} is no slug: use a–z, 0–9 and single hyphens, at most {SLUG_BYTES} bytes"
        )
    return slug


def free_slug(slug: str, taken: Container[str]) -> str:
    """``slug``, or with the first suffix ``-2``, ``-3`` … that is not in ``taken``."""
    check_slug(slug)
    candidate, number = slug, 1
    while candidate in taken:
        number += 1
        suffix = f"-{number}"
        candidate = slug[: SLUG_BYTES - len(suffix)].rstrip("-") + suffix
    return candidate


def language_prefix(language: str, main_language: str) -> str:
    """``""`` for the outlet's main language, ``/en`` and so on for further ones."""
    return "" if language == main_language else f"/{check_slug(language.lower())}"


def article_path(day: date, slug: str, prefix: str = "") -> str:
    """``/2026/11/23/slug.html``, after the prefix of a further language."""
    return f"{prefix}/{day:%Y/%m/%d}/{check_slug(slug)}.html"


def entity_path(kind: str, slug: str, prefix: str = "") -> str:
    """``/section/misto.html``: the page of a section, topic, series or contributor."""
    return f"{prefix}/{check_slug(kind)}/{check_slug(slug)}.html"


def page_path(slug: str, prefix: str = "") -> str:
    """``/about.html``: a free page, after the prefix of a further language."""
    return f"{prefix}/{check_slug(slug)}.html"


def is_of_site(path: str) -> bool:
    """Whether ``path`` belongs to what the site makes beside articles: nobody may give it away."""
    return bool(_OF_SITE.fullmatch(path))


def is_of_articles(path: str) -> bool:
    """Whether an article of some day may come to stand at ``path``."""
    return bool(_OF_ARTICLES.fullmatch(path))


def check_path(path: str) -> str:
    """``path`` itself when it is a safe place inside an edition; raises ``AddressError`` otherwise.

    Root-relative, ASCII segments that neither begin with a dot nor climb, no empty segment, no
    more bytes than file systems and object stores take.
    """
    if not path.startswith("/") or len(path) > PATH_BYTES:
        raise AddressError(
            f"{path[:120]!r} is no path: it begins with / and has ≤ {PATH_BYTES} bytes"
        )
    for segment in path.removeprefix(WELL_KNOWN)[1:].split("/"):
        if not _SEGMENT.fullmatch(segment) or len(segment) > SEGMENT_BYTES:
            raise AddressError(f"{path[:120]!r} has the unsafe part {segment[:60]!r}")
    return path
