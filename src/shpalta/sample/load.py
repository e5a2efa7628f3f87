"""The sample newsroom, filled in through the acts that editors take.

Loading it again adds what is missing and changes nothing that is there.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db import transaction

from shpalta.newsroom.actions import ArrangeFront, EntityChange, Publish, Retract
from shpalta.newsroom.arrangement import Arrangement
from shpalta.newsroom.fronts import front_of
from shpalta.newsroom.models import Article, Byline, Picture
from shpalta.newsroom.shelves import shelf_for
from shpalta.sample import reading
from shpalta.sample.bodies import stream_of
from shpalta.sample.drawing import SIZE, drawn
from shpalta.sample.ground import Ground
from shpalta.sample.reading import CONTENT, pictures_of, slug_of

__all__ = ["CONTENT", "Loader", "load_sample"]


def load_sample(
    *, user: str = "editor", password: str, picture_size: tuple[int, int] = SIZE
) -> int:
    """Fill the newsroom; how many articles were published now."""
    return Loader(user, password, picture_size).load()


class Loader:
    """One loading: what it has made or found, by key."""

    def __init__(self, user: str, password: str, picture_size: tuple[int, int] = SIZE) -> None:
        self.picture_size = picture_size
        self.ground = Ground(user, password)
        self.user = self.ground.user
        self.keys = self.ground.keys
        self.zone = ZoneInfo(self.ground.outlet_data["zone"])
        self.pictures: dict[str, Picture] = {}
        self.drawings: dict[str, Future[bytes]] = {}

    def load(self) -> int:
        """Everything, the oldest article first: later ones link to it."""
        self.ground.lay()
        self.ground.pages()
        articles = reading.articles()
        # Drawing is most of the work: it goes on beside the publishing, on every processor.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            self._draw_ahead(pool, articles)
            published = sum(self._article(data) for data in articles)
        self._fronts()
        return published

    def _draw_ahead(self, pool: Executor, articles: Iterable[Mapping[str, Any]]) -> None:
        for picture in (item for data in articles for item in pictures_of(data)):
            key = picture["key"]
            if key not in self.drawings and not Picture.objects.filter(title=key).exists():
                self.drawings[key] = pool.submit(
                    drawn,
                    picture["scene"],
                    picture["seed"],
                    picture.get("texts"),
                    self.picture_size,
                )

    def _article(self, data: Mapping[str, Any]) -> bool:
        """Publish one article; False when it is there already."""
        published = self._moment(data["published"])
        found = Article.objects.filter(
            public_slug=slug_of(data),
            published_at=published,
            locale=self.ground.locale_of(data),
        ).first()
        if found is not None:
            self.keys.articles[data["key"]] = found
            return False
        for picture in pictures_of(data):
            self._picture(picture)
        with transaction.atomic():
            article = self._draft(data, published)
            Publish(article, self.user).execute()
            if "retracted" in data:
                reason = data["retracted"]["reason"]
                Retract(article, self.user, public_reason=reason).execute()
        self.keys.articles[data["key"]] = article
        return True

    def _draft(self, data: Mapping[str, Any], published: datetime) -> Article:
        picture = data.get("picture")
        changed = data.get("changed")
        locale = self.ground.locale_of(data)
        article = Article(
            title=data["headline"],
            short_headline=data.get("short_headline", ""),
            lead=data["lead"],
            section=self.keys.sections[data["section"]],
            genre=data["genre"],
            dateline=data.get("dateline", ""),
            public_slug=slug_of(data),
            published_at=published,
            changed_at=self._moment(changed) if changed else None,
            picture=self.pictures[picture["key"]] if picture else None,
            body=stream_of(data["key"], data["body"], self.keys),
            locale=locale,
            owner=self.user,
            live=False,
        )
        if "translation_of" in data:
            original = self.keys.articles[data["translation_of"]]
            article.translation_key = original.translation_key
        if "series" in data:
            article.series = self.keys.series[data["series"]["key"]]
            article.part = data["series"].get("part")
        if article.picture and article.picture.description != picture["alt"]:
            # The same picture in the words of another language.
            article.picture_alt, article.picture_caption = picture["alt"], picture["caption"]
        article.topics = [self.keys.topics[key] for key in data["topics"]]
        article.bylines = [
            Byline(contributor=self.ground.people[line["contributor"]], role=line["role"])
            for line in data["bylines"]
        ]
        shelf_for(locale).add_child(instance=article)
        article.save_revision(user=self.user)
        return article

    def _fronts(self) -> None:
        """What leads and what is pinned; a front that somebody has arranged stays."""
        for code, chosen in reading.fronts().items():
            locale = self.ground.locales[code]
            if front_of(locale).version:
                continue
            lead = self.keys.articles[chosen["lead"]].uid
            pins = tuple(self.keys.articles[key].uid for key in chosen["pins"])
            ArrangeFront(locale, Arrangement(lead, pins), self.user).execute()

    def _picture(self, data: Mapping[str, Any]) -> None:
        """The picture of a key: drawn once, wherever it is used."""
        key = data["key"]
        if key in self.pictures:
            return
        found = Picture.objects.filter(title=key).first()
        if found is None:
            found = Picture(
                title=key,
                file=ContentFile(self.drawings[key].result(), name=f"{key}.jpg"),
                description=data["alt"],
                caption=data["caption"],
                credit=self.ground.credits[data["credit"]],
                kind=data["picture_kind"],
                uploaded_by_user=self.user,
            )
            EntityChange(found, self.user).execute()
        self.pictures[key] = self.keys.pictures[key] = found

    def _moment(self, local: str) -> datetime:
        return datetime.fromisoformat(local).replace(tzinfo=self.zone)
