"""Makes the newspaper that browser tests read: ``python -m tests.browser.newspaper``, with
``SHPALTA_HOME`` naming an empty folder. The sample newsroom, its limits tried, pressed whole.
"""

import json
import os
from pathlib import Path
from typing import Any

from tests.browser import arabic
from tests.databases import put_tables

# Small drawings: they are on every page, and their making is most of the time.
PICTURES = (480, 300)
# Enough social images to be looked at: each takes a twentieth of a second.
DRAWN = 20
PASSWORD = "довгий пароль для проб"


def main() -> None:
    """Fill the newsroom, press it, and say in ``places.json`` where the articles stand."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shpalta.settings.django")
    home = Path(os.environ["SHPALTA_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    put_tables(home / "newsroom.db")
    fill()
    press()
    places = json.dumps(places_of_articles(), ensure_ascii=False)
    (home / "places.json").write_text(places, encoding="utf-8")


def fill() -> None:
    """Every article through an editor's acts; every rendition of every picture."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from shpalta.newsroom import startup
    from shpalta.newsroom.models import Picture
    from shpalta.newsroom.pictures.tasks import encode_picture
    from shpalta.newsroom.social import images
    from shpalta.newsroom.social.tasks import draw_icons, draw_social_image
    from shpalta.sample.load import load_sample
    from tests.browser.extremes import Desk, publish_all

    call_command("migrate", verbosity=0, interactive=False)
    startup.prepare()
    load_sample(password=PASSWORD, picture_size=PICTURES)
    publish_all(Desk(get_user_model().objects.get(username="editor")))
    for number in Picture.objects.values_list("pk", flat=True):
        encode_picture.func(number)
    assert draw_icons.func()
    for article in images.without_image(DRAWN):
        draw_social_image.func(article)


def press() -> None:
    """As ``shpalta press`` does it, after what no form lets through."""
    from shpalta import wiring
    from shpalta.settings.environment import load

    settings = load()
    machine = wiring.open_press(settings)
    machine.start()
    wiring.notice_theme(machine, settings)
    machine.journal([bare_article(machine), *arabic_edition(machine)], act="publish")
    machine.run()
    while machine.tick():
        machine.run()
    machine.lease.release()
    assert not machine.report.failed, machine.report.failed


def bare_article(machine: Any) -> Any:
    """An article as an import may bring it: a headline, and nothing else."""
    from msgspec.structs import replace

    from shpalta.newsroom.models import Article
    from shpalta.press.api import journal
    from shpalta.records import decode, encode

    model = Article.objects.get(public_slug="porozhnia").slug
    [*_, row] = journal.rows_of(machine.places.rows, "article", model)
    record = decode("article", row.record)
    path = record.path.replace("porozhnia", "hola")
    empty = {"lead": "", "body": (), "bylines": (), "topics": (), "picture": None, "dateline": ""}
    bare = replace(record, id="hola000000000", path=path, headline="Самий заголовок", **empty)
    return journal.Fact("article", bare.id, encode(bare))


def arabic_edition(machine: Any) -> list[Any]:
    """An edition that runs from right to left: the screens know no such language, records do."""
    from msgspec.structs import replace

    from shpalta.press.api import journal
    from shpalta.records import Language, decode, encode

    [*_, row] = journal.rows_of(machine.places.rows, "outlet", "outlet")
    record = decode("outlet", row.record)
    languages = (*record.languages, Language("ar", "العربية", "/ar"))
    facts = [journal.Fact("outlet", "outlet", encode(replace(record, languages=languages)))]
    return facts + [journal.Fact(kind, one.id, encode(one)) for kind, one in arabic.edition()]


def places_of_articles() -> dict[str, str]:
    """Path by slug, of every article that is or was public."""
    from shpalta.newsroom.addressing import path_of
    from shpalta.newsroom.models import Article

    found = {a.public_slug: path_of(a) for a in Article.objects.exclude(day=None)}
    others = {"hola": found["porozhnia"].replace("porozhnia", "hola"), "jisr": arabic.ARTICLE}
    return {**found, **others}


if __name__ == "__main__":
    main()
