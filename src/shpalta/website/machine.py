"""Data for machines (schema.org in JSON-LD), from the same records as the page.

Nothing is said that no record says. Every page names its own things whole, and others by ``@id``,
so that a reader of one page alone still knows whose it is.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from minijinja import safe

from shpalta.records import (
    Article,
    Card,
    Contributor,
    Credit,
    Gallery,
    Page,
    Picture,
    PictureUse,
    Section,
    Series,
)
from shpalta.website.marks import icon_of, icon_path
from shpalta.website.pictures import logo_path, media_path, share_image
from shpalta.website.scope import Scope, front_path

TYPES = {
    "report": "ReportageNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "advertising": "AdvertiserContentArticle",
}
# The vocabulary has no kind of article for an interview; news agencies have a word for it, and the
# property ``genre`` takes it. A photo story is news whose page is a gallery.
INTERVIEW = "http://cv.iptc.org/newscodes/genre/Interview"
# IPTC's digital source types, how a picture came to be, under the vocabulary's names for them; only
# where the kind of a picture says so. Illustrations and archive pictures may be anything.
_SOURCES = {
    "generated": "TrainedAlgorithmicMedia",
    "collage": "Composite",
    "screenshot": "ScreenCapture",
}
_PEOPLE = frozenset({"staff", "reader"})
_BODIES = frozenset({"agency", "body", "stock"})
_ROLES = {"editor": "editor", "translator": "translator", "photographer": "contributor"}
# What could end a script element or be read as markup there, and what once ended its lines.
_ESCAPES = (
    ("<", "\\u003c"),
    (">", "\\u003e"),
    ("&", "\\u0026"),
    ("\u2028", "\\u2028"),
    ("\u2029", "\\u2029"),
)
_LOGO = 512

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


# -- the outlet -----------------------------------------------------------------------------------


def outlet_id(scope: Scope) -> Node:
    """The outlet by name alone."""
    return {"@id": f"{scope.base}/#outlet"}


def publisher(scope: Scope) -> Node:
    """The outlet as an article names it."""
    outlet, logo = scope.outlet, logo_path(scope.outlet)
    icon = icon_of(outlet, _LOGO)
    path = logo or (icon_path(icon) if icon else "")
    return filled(
        type_="NewsMediaOrganization",
        id_=f"{scope.base}/#outlet",
        name=outlet.name,
        url=f"{scope.base}/",
        logo=filled(type_="ImageObject", url=scope.base + path) if path else None,
    )


def organization(scope: Scope) -> Node:
    """The outlet with all that its settings say of it."""
    outlet = scope.outlet
    return publisher(scope) | filled(
        slogan=outlet.tagline,
        sameAs=[account.url for account in outlet.accounts if _is_web(account.url)],
        email=outlet.contacts.email,
        telephone=outlet.contacts.phone,
        address=outlet.contacts.address,
        knowsLanguage=[language.code for language in outlet.languages],
    )


def website(scope: Scope) -> Node:
    """The site in the page's language."""
    return filled(
        type_="WebSite",
        id_=f"{scope.base}{front_path(scope.prefix)}#site",
        name=scope.outlet.name,
        url=scope.base + front_path(scope.prefix),
        inLanguage=scope.language.code,
        publisher=outlet_id(scope),
    )


# -- people ---------------------------------------------------------------------------------------


def person(scope: Scope, record: Contributor) -> Node:
    """A contributor as others name them."""
    return filled(type_="Person", name=record.name, url=scope.base + scope.prefix + record.path)


def profile(scope: Scope, record: Contributor, face: PictureUse | None) -> Node:
    """The page of a contributor, and all that is known of them. ``face``: a public portrait."""
    known = person(scope, record) | filled(
        jobTitle=record.role,
        description=record.bio,
        image=image(scope, face),
        knowsAbout=list(record.expertise),
        knowsLanguage=list(record.languages),
        sameAs=[account.url for account in record.accounts if _is_web(account.url)],
        email=record.email,
    )
    return filled(
        type_="ProfilePage",
        url=known["url"],
        inLanguage=scope.language.code,
        mainEntity=known,
    )


# -- pictures -------------------------------------------------------------------------------------


def image(scope: Scope, use: PictureUse | None) -> Node | None:
    """A picture with whose it is, on what terms and, where that is known, how it came to be."""
    picture: Picture | None = scope.doors.get("picture", use.picture) if use else None
    rendition = share_image(picture) if picture else None
    if use is None or picture is None or rendition is None:
        return None
    credit: Credit | None = scope.doors.get("credit", picture.credit) if picture.credit else None
    address = scope.base + media_path(picture.id, rendition)
    return filled(
        type_="ImageObject",
        url=address,
        contentUrl=address,
        width=rendition.width,
        height=rendition.height,
        caption=use.caption,
        creditText=credit.name if credit else "",
        creator=_creator(scope, credit) if credit else None,
        license=picture.licence if _is_web(picture.licence) else "",
        digitalSourceType=_source(picture),
    )


def _creator(scope: Scope, credit: Credit) -> Node | None:
    """Whose a picture is, where the credit says what that is: a person, a body, the outlet."""
    if credit.kind == "outlet":
        return outlet_id(scope)
    kind = "Person" if credit.kind in _PEOPLE else "Organization"
    if credit.kind not in _PEOPLE | _BODIES:
        return None
    return filled(type_=kind, name=credit.name, url=credit.url if _is_web(credit.url) else "")


