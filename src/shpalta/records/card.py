"""The card: what lists, feeds and maps show of an article; and the listings it stands in."""

import msgspec

from shpalta.records.article import Article, Byline, Genre
from shpalta.records.blocks import DocumentLink, PictureBlock, PictureUse


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
    uses += [block.use for block in article.body if isinstance(block, PictureBlock)]
    return tuple(dict.fromkeys(use.picture for use in uses))


def listings_of(article: Article) -> tuple[str, ...]:
    """Every listing that ``article`` belongs to, each once."""
    names = [all_listing(article.language), map_listing(article.language)]
    names.append(section_listing(article.section))
    names += [topic_listing(topic) for topic in article.topics]
    names += [contributor_listing(b.contributor, article.language) for b in article.bylines]
    names += [picture_listing(picture) for picture in pictures_in(article)]
    names += [
        document_listing(block.document)
        for block in article.body
        if isinstance(block, DocumentLink)
    ]
    return tuple(dict.fromkeys(names))
