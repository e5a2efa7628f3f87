"""Where articles stand: path, a free slug on the day, every path left; and where free pages do."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from shpalta.lib.addresses import (
    AddressError,
    article_path,
    check_path,
    free_slug,
    is_of_site,
    language_prefix,
    page_path,
    slug_of,
)
from shpalta.lib.digests import digest
from shpalta.newsroom.errors import PathTaken, SealingRefused
from shpalta.records import decode

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article, FreePage

_IMPORTED = re.compile(r"(?:/[^/.]+)*/[^/.]+\.[A-Za-z0-9]+")
_PAGE_PATH = re.compile(r"(?:/([a-z]{2}(?:-[a-z]+)?))?/([a-z0-9-]+)\.html")


def prefix_of(language: str) -> str:
    """``""`` for the outlet's main language, ``/en`` and so on for others."""
    from shpalta.newsroom.outlets import main_language

    return language_prefix(language, main_language())


def path_of(article: "Article") -> str:
    """The article's public path; empty before its first publication."""
    if article.imported_path:
        return article.imported_path
    if not (article.day and article.public_slug):
        return ""
    prefix = article.address_prefix
    if prefix is None:
        prefix = prefix_of(article.locale.language_code)
    return article_path(article.day, article.public_slug, prefix)


def find_slug(article: "Article") -> str:
    """The article's slug, made from its headline if it has none, with ``-2`` … where taken.

    Call with ``article.day`` set, inside the transaction that stores the result.
    """
    from shpalta.newsroom.models import Article

    _lock_day(article)
    wanted = article.public_slug or slug_of(article.title)
    taken = (
        Article.objects.filter(
            locale_id=article.locale_id, day=article.day, public_slug__startswith=wanted[:100]
        )
        .exclude(pk=article.pk)
        .values_list("public_slug", flat=True)
    )
    return free_slug(wanted, set(taken))


def slug_holder(article: "Article", slug: str) -> "Article | None":
    """The other article of the same day and language that has ``slug``."""
    from shpalta.newsroom.models import Article

    if article.day is None:
        return None
    return (
        Article.objects.filter(locale_id=article.locale_id, day=article.day, public_slug=slug)
        .exclude(pk=article.pk)
        .first()
    )


def free_beside(article: "Article", slug: str) -> str:
    """``slug`` itself, or the next with a suffix that no other article of the day has."""
    taken: set[str] = set()
    found = slug
    while slug_holder(article, found):
        taken.add(found)
        found = free_slug(slug, taken)
    return found


def check_imported(path: str) -> str:
    """``path`` when an import may give it to an article."""
    try:
        check_path(path)
    except AddressError as error:
        raise SealingRefused(str(error), code="path") from error
    if is_of_site(path) or path.endswith(".gone"):
        raise SealingRefused(
            _("The path %(path)s belongs to the site itself."), code="path", params={"path": path}
        )
    if not _IMPORTED.fullmatch(path):
        # A folder of one article is never the file of another, and servers know what a file is.
        raise SealingRefused(
            _(
                "The path %(path)s must end like a file (news.html), with no dot before:"
                " an address without an ending becomes %(path)s/index.html."
            ),
            code="path",
            params={"path": path.rstrip("/")},
        )
    return path


def claim(article: "Article", path: str, at: datetime) -> None:
    """Make ``path`` the article's current address, and what it had before, a moved one.

    A path that another article has only left is taken over. Raises ``PathTaken``, naming both,
    when another article stands there.
    """
    from shpalta.newsroom.models import Address

    _lock(path)
    page = page_at(path)
    if page is not None:
        raise PathTaken(
            _("%(path)s is claimed by “%(first)s” and by “%(second)s”."),
            code="path_taken",
            params={"path": path, "first": page.title, "second": article.title},
        )
    held = Address.objects.select_related("article").filter(path=path).first()
    if held is None:
        Address.objects.create(path=path, article=article, state=Address.State.CURRENT, at=at)
    elif held.article_id != article.pk and held.state != Address.State.MOVED:
        raise PathTaken(
            _("%(path)s is claimed by “%(first)s” and by “%(second)s”."),
            code="path_taken",
            params={"path": path, "first": held.article.title, "second": article.title},
        )
    elif held.article_id != article.pk or held.state != Address.State.CURRENT:
        Address.objects.filter(pk=held.pk).update(
            article=article, state=Address.State.CURRENT, at=at
        )
    others = article.addresses.exclude(path=path).exclude(state=Address.State.MOVED)
    others.update(state=Address.State.MOVED, at=at)


def page_path_of(page: "FreePage", slug: str = "") -> str:
    """The public path of a free page, or the one it would have with ``slug``."""
    return page_path(slug or page.slug, prefix_of(page.locale.language_code))


def page_at(path: str) -> "FreePage | None":
    """The free page at ``path``."""
    from shpalta.newsroom.models import FreePage
    from shpalta.newsroom.outlets import main_language

    match = _PAGE_PATH.fullmatch(path)
    if match is None:
        return None
    language = match[1] or main_language()
    found = FreePage.objects.filter(slug=match[2], locale__language_code__iexact=language).first()
    return found if found is not None and page_path_of(found) == path else None


def check_page(page: "FreePage") -> None:
    """Raise ``PathTaken`` when a new page cannot stand where its slug would put it."""
    path = page_path_of(page)
    _lock(path)
    if not _is_free(page, page.slug):
        raise PathTaken(
            _("The path %(path)s belongs to the site itself, an article or a file of the owner’s."),
            code="path_taken",
            params={"path": path},
        )


class TakenByOthers:
    """The slugs that a new page cannot have, whatever claims their paths."""

    def __init__(self, page: "FreePage") -> None:
        self._page = page

    def __contains__(self, slug: object) -> bool:
        from shpalta.newsroom.models import FreePage

        others = FreePage.objects.filter(locale_id=self._page.locale_id, slug=slug)
        return others.exclude(pk=self._page.pk).exists() or not _is_free(self._page, str(slug))


def _is_free(page: "FreePage", slug: str) -> bool:
    """Neither the site's own, nor a year of its archive, nor a file of the owner's, nor a path that
    an article ever had.
    """
    from shpalta.newsroom.models import Address

    path = page_path_of(page, slug)
    if is_of_site(path) or slug.replace("-", "").isdigit() or _is_of_owner(path):
        return False
    return not Address.objects.filter(path=path).exists()


def _is_of_owner(path: str) -> bool:
    """Whether the owner has put a file there: the newest theme record names them all."""
    from shpalta.newsroom.journaling import last_record

    sealed = last_record("theme", "theme")
    if sealed is None:
        return False
    return any(file.path == path for file in decode("theme", sealed).assets.values())


def leave(article: "Article", at: datetime) -> None:
    """Every address of the article answers that it was withdrawn."""
    from shpalta.newsroom.models import Address

    article.addresses.exclude(state=Address.State.GONE).update(state=Address.State.GONE, at=at)


def _lock_day(article: "Article") -> None:
    """Two first publications with one slug on one day wait for each other."""
    _lock(f"{article.locale_id}/{article.day}")


def _lock(what: str) -> None:
    """Until this transaction ends, others that want ``what`` wait.

    On SQLite the transaction holds the write lock from its beginning.
    """
    if connection.vendor == "postgresql":
        key = int(digest(what.encode())[:15], 16)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
