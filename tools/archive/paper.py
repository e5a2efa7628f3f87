"""The newsroom around the archive: outlet, entities and shelves, saved as editors save them."""

from pathlib import Path
from typing import Any

import msgspec

from benchmarks.archive import Archive
from benchmarks.pictures import Drawn, drawn, narrow

USER, PASSWORD = "editor", "a password for benchmarks"


class Paper:
    """Saves what is not an article. ``keys`` are database ids by record id."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.keys: dict[str, int] = {}
        self.sources: list[tuple[str, str]] = []
        """Stored upload and its digest, of each narrow picture."""

    def fill(self) -> None:
        """Everything, in one transaction."""
        from django.db import transaction

        from shpalta.newsroom.setup import make_locales, make_ready, make_user

        self.locale = make_locales(["uk"])[0]
        self.user = make_user(USER, PASSWORD)
        with transaction.atomic():
            self._outlet(menu=False)
            self._pictures()
            self._entities()
            self._outlet(menu=True)
            make_ready(self.locale)

    def _outlet(self, *, menu: bool) -> None:
        from shpalta.newsroom.models import MenuLine, Outlet, OutletLanguage, Section

        record = self.archive.outlet
        outlet = Outlet.objects.first() or Outlet(
            name=record.name, tagline=record.tagline, zone=record.zone, accent=record.accent
        )
        if menu:
            outlet.menu_lines = [
                MenuLine(locale=self.locale, section=section, sort_order=section.order)
                for section in Section.objects.order_by("order")
            ]
        else:
            outlet.languages = [OutletLanguage(locale=self.locale, sort_order=0)]
        outlet.save()

    def _pictures(self) -> None:
        from shpalta.newsroom.models import Credit, Picture

        credit = self.archive.credit
        owner = Credit.objects.create(uid=credit.id, name=credit.name, kind=credit.kind)
        self.keys[credit.id] = owner.pk
        for one in drawn():
            record = one.record
            file, source = self._upload(one)
            picture = Picture(
                uid=record.id,
                title=record.title,
                width=record.width,
                height=record.height,
                file=file,
                kind=record.kind,
                credit=owner,
                source_digest=source,
                description=record.title,
                uploaded_by_user=self.user,
            )
            picture.save()
            self.keys[record.id] = picture.pk
        self.sources = [self._upload(one) for one in narrow()]

    @staticmethod
    def _upload(one: Drawn) -> tuple[str, str]:
        """Store an upload and note the files made of it; its name and its digest."""
        from django.conf import settings

        from shpalta.lib.digests import digest
        from shpalta.newsroom.models import PictureFile
        from shpalta.newsroom.pictures.recipe import VERSION

        source, name = digest(one.source), f"original_images/{one.record.id}.jpg"
        place = Path(settings.MEDIA_ROOT) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(one.source)
        PictureFile.objects.bulk_create(
            PictureFile(source_digest=source, recipe=VERSION, **msgspec.structs.asdict(file))
            for file in one.record.renditions
        )
        return name, source

    def _entities(self) -> None:
        from shpalta.newsroom.models import Contributor, Section, Series, Topic

        models: tuple[tuple[Any, tuple[Any, ...]], ...] = (
            (Section, self.archive.sections),
            (Topic, self.archive.topics),
            (Series, self.archive.series),
            (Contributor, self.archive.contributors),
        )
        for model, records in models:
            for record in records:
                values = {"uid": record.id, "name": record.name, "slug": slug_in(record.path)}
                if model is Section:
                    values |= {"description": record.description, "order": record.order}
                if model is Series:
                    values |= {"complete": record.complete}
                if model is not Contributor:
                    values |= {"locale": self.locale}
                self.keys[record.id] = model.objects.create(**values).pk


def slug_in(path: str) -> str:
    """The slug at the end of a path."""
    return path.rsplit("/", 1)[-1].removesuffix(".html")
