"""A day's work in a newsroom, done by whatever version of it is on the path:

python work.py publish HEADLINE    prints the page's path
python work.py retract HEADLINE
python work.py rename NAME         the first section
"""

import os
import sys


def publish(headline: str) -> None:
    """As the edit view does: an article, a revision, its publication."""
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale

    from shpalta.newsroom.addressing import path_of
    from shpalta.newsroom.models import Article, Byline, Contributor, Section
    from shpalta.newsroom.shelves import shelf_here

    writer = Contributor.objects.filter(name="Ірина Гай").first()
    article = Article(
        title=headline,
        lead="Після зими він знову возить людей на той берег.",
        section=Section.objects.order_by("order").first(),
        body=[("text", "<p>Перший рейс узяв сорок пасажирів і дві корови.</p>")],
        live=False,
    )
    who = writer or Contributor.objects.create(name="Ірина Гай")
    article.bylines = [Byline(contributor=who)]
    shelf_here(Locale.objects.get(language_code="uk")).add_child(instance=article)
    user = get_user_model().objects.get()
    article.save_revision(user=user).publish(user=user)
    article.refresh_from_db()
    sys.stdout.write(path_of(article))


def retract(headline: str) -> None:
    """With a reason that readers see."""
    from django.contrib.auth import get_user_model

    from shpalta.newsroom.actions import Retract
    from shpalta.newsroom.models import Article

    article = Article.objects.get(title=headline)
    Retract(article, get_user_model().objects.get(), public_reason="Помилка").execute()


def rename(name: str) -> None:
    """An entity changes."""
    from shpalta.newsroom.models import Section

    section = Section.objects.order_by("order").first()
    section.name = name
    section.save()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    import django

    django.setup()
    {"publish": publish, "retract": retract, "rename": rename}[sys.argv[1]](sys.argv[2])
