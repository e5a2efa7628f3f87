"""Chromium through Playwright, a folder of files as a site in it, and who a page talks to."""

import mimetypes
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from tests.checks.problem import Problem
from tests.checks.tools import chromium

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A host that no network knows: whatever leaves it is found out.
SITE = "https://site.example"
_LOCAL = {"data", "blob", "about", "chrome-error", "chrome", "javascript"}
_TYPES = {
    ".gone": "text/html",
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A headless Chromium with an empty profile."""
    executable = str(chromium())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def serve(
    context: BrowserContext,
    files: Path | Mapping[str, bytes],
    *,
    site: str = SITE,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Make ``files`` (an edition's folder, or bytes by path) a site at ``site`` in ``context``.

    No socket is opened. Everything else a page asks for fails, and ``Journey`` tells of it.
    """

    def answer(route: Route, request: Request) -> None:
        if origin(request.url) != origin(site):
            route.abort()
            return
        path = unquote(urlsplit(request.url).path)
        found = _file(files, path)
        if found is None:
            route.fulfill(status=404, content_type="text/plain", body="not found")
            return
        name, data = found
        sent = {"content-type": content_type(name), **(headers or {})}
        route.fulfill(status=200, headers=sent, body=data)

    context.route("**/*", answer)


def _file(files: Path | Mapping[str, bytes], path: str) -> tuple[str, bytes] | None:
    path = path + "index.html" if path.endswith("/") else path
    if isinstance(files, Mapping):
        return (path, files[path]) if path in files else None
    place = (files / path.lstrip("/")).resolve()
    if not place.is_relative_to(files.resolve()) or not place.is_file():
        return None
    return path, place.read_bytes()


def content_type(name: str) -> str:
    """The type under which a file of an edition is sent."""
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class Journey:
    """Records what a context asks for while it lives: attach it before the first page opens."""

    def __init__(self, context: BrowserContext, own: tuple[str, ...] = (SITE,)) -> None:
        self.own = {origin(address) for address in own}
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._hints: dict[str, str] = {}
        context.on("request", lambda request: self.requests.append(request.url))
        context.on("page", self._watch)
        context.on("console", self._console)

    def _watch(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.requests.append(socket.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _console(self, message: object) -> None:
        if getattr(message, "type", "") == "error":
            self.errors.append(str(getattr(message, "text", "")))

    def look(self, page: Page) -> None:
        """Note connections that a page makes without a request: preconnect and its kin."""
        links = page.eval_on_selector_all(
            "link[rel]",
            "all => all.map(e => [e.rel, e.href])",
        )
        for rel, href in links:
            if set(rel.lower().split()) & {"preconnect", "dns-prefetch", "prefetch", "preload"}:
                self._hints[href] = rel

    def outside(self) -> list[str]:
        """Addresses asked for that are not the site's own, in order, each once."""
        asked = [*self.requests, *self._hints]
        strange = [a for a in asked if urlsplit(a).scheme not in _LOCAL and not self._is_own(a)]
        return list(dict.fromkeys(strange))

    def problems(self) -> list[Problem]:
        """Every request that left the site. Raises when nothing at all was asked for."""
        if not self.requests:
            raise ValueError("the journey asked for nothing: was it attached before the page?")
        return [Problem("journey", "outside request", address) for address in self.outside()]

    def _is_own(self, address: str) -> bool:
        return (
            origin(address.replace("ws", "http", 1) if address[:2] == "ws" else address) in self.own
        )
