"""Data for machines (schema.org in JSON-LD), from the same records as the page."""

from collections.abc import Sequence
from typing import Any

import msgspec
from minijinja import safe

from shpalta.records import Article, Contributor, Picture, PictureUse
from shpalta.website.contexts import Link
from shpalta.website.pictures import logo_path, media_path, share_image
from shpalta.website.scope import Scope, front_path

TYPES = {
    "report": "ReportageNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "advertising": "AdvertiserContentArticle",
}
# What could end a script element or be read as markup there, and what once ended its lines.
_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)

Node = dict[str, Any]


def script_data(nodes: Sequence[Node]) -> str:
    """JSON-LD for a ``<script>``: no character of it can end the element."""
    value = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = msgspec.json.encode(value).decode()
    for character, escaped in _ESCAPES:
        text = text.replace(character, escaped)
    return safe(text)


def filled(**values: Any) -> Node:
    """A node without its empty values; ``type_`` and ``id_`` stand for ``@type`` and ``@id``."""
    renamed = {"type_": "@type", "id_": "@id"}
    return {renamed.get(name, name): value for name, value in values.items() if value}


def organization(scope: Scope) -> Node:
    """The outlet."""
    outlet, logo = scope.outlet, logo_path(scope.outlet)
    return filled(
        type_="NewsMediaOrganization",
        id_=f"{scope.base}/#outlet",
        name=outlet.name,
        url=f"{scope.base}/",
        logo=filled(type_="ImageObject", url=scope.base + logo) if logo else None,
        sameAs=[account.url for account in outlet.accounts if account.url.startswith("https://")],
        email=outlet.contacts.email,
        telephone=outlet.contacts.phone,
    )


def person(scope: Scope, record: Contributor) -> Node:
    """A contributor."""
    return filled(type_="Person", name=record.name, url=scope.base + scope.prefix + record.path)


def image(scope: Scope, use: PictureUse, picture: Picture, credit: str) -> Node | None:
    """The main picture with its credit."""
    rendition = share_image(picture)
    if rendition is None:
        return None
    licence = picture.licence if picture.licence.startswith(("https://", "http://")) else ""
    return filled(
        type_="ImageObject",
        url=scope.base + media_path(picture.id, rendition),
        width=rendition.width,
        height=rendition.height,
        caption=use.caption,
        creditText=credit,
        license=licence,
    )


def breadcrumbs(scope: Scope, trail: Sequence[tuple[str, str]]) -> Node:
    """The way from the front to a page: (name, path) pairs after the front."""
    steps = [(scope.outlet.name, front_path(scope.prefix)), *trail]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": scope.base + path}
            for n, (name, path) in enumerate(steps, 1)
        ],
    }


def news_article(
    scope: Scope,
    article: Article,
    *,
    authors: Sequence[Contributor],
    section: Link | None,
    topics: Sequence[Link],
    picture: Node | None,
) -> Node:
    """The article, under the type that goes with its genre."""
    return filled(
        type_=TYPES.get(article.genre, "NewsArticle"),
        mainEntityOfPage=scope.base + article.path,
        headline=article.headline,
        description=article.lead,
        inLanguage=article.language,
        datePublished=article.first_published,
        dateModified=article.changed or article.first_published,
        author=[person(scope, record) for record in authors] or {"@id": f"{scope.base}/#outlet"},
        publisher=organization(scope),
        image=picture,
        articleSection=section.label if section else "",
        keywords=[topic.label for topic in topics],
        isAccessibleForFree=True,
    )
