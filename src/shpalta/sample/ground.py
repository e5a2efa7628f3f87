"""What the sample's articles stand on: the outlet, its languages, entities, and its menu."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model

from shpalta.newsroom.actions import EntityChange
from shpalta.newsroom.models import (
    Contributor,
    ContributorAccount,
    Credit,
    FooterLine,
    FreePage,
    MenuLine,
    Outlet,
    OutletAccount,
    OutletLanguage,
    Section,
    Series,
    Topic,
)
from shpalta.newsroom.setup import make_locales, make_ready, make_user
from shpalta.sample import reading
from shpalta.sample.album import Album
from shpalta.sample.bodies import Keys, stream_of
from shpalta.sample.drawing import SIZE
from shpalta.sample.reading import CONTENT, Data, language_of, read, slug_of


class Ground:
    """Made or found, by key; what is there already stays as it is."""

    def __init__(self, user: str, password: str, picture_size: tuple[int, int] = SIZE) -> None:
        found = get_user_model().objects.filter(username=user).first()
        self.user = found or make_user(user, password)
        self.outlet_data = read(CONTENT / "outlet.yaml")
        codes = [item["code"] for item in self.outlet_data["languages"]]
        self.locales = dict(zip(codes, make_locales(codes), strict=True))
        self.keys = Keys()
        self.album = Album(self.user, picture_size)
        self.people: dict[str, Contributor] = {}

    def lay(self) -> None:
        """Everything that stands before the first article."""
        self._outlet()
        self._entities(reading.entities())
        self._pages()
        make_ready(next(iter(self.locales.values())))

    def locale_of(self, data: Data) -> Any:
        """The language of an article, page or entity."""
        return self.locales[language_of(data)]

    def _outlet(self) -> None:
        if Outlet.objects.exists():
            return
        data = self.outlet_data
        outlet = Outlet(
            name=data["name"],
            tagline=data["tagline"],
            zone=data["zone"],
            accent=data["accent"],
            mark=data["mark"],
            **data["contacts"],
        )
        outlet.languages = [
            OutletLanguage(
                locale=self.locales[item["code"]], sort_order=number, footer=item["footer"]
            )
            for number, item in enumerate(data["languages"])
        ]
        outlet.accounts = [OutletAccount(**account) for account in data["accounts"]]
        EntityChange(outlet, self.user).execute()

    def _entities(self, data: Mapping[str, Sequence[Data]]) -> None:
        keys = self.keys
        for order, item in enumerate(data["sections"], 1):
            keys.sections[item["key"]] = self._named(Section, item, keys.sections, order=order)
        for item in data["topics"]:
            keys.topics[item["key"]] = self._named(Topic, item, keys.topics)
        for item in data["series"]:
            complete = item["complete"]
            keys.series[item["key"]] = self._named(Series, item, keys.series, complete=complete)
        for item in data["credits"]:
            values = {"kind": item["kind"], "aliases": "\n".join(item["aliases"])}
            self.album.credits[item["key"]] = self._entity(Credit, values, name=item["name"])
        for item in data["contributors"]:
            self.people[item["key"]] = self._contributor(item)

    def _contributor(self, item: Data) -> Contributor:
        known = Contributor.objects.filter(slug=item["key"]).first()
        if known is not None:
            return known
        person: Any = Contributor(
            slug=item["key"],
            **{name: item[name] for name in ("name", "role", "bio")},
            expertise=", ".join(item.get("expertise", ())),
            languages=", ".join(item.get("languages", ())),
            email=item.get("email", ""),
            picture=self.album.picture(item["portrait"]) if "portrait" in item else None,
        )
        person.accounts = [ContributorAccount(**line) for line in item.get("accounts", ())]
        made: Contributor = EntityChange(person, self.user).execute()
        return made

    def _named(self, model: Any, item: Data, known: Mapping[str, Any], **values: Any) -> Any:
        values |= {"name": item["name"], "description": item.get("description", "")}
        return self._localised(model, item, known, values)

    def _localised(
        self, model: Any, item: Data, known: Mapping[str, Any], values: dict[str, Any]
    ) -> Any:
        """An entity of one language; a translation shares its original's key in Wagtail."""
        if "translation_of" in item:
            values["translation_key"] = known[item["translation_of"]].translation_key
        return self._entity(model, values, slug=slug_of(item), locale=self.locale_of(item))

    def _entity(self, model: Any, values: Mapping[str, Any], **known: Any) -> Any:
        found = model.objects.filter(**known).first()
        return found or EntityChange(model(**known, **values), self.user).execute()

    def _pages(self) -> None:
        """The free pages, and the menus and footers that lead to them."""
        for item in reading.pages():
            values = {
                "title": item["title"],
                "lead": item["lead"],
                "body": stream_of(item["key"], item["body"], self.keys),
            }
            known = self.keys.pages
            known[item["key"]] = self._localised(FreePage, item, known, values)
        outlet = Outlet.objects.get()
        if outlet.menu_lines.exists():
            return
        outlet.menu_lines = self._lines(MenuLine, "menu")
        outlet.footer_lines = self._lines(FooterLine, "footer_links")
        EntityChange(outlet, self.user).execute()

    def _lines(self, model: Any, name: str) -> list[Any]:
        return [
            model(
                locale=self.locales[item["code"]],
                section=self.keys.sections[line["section"]] if "section" in line else None,
                page=self.keys.pages[line["page"]] if "page" in line else None,
                label=line.get("label", ""),
                url=line.get("url", ""),
                sort_order=number,
            )
            for item in self.outlet_data["languages"]
            for number, line in enumerate(item[name])
        ]
