"""What a body links to, fetched in a bounded number of queries."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db.models import Q

from shpalta.lib.addresses import language_prefix, page_path
from shpalta.newsroom.body import Found, PictureTarget, Wanted
from shpalta.newsroom.entity_links import MODELS
from shpalta.newsroom.outlets import main_language
from shpalta.newsroom.richtext import Target
from shpalta.records import ArticleLink, EntityLink
from shpalta.records.inline import Link

# Where a link's type in rich text is not the kind of the record.
_RECORD_KINDS = {"free_page": "page"}
_ENTITY_PATH = re.compile(r"(?:/([a-z-]+))?/(section|topic|series|contributor)/([a-z0-9-]+)\.html")


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
    addresses = {target: path for target in targets if (path := _path_of(target))}
    found = _by_key(targets)
    if addresses:
        found |= _by_address(addresses)
    return found


def _path_of(target: Target) -> str:
    """The path that ``target`` says on our own site; empty where it leads elsewhere.

    Editors paste what the browser shows them: the whole address, perhaps with a fragment.
    """
    if target.kind not in {"address", "web"}:
        return ""
    own = target.kind == "address" or target.key.startswith(f"{settings.SHPALTA_SITE_ADDRESS}/")
    return urlsplit(target.key).path if own else ""


def _by_key(targets: Iterable[Target]) -> dict[Target, Link]:
    """Entities by database id or by the id of their records: one query a kind."""
    found: dict[Target, Link] = {}
    for kind, model in _models().items():
        wanted = {target.key: target for target in targets if target.kind == kind}
        if not wanted:
            continue
        numbers = [int(key) for key in wanted if key.isascii() and key.isdecimal()]
        rows = model.objects.filter(Q(pk__in=numbers) | Q(uid__in=wanted))
        for pk, uid in rows.values_list("pk", "uid"):
            for target in (wanted.get(str(pk)), wanted.get(uid)):
                if target is not None:
                    found[target] = EntityLink(_RECORD_KINDS.get(kind, kind), uid)
    return found


def _by_address(addresses: Mapping[Target, str]) -> dict[Target, Link]:
    from shpalta.newsroom.models import Address

    rows = Address.objects.filter(path__in=set(addresses.values()))
    by_path: dict[str, Link] = {
        path: ArticleLink(uid) for path, uid in rows.values_list("path", "article__slug")
    }
    by_path |= _entities_at({path for path in addresses.values() if path not in by_path})
    by_path |= _pages_at({path for path in addresses.values() if path not in by_path})
    return {target: by_path[path] for target, path in addresses.items() if path in by_path}


def _entities_at(paths: Iterable[str]) -> dict[str, Link]:
    """Entities by the path of their page: one query a kind."""
    found: dict[str, Link] = {}
    matches = [match for path in paths if (match := _ENTITY_PATH.fullmatch(path))]
    main = main_language() if matches else ""
    for kind, model in _models().items():
        slugs = {match[3] for match in matches if match[2] == kind}
        if not slugs:
            continue
        rows = model.objects.filter(slug__in=slugs)
        columns = (
            ("slug", "uid") if kind == "contributor" else ("slug", "uid", "locale__language_code")
        )
        known = {(row[0], *row[2:]): row[1] for row in rows.values_list(*columns)}
        for match in matches:
            language = () if kind == "contributor" else (match[1] or main,)
            uid = known.get((match[3], *language))
            if match[2] == kind and uid:
                found[match[0]] = EntityLink(kind, uid)
    return found


def _pages_at(paths: Iterable[str]) -> dict[str, Link]:
    """Free pages by their path, in one query."""
    from shpalta.newsroom.models import FreePage

    slugs = {
        path.rsplit("/", 1)[1].removesuffix(".html") for path in paths if path.endswith(".html")
    }
    if not slugs:
        return {}
    pages = FreePage.objects.filter(slug__in=slugs).select_related("locale")
    main = main_language()
    known = {
        page_path(page.slug, language_prefix(page.locale.language_code, main)): page.uid
        for page in pages
    }
    return {path: EntityLink("page", known[path]) for path in paths if path in known}


def _models() -> dict[str, Any]:
    return {kind: apps.get_model("newsroom", model) for kind, model in MODELS.items()}
