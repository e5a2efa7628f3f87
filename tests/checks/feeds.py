"""RSS: feedparser without complaint, and the rules of the W3C feed validator, level AA."""

import re
import warnings
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import feedparser
from lxml import etree

from tests.checks.problem import Problem

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}"
# What programs that read feeds refuse, and the validator calls a risk.
_RISKS = frozenset(
    {"applet", "base", "body", "embed", "form", "frame", "frameset", "head", "html", "iframe"}
    | {"input", "link", "meta", "noscript", "object", "script", "style"}
)
_ADDRESSES = ("href", "src", "poster", "cite", "action", "background")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_RFC822 = re.compile(
    rf"({'|'.join(_DAYS)}), \d\d? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})"
)


def parsed(data: bytes, media_type: str = "application/rss+xml") -> Any:
    """What feedparser reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return feedparser.parse(data, response_headers={"content-type": media_type})


def feed_problems(data: bytes, where: str = "feed", *, address: str | None = None) -> list[Problem]:
    """Problems of an RSS 2.0 feed; ``address``: where it stands, to compare ``atom:link`` with."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        return [Problem(where, "xml", str(error))]
    result = parsed(data)
    found = []
    if result.bozo:
        found.append(("bozo", repr(result.get("bozo_exception"))))
    if result.version != "rss20":
        found.append(("version", f"feedparser reads {result.version!r}, not RSS 2.0"))
    channel = root.find("channel")
    if root.getroottree().docinfo.internalDTD is not None:
        found.append(("doctype", "a feed needs none"))
    if channel is None:
        return [Problem(where, *words) for words in [*found, ("channel", "there is none")]]
    found += _channel(channel, address)
    items = channel.findall("item")
    for number, item in enumerate(items, 1):
        found += [(rule, f"item {number}: {text}") for rule, text in _item(item)]
    guids = [item.findtext("guid") for item in items]
    found += [("guid", f"{guid!r} stands twice") for guid in set(guids) if guids.count(guid) > 1]
    if len(result.entries) != len(items):
        found.append(("items", f"{len(items)} written, {len(result.entries)} read"))
    return [Problem(where, rule, text) for rule, text in found]


def _channel(channel: etree._Element, address: str | None) -> list[tuple[str, str]]:
    found = [
        (name, "missing or empty in the channel")
        for name in ("title", "link", "description", "language")
        if not (channel.findtext(name) or "").strip()
    ]
    if not absolute(channel.findtext("link")):
        found.append(("link", f"{channel.findtext('link')!r} is not absolute"))
    own = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(own) != 1:
        found.append(("atom:link", f"{len(own)} with rel=self, one is wanted"))
    elif not absolute(own[0].get("href")) or own[0].get("type") != "application/rss+xml":
        found.append(("atom:link", f"{dict(own[0].attrib)}"))
    elif address and own[0].get("href") != address:
        found.append(("atom:link", f"{own[0].get('href')} but it stands at {address}"))
    dates = [channel.findtext(name) for name in ("pubDate", "lastBuildDate")]
    return found + [problem for written in dates if written for problem in _date(written)]


def _item(item: etree._Element) -> list[tuple[str, str]]:
    found = []
    if not (item.findtext("title") or item.findtext("description")):
        found.append(("item", "has neither title nor description"))
    if not absolute(item.findtext("link")):
        found.append(("link", f"{item.findtext('link')!r} is not absolute"))
    guid = item.find("guid")
    if guid is None or not guid.text:
        found.append(("guid", "missing"))
    elif guid.get("isPermaLink", "true") == "true" and not absolute(guid.text):
        found.append(("guid", f"{guid.text!r} is no permanent link and does not say so"))
    found += _date(item.findtext("pubDate") or "")
    for name in ("title", "link", "description", "guid", "pubDate", CONTENT, "enclosure"):
        if len(item.findall(name)) > 1:
            found.append((name, "stands twice in an item"))
    for enclosure in item.findall("enclosure"):
        found += _file(enclosure, ("url", "type", "length"))
    for media in item.iter(f"{MEDIA}content"):
        found += _file(media, ("url", "type", "medium"))
    for name in ("description", CONTENT):
        found += markup_problems(item.findtext(name) or "")
    return found


def _file(element: etree._Element, wanted: tuple[str, ...]) -> list[tuple[str, str]]:
    name = etree.QName(element).localname
    found = [(name, f"without {attribute}") for attribute in wanted if not element.get(attribute)]
    if not absolute(element.get("url")):
        found.append((name, f"{element.get('url')!r} is not absolute"))
    if not (element.get("length") or "1").isdigit():
        found.append((name, f"length {element.get('length')!r}"))
    return found


def _date(written: str) -> list[tuple[str, str]]:
    if not _RFC822.fullmatch(written):
        return [("date", f"{written!r} is not as RFC 822 has it")]
    moment: datetime = parsedate_to_datetime(written)
    if moment.weekday() != _DAYS.index(written[:3]):
        return [("date", f"{written!r} has the wrong day of the week")]
    return []


def absolute(address: str | None) -> bool:
    """Whether it is a whole address of the web."""
    parts = urlsplit(address or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


class _Markup(HTMLParser):
    """Collects what a feed's HTML should not have."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RISKS:
            self.found.append(("markup", f"<{tag}>"))
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(("markup", f"attribute {name} on <{tag}>"))
            scheme = urlsplit((value or "").strip()).scheme
            if name in _ADDRESSES and scheme not in {"http", "https", "mailto", "tel"}:
                self.found.append(("markup", f'{name}="{value}" on <{tag}>'))


def markup_problems(text: str) -> list[tuple[str, str]]:
    """What HTML in a feed should not have."""
    parser = _Markup()
    parser.feed(text)
    parser.close()
    return parser.found
