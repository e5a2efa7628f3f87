"""A real newsroom with the archive in it: ``python -m benchmarks.newsroom ARTICLES``.

Entities are saved as editors save them; articles go past the ORM, ten thousand in seconds, with
the journal rows, acts and addresses that their publication would have left. Run it in a process
of its own whose environment names the data folder (``benchmarks.homes.environment``).
"""

import logging
import sys
from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import django
import msgspec

from benchmarks.archive import LAST, YEARS, Archive
from benchmarks.homes import append_articles, append_tick, archive_of, store_pictures
from benchmarks.pictures import drawn
from shpalta.press.api import adopt
from shpalta.records import Article as Record
from shpalta.records import Block, PictureBlock, Quote, Subhead, Text
from shpalta.records.inline import ArticleLink, Link

USER, PASSWORD = "editor", "a password for benchmarks"
_ROWS = 1000


def main(count: int) -> None:
    """Migrate, fill, and end with nothing unsealed."""
    django.setup()
    logging.disable(logging.INFO)
    from django.conf import settings
    from django.core.management import call_command

    home = Path(settings.SHPALTA_HOME)
    home.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    store_pictures(home)
    Filling(archive_of(count)).fill()


class Filling:
    """Database rows of an archive, by the ids of its records."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.keys: dict[str, int] = {}
        """Database ids of entities and articles by record id."""

    def fill(self) -> None:
        """Everything."""
        from django.db import connection, transaction

        from shpalta.newsroom.setup import make_locales, make_ready, make_user

        self.locale = make_locales(["uk"])[0]
        self.user = make_user(USER, PASSWORD)
        with transaction.atomic():
            self._outlet(menu=False)
            self._pictures()
            self._entities()
            self._outlet(menu=True)
            make_ready(self.locale)
        with transaction.atomic():
            self._articles()
            rows = adopt(connection)
            append_articles(rows, self.archive.articles())
            append_tick(rows)

    # -- entities -------------------------------------------------------------------------------

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
        from django.conf import settings

        from shpalta.lib.digests import digest
        from shpalta.newsroom.models import Credit, Picture, PictureFile
        from shpalta.newsroom.pictures.recipe import VERSION

        credit = self.archive.credit
        owner = Credit.objects.create(uid=credit.id, name=credit.name, kind=credit.kind)
        folder = Path(settings.MEDIA_ROOT) / "original_images"
        folder.mkdir(parents=True)
        for one in drawn():
            record, source = one.record, digest(one.source)
            (folder / f"{record.id}.jpg").write_bytes(one.source)
            PictureFile.objects.bulk_create(
                PictureFile(source_digest=source, recipe=VERSION, **msgspec.structs.asdict(file))
                for file in record.renditions
            )
            picture = Picture(
                uid=record.id,
                title=record.title,
                width=record.width,
                height=record.height,
                file=f"original_images/{record.id}.jpg",
                kind=record.kind,
                credit=owner,
                source_digest=source,
                description=record.title,
                uploaded_by_user=self.user,
            )
            picture.save()
            self.keys[record.id] = picture.pk

    def _entities(self) -> None:
        from shpalta.newsroom.models import Contributor, Section, Topic

        for model, records in (
            (Section, self.archive.sections),
            (Topic, self.archive.topics),
            (Contributor, self.archive.contributors),
        ):
            for record in records:
                values = {"uid": record.id, "name": record.name, "slug": _slug(record.path)}
                if model is Section:
                    values |= {"description": record.description, "order": record.order}
                if model is not Contributor:
                    values |= {"locale": self.locale}
                self.keys[record.id] = model.objects.create(**values).pk

    # -- articles -------------------------------------------------------------------------------

    def _articles(self) -> None:
        """Rows of every table, a thousand articles at a time."""
        from wagtail.models import Page

        from shpalta.newsroom.models import Unsealed
        from shpalta.newsroom.shelves import shelf_for

        years = range(LAST.year - YEARS, LAST.year + 1)
        shelves = {year: shelf_for(self.locale, year) for year in years}
        self._shelves = {y: (shelf, shelf.get_children_count()) for y, shelf in shelves.items()}
        self._next = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        waiting = self.archive.articles()
        while batch := list(islice(waiting, _ROWS)):
            self._batch(batch)
        for shelf, children in self._shelves.values():
            Page.objects.filter(pk=shelf.pk).update(numchild=children)
        # The trigger has noted every page; their records are journaled by ``fill``.
        Unsealed.objects.all().delete()

    def _batch(self, records: list[Record]) -> None:
        from wagtail.models import Page

        from shpalta.newsroom.models import Act, Address, Article, Byline

        pages = [self._page(record) for record in records]
        made = [self._article(record, page) for record, page in zip(records, pages, strict=True)]
        Page.objects.bulk_create(pages)
        _insert(Article, made)
        topics = Article.topics.through
        topics.objects.bulk_create(
            topics(article_id=self.keys[record.id], topic_id=self.keys[topic])
            for record in records
            for topic in record.topics
        )
        Byline.objects.bulk_create(
            Byline(
                article_id=self.keys[record.id],
                contributor_id=self.keys[byline.contributor],
                role=byline.role,
                sort_order=order,
            )
            for record in records
            for order, byline in enumerate(record.bylines)
        )
        Address.objects.bulk_create(
            Address(path=r.path, article_id=self.keys[r.id], at=_moment(r)) for r in records
        )
        Act.objects.bulk_create(self._act(record) for record in records)

    def _page(self, record: Record) -> Any:
        """The row of Wagtail's own table, at the next place of its year's shelf."""
        from django.contrib.contenttypes.models import ContentType
        from wagtail.models import Page

        from shpalta.newsroom.models import Article

        moment = _moment(record)
        shelf, children = self._shelves[moment.year]
        self._shelves[moment.year] = (shelf, children + 1)
        self.keys[record.id] = self._next
        self._next += 1
        return Page(
            pk=self.keys[record.id],
            path=Page._get_path(shelf.path, shelf.depth + 1, children + 1),
            depth=shelf.depth + 1,
            numchild=0,
            title=record.headline,
            draft_title=record.headline,
            slug=record.id,
            url_path=f"{shelf.url_path}{record.id}/",
            live=True,
            has_unpublished_changes=False,
            owner=self.user,
            locale=self.locale,
            content_type=ContentType.objects.get_for_model(Article),
            first_published_at=moment,
            last_published_at=moment,
            latest_revision_created_at=moment,
        )

    def _article(self, record: Record, page: Any) -> Any:
        from shpalta.newsroom.models import Article

        use = record.picture
        return Article(
            page_ptr_id=page.pk,
            lead=record.lead,
            body=[self._block(block) for block in record.body],
            section_id=self.keys[record.section],
            genre=record.genre,
            dateline=record.dateline,
            picture_id=self.keys[use.picture] if use else None,
            picture_alt=use.alt if use else "",
            public_slug=_slug(record.path),
            day=date.fromisoformat("-".join(record.path.split("/")[1:4])),
            published_at=_moment(record),
            changed_at=datetime.fromisoformat(record.changed) if record.changed else None,
        )

    def _act(self, record: Record) -> Any:
        from shpalta.newsroom.models import Act

        return Act(
            uid=f"publish-{record.id}",
            kind="publish",
            who=self.user,
            at=_moment(record),
            subject_kind="article",
            subject=record.id,
            first_position=0,
            last_position=0,
        )

    def _block(self, block: Block) -> dict[str, Any]:
        """A record's block as the stream field holds it."""
        from shpalta.newsroom.richtext import to_richtext

        value: Any = None
        match block:
            case Text():
                value = to_richtext(block.parts, self._describe)
                return {"type": "text", "value": value, "id": block.id}
            case Subhead():
                return {"type": "subhead", "value": block.text, "id": block.id}
            case Quote():
                value = {"text": block.text, "speaker": block.speaker, "role": block.role}
                return {"type": "quote", "value": value, "id": block.id}
            case PictureBlock():
                use = block.use
                value = {"picture": self.keys[use.picture], "alt": use.alt, "caption": use.caption}
                return {"type": "picture", "value": value | {"decorative": False}, "id": block.id}
        raise TypeError(f"the archive has no block {type(block).__name__}")

    def _describe(self, link: Link) -> dict[str, str] | None:
        if not isinstance(link, ArticleLink):
            return None
        return {"linktype": "page", "id": str(self.keys[link.id])}


def _insert(model: Any, objects: Iterable[Any]) -> None:
    """Rows of a child table alone: Django makes them only together with their parents."""
    from django.db import connection

    fields = model._meta.local_concrete_fields
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    value = partial(_value, connection)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({marks})",
            [[value(field, made) for field in fields] for made in objects],
        )


def _value(connection: Any, field: Any, made: Any) -> Any:
    return field.get_db_prep_save(getattr(made, field.attname), connection)


def _moment(record: Record) -> datetime:
    return datetime.fromisoformat(record.first_published)


def _slug(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".html")


if __name__ == "__main__":
    main(int(sys.argv[1]))
