"""The newsroom's rows of an archive's articles, as acts would have left them. No Django."""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.archive import Archive, stamp
from benchmarks.pictures import narrow, own_picture
from shpalta.newsroom.richtext import to_richtext
from shpalta.records import Article, Block, Paragraph, PictureBlock, Quote, Subhead, Text
from shpalta.records.inline import ArticleLink, Link, plain
from tools.archive.acts import PRIVATE, REASON, RETRACTED_AFTER, published
from tools.archive.layout import Layout

STEP = 4
"""Characters of one place in treebeard's paths."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Wagtail's own: ``ReferenceIndex._get_content_path_hash``.
_PATHS = uuid.UUID("bdc70d8b-e7a2-4c2a-bf43-2a3e3fcbbe86")
BYLINES = 2
"""At most so many on an article: each has a database id of its own without counting."""

Tables = dict[str, list[tuple[Any, ...]]]


class Rows:
    """Rows by table, article by article."""

    def __init__(self, archive: Archive, layout: Layout) -> None:
        self.archive = archive
        self.layout = layout
        self.tables: Tables = defaultdict(list)

    def take(self) -> Tables:
        """What was added since the last time."""
        taken, self.tables = dict(self.tables), defaultdict(list)
        return taken

    def add(self, number: int, article: Article) -> None:
        """Every row of one article."""
        numbers = self.archive.earlier()
        first = self.layout.first["page"]
        pages = {ident: first + n for ident, n in numbers.items()}
        body = [self._block(block, pages) for block in article.body]
        if self.archive.own_picture(number):
            self._picture(number)
        self._page(number, article)
        self._article(number, article, body)
        self._around(number, article)
        self._references(number, article, body, pages)
        if self.layout.search:
            self._entry(number, article)
        if self.layout.revisions:
            self._revision(number, article, body)
            self._log(number, article)

    def _put(self, name: str, **values: Any) -> None:
        self.tables[name].append(self.layout.shapes[name].row(**values))

    # -- the page -------------------------------------------------------------------------------

    def _place(self, number: int, article: Article) -> dict[str, Any]:
        """Where the page stands in Wagtail's tree."""
        shelf = self.layout.shelves[published(article).year]
        child = shelf.children + number - shelf.first + 1
        return {
            "path": shelf.path + _places(child),
            "depth": shelf.depth + 1,
            "url_path": f"{shelf.url_path}{article.id}/",
        }

    def _page(self, number: int, article: Article) -> None:
        moment = self.layout.moment(article.first_published)
        revision = self.layout.first["revision"] + number if self.layout.revisions else None
        self._put(
            "page",
            **self._place(number, article),
            id=self.layout.first["page"] + number,
            translation_key=_key(article.id),
            title=article.headline,
            draft_title=article.headline,
            slug=article.id,
            live=not self.archive.retracted(number),
            owner_id=self.layout.user,
            locale_id=self.layout.locale,
            content_type_id=self.layout.types["article"],
            first_published_at=moment,
            last_published_at=moment,
            latest_revision_created_at=moment,
            latest_revision_id=revision,
            live_revision_id=None if self.archive.retracted(number) else revision,
        )

    def _article(self, number: int, article: Article, body: list[dict[str, Any]]) -> None:
        layout = self.layout
        moment = layout.moment(article.first_published)
        gone: dict[str, Any] = {}
        if self.archive.retracted(number):
            at = layout.moment(stamp(published(article) + RETRACTED_AFTER))
            gone = {"retracted_at": at, "public_reason": REASON, "private_reason": PRIVATE}
        self._put(
            "article",
            **self._own(article),
            **gone,
            page_ptr_id=layout.first["page"] + number,
            body=json.dumps(body),
            section_id=layout.keys[article.section],
            picture_id=self._picture_key(number, article),
            series_id=layout.keys[article.series] if article.series else None,
            public_slug=_slug(article.path),
            day=article.day,
            published_at=moment,
            changed_at=layout.moment(article.changed) if article.changed else None,
        )

    @staticmethod
    def _own(article: Article) -> dict[str, Any]:
        """What table and revision have under the same names."""
        return {
            "lead": article.lead,
            "genre": article.genre,
            "dateline": article.dateline,
            "picture_alt": article.picture.alt if article.picture else "",
            "part": article.part or None,
        }

    def _picture_key(self, number: int, article: Article) -> int | None:
        if article.picture is None:
            return None
        if self.archive.own_picture(number):
            return self.layout.first["picture"] + number
        return self.layout.keys[article.picture.picture]

    def _around(self, number: int, article: Article) -> None:
        layout, page = self.layout, self.layout.first["page"] + number
        for topic in article.topics:
            self._put("topics", article_id=page, topic_id=layout.keys[topic])
        for order, byline in enumerate(article.bylines):
            self._put(
                "byline",
                id=self._byline_key(number, order),
                article_id=page,
                contributor_id=layout.keys[byline.contributor],
                role=byline.role,
                sort_order=order,
            )
        at = published(article)
        gone = self.archive.retracted(number)
        self._put(
            "address",
            path=article.path,
            article_id=page,
            state="gone" if gone else "current",
            at=layout.moment(stamp(at + RETRACTED_AFTER if gone else at)),
        )

    def _byline_key(self, number: int, order: int) -> int:
        return self.layout.first["byline"] + BYLINES * number + order

    def _log(self, number: int, article: Article) -> None:
        for action in ("wagtail.create", "wagtail.edit", "wagtail.publish"):
            revision = self.layout.first["revision"] + number
            self._put(
                "log",
                action=action,
                label=article.headline,
                timestamp=self.layout.moment(article.first_published),
                content_changed=True,
                deleted=False,
                content_type_id=self.layout.types["article"],
                page_id=self.layout.first["page"] + number,
                revision_id=None if action == "wagtail.create" else revision,
                user_id=self.layout.user,
                data="{}",
            )

    def _picture(self, number: int) -> None:
        layout, record = self.layout, own_picture(self.archive, number)
        file, source = layout.sources[number % len(narrow())]
        key = layout.first["picture"] + number
        self._put(
            "picture",
            id=key,
            uid=record.id,
            title=record.title,
            description=record.title,
            file=file,
            width=record.width,
            height=record.height,
            kind=record.kind,
            credit_id=layout.keys[record.credit],
            collection_id=layout.collection,
            source_digest=source,
            uploaded_by_user_id=layout.user,
            created_at=layout.moment(stamp(self.archive.moment(number))),
        )
        self._refer("picture", key, "collection", layout.collection, "collection")
        self._refer("picture", key, "credit", layout.keys[record.credit], "credit")
        if layout.search:
            title = record.title
            self._search("picture", key, title, f"{title} {title}", f"{title} ")

    # -- what Wagtail keeps beside it -----------------------------------------------------------

    def _references(
        self,
        number: int,
        article: Article,
        body: list[dict[str, Any]],
        pages: Mapping[str, int],
    ) -> None:
        keys, page = self.layout.keys, self.layout.first["page"] + number
        self._refer("article", page, "section", keys[article.section], "section")
        if article.series:
            self._refer("article", page, "series", keys[article.series], "series")
        picture = self._picture_key(number, article)
        if picture is not None:
            self._refer("article", page, "picture", picture, "picture")
        for order, byline in enumerate(article.bylines):
            path = f"bylines.{self._byline_key(number, order)}.contributor"
            to = keys[byline.contributor]
            self._refer("article", page, "contributor", to, "bylines.item.contributor", path)
        for block, raw in zip(article.body, body, strict=True):
            place = f"body.{block.id}"
            if isinstance(block, PictureBlock):
                to = raw["value"]["picture"]
                self._refer(
                    "article", page, "picture", to, "body.picture.picture", f"{place}.picture"
                )
            elif isinstance(block, Text):
                for link in dict.fromkeys(_links(block)):
                    self._refer("article", page, "page", pages[link.id], "body.text", place)

    def _refer(self, of: str, key: int, kind: str, to: int, model: str, path: str = "") -> None:
        path = path or model
        types = self.layout.types
        self._put(
            "reference",
            base_content_type_id=types["page"] if of == "article" else types[of],
            content_type_id=types[of],
            object_id=str(key),
            to_content_type_id=types[kind],
            to_object_id=str(to),
            model_path=model,
            content_path=path,
            content_path_hash=uuid.uuid5(_PATHS, path).hex,
        )

    def _entry(self, number: int, article: Article) -> None:
        texts = ", ".join(text for block in article.body for text in _searched(block))
        key = self.layout.first["page"] + number
        self._search("article", key, article.headline, article.headline, f"{article.lead} {texts}")

    def _search(self, kind: str, key: int, title: str, completed: str, body: str) -> None:
        content_type = self.layout.types[kind]
        # Never 1.0: the index would take it for a new one, and look for all of these at each save.
        norm = 40 / max(len(title), 1) if len(title) != 40 else 0.99
        self._put(
            "entry",
            content_type_id=content_type,
            object_id=str(key),
            title_norm=norm,
            title=title,
            autocomplete=completed,
            body=body,
        )

    def _revision(self, number: int, article: Article, body: list[dict[str, Any]]) -> None:
        layout, page = self.layout, self.layout.first["page"] + number
        content = {
            **layout.revision,
            **self._place(number, article),
            **self._own(article),
            "pk": page,
            "translation_key": str(uuid.UUID(_key(article.id))),
            "title": article.headline,
            "draft_title": article.headline,
            "slug": article.id,
            "body": json.dumps(body),
            "section": layout.keys[article.section],
            "series": layout.keys[article.series] if article.series else None,
            "picture": self._picture_key(number, article),
            "topics": [layout.keys[topic] for topic in article.topics],
            "bylines": [
                {
                    "pk": self._byline_key(number, order),
                    "sort_order": order,
                    "article": page,
                    "contributor": layout.keys[byline.contributor],
                    "role": byline.role,
                }
                for order, byline in enumerate(article.bylines)
            ],
        }
        self._put(
            "revision",
            id=layout.first["revision"] + number,
            content_type_id=layout.types["article"],
            base_content_type_id=layout.types["page"],
            object_id=str(page),
            created_at=layout.moment(article.first_published),
            user_id=layout.user,
            object_str=article.headline,
            content=json.dumps(content),
        )

    # -- the body -------------------------------------------------------------------------------

    def _block(self, block: Block, pages: Mapping[str, int]) -> dict[str, Any]:
        """A record's block as the stream field holds it."""

        def describe(link: Link) -> dict[str, str] | None:
            if not isinstance(link, ArticleLink):
                return None
            return {"linktype": "page", "id": str(pages[link.id])}

        value: Any = None
        match block:
            case Text():
                value = to_richtext(block.parts, describe)
                return {"type": "text", "value": value, "id": block.id}
            case Subhead():
                return {"type": "subhead", "value": block.text, "id": block.id}
            case Quote():
                value = {"text": block.text, "speaker": block.speaker, "role": block.role}
                return {"type": "quote", "value": value, "id": block.id}
            case PictureBlock():
                use = block.use
                key = self.layout.keys[use.picture]
                value = {"picture": key, "alt": use.alt, "caption": use.caption}
                return {"type": "picture", "value": value | {"decorative": False}, "id": block.id}
        raise TypeError(f"the archive has no block {type(block).__name__}")


def _searched(block: Block) -> Iterator[str]:
    """What of a block can be searched for."""
    match block:
        case Text():
            parts = (part for part in block.parts if isinstance(part, Paragraph))
            yield " ".join(plain(part.spans) for part in parts).strip()
        case Subhead():
            yield block.text
        case Quote():
            yield from (block.text, block.speaker, block.role)
        case PictureBlock():
            yield from (block.use.alt, block.use.caption)


def _links(block: Text) -> Iterator[ArticleLink]:
    for part in block.parts:
        if isinstance(part, Paragraph):
            yield from (s.link for s in part.spans if isinstance(s.link, ArticleLink))


def _places(number: int) -> str:
    """A place among siblings as treebeard writes it."""
    found = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        found = _DIGITS[digit] + found
    return found.rjust(STEP, "0")


def _key(ident: str) -> str:
    """The translation key of an article, by its id."""
    return uuid.uuid5(_PATHS, ident).hex


def _slug(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".html")
