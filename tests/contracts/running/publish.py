"""Publishes one article as the edit view does: ``python -m tests.contracts.running.publish``.
It prints the path. ``SHPALTA_HOME`` names the newspaper.
"""

import os
import sys

HEADLINE = "Пароплав повернувся до пристані"


def main() -> None:
    """Write it, save a revision, publish that."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale

    from shpalta.newsroom.addressing import path_of
    from shpalta.newsroom.models import Article, Byline, Contributor, Section
    from shpalta.newsroom.shelves import shelf_here

    locale = Locale.objects.get(language_code="uk")
    article = Article(
        title=HEADLINE,
        lead="Після зими він знову возить людей на той берег.",
        section=Section.objects.get(),
        body=[("text", "<p>Перший рейс узяв сорок пасажирів і дві корови.</p>")],
        live=False,
    )
    article.bylines = [Byline(contributor=Contributor.objects.create(name="Ірина Гай"))]
    shelf_here(locale).add_child(instance=article)
    user = get_user_model().objects.get()
    article.save_revision(user=user).publish(user=user)
    article.refresh_from_db()
    sys.stdout.write(path_of(article))


if __name__ == "__main__":
    main()
