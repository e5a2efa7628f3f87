"""Writes into a newsroom of the backup tests: ``python -m tests.contracts.backup.newspaper WHAT``.

``begin`` makes articles with pictures, one retracted; ``go-on`` publishes one more.
``SHPALTA_HOME`` names the newspaper.
"""

import io
import os
import sys

LEAD = "Рух відновлять уранці."


def main(what: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    import django

    django.setup()
    if what == "begin":
        begin()
    else:
        publish("Ще одна стаття")


def begin() -> None:
    from django.contrib.auth import get_user_model

    from shpalta.newsroom.actions.retract import Retract

    for number in range(3):
        publish(f"Міст на ніч закрили {number}", picture(number))
    gone = publish("Відкликана стаття")
    user = get_user_model().objects.get()
    Retract(gone, user, public_reason="Помилка").execute()


def picture(number: int):
    from django.core.files.images import ImageFile
    from PIL import Image

    from shpalta.newsroom.models import Credit, Picture

    file = io.BytesIO()
    Image.new("RGB", (640, 420), (40 * number, 90, 160)).save(file, "PNG")
    file.seek(0)
    credit, _ = Credit.objects.get_or_create(name="Олег Ярий")
    return Picture.objects.create(
        title=f"Міст {number}",
        file=ImageFile(file, name=f"bridge-{number}.png"),
        alt="Міст увечері",
        caption="Міст",
        credit=credit,
    )


def publish(title: str, main_picture=None):
    from django.contrib.auth import get_user_model
    from wagtail.models import Locale

    from shpalta.newsroom.models import Article, Byline, Contributor, Section
    from shpalta.newsroom.shelves import shelf_here

    locale = Locale.objects.get(language_code="uk")
    article = Article(
        title=title,
        lead=LEAD,
        section=Section.objects.first(),
        body=[("text", "<p>Роботи триватимуть до шостої.</p>")],
        picture=main_picture,
        live=False,
    )
    writer, _ = Contributor.objects.get_or_create(name="Ірина Гай")
    article.bylines = [Byline(contributor=writer)]
    shelf_here(locale).add_child(instance=article)
    user = get_user_model().objects.get()
    article.save_revision(user=user).publish(user=user)
    return Article.objects.get(pk=article.pk)


if __name__ == "__main__":
    main(sys.argv[1])
