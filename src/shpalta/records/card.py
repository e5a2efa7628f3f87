"""The card: what lists, feeds and maps show of an article; and the listings it stands in."""

from collections.abc import Iterable

import msgspec

from shpalta.records.article import Article, Byline, Genre
from shpalta.records.blocks import Block, DocumentLink, Gallery, PictureBlock, PictureUse
from shpalta.records.entities import Contributor, Page, Series, Topic


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """An article as lists show it; a change elsewhere leaves it as it is. ``teaser``: the lead."""

    id: str
    language: str
    path: str
    headline: str
    title: str
    section: str
    genre: Genre
    published: str
    teaser: str = ""
    changed: str = ""
    picture: PictureUse | None = None
    bylines: tuple[Byline, ...] = ()
    topics: tuple[str, ...] = ()
    series: str = ""
    part: int = 0


def card_of(article: Article) -> Card:
    """The card of ``article``: ``headline`` for lists (the short one if any), ``title`` in full."""
    return Card(
        id=article.id,
        language=article.language,
        path=article.path,
        headline=article.short_headline or article.headline,
        title=article.headline,
        section=article.section,
        genre=article.genre,
        published=article.first_published,
        teaser=article.lead,
        changed=article.changed,
        picture=article.picture,
        bylines=article.bylines,
        topics=article.topics,
        series=article.series,
        part=article.part,
    )


def order_of(article: Article) -> str:
    """The place of ``article`` in every listing: (first published, id), as sortable text."""
    return f"{article.first_published}~{article.id}"


def all_listing(language: str) -> str:
    """Every article of a language."""
    return f"all/{language}"


def map_listing(language: str) -> str:
    """Every article of a language again, cut in coarse leaves for the sitemaps."""
    return f"map/{language}"


def section_listing(section: str) -> str:
    """Every article of a section (sections have one language)."""
    return f"section/{section}"


def topic_listing(topic: str) -> str:
    """Every article of a topic (topics have one language)."""
    return f"topic/{topic}"


def series_listing(series: str) -> str:
    """Every part of a series."""
    return f"series/{series}"


def day_listing(language: str, day: str) -> str:
    """Every article of a language first published on ``day``, ``2026-11-23``."""
    return f"day/{language}/{day}"


def month_listing(language: str, month: str) -> str:
    """Whether a month, ``2026-11``, has articles: asked by ``exists`` alone."""
    return f"month/{language}/{month}"


def year_listing(language: str, year: str) -> str:
    """Whether a year has articles: asked by ``exists`` alone."""
    return f"year/{language}/{year}"


# Everything but articles that has a page of its own and no end in number, for the sitemaps: topics,
# series, contributors, free pages. Its members say their kind.
DIRECTORY = "directory/all"


def contributor_listing(contributor: str, language: str) -> str:
    """Every article with a contributor's byline in one language."""
    return f"contributor/{contributor}/{language}"


def picture_listing(picture: str) -> str:
    """Every article that shows a picture: its files exist while this has a member."""
    return f"picture/{picture}"


def document_listing(document: str) -> str:
    """Every article that offers a document: its file exists while this has a member."""
    return f"document/{document}"


def pictures_in(article: Article) -> tuple[str, ...]:
    """Ids of the pictures that ``article`` shows, each once, in order."""
    uses = [article.picture] if article.picture else []
    return tuple(dict.fromkeys(use.picture for use in (*uses, *uses_in(article.body))))


def uses_in(body: Iterable[Block]) -> list[PictureUse]:
    """Every picture of a body in its place, in order."""
    found: list[PictureUse] = []
    for block in body:
        if isinstance(block, PictureBlock):
            found.append(block.use)
        elif isinstance(block, Gallery):
            found += block.uses
    return found


def _files_in(body: Iterable[Block]) -> list[str]:
    found = [picture_listing(use.picture) for use in uses_in(body)]
    found += [document_listing(block.document) for block in body if isinstance(block, DocumentLink)]
    return found


def day_of(article: Article) -> str:
    """The day that archives keep ``article`` under."""
    return article.day or article.first_published[:10]


def listings_of(article: Article) -> tuple[str, ...]:
    """Every listing that ``article`` belongs to, each once."""
    names = [all_listing(article.language), map_listing(article.language)]
    names.append(section_listing(article.section))
    names += [topic_listing(topic) for topic in article.topics]
    names += [contributor_listing(b.contributor, article.language) for b in article.bylines]
    if article.series:
        names.append(series_listing(article.series))
    day = day_of(article)
    names.append(day_listing(article.language, day))
    names.append(month_listing(article.language, day[:7]))
    names.append(year_listing(article.language, day[:4]))
    names += [picture_listing(article.picture.picture)] if article.picture else []
    return tuple(dict.fromkeys([*names, *_files_in(article.body)]))


def listings_of_entity(record: Topic | Series) -> tuple[str, ...]:
    """A topic or series: only that it is there."""
    return (DIRECTORY,)


def listings_of_page(page: Page) -> tuple[str, ...]:
    """What a free page shows, so that the files of it are public."""
    return (DIRECTORY, *dict.fromkeys(_files_in(page.body)))


def listings_of_contributor(contributor: Contributor) -> tuple[str, ...]:
    """The portrait, so that its files are public."""
    portrait = (picture_listing(contributor.picture),) if contributor.picture else ()
    return (DIRECTORY, *portrait)


def order_of_entity(record: Topic | Series | Page | Contributor) -> str:
    """The place of what has no date among others of its kind."""
    return f"{type(record).__name__.lower()}~{record.id}"
