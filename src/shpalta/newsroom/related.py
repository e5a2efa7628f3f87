"""Related articles: chosen once, at sealing, among older ones."""

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article

HOW_MANY = 3


def related_to(article: "Article") -> tuple[str, ...]:
    """Ids of at most three older live articles: first of the same topics, then of the section."""
    from shpalta.newsroom.models import Article

    older = (
        Article.objects.filter(
            live=True, locale_id=article.locale_id, published_at__lt=article.published_at
        )
        .exclude(pk=article.pk)
        .exclude(genre=Article.Genre.ADVERTISING)
        .order_by("-published_at", "-pk")
    )
    topics = [topic.pk for topic in article.topics.all()]
    chosen: list[str] = []
    if topics:
        numbers = Article.topics.through.objects.filter(topic_id__in=topics).values("article_id")
        chosen = list(older.filter(pk__in=numbers).values_list("slug", flat=True)[:HOW_MANY])
    if len(chosen) < HOW_MANY and article.section_id:
        rest = older.filter(Q(section_id=article.section_id)).exclude(slug__in=chosen)
        chosen += rest.values_list("slug", flat=True)[: HOW_MANY - len(chosen)]
    return tuple(chosen)
