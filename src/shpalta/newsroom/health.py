"""Whether the newsroom can work, for those who watch it: before hosts, sessions and sign-ins.

``/healthz`` says that the process answers, ``/readyz`` that everything it needs is there,
``/metrics`` gives figures. Details are for this machine and for whoever has the token.
"""

import hmac
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.static import serve

from shpalta.newsroom import metrics, preview
from shpalta.newsroom.triggers import missing_triggers

LEAST_BYTES = 256 * 1024 * 1024
LEAST_INODES = 10_000
_LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
_STATUS = "/status/"


class Watched:
    """Middleware, the first of all: a probe comes without a host, without TLS, without a user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._next = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a probe; hand on everything else."""
        view = _VIEWS.get(request.path_info)
        if view is not None:
            return _bare(view(request))
        if request.path_info.startswith(_STATUS):
            return _status(request)
        return self._next(request)


def alive(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing is asked of anything else."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(request: HttpRequest) -> HttpResponse:
    """200 when nothing is missing, else 503; which of the checks failed, for those who may know."""
    found = {name: _try(check) for name, check in CHECKS.items()}
    whole: dict[str, Any] = {"ready": not any(found.values())}
    if may_know(request):
        whole["checks"] = {name: problem or "ok" for name, problem in found.items()}
    return JsonResponse(whole, status=200 if whole["ready"] else 503)


def figures(request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus's text form; as if there were none, for those who may not know."""
    if not may_know(request):
        return HttpResponse(status=404)
    body, content_type = metrics.page()
    return HttpResponse(body, content_type=content_type)


def may_know(request: HttpRequest) -> bool:
    """Whether it comes from this machine itself (not through a proxy on it), or has the token."""
    token: str = settings.SHPALTA_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    local = request.META.get("REMOTE_ADDR", "") in _LOOPBACK
    return local and not any(request.META.get(name) for name in _FORWARDED)


# -- checks: each says what is wrong, or nothing


def database() -> str:
    """It answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations() -> str:
    """Every table that this code knows is there. Newer ones do no harm."""
    from django.db.migrations.recorder import MigrationRecorder

    applied = set(MigrationRecorder(connection).applied_migrations())
    absent = sorted(f"{app}.{name}" for app, name in _newest() - applied)
    return f"not applied: {', '.join(absent)}" if absent else ""


@cache
def _newest() -> set[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return set(MigrationLoader(connection).graph.leaf_nodes())


def triggers() -> str:
    """No road into the public passes the journal by."""
    absent = missing_triggers()
    return f"missing: {', '.join(absent)}" if absent else ""


def press() -> str:
    """Somebody turns what is published into files."""
    return "" if preview.press().standing().running else "no press is running"


def room() -> str:
    """There is room for what editors save."""
    free = os.statvfs(settings.SHPALTA_HOME)
    megabytes = free.f_bavail * free.f_frsize // (1024 * 1024)
    if megabytes * 1024 * 1024 < LEAST_BYTES:
        return f"{megabytes} MB are left"
    if free.f_files and free.f_favail < LEAST_INODES:
        return f"{free.f_favail} files can still be made"
    return ""


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "migrations": migrations,
    "triggers": triggers,
    "press": press,
    "room": room,
}


def _try(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:
        # Whatever it is, it is what the question was about.
        return str(error) or type(error).__name__


_VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/healthz": alive,
    "/readyz": ready,
    "/metrics": figures,
}


def _bare(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _status(request: HttpRequest) -> HttpResponse:
    """The page that the press wrote; a web server before the newsroom shows it by itself."""
    name = request.path_info.removeprefix(_STATUS) or "index.html"
    folder = Path(settings.SHPALTA_HOME) / "status"
    if "/" in name or not (folder / name).is_file():
        return HttpResponse("404\n", status=404, content_type="text/plain")
    response = serve(request, name, document_root=str(folder))
    assert isinstance(response, HttpResponse) or response.streaming
    response["Cache-Control"] = "no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response  # type: ignore[return-value]
