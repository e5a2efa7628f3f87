"""The page of an article. It reads no live list, so a publication never touches old pages."""

from shpalta.lib.text import reading_minutes
from shpalta.press.core.family import Doors
from shpalta.records import Article, Card, Contributor, Section
from shpalta.website import machine
from shpalta.website.cards import GENRE_WORDS, related_of
from shpalta.website.contexts import ArticlePage, Head, Image, Link, Person, Share
from shpalta.website.links import attribute
from shpalta.website.pages.alternates import translations_of
from shpalta.website.pages.body import GENRES, MAIN, body_of, frames_of, length_of, styles_of
from shpalta.website.pages.frame import common, head_of, plate_of, rss_of, title_of
from shpalta.website.pages.person import portrait_of
from shpalta.website.pages.series import series_box
from shpalta.website.pages.sharing import share_of
from shpalta.website.pictures import figure_of, thumb_of
from shpalta.website.scope import Scope, fragment_path, needed, scope_of
from shpalta.website.words import message

OWN_LOOK = frozenset(["interview", "opinion", "advertising", "gallery"])
ROLE_WORDS = {
    "author": "",
    "photographer": message("photographer"),
    "editor": message("editor"),
    "translator": message("translator"),
}


def article_page(doors: Doors, subject: str) -> ArticlePage:
    """The context of ``article.html`` for the article ``subject``, which must be visible."""
    article: Article = needed(doors, "article", subject)
    scope = scope_of(doors, article.language)
    record: Section | None = doors.get("section", article.section)
    section = Link(attribute(record.path), record.name) if record else None
    topics = tuple(link for link in map(scope.topic, article.topics) if link)
    people = _people(scope, article)
    translations = _translations(scope, article)
    published = scope.when(article.first_published)
    body = body_of(scope, article.body)
    head = _head(scope, article, record, translations)
    links = _language_links(scope, translations)
    plate = plate_of(scope, current=record.path if record else "", languages=links)
    return ArticlePage(
        **common(scope, head, plate),
        id=article.id,
        headline=article.headline,
        lead=article.lead,
        section=section,
        kind=article.genre,
        genre=scope.words.t(GENRE_WORDS[article.genre]),
        advertising=article.genre == "advertising",
        portrait=_portrait(scope, article, [record for record, _ in people]),
        dateline=article.dateline,
        people=tuple(shown for _, shown in people),
        published=published,
        changed=scope.when(article.changed) if article.changed else None,
        minutes=reading_minutes(length_of(body)),
        old=published.date if doors.aged(article.id) else "",
        figure=figure_of(doors, scope.words, article.picture, MAIN) if article.picture else None,
        body=body,
        topics=topics,
        series=series_box(scope, article),
        related=related_of(scope, article.related),
        translations=links,
        live=attribute(fragment_path(scope.language.code)),
    )


def _people(scope: Scope, article: Article) -> list[tuple[Contributor | None, Person]]:
    """Who made it, each with the record of an author (machines are told of authors only)."""
    found: list[tuple[Contributor | None, Person]] = []
    for byline in article.bylines:
        known = scope.contributor(byline.contributor)
        if known is None:
            continue
        record, href = known
        words = ROLE_WORDS[byline.role]
        shown = Person(record.name, href, scope.words.t(words) if words else "")
        found.append((record if byline.role == "author" else None, shown))
    return found


def _styles(article: Article) -> tuple[str, ...]:
    """News in plain text need one sheet; what has a look of its own brings it."""
    if article.genre in OWN_LOOK or article.series:
        return GENRES
    return styles_of(article.body)


def _portrait(scope: Scope, article: Article, authors: list[Contributor | None]) -> Image | None:
    """The face of whoever holds the opinion: the first author who has a portrait."""
    if article.genre != "opinion":
        return None
    found = (portrait_of(scope, author) for author in authors if author)
    return next((thumb_of(picture) for picture in found if picture), None)


def _translations(scope: Scope, article: Article) -> list[tuple[str, Card]]:
    """The same article in the outlet's other languages, where it is public: code and card."""
    known = {language.code for language in scope.outlet.languages} - {article.language}
    found = [
        (c, scope.doors.card(i)) for c, i in sorted(article.translations.items()) if c in known
    ]
    return [(code, card) for code, card in found if card is not None]


def _language_links(scope: Scope, translations: list[tuple[str, Card]]) -> tuple[Link, ...]:
    names = {language.code: language.name for language in scope.outlet.languages}
    return tuple(Link(attribute(c.path), names[code], language=code) for code, c in translations)


def _head(
    scope: Scope, article: Article, record: Section | None, translations: list[tuple[str, Card]]
) -> Head:
    trail = [(record.name, record.path)] if record else []
    data = machine.script_data(
        [
            machine.news_article(scope, article),
            machine.breadcrumbs(scope, [*trail, (article.headline, article.path)]),
        ]
    )
    paths = {article.language: article.path} | {code: card.path for code, card in translations}
    return head_of(
        scope,
        title_of(article.headline, scope.outlet.name),
        article.path,
        description=article.lead,
        share=_share(scope, article, record),
        alternates=[*translations_of(scope, paths), rss_of(scope)],
        frames=frames_of(article.body),
        styles=_styles(article),
        colour=record.colour if record else "",
        data=data,
    )


def _share(scope: Scope, article: Article, section: Section | None) -> Share:
    return share_of(
        scope,
        "article",
        article.headline,
        article.lead,
        article.picture,
        social=article.id,
        published=article.first_published,
        changed=article.changed,
        section=section.name if section else "",
    )