def _source(picture: Picture) -> str:
    """The digital source type; that a news picture came from a camera is known by its date."""
    name = _SOURCES.get(picture.kind)
    if picture.kind == "news" and picture.taken:
        name = "DigitalCapture"
    return f"https://schema.org/{name}DigitalSource" if name else ""


# -- pages ----------------------------------------------------------------------------------------


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


def item_list(scope: Scope, ids: Iterable[str]) -> Node:
    """Articles in the order in which their page shows them."""
    cards = (scope.doors.card(article) for article in ids)
    paths = [card.path for card in cards if card is not None]
    return filled(
        type_="ItemList",
        itemListElement=[
            {"@type": "ListItem", "position": n, "url": scope.base + path}
            for n, path in enumerate(paths, 1)
        ],
    )


def collection(scope: Scope, name: str, path: str, about: str, ids: Iterable[str]) -> Node:
    """A page that lists articles: section, topic, latest, a day."""
    return filled(
        type_="CollectionPage",
        name=name,
        description=about,
        url=scope.base + path,
        inLanguage=scope.language.code,
        mainEntity=item_list(scope, ids),
    )


def series(scope: Scope, record: Series) -> Node:
    """A series as its parts name it."""
    address = scope.base + record.path
    return filled(
        type_="CreativeWorkSeries", id_=f"{address}#series", name=record.name, url=address
    )


def series_data(scope: Scope, record: Series, ids: Iterable[str]) -> Node:
    """The page of a series, with its parts in order."""
    return collection(scope, record.name, record.path, record.description, ids) | {
        "about": series(scope, record)
        | filled(inLanguage=record.language, publisher=outlet_id(scope))
    }


def free_page(scope: Scope, page: Page, translations: Sequence[tuple[str, str]]) -> Node:
    """A free page. ``translations`` are codes and paths."""
    return filled(
        type_="WebPage",
        name=page.title,
        description=page.lead,
        url=scope.base + page.path,
        inLanguage=page.language,
        dateModified=page.changed,
        publisher=outlet_id(scope),
        **_translated(scope, page.language, "WebPage", translations),
    )


# -- articles -------------------------------------------------------------------------------------


def news_article(scope: Scope, article: Article) -> Node:
    """The article, under the type that goes with its genre."""
    doors = scope.doors
    section: Section | None = doors.get("section", article.section)
    topics = [scope.topic(topic) for topic in article.topics]
    address = scope.base + article.path
    gallery = article.genre == "gallery"
    kind = TYPES.get(article.genre, "NewsArticle")
    return filled(
        type_=kind,
        mainEntityOfPage={"@type": "ImageGallery", "@id": address} if gallery else address,
        headline=article.headline,
        description=article.lead,
        inLanguage=article.language,
        datePublished=article.first_published,
        dateModified=article.changed,
        dateline=article.dateline,
        genre=INTERVIEW if article.genre == "interview" else "",
        **_people(scope, article),
        publisher=publisher(scope),
        image=image(scope, article.picture),
        associatedMedia=_gallery(scope, article),
        articleSection=section.name if section else "",
        keywords=[topic.label for topic in topics if topic],
        isPartOf=_series_of(scope, article),
        position=article.part if article.series else 0,
        isAccessibleForFree=True,
        **_translated(scope, article.language, kind, _translations(scope, article)),
    )


def _people(scope: Scope, article: Article) -> dict[str, Any]:
    """Everyone in the byline by what they did; without an author it is the outlet's."""
    found: dict[str, list[Node]] = {"author": []}
    for byline in article.bylines:
        record = scope.doors.get("contributor", byline.contributor)
        if record is not None:
            found.setdefault(_ROLES.get(byline.role, "author"), []).append(person(scope, record))
    return {**found, "author": found["author"] or outlet_id(scope)}


def _gallery(scope: Scope, article: Article) -> list[Node]:
    """The pictures of its galleries."""
    uses = [use for block in article.body if isinstance(block, Gallery) for use in block.uses]
    return [node for node in (image(scope, use) for use in uses) if node]


def _series_of(scope: Scope, article: Article) -> Node | None:
    record = scope.doors.get("series", article.series) if article.series else None
    return series(scope, record) if record else None


def _translations(scope: Scope, article: Article) -> list[tuple[str, str]]:
    """Code and path of the same article in the outlet's other languages, where it is public."""
    known = {language.code for language in scope.outlet.languages} - {article.language}
    pairs = sorted((code, i) for code, i in article.translations.items() if code in known)
    cards: list[tuple[str, Card | None]] = [(code, scope.doors.card(i)) for code, i in pairs]
    return [(code, card.path) for code, card in cards if card]


def _translated(
    scope: Scope, language: str, kind: str, others: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    """Links between languages: the main one's page is taken for the original of the others."""
    main = scope.outlet.languages[0].code
    nodes = [
        {"@type": kind, "@id": scope.base + path, "inLanguage": code}
        for code, path in others
        if main in (language, code)
    ]
    return {"workTranslation" if language == main else "translationOfWork": nodes}


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))
