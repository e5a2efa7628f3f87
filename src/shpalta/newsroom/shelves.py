"""Shelves on demand: one above all, one per year and language below it."""

from typing import TYPE_CHECKING

from django.db import connection, transaction
from wagtail.models import Locale, Page, Site

from shpalta.newsroom import clock
from shpalta.newsroom.outlets import zone

if TYPE_CHECKING:
    from shpalta.newsroom.models import ArticleShelf

ROOT_SLUG = "articles"
_LOCK = 0x5350_5348


def root_shelf() -> "ArticleShelf":
    """The shelf of all shelves, made if it is not there; rights and workflows hang on it."""
    from shpalta.newsroom.models import ArticleShelf

    found = ArticleShelf.objects.filter(year=None).first()
    if found:
        return found
    with transaction.atomic():
        _lock()
        found = ArticleShelf.objects.filter(year=None).first()
        if found is None:
            found = ArticleShelf(title="Articles", slug=ROOT_SLUG, locale=Locale.get_default())
            root = Page.get_first_root_node()
            root.add_child(instance=found)
            _become_the_site(found)
    return found


def shelf_for(locale: Locale, year: int | None = None) -> "ArticleShelf":
    """The shelf of ``year`` (this one) in a language. Its shelves in other languages are its
    translations, so that Wagtail offers to switch the language of a new article.
    """
    from shpalta.newsroom.models import ArticleShelf

    year = year or clock.day_in(clock.now(), zone()).year
    found = ArticleShelf.objects.filter(year=year, locale=locale).first()
    if found:
        return found
    root = root_shelf()
    with transaction.atomic():
        _lock()
        found = ArticleShelf.objects.filter(year=year, locale=locale).first()
        if found is None:
            sibling = ArticleShelf.objects.filter(year=year).first()
            code = locale.language_code
            found = ArticleShelf(
                title=f"{year} ({code})", slug=f"{year}-{code}", year=year, locale=locale
            )
            if sibling:
                found.translation_key = sibling.translation_key
            root.add_child(instance=found)
    return found


def shelf_here(locale: Locale) -> "ArticleShelf":
    """This year's shelf in a language, and beside it those of the outlet's other languages."""
    from shpalta.newsroom.models import OutletLanguage

    for other in OutletLanguage.objects.exclude(locale=locale).select_related("locale"):
        shelf_for(other.locale)
    return shelf_for(locale)


def _lock() -> None:
    """One maker of shelves at a time; on SQLite the transaction itself is the lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _become_the_site(shelf: "ArticleShelf") -> None:
    """Wagtail wants a site with a root page; its own first page says only welcome."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(hostname="localhost", root_page=shelf, is_default_site=True)
        return
    welcome = site.root_page
    site.root_page = shelf
    site.save()
    if welcome.get_children_count() == 0 and welcome.specific_class is Page:
        welcome.delete()
