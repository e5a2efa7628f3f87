"""One process of a newsroom that answers each screen: ``python -m benchmarks.desk_process RUNS``.

Prints seconds by screen as JSON, in its last line. With ``--bare`` the indexes that our migration
makes are dropped first, and made again at the end: what they are worth.
"""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

import django

_WARM = 2
AIMS = {
    "dashboard": 250,
    "articles, the last edited first": 250,
    "articles of a section": 250,
    "articles of an author": 250,
    "articles, changes not published": 250,
    "search for a frequent word": 250,
    "search for two words": 250,
    "chooser of articles": 250,
    "search in the chooser": 250,
    "editor of an article": 250,
    "history of an article": 250,
    "front": 250,
    "topics": 250,
    "contributors": 250,
    "pictures": 250,
    "search in pictures": 250,
    "where a contributor is used": 250,
    "save a draft": 60,
    "publish": 100,
}
"""Milliseconds at most, by screen."""


def main(runs: int, *, bare: bool) -> None:
    """Measure, and say."""
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "SELECT 1")
    desk = Desk()
    with _without_indexes() if bare else _as_they_are():
        print(json.dumps(desk.measure(runs)))


class Desk:
    """An editor who looks at everything, and writes."""

    def __init__(self) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        from shpalta.newsroom.models import Article

        self.browser = Client(SERVER_NAME="localhost")
        self.browser.force_login(get_user_model().objects.filter(is_superuser=True).first())
        live = Article.objects.filter(live=True, published_at__isnull=False)
        self.article = live.order_by("-published_at").first()
        words = self.article.title.split()
        self.word, self.two = words[0], " ".join(words[:2])

    def measure(self, runs: int) -> dict[str, list[float]]:
        """Seconds of each answer, by screen."""
        found = {
            name: [_seconds(answer) for _ in range(runs + _WARM)][_WARM:]
            for name, answer in self.screens().items()
        }
        found["save a draft"] = self.saves(runs, {})
        found["publish"] = self.saves(runs, {"action-publish": "action-publish"})
        return found

    def screens(self) -> dict[str, Callable[[], None]]:
        """What is looked at."""
        contributor = self.article.bylines.first().contributor_id
        section = self.article.section_id
        addresses = {
            "dashboard": ("wagtailadmin_home", [], ""),
            "articles, the last edited first": ("newsroom_articles", [], ""),
            "articles of a section": ("newsroom_articles", [], f"section={section}"),
            "articles of an author": ("newsroom_articles", [], f"author={contributor}"),
            "articles, changes not published": ("newsroom_articles", [], "state=changed"),
            "search for a frequent word": ("newsroom_articles", [], f"q={self.word}"),
            "search for two words": ("newsroom_articles", [], f"q={self.two}"),
            "chooser of articles": ("wagtailadmin_choose_page", [], "page_type=newsroom.article"),
            "search in the chooser": ("wagtailadmin_choose_page_search", [], f"q={self.two}"),
            "editor of an article": ("wagtailadmin_pages:edit", [self.article.pk], ""),
            "history of an article": ("wagtailadmin_pages:history", [self.article.pk], ""),
            "front": ("newsroom_front", [], ""),
            "topics": ("wagtailsnippets_newsroom_topic:list", [], ""),
            "contributors": ("wagtailsnippets_newsroom_contributor:list", [], ""),
            "pictures": ("wagtailimages:index", [], ""),
            "search in pictures": ("wagtailimages:index", [], f"q={self.word}"),
            "where a contributor is used": (
                "wagtailsnippets_newsroom_contributor:usage",
                [contributor],
                "",
            ),
        }
        return {name: self._get(*where) for name, where in addresses.items()}

    def saves(self, runs: int, button: dict[str, str]) -> list[float]:
        """The form of an article sent so many times, each time with another headline."""
        from django.urls import reverse

        from benchmarks.editor import article_form
        from shpalta.newsroom.publication import record_of

        address = reverse("wagtailadmin_pages:edit", args=[self.article.pk])
        record = record_of(type(self.article).objects.get(pk=self.article.pk))
        keys = _keys()
        times = []
        for number in range(runs + _WARM):
            page = self.browser.get(address).content.decode()
            data = article_form(page, record, keys) | button
            data["title"] = f"{record.headline} {len(button)}{number}"
            begun = perf_counter()
            answer = self.browser.post(address, data)
            times.append(perf_counter() - begun)
            if answer.status_code != 302:
                raise SystemExit(f"the form was refused: {answer.content.decode()[:3000]}")
        return times[_WARM:]

    def _get(self, name: str, numbers: list[int], query: str) -> Callable[[], None]:
        from django.urls import reverse

        address = f"{reverse(name, args=numbers)}?{query}"

        def answer() -> None:
            given = self.browser.get(address)
            if given.status_code != 200:
                raise SystemExit(f"{address} answers {given.status_code}")
            given.content  # noqa: B018

        return answer


def _keys() -> dict[str, str]:
    """Database ids of entities by record id."""
    from shpalta.newsroom.models import Contributor, Picture, Section, Topic

    found: dict[str, str] = {}
    for model in (Section, Topic, Contributor):
        found |= {uid: str(pk) for uid, pk in model.objects.values_list("uid", "pk")}
    return _WithPictures(found, Picture)


class _WithPictures(dict[str, str]):
    """Pictures are looked up one by one: there are as many as articles."""

    def __init__(self, known: dict[str, str], pictures: Any) -> None:
        super().__init__(known)
        self._pictures = pictures

    def __missing__(self, uid: str) -> str:
        return str(self._pictures.objects.get(uid=uid).pk)


def _seconds(answer: Callable[[], None]) -> float:
    begun = perf_counter()
    answer()
    return perf_counter() - begun


@contextmanager
def _as_they_are() -> Iterator[None]:
    yield


@contextmanager
def _without_indexes() -> Iterator[None]:
    from importlib import import_module

    from django.db import connection

    migration = import_module("shpalta.newsroom.migrations.0007_a_million")
    with connection.schema_editor() as editor:
        migration.drop(None, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            migration.make(None, editor)


if __name__ == "__main__":
    main(int(sys.argv[1]), bare="--bare" in sys.argv)
