"""An editor's browser, as far as a newsroom can tell: log in, open a form, send it."""

import http.client
import json
from collections.abc import Mapping
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from shpalta.records import Article, Paragraph, Subhead, Text
from shpalta.records.inline import plain

Fields = dict[str, str | list[str]]

_FORM = "page-edit-form"
_IGNORED = frozenset({"submit", "button", "file", "image", "reset"})


class EditorRefused(Exception):
    """The newsroom's answer was not the one expected; the text says which."""


class Editor:
    """One session with the newsroom, over one kept connection."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._base = f"http://127.0.0.1:{port}"
        self._cookies: dict[str, str] = {}

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def log_in(self, user: str, password: str) -> None:
        """Through the newsroom's own form."""
        page = self.get("/admin/login/")
        data = form_of(page, "") | {"username": user, "password": password}
        self.post("/admin/login/", data)

    def get(self, path: str) -> str:
        """A page, wherever it leads on."""
        for _ in range(5):
            status, location, text = self._ask("GET", path)
            if status == http.HTTPStatus.OK:
                return text
            path = location
        raise EditorRefused(f"{path} leads round in circles")

    def post(self, path: str, data: Mapping[str, str | list[str]]) -> str:
        """Send a form; where the newsroom leads on. Anything but a redirect is a refusal."""
        status, location, text = self._ask("POST", path, urlencode(data, doseq=True).encode())
        if status != http.HTTPStatus.FOUND:
            raise EditorRefused(f"{path} answers {status}:\n{text[:4000]}")
        return location

    def where_new(self) -> str:
        """Where the form of a new article is."""
        _, location, _ = self._ask("GET", "/admin/articles/new/")
        return location

    def _ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, str, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Referer": self._base + path,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # The server ends a connection that was silent for two seconds; browsers ask again.
            self._connection.close()
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        target = urlsplit(urljoin(self._base + path, answer.headers.get("Location", "")))
        return answer.status, f"{target.path}?{target.query}".rstrip("?"), text


def article_form(page: str, article: Article, keys: Mapping[str, str]) -> Fields:
    """The form on ``page`` filled in with ``article``; ``keys`` are database ids by record id.

    The body and rows of bylines, which a browser's script adds to the form, are added here.
    """
    data = form_of(page, _FORM)
    use = article.picture
    data |= {
        "title": article.headline,
        "lead": article.lead,
        "section": keys[article.section],
        "topics": [keys[topic] for topic in article.topics],
        "genre": article.genre,
        "dateline": article.dateline,
        "picture": keys[use.picture] if use else "",
        "picture_alt": use.alt if use else "",
    }
    data |= _bylines(article, keys, data)
    return data | _body(article)


def _bylines(
    article: Article, keys: Mapping[str, str], known: Mapping[str, str | list[str]]
) -> Fields:
    data: Fields = {"bylines-TOTAL_FORMS": str(len(article.bylines))}
    for number, byline in enumerate(article.bylines):
        prefix = f"bylines-{number}"
        data |= {
            f"{prefix}-contributor": keys[byline.contributor],
            f"{prefix}-role": byline.role,
            f"{prefix}-ORDER": str(number + 1),
            f"{prefix}-DELETE": "",
            f"{prefix}-id": known.get(f"{prefix}-id", ""),
        }
    return data


def _body(article: Article) -> Fields:
    """Texts and subheads, as the stream field's script names them."""
    data: Fields = {}
    blocks = [block for block in article.body if isinstance(block, Text | Subhead)]
    for number, block in enumerate(blocks):
        is_text = isinstance(block, Text)
        value = _draftail(block) if isinstance(block, Text) else block.text
        prefix = f"body-{number}"
        data |= {
            f"{prefix}-type": "text" if is_text else "subhead",
            f"{prefix}-order": str(number),
            f"{prefix}-deleted": "",
            f"{prefix}-id": block.id,
            f"{prefix}-value": value,
        }
    return data | {"body-count": str(len(blocks))}


def _draftail(block: Text) -> str:
    """Paragraphs as the rich text editor sends them."""
    lines = [
        {
            "key": part.id,
            "text": plain(part.spans),
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        for part in block.parts
        if isinstance(part, Paragraph)
    ]
    return json.dumps({"blocks": lines, "entityMap": {}}, ensure_ascii=False)


def form_of(page: str, ident: str) -> Fields:
    """The fields of a page's form as a browser would send them back unchanged."""
    reader = _FormReader(ident)
    reader.feed(page)
    reader.close()
    return {name: values[-1] if len(values) == 1 else values for name, values in reader.sent()}


class _FormReader(HTMLParser):
    """Collects the fields of one form; rows that only a script may add are left out."""

    def __init__(self, ident: str) -> None:
        super().__init__(convert_charrefs=True)
        self._ident = ident
        self._inside = False
        self._found: dict[str, list[str]] = {}
        self._text: str | None = None
        self._select = ""

    def sent(self) -> list[tuple[str, list[str]]]:
        """Names and values, without empty lists."""
        return [(n, v) for n, v in self._found.items() if v and "__prefix__" not in n]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id", "") == self._ident or not self._ident
        elif not self._inside:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "textarea":
            self._text, self._select = given.get("name", ""), ""
            self._found[self._text] = [""]
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and "selected" in given:
            self._found.setdefault(self._select, []).append(given.get("value", ""))

    def _input(self, given: Mapping[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if not name or kind in _IGNORED:
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        self._found.setdefault(name, []).append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._found[self._text][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._text is not None:
            # A browser drops the first line end of a textarea.
            self._found[self._text][-1] = self._found[self._text][-1].removeprefix("\n")
            self._text = None
