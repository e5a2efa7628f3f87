"""Related articles: chosen once, at sealing, among older ones."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article

HOW_MANY = 3
LOOKED_AT = 500
"""Articles of the topics that are looked at, the newest written first: a topic of ten years ago
may have thousands, and they stand far from the end of the archive.
"""


def related_to(article: "Article") -> tuple[str, ...]:
    """Ids of at most three older live articles: first of the same topics, then of the section."""
    from shpalta.newsroom.models import Article

    older = (
        Article.objects.filter(
            live=True, locale_id=article.locale_id, published_at__lt=article.published_at
        )
        .exclude(pk=article.pk)
        .exclude(genre=Article.Genre.ADVERTISING)
        .only("slug", "published_at")
        .order_by("-published_at", "-pk")
    )
    topics = [topic.pk for topic in article.topics.all()]
    chosen: list[str] = []
    if topics:
        rows = Article.topics.through.objects.filter(topic_id__in=topics).order_by("-article_id")
        numbers = list(rows.values_list("article_id", flat=True)[:LOOKED_AT])
        same = sorted(older.filter(pk__in=numbers).order_by(), key=_moment, reverse=True)
        chosen = [other.slug for other in same[:HOW_MANY]]
    if len(chosen) < HOW_MANY and article.section_id:
        rest = older.filter(Q(section_id=article.section_id)).exclude(slug__in=chosen)
        chosen += rest.values_list("slug", flat=True)[: HOW_MANY - len(chosen)]
    return tuple(chosen)


def _moment(article: "Article") -> Any:
    return article.published_at, article.pk
