"""The sample newsroom, filled in through the acts that editors take.

Loading it again adds what is missing and changes nothing that is there.
"""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction

from shpalta.newsroom.actions import EntityChange, Publish
from shpalta.newsroom.models import (
    Article,
    Byline,
    Contributor,
    Credit,
    MenuLine,
    Outlet,
    OutletAccount,
    OutletLanguage,
    Picture,
    Section,
    Topic,
)
from shpalta.newsroom.setup import make_locales, make_ready, make_user
from shpalta.newsroom.shelves import shelf_for
from shpalta.sample.bodies import Keys, stream_of
from shpalta.sample.drawing import SIZE, drawn

CONTENT = Path(__file__).parent / "content"
# The English part of the sample: sections alone, so that the second language can be tried.
ENGLISH_SECTIONS = ("News", "Town")


def load_sample(
    *, user: str = "editor", password: str, picture_size: tuple[int, int] = SIZE
) -> int:
    """Fill the newsroom; how many articles were published now."""
    return Loader(user, password, picture_size).load()


class Loader:
    """One loading: what it has made or found, by key."""

    def __init__(self, user: str, password: str, picture_size: tuple[int, int] = SIZE) -> None:
        self.picture_size = picture_size
        found = get_user_model().objects.filter(username=user).first()
        self.user = found or make_user(user, password)
        self.main, self.english = make_locales(["uk", "en"])
        self.outlet_data = _read(CONTENT / "outlet.yaml")
        self.zone = ZoneInfo(self.outlet_data["zone"])
        self.keys = Keys()
        self.people: dict[str, Contributor] = {}
        self.credits: dict[str, Credit] = {}
        self.pictures: dict[str, Picture] = {}
        self.drawings: dict[str, Future[bytes]] = {}

    def load(self) -> int:
        """Everything, the oldest article first: later ones link to it."""
        self._outlet()
        self._entities(_read(CONTENT / "entities.yaml"))
        self._menu()
        make_ready(self.main)
        articles = list(self._articles())
        # Drawing is most of the work: it goes on beside the publishing, on every processor.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            self._draw_ahead(pool, articles)
            return sum(self._article(data) for data in articles)

    def _draw_ahead(self, pool: Executor, articles: Iterable[Mapping[str, Any]]) -> None:
        for picture in (item for data in articles for item in _pictures_of(data)):
            key = picture["key"]
            if key not in self.drawings and not Picture.objects.filter(title=key).exists():
                self.drawings[key] = pool.submit(
                    drawn,
                    picture["scene"],
                    picture["seed"],
                    picture.get("texts"),
                    self.picture_size,
                )

    def _outlet(self) -> None:
        if Outlet.objects.exists():
            return
        data = self.outlet_data
        outlet = Outlet(
            name=data["name"],
            tagline=data["tagline"],
            zone=data["zone"],
            accent=data["accent"],
            **data["contacts"],
        )
        outlet.languages = [
            OutletLanguage(locale=self.main, sort_order=0, footer=_footer(data)),
            OutletLanguage(locale=self.english, sort_order=1),
        ]
        outlet.accounts = [OutletAccount(**account) for account in data["accounts"]]
        EntityChange(outlet, self.user).execute()

    def _menu(self) -> None:
        outlet = Outlet.objects.get()
        if outlet.menu_lines.exists():
            return
        outlet.menu_lines = [
            MenuLine(locale=section.locale, section=section, sort_order=number)
            for number, section in enumerate(Section.objects.order_by("locale", "order"))
        ]
        EntityChange(outlet, self.user).execute()

    def _entities(self, data: Mapping[str, Any]) -> None:
        for order, item in enumerate(data["sections"], 1):
            values = {"name": item["name"], "description": item["description"], "order": order}
            self.keys.sections[item["key"]] = self._entity(
                Section, values, slug=item["key"], locale=self.main
            )
        for order, name in enumerate(ENGLISH_SECTIONS, 1):
            values = {"name": name, "order": order}
            self._entity(Section, values, slug=name.lower(), locale=self.english)
        for item in data["topics"]:
            values = {"name": item["name"], "description": item["description"]}
            self.keys.topics[item["key"]] = self._entity(
                Topic, values, slug=item["key"], locale=self.main
            )
        for item in data["contributors"]:
            values = {name: item[name] for name in ("name", "role", "bio")}
            self.people[item["key"]] = self._entity(Contributor, values, slug=item["key"])
        for item in data["credits"]:
            values = {"kind": item["kind"], "aliases": "\n".join(item["aliases"])}
            self.credits[item["key"]] = self._entity(Credit, values, name=item["name"])

    def _entity(self, model: Any, values: Mapping[str, Any], **known: Any) -> Any:
        found = model.objects.filter(**known).first()
        return found or EntityChange(model(**known, **values), self.user).execute()

    def _articles(self) -> Iterator[dict[str, Any]]:
        read = [_read(place) for place in sorted((CONTENT / "articles").glob("*.yaml"))]
        yield from sorted(read, key=lambda data: (data["published"], data["key"]))

    def _article(self, data: Mapping[str, Any]) -> bool:
        """Publish one article; False when it is there already."""
        published = self._moment(data["published"])
        found = Article.objects.filter(public_slug=data["key"], published_at=published).first()
        if found is not None:
            self.keys.articles[data["key"]] = found
            return False
        for picture in _pictures_of(data):
            self._picture(picture)
        with transaction.atomic():
            article = self._draft(data, published)
            Publish(article, self.user).execute()
        self.keys.articles[data["key"]] = article
        return True

    def _draft(self, data: Mapping[str, Any], published: datetime) -> Article:
        picture = data.get("picture")
        changed = data.get("changed")
        article = Article(
            title=data["headline"],
            short_headline=data.get("short_headline", ""),
            lead=data["lead"],
            section=self.keys.sections[data["section"]],
            genre=data["genre"],
            dateline=data.get("dateline", ""),
            public_slug=data["key"],
            published_at=published,
            changed_at=self._moment(changed) if changed else None,
            picture=self.pictures[picture["key"]] if picture else None,
            body=stream_of(data["key"], data["body"], self.keys),
            locale=self.main,
            owner=self.user,
            live=False,
        )
        article.topics = [self.keys.topics[key] for key in data["topics"]]
        article.bylines = [
            Byline(contributor=self.people[line["contributor"]], role=line["role"])
            for line in data["bylines"]
        ]
        shelf_for(self.main).add_child(instance=article)
        article.save_revision(user=self.user)
        return article

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
                credit=self.credits[data["credit"]],
                kind=data["picture_kind"],
                uploaded_by_user=self.user,
            )
            EntityChange(found, self.user).execute()
        self.pictures[key] = self.keys.pictures[key] = found

    def _moment(self, local: str) -> datetime:
        return datetime.fromisoformat(local).replace(tzinfo=self.zone)


def _pictures_of(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    used = [data.get("picture"), *(block.get("picture") for block in data["body"])]
    return [picture for picture in used if picture]


def _footer(data: Mapping[str, Any]) -> str:
    return f"{data['name']}. Головна редакторка — {data['editor_in_chief']}."


def _read(place: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return data
