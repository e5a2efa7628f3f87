"""The preview of a draft or a free page: what the press would make of it, now.

The press's renderer comes through a port that the composition root registers: the newsroom knows
no template. What differs from the pressed page is listed in docs/explanation/preview.md.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _

from shpalta.lib.addresses import AddressError
from shpalta.newsroom import addressing, clock, sealing
from shpalta.newsroom.checklist import Missing, missing, problems_of_body
from shpalta.newsroom.errors import SealingRefused
from shpalta.newsroom.ids import new_id
from shpalta.newsroom.outlets import zone
from shpalta.press.api import Stage, Standing, State
from shpalta.press.errors import NotReady, PressError
from shpalta.records import Article as Record
from shpalta.records import Front, Page, RecordError

if TYPE_CHECKING:
    from shpalta.newsroom.models import Article, FreePage


class Port(Protocol):
    """What the newsroom asks of the press."""

    def preview(self, record: Record | Page) -> bytes:
        """The page of ``record``; raises ``PressError``."""

    def front(self, record: Front) -> Sequence[tuple[str, Sequence[str]]]:
        """What would stand on a front if ``record`` were sealed: ids of articles under names of
        places (``lead``, ``seconds``, ``thirds``, ``briefs``, ``section:ID``); raises
        ``PressError``.
        """

    def asset(self, path: str) -> bytes | None:
        """A file of the theme in force."""

    def file(self, path: str) -> bytes | None:
        """A file of the edition."""

    def states(self, articles: Sequence[str]) -> Mapping[str, State]:
        """Where the newest copies of articles are, by id."""

    def file_state(self, path: str, position: int) -> State:
        """Whether a file of the edition is as of a position of the journal, or of a later one."""

    def standing(self) -> Standing:
        """How the press is doing."""


class NoPress:
    """Where nobody has registered a press."""

    def preview(self, record: Record | Page) -> bytes:
        """Nothing to draw with."""
        raise NotReady("no press is registered")

    def front(self, record: Front) -> Sequence[tuple[str, Sequence[str]]]:
        """Nobody fills anything."""
        raise NotReady("no press is registered")

    def asset(self, path: str) -> bytes | None:
        """No theme."""

    def file(self, path: str) -> bytes | None:
        """No edition."""

    def states(self, articles: Sequence[str]) -> Mapping[str, State]:
        """Nothing known."""
        return {}

    def file_state(self, path: str, position: int) -> State:
        """Nobody presses."""
        return State(Stage.STOPPED)

    def standing(self) -> Standing:
        """Nobody presses."""
        return Standing()


_port: Port = NoPress()


def register(port: Port) -> None:
    """Ask ``port`` from now on."""
    global _port  # noqa: PLW0603
    _port = port


def press() -> Port:
    """The port in force."""
    return _port


def response(article: "Article", request: HttpRequest) -> HttpResponse:
    """The page of a draft, or a page in the editor's language that says why there is none."""
    return _answer(lambda: draft_record(article), request, lambda: missing(article))


def page_response(page: "FreePage", request: HttpRequest) -> HttpResponse:
    """The same of a free page, as its form says it."""
    return _answer(lambda: page_record(page), request, lambda: problems_of_body(page.body))


def page_record(page: "FreePage") -> Page:
    """The record that a save now would seal. Changes ``page`` in memory, as ``draft_record``."""
    if not page.title.strip():
        with translation.override(page.locale.language_code):
            page.title = _("No headline yet")
    page.settle()
    return sealing.page_record(page)


def _answer(
    make: Callable[[], Record | Page], request: HttpRequest, problems: Callable[[], list[Missing]]
) -> HttpResponse:
    try:
        page = press().preview(make())
    except (PressError, RecordError, AddressError, SealingRefused) as error:
        answer: HttpResponse = _problem(problems(), request, error)
    else:
        answer = HttpResponse(page, content_type="text/html; charset=utf-8")
    answer["X-Robots-Tag"] = "noindex"
    answer["Cache-Control"] = "no-store"
    return answer


def draft_record(article: "Article") -> Record:
    """The record that a publication now would seal, as far as a draft can say it.

    Changes ``article`` in memory: what only a publication fixes gets its expected value.
    """
    from shpalta.newsroom import publication

    _expect(article)
    return publication.record_of(article)


def _expect(article: "Article") -> None:
    now = clock.now()
    article.slug = article.slug or new_id()
    if article.published_at is None:
        planned = [moment for moment in (article.go_live_at, article.embargo_until) if moment]
        article.published_at = max([now, *planned])
    if article.day is None:
        article.day = clock.day_in(article.published_at, zone())
    elif article.significant_change:
        article.changed_at = now
    if not (article.title or "").strip():
        with translation.override(article.locale.language_code):
            article.title = _("No headline yet")
    article.public_slug = addressing.find_slug(article)


def _problem(problems: list[Missing], request: HttpRequest, error: Exception) -> HttpResponse:
    context: dict[str, Any] = {"problems": problems, "reason": _reason(error)}
    answer = TemplateResponse(request, "newsroom/preview_problem.html", context)
    return answer.render()


def _reason(error: Exception) -> str:
    if isinstance(error, SealingRefused):
        return " ".join(error.messages)
    if isinstance(error, NotReady):
        return _("The press has not started yet: start it and look again.")
    return str(error)
