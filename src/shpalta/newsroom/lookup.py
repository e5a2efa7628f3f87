"""What a body links to, fetched in a bounded number of queries."""

import re
from collections.abc import Iterable

from shpalta.newsroom.body import Found, PictureTarget, Wanted
from shpalta.newsroom.richtext import Target
from shpalta.records import ArticleLink, EntityLink
from shpalta.records.inline import Link

_ENTITY_PATH = re.compile(r"(?:/([a-z-]+))?/(section|topic|contributor)/([a-z0-9-]+)\.html")


def find(wanted: Wanted) -> Found:
    """What of the wanted there is in the newsroom."""
    from shpalta.newsroom.models import Article, DocumentFile, Picture

    return Found(
        pages=dict(Article.objects.filter(pk__in=wanted.pages).values_list("pk", "slug"))
        if wanted.pages
        else {},
        pictures={
            picture.pk: PictureTarget(picture.uid, picture.alt, picture.caption)
            for picture in Picture.objects.filter(pk__in=wanted.pictures)
        }
        if wanted.pictures
        else {},
        documents=dict(
            DocumentFile.objects.filter(pk__in=wanted.documents).values_list("pk", "uid")
        )
        if wanted.documents
        else {},
        links=_links(wanted.links) if wanted.links else {},
    )


def _links(targets: Iterable[Target]) -> dict[Target, Link]:
    found: dict[Target, Link] = {}
    addresses: dict[str, Target] = {}
    for target in targets:
        if target.kind == "address":
            addresses[target.key] = target
        elif target.kind in _models():
            entity = _by_key(target)
            if entity is not None:
                found[target] = EntityLink(target.kind, entity)
    if addresses:
        found |= _by_address(addresses)
    return found


def _by_address(addresses: dict[str, Target]) -> dict[Target, Link]:
    from shpalta.newsroom.models import Address

    found: dict[Target, Link] = {}
    rows = Address.objects.filter(path__in=addresses).values_list("path", "article__slug")
    for path, uid in rows:
        found[addresses[path]] = ArticleLink(uid)
    for path, target in addresses.items():
        match = None if target in found else _ENTITY_PATH.fullmatch(path)
        if match:
            entity = _by_slug(match[2], match[3], match[1])
            if entity:
                found[target] = EntityLink(match[2], entity)
    return found


def _by_key(target: Target) -> str | None:
    """An entity by database id or by the id of its records."""
    query = _models()[target.kind].objects.all()
    key = target.key
    query = query.filter(pk=int(key)) if key.isascii() and key.isdecimal() else query.filter(uid=key)
    return query.values_list("uid", flat=True).first()


def _by_slug(kind: str, slug: str, prefix: str | None) -> str | None:
    from shpalta.newsroom.outlets import main_language

    query = _models()[kind].objects.filter(slug=slug)
    if kind != "contributor":
        query = query.filter(locale__language_code=prefix or main_language())
    return query.values_list("uid", flat=True).first()


def _models() -> dict[str, type]:
    from shpalta.newsroom.models import Contributor, Section, Topic

    return {"section": Section, "topic": Topic, "contributor": Contributor}
