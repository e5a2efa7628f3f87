"""What an editor reads of an article after "Publish": on the site since when, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shpalta.newsroom import preview
from shpalta.newsroom.addressing import prefix_of
from shpalta.press.api import Stage, State, Stoppage, StoppageKind
from shpalta.press.errors import PressError

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article

_REASONS = {
    StoppageKind.FULL: gettext_lazy("Its disk is full: somebody has to make room."),
    StoppageKind.INODES: gettext_lazy("Its disk holds too many files: somebody has to make room."),
    StoppageKind.READ_ONLY: gettext_lazy("It can write nothing: its disk is read-only."),
    StoppageKind.DENIED: gettext_lazy("It may not write where the site's files are."),
    StoppageKind.DISK: gettext_lazy("Its disk fails: somebody has to look after it at once."),
    StoppageKind.LOCKED: gettext_lazy("Another program holds the database."),
    StoppageKind.DATABASE: gettext_lazy("It cannot reach the database."),
    StoppageKind.DAMAGED: gettext_lazy("A database is damaged: a backup has to be restored."),
    StoppageKind.OTHER: gettext_lazy("Something keeps it from going on."),
}


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
        return dict.fromkeys(public, _unknown(error))
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
        return _unknown(error)
    if state.stage is Stage.PRESSED:
        link = settings.SHPALTA_SITE_ADDRESS + (f"{prefix}/index.html" if prefix else "/")
        return Whereabouts(str(state.stage), _("On the site."), link)
    return _shown(state, live=True, link="")


def _unknown(error: PressError) -> Whereabouts:
    text = _("The press cannot be asked now.")
    return Whereabouts("unknown", text, detail=str(error), is_final=False)


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
    if state.stoppage is not None:
        return _stopped(state.stoppage, live=live)
    if state.stage is Stage.STOPPED:
        text = (
            _("Not on the site yet: the press is not running.")
            if live
            else _("Still on the site: the press is not running.")
        )
        return Whereabouts(stage, text, is_final=False)
    return Whereabouts(stage, _waiting(state.ahead), is_final=False)


def _stopped(stoppage: Stoppage, *, live: bool) -> Whereabouts:
    """Since when the press stands still and why: never silence after "Publish"."""
    words = {"since": _moment(stoppage.since), "reason": _REASONS[stoppage.kind]}
    text = (
        _("Not on the site yet: the press has stood still since %(since)s. %(reason)s")
        if live
        else _("Still on the site: the press has stood still since %(since)s. %(reason)s")
    )
    detail = _("What you saved is kept, and goes out by itself when this has passed.")
    words_of_system = f" ({stoppage.detail})" if stoppage.detail else ""
    return Whereabouts(
        str(Stage.STOPPED), text % words, detail=detail + words_of_system, is_final=False
    )


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
