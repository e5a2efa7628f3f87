"""Nothing that an editor sent is lost: where it cannot be stored, it comes back on the page.

A session that ended during an edit, a token of another sign-in, a database that is away: Django
and Wagtail answer these with a redirect or a bare error, and the text that was sent is gone with
the page it stood on. Here the answer holds it, ready to be sent again and to be read and copied.

Only what comes from the newsroom's own pages is given back: another site must not have its words
sent under an editor's name by one click.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as refuse

_OPEN_TO_ALL = ("login", "password_reset", "logout")
_TECHNICAL = ("csrfmiddlewaretoken", "next", "action-")
_SHORTEST_TEXT = 3


class KeepsText:
    """A form of the newsroom that comes after its session has ended is answered with its text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Before a view would send to the sign-in page."""
        if not _is_form(request) or not _is_of_newsroom(request):
            return None
        if not getattr(request, "user", None) or not request.user.is_anonymous:
            return None
        if not _is_own(request):
            return None
        return _given_back(
            request,
            403,
            title=_("You have been signed out"),
            words=_(
                "What you wrote is not stored yet; it is kept on this page. Sign in in another tab,"
                " come back here and send it again."
            ),
            sign_in=True,
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form with the token of another sign-in: given back with the present one."""
    if not _is_form(request) or not _is_own(request):
        return refuse(request, reason=reason)
    return _given_back(
        request,
        403,
        title=_("You have signed in anew since this page was opened"),
        words=_("What you wrote is not stored yet; it is kept on this page. Send it again."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Something failed. A database that is away or locked is named; what was sent comes back."""
    database = _is_of_database(sys.exc_info()[1])
    words = (
        _("The database does not answer now. Nothing that was stored before is lost.")
        if database
        else _("An error has come up that nobody foresaw; it is in the log.")
    )
    title = _("Not stored") if request.method == "POST" else _("Not available now")
    if _is_form(request) and _is_own(request):
        words = " ".join(
            [words, _("What you wrote is kept on this page: send it again in a moment.")]
        )
        return _given_back(request, 503 if database else 500, title=title, words=words)
    return _page(request, 503 if database else 500, title=title, words=words)


def _given_back(
    request: HttpRequest, status: int, *, title: str, words: str, sign_in: bool = False
) -> HttpResponse:
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        files = [str(file.name) for files in request.FILES.lists() for file in files[1]]
    except UnreadablePostError:
        # The browser went away in the middle: nobody is there to be given anything.
        fields, files = [], []
    return _page(
        request,
        status,
        title=title,
        words=words,
        action=request.get_full_path(),
        fields=[(name, value) for name, value in fields if name != "csrfmiddlewaretoken"],
        texts=list(_texts(fields)),
        files=files,
        token=get_token(request),
        sign_in=reverse("wagtailadmin_login") if sign_in else "",
    )


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    # No context processors: they ask the database who this is.
    answer = render(None, "newsroom/kept.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _texts(fields: list[tuple[str, str]]) -> Iterator[str]:
    """What a person wrote, in the order of the form: for reading and copying."""
    for name, value in fields:
        text = _readable(value)
        if not name.startswith(_TECHNICAL) and len(text) >= _SHORTEST_TEXT and " " in text:
            yield text


def _readable(value: str) -> str:
    """The words of a field; of a rich text, those of its blocks (Draft.js' content state)."""
    if value.startswith("{"):
        try:
            blocks = json.loads(value)["blocks"]
            return "\n\n".join(block["text"] for block in blocks)
        except (ValueError, KeyError, TypeError):
            return value
    return value.strip()


def _is_form(request: HttpRequest) -> bool:
    """Whether a browser sent it by leaving a page: scripts keep theirs, and are told by status."""
    by_script = (
        request.headers.get("x-requested-with") == "XMLHttpRequest"
        or request.headers.get("sec-fetch-mode", "navigate") != "navigate"
        or "text/html" not in request.headers.get("accept", "text/html")
    )
    return request.method == "POST" and not by_script


def _is_of_newsroom(request: HttpRequest) -> bool:
    home = reverse("wagtailadmin_home")
    rest = request.path.removeprefix(home)
    return request.path.startswith(home) and not rest.startswith(_OPEN_TO_ALL)


def _is_own(request: HttpRequest) -> bool:
    """Whether a page of this newsroom sent it, as browsers say (Origin, else Referer)."""
    sender = request.headers.get("origin") or request.headers.get("referer") or ""
    parts = urlsplit(sender)
    origin = f"{parts.scheme}://{parts.netloc}"
    here = f"{request.scheme}://{request.get_host()}"
    return origin == here or origin in settings.CSRF_TRUSTED_ORIGINS


def _is_of_database(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, DatabaseError | sqlite3.Error):
            return True
        error = error.__cause__ or error.__context__
    return False
