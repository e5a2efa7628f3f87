"""What an article lacks before it can be published: every item, each naming its field."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article


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
    problems += _of_body(article)
    problems += _of_picture(article)
    count = article.bylines.count() if bylines is None else bylines
    if not count and article.genre != article.Genre.ADVERTISING:
        problems.append(Missing("bylines", _("Name at least one contributor.")))
    return problems


def _of_body(article: "Article") -> list[Missing]:
    from shpalta.newsroom.body import read_body
    from shpalta.newsroom.lookup import find

    if not article.body:
        return [Missing("body", _("Write the text."))]
    body = read_body(article.body, find)
    problems = [
        Missing(
            "body",
            format_lazy(
                _("Block {number}: {problem}"), number=_place(article, p.block), problem=p.message
            ),
        )
        for p in body.blocking
    ]
    if not body.blocks and not problems:
        problems.append(Missing("body", _("Write the text.")))
    problems += [Missing("body", message) for message in _uncredited(body.blocks)]
    return problems


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


def _uncredited(blocks: tuple[object, ...]) -> list[str | Promise]:
    from shpalta.newsroom.models import Picture
    from shpalta.records import PictureBlock

    shown = {block.use.picture for block in blocks if isinstance(block, PictureBlock)}
    if not shown:
        return []
    without = Picture.objects.filter(uid__in=shown, credit=None).values_list("title", flat=True)
    return [
        format_lazy(_("Say whose the picture “{title}” is: it has no credit."), title=title)
        for title in without
    ]


def _place(article: "Article", block: str) -> int:
    for number, item in enumerate(article.body.get_prep_value(), 1):
        if item.get("id") == block:
            return number
    return 0
