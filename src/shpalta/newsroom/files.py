"""The files that a preview loads, under the same paths as on the site, for editors alone.

Everything is found by name in a table or in the press's manifest: no path of a request ever
becomes a path on disk.
"""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from shpalta.newsroom import preview
from shpalta.newsroom.blobs import BlobError
from shpalta.newsroom.pictures.renditions import blob_store
from shpalta.press.errors import PressError

_TYPES = {
    "avif": "image/avif",
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "webp": "image/webp",
    "woff2": "font/woff2",
}
_UNKNOWN = "application/octet-stream"
# 16 digits of a digest and an extension: how the site names stored files.
_STORED = re.compile(r"([0-9a-f]{16})\.([a-z0-9]{1,8})")
_FOR_EVER = "private, max-age=31536000, immutable"
# An SVG opened by itself is a document: nothing in it may run on the newsroom's address.
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

View = Callable[..., HttpResponse]


def _for_editors(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if not (user.is_active and user.has_perm("wagtailadmin.access_admin")):
            # For strangers there is nothing here, not even a refusal.
            raise Http404
        if request.method not in {"GET", "HEAD"}:
            return HttpResponse(status=405)
        return view(request, *args, **kwargs)

    return checked


@_for_editors
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """A stylesheet, script, font or mark of the theme in force."""
    return _answer(_asked(preview.press().asset, f"/assets/{name}"), name, _FOR_EVER)


@_for_editors
def live(request: HttpRequest, name: str) -> HttpResponse:
    """A living fragment of the edition."""
    return _answer(_asked(preview.press().file, f"/live/{name}"), name, "no-store")


@_for_editors
def media(request: HttpRequest, owner: str, name: str) -> HttpResponse:
    """A file of a picture, of the logo or of a document, public yet or not."""
    match = _STORED.fullmatch(name)
    digest = _digest_of(owner, match[1], match[2]) if match else None
    if digest is None:
        raise Http404
    try:
        data = blob_store().read(digest)
    except BlobError as error:
        raise Http404 from error
    return _answer(data, name, _FOR_EVER)


@_for_editors
def elsewhere(request: HttpRequest, name: str) -> HttpResponse:
    """A link that somebody followed in a preview: the page is on the site."""
    return HttpResponseRedirect(f"{settings.SHPALTA_SITE_ADDRESS}/{name}")


def articles_instead(request: HttpRequest, parent: int) -> HttpResponse:
    """The list of articles, where Wagtail would show a branch of its tree."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(reverse("newsroom_articles") + (f"?{query}" if query else ""))


def _asked(question: Callable[[str], bytes | None], path: str) -> bytes:
    try:
        data = question(path)
    except (PressError, BlobError) as error:
        raise Http404 from error
    if data is None:
        raise Http404
    return data


def _digest_of(owner: str, beginning: str, extension: str) -> str | None:
    """The whole digest of a stored file that belongs to ``owner``."""
    from shpalta.newsroom.models import DocumentFile, Picture, PictureFile

    files = PictureFile.objects.filter(digest__startswith=beginning, format=extension)
    if owner != "logo":
        sources = Picture.objects.filter(uid=owner).values("source_digest")
        files = files.filter(source_digest__in=sources)
    found: str | None = files.values_list("digest", flat=True).first()
    if found is None:
        documents = DocumentFile.objects.filter(uid=owner, source_digest__startswith=beginning)
        found = documents.values_list("source_digest", flat=True).first()
    return found


def _answer(data: bytes, name: str, caching: str) -> HttpResponse:
    kind = _TYPES.get(name.rpartition(".")[2], _UNKNOWN)
    answer = HttpResponse(data, content_type=kind)
    answer["Cache-Control"] = caching
    answer["X-Content-Type-Options"] = "nosniff"
    if kind == _UNKNOWN:
        answer["Content-Disposition"] = "attachment"
    elif kind == "image/svg+xml":
        answer["Content-Security-Policy"] = _SANDBOX
    return answer
