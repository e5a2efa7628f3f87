"""What an editor reads of an article after "Publish": on the site since when, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shpalta.newsroom import preview
from shpalta.newsroom.addressing import prefix_of
from shpalta.press.api import Stage, State
from shpalta.press.errors import PressError

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A line of text, the address it speaks of, and whether it may still change by itself.

    ``detail`` is what the press said when it could not make the page.
    """

    stage: str
    text: str
    link: str = ""
    detail: str = ""
    is_final: bool = True

    def as_json(self) -> dict[str, object]:
        """For the script of the edit view."""
        return {
            "stage": self.stage,
            "text": self.text,
            "link": self.link,
            "detail": self.detail,
            "final": self.is_final,
        }


def whereabouts_of(articles: "Sequence[Article]") -> dict[str, Whereabouts]:
    """Where articles are, by id; drafts that were never public are left out."""
    public = {article.uid: article for article in articles if article.is_kept}
    if not public:
        return {}
    try:
        states = preview.press().states(list(public))
    except PressError as error:
        unknown = Whereabouts("unknown", _("The press cannot be asked now."), detail=str(error))
        return dict.fromkeys(public, unknown)
    links = _links([article for article in public.values() if article.live])
    return {
        uid: _shown(state, live=public[uid].live, link=links.get(uid, ""))
        for uid, state in states.items()
    }


def whereabouts(article: "Article") -> Whereabouts | None:
    """Where one article is; None for a draft that was never public."""
    return whereabouts_of([article]).get(article.uid)


def whereabouts_of_front(language: str, version: int) -> Whereabouts:
    """Where the front of a language is, as it was sealed at a position of the journal."""
    prefix = prefix_of(language)
    try:
        state = preview.press().file_state(f"{prefix}/index.html", version)
    except PressError as error:
        return Whereabouts("unknown", _("The press cannot be asked now."), detail=str(error))
    if state.stage is Stage.PRESSED:
        link = settings.SHPALTA_SITE_ADDRESS + (f"{prefix}/index.html" if prefix else "/")
        return Whereabouts(str(state.stage), _("On the site."), link)
    return _shown(state, live=True, link="")


def _links(articles: "Sequence[Article]") -> dict[str, str]:
    """The addresses that readers use, in one query."""
    from shpalta.newsroom.models import Address

    rows = Address.objects.filter(article__in=articles, state=Address.State.CURRENT)
    return {
        uid: settings.SHPALTA_SITE_ADDRESS + path
        for uid, path in rows.values_list("article__slug", "path")
    }


def _shown(state: State, *, live: bool, link: str) -> Whereabouts:
    stage = str(state.stage)
    if state.stage is Stage.PRESSED:
        since = _moment(state.at)
        if live:
            return Whereabouts(stage, _("On the site since %s") % since, link)
        return Whereabouts(stage, _("Off the site since %s") % since)
    if state.stage is Stage.HELD:
        text = _("Not on the site: the press could not make the page.")
        return Whereabouts(stage, text, detail=state.error)
    if state.stage is Stage.STOPPED:
        text = (
            _("Not on the site yet: the press is not running.")
            if live
            else _("Still on the site: the press is not running.")
        )
        return Whereabouts(stage, text, is_final=False)
    return Whereabouts(stage, _waiting(state.ahead), is_final=False)


def _waiting(ahead: int) -> str:
    if ahead < 2:
        return _("Being pressed now.")
    return ngettext(
        "Waiting for the press: %(number)d file in the queue.",
        "Waiting for the press: %(number)d files in the queue.",
        ahead,
    ) % {"number": ahead}


def _moment(at: str) -> str:
    moment = timezone.localtime(datetime.fromisoformat(at))
    clock = date_format(moment, "H:i:s")
    if moment.date() == timezone.localdate():
        return clock
    return f"{date_format(moment, 'DATE_FORMAT')}, {clock}"
