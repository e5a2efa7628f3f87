"""Inside the tried system: sign in, and read what was published, over TLS. Standard library only.

python visit.py SITE NEWSROOM USER PASSWORD PATH
"""

import re
import sys
import time
from collections.abc import Callable
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

SECONDS = 90
HEADLINE = "Пароплав повернувся до пристані"


def main(site: str, newsroom: str, user: str, password: str, path: str) -> None:
    """The way of the page's fifth section; raises ``AssertionError`` where it does not lead."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    base = f"https://{newsroom}"

    def code(path: str) -> int:
        try:
            ask(path)
        except HTTPError as error:
            return error.code
        return 200

    def ask(path: str, form: dict[str, str] | None = None) -> tuple[str, HTTPMessage, str]:
        data = urlencode(form).encode() if form else None
        address = path if path.startswith("https://") else base + path
        with browser.open(Request(address, data, {"Referer": base, "Origin": base})) as answer:
            return answer.read().decode(), answer.headers, answer.url

    page = until(lambda: ask("/admin/login/")[0])
    form = {"csrfmiddlewaretoken": token(page), "username": user, "password": password}
    page, headers, where = ask("/admin/login/", {**form, "next": "/admin/"})
    assert where == f"{base}/admin/", where
    assert "max-age" in headers["Strict-Transport-Security"]
    for style in re.findall(r'href="(/static/[^"]+\.css[^"]*)"', page):
        assert ask(style)[0]
    say("signed in")

    front, headers, _where = ask(f"https://{site}/")
    assert "Надріччя" in front
    assert headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    say("the site is there")
    assert '"ready": true' in ask("/readyz")[0]
    assert ask("/status/")[0].count("<dt>") >= 7
    assert code("/metrics") == 404, "figures are open to everyone"
    say("ready; the status page is there; figures are not for everyone")
    until(lambda: found(HEADLINE, ask(f"https://{site}{path}")[0]))
    until(lambda: found(HEADLINE, ask(f"https://{site}/")[0]))
    say("what was published is read on the site")


def token(page: str) -> str:
    """What a form must send back."""
    match = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert match, page[:300]
    return match[1]


def found(text: str, page: str) -> str:
    """The page, if it has the text."""
    assert text in page, "not there yet"
    return page


def until(deed: Callable[[], str]) -> str:
    """Try again for a while: certificates and presses take moments."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            return deed()
        except (OSError, AssertionError):
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def say(text: str) -> None:
    """A line of what was seen."""
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
