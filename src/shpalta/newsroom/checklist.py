"""What an article lacks before it can be published: every item, each naming its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from shpalta.records import Block, Gallery
from shpalta.records.card import uses_in

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article

PICTURES_OF_A_GALLERY = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing, in the field where it is to be mended."""

    field: str
    message: str | Promise


def missing(article: "Article", *, bylines: int | None = None) -> list[Missing]:
    """Everything that keeps ``article`` from being published, in the form's order.

    ``bylines`` is how many a form holds that has not stored them yet.
    """
    problems: list[Missing] = []
    if not (article.title or "").strip():
        problems.append(Missing("title", _("Write a headline.")))
    if not article.lead.strip():
        problems.append(Missing("lead", _("Write a lead.")))
    if not article.section_id:
        problems.append(Missing("section", _("Choose a section.")))
    if article.part and not article.series_id:
        problems.append(Missing("series", _("Choose the series that this is a part of.")))
    problems += problems_of_body(article.body, is_gallery=article.genre == article.Genre.GALLERY)
    problems += _of_picture(article)
    count = article.bylines.count() if bylines is None else bylines
    if not count and article.genre != article.Genre.ADVERTISING:
        problems.append(Missing("bylines", _("Name at least one contributor.")))
    return problems


def problems_of_body(stream: Any, *, is_gallery: bool = False) -> list[Missing]:
    """What keeps a body from being published, of an article or of a free page."""
    from shpalta.newsroom.body import read_body
    from shpalta.newsroom.lookup import find

    if not stream:
        return [Missing("body", _("Write the text."))]
    body = read_body(stream, find)
    problems = [
        Missing(
            "body",
            format_lazy(
                _("Block {number}: {problem}"), number=_place(stream, p.block), problem=p.message
            ),
        )
        for p in body.blocking
    ]
    if not body.blocks and not problems:
        problems.append(Missing("body", _("Write the text.")))
    problems += [Missing("body", message) for message in _uncredited(body.blocks)]
    if is_gallery and not _shows_enough(body.blocks):
        text = _("A gallery needs a block of pictures, or at least {number} single ones.")
        problems.append(Missing("body", format_lazy(text, number=PICTURES_OF_A_GALLERY)))
    return problems


def _shows_enough(blocks: Sequence[Block]) -> bool:
    if any(isinstance(block, Gallery) for block in blocks):
        return True
    return len(uses_in(blocks)) >= PICTURES_OF_A_GALLERY


def _of_picture(article: "Article") -> list[Missing]:
    picture = article.picture
    if picture is None:
        return []
    problems: list[Missing] = []
    if not (article.picture_decorative or article.picture_alt or picture.alt):
        problems.append(
            Missing("picture_alt", _("Describe the main picture, or mark it as decorative."))
        )
    if not picture.credit_id:
        problems.append(Missing("picture", _("Say whose the main picture is: it has no credit.")))
    return problems


def _uncredited(blocks: Sequence[Block]) -> list[str | Promise]:
    from shpalta.newsroom.models import Picture

    shown = {use.picture for use in uses_in(blocks)}
    if not shown:
        return []
    without = Picture.objects.filter(uid__in=shown, credit=None).values_list("title", flat=True)
    return [
        format_lazy(_("Say whose the picture “{title}” is: it has no credit."), title=title)
        for title in without
    ]


def _place(stream: Any, block: str) -> int:
    for number, item in enumerate(stream.get_prep_value(), 1):
        if item.get("id") == block:
            return number
    return 0
