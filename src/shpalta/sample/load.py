"""The sample newsroom, filled in through the acts that editors take.

Loading it again adds what is missing and changes nothing that is there.
"""

from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from zoneinfo import ZoneInfo

from django.db import transaction

from shpalta.newsroom.actions import ArrangeFront, Publish, Retract
from shpalta.newsroom.arrangement import Arrangement
from shpalta.newsroom.fronts import front_of
from shpalta.newsroom.models import Article, Byline
from shpalta.newsroom.shelves import shelf_for
from shpalta.sample import reading
from shpalta.sample.bodies import stream_of
from shpalta.sample.drawing import SIZE
from shpalta.sample.ground import Ground
from shpalta.sample.reading import CONTENT, Data, pictures_of, slug_of

__all__ = ["CONTENT", "Loader", "load_sample"]


def load_sample(
    *, user: str = "editor", password: str, picture_size: tuple[int, int] = SIZE
) -> int:
    """Fill the newsroom; how many articles were published now."""
    return Loader(user, password, picture_size).load()


class Loader:
    """One loading: what it has made or found, by key."""

    def __init__(self, user: str, password: str, picture_size: tuple[int, int] = SIZE) -> None:
        self.ground = Ground(user, password, picture_size)
        self.user = self.ground.user
        self.keys = self.ground.keys
        self.zone = ZoneInfo(self.ground.outlet_data["zone"])

    def load(self) -> int:
        """Everything, the oldest article first: later ones link to it."""
        articles = reading.articles()
        wanted = [*reading.portraits(), *(p for data in articles for p in pictures_of(data))]
        # Drawing is most of the work: it goes on beside the publishing, on every processor.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            self.ground.album.draw_ahead(pool, wanted)
            self.ground.lay()
            published = sum(self._article(data) for data in articles)
        self._fronts()
        return published

    def _article(self, data: Data) -> bool:
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
            self.keys.pictures[picture["key"]] = self.ground.album.picture(picture)
        with transaction.atomic():
            article = self._draft(data, published)
            Publish(article, self.user).execute()
            if "retracted" in data:
                reason = data["retracted"]["reason"]
                Retract(article, self.user, public_reason=reason).execute()
        self.keys.articles[data["key"]] = article
        return True

    def _draft(self, data: Data, published: datetime) -> Article:
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
            changed_at=self._moment(data["changed"]) if "changed" in data else None,
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
        if "picture" in data:
            self._head_picture(article, data["picture"])
        article.topics = [self.keys.topics[key] for key in data["topics"]]
        article.bylines = [
            Byline(contributor=self.ground.people[line["contributor"]], role=line["role"])
            for line in data["bylines"]
        ]
        shelf_for(locale).add_child(instance=article)
        article.save_revision(user=self.user)
        return article

    def _head_picture(self, article: Article, data: Data) -> None:
        article.picture = picture = self.keys.pictures[data["key"]]
        if picture.description != data["alt"]:
            # The same picture in the words of another language.
            article.picture_alt, article.picture_caption = data["alt"], data["caption"]

    def _fronts(self) -> None:
        """What leads and what is pinned; a front that somebody has arranged stays."""
        for code, chosen in reading.fronts().items():
            locale = self.ground.locales[code]
            if front_of(locale).version:
                continue
            lead = self.keys.articles[chosen["lead"]].uid
            pins = tuple(self.keys.articles[key].uid for key in chosen["pins"])
            ArrangeFront(locale, Arrangement(lead, pins), self.user).execute()

    def _moment(self, local: str) -> datetime:
        return datetime.fromisoformat(local).replace(tzinfo=self.zone)
