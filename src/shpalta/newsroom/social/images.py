"""The social image of an article: drawn from sealed records alone, kept by digest, sealed.

What is not public is not read, so nothing of a draft can be drawn; and whatever order things
happen in, the image says what the newest public copy says.
"""

import logging
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _

from shpalta.lib import events
from shpalta.newsroom import clock
from shpalta.newsroom.journaling import append, encoded, last_record
from shpalta.newsroom.models.drawn_file import DrawnFile
from shpalta.newsroom.pictures.renditions import blob_store
from shpalta.newsroom.social.drawing import HEIGHT, WIDTH, Unlettered, draw
from shpalta.newsroom.social.recipe import Looks, Poster
from shpalta.press.journal import Fact
from shpalta.records import Article, Outlet, Picture, Section, Social, decode

KIND = "social"
_WIDEST = 1200
_SHARED = frozenset({"jpeg", "png"})
_log = logging.getLogger("shpalta.newsroom")


def make(article: str) -> str:
    """Draw and seal the image of a public article, by its id; its digest, empty when there is none.

    An image that was drawn before is not drawn again. Raises what the drawing raises: the caller
    says so in its log, and the article keeps what it had.
    """
    poster = poster_of(article)
    if poster is None:
        return ""
    file = drawn(poster)
    with transaction.atomic():
        # The article's row, locked, holds back a retraction until this is sealed; and one that
        # came before is seen here.
        _lock(article)
        if poster_of(article) != poster:
            return ""
        record = Social(article, file.digest, WIDTH, HEIGHT, file.size, poster.key)
        append([Fact(KIND, article, encoded(record))], kind=KIND, subject=(KIND, article), who=None)
    return file.digest


def drawn(poster: Poster) -> DrawnFile:
    """The stored file of ``poster``, drawn when nobody has drawn it yet."""
    known = DrawnFile.objects.filter(recipe=poster.key).first()
    if known is not None:
        return known
    store = blob_store()
    return DrawnFile.keep(poster.key, WIDTH, draw(poster, store.read))


def poster_of(article: str) -> Poster | None:
    """What the image of an article shows; None for what is not public."""
    record: Article | None = _sealed("article", article)
    outlet: Outlet | None = _sealed("outlet", "outlet")
    if record is None or outlet is None:
        return None
    section: Section | None = _sealed("section", record.section)
    picture: Picture | None = _sealed("picture", record.picture.picture) if record.picture else None
    file = _shared_file(picture) if picture else ""
    return Poster(
        headline=record.headline,
        label=_label(record, section),
        date=_in_words(record.first_published, outlet.zone, record.language),
        looks=looks_of(outlet),
        picture=file,
        focus=(picture.focus_x, picture.focus_y) if picture and file else (500, 500),
    )


def looks_of(outlet: Outlet) -> Looks:
    """How a sealed outlet signs."""
    return Looks(outlet.name, outlet.mark, outlet.accent, logo_of(outlet))


def logo_of(outlet: Outlet) -> str:
    """The digest of the logo where it can be drawn; empty for a drawing of lines."""
    return "" if outlet.logo_format == "svg" else outlet.logo


def without_image(limit: int) -> list[str]:
    """Ids of those that have no image yet among the ``limit`` newest public articles."""
    from shpalta.newsroom.models import Article as ArticleModel
    from shpalta.newsroom.models import Journal

    public = ArticleModel.objects.filter(live=True, published_at__isnull=False)
    newest = public.order_by("-published_at", "-pk").values_list("slug", flat=True)[:limit]
    rows = Journal.objects.filter(kind=KIND, subject__in=list(newest)).order_by("position")
    last: dict[str, str | None] = {
        row.subject: row.digest for row in rows.only("subject", "digest")
    }
    return [article for article in newest if not last.get(article)]


def make_or_log(article: str) -> str:
    """``make``, for those who cannot do anything about what goes wrong."""
    try:
        return make(article)
    except Unlettered:
        error = "the faces lack letters of its headline"
        events.emit(_log, events.NOT_DRAWN, subject=article, error=error)
    except Exception as error:
        # Whatever it is, the article is public and stays so; its picture stands for it.
        events.emit(_log, events.NOT_DRAWN, trace=True, subject=article, error=repr(error))
    return ""


def _sealed(kind: str, subject: str) -> Any:
    data = last_record(kind, subject) if subject else None
    return None if data is None else decode(kind, data)


def _lock(article: str) -> None:
    from shpalta.newsroom.models import Article as ArticleModel

    ArticleModel.objects.select_for_update().filter(slug=article).order_by().first()


def _shared_file(picture: Picture) -> str:
    """The file that is there from the first moment, so that the image is drawn once."""
    fit = [r for r in picture.renditions if r.format in _SHARED and r.width <= _WIDEST]
    best = max(fit, key=lambda r: r.width, default=None)
    return best.digest if best else ""


def _label(record: Article, section: Section | None) -> str:
    if record.genre == "advertising":
        with translation.override(record.language):
            return _("Advertising")
    return section.name if section else ""


def _in_words(utc: str, zone: str, language: str) -> str:
    day: date = clock.day_in(datetime.fromisoformat(utc), zone)
    with translation.override(language):
        return formats.date_format(day, "j E Y")
