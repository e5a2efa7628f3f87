"""Atom: feedparser without complaint, and what RFC 4287 asks of a feed and its entries."""

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from lxml import etree

from tests.checks.feeds import ATOM, absolute, markup_problems, parsed
from tests.checks.problem import Problem

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# RFC 4287, sections 4.1.1 and 4.1.2: exactly one, or at most one, of each.
_FEED_ONE, _FEED_MOST = ("id", "title", "updated"), ("subtitle", "icon", "logo", "rights")
_ENTRY_ONE = ("id", "title", "updated")
_ENTRY_MOST = ("content", "published", "summary", "source", "rights")
_KNOWN = frozenset(
    {*_FEED_ONE, *_FEED_MOST, *_ENTRY_MOST}
    | {"author", "contributor", "category", "entry", "generator", "link"}
)
# Section 3.3: RFC 3339 with capitals, and a zone.
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_TAG = re.compile(r"tag:[^,:]+,\d{4}(-\d\d(-\d\d)?)?:\S+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")

Found = tuple[str, str]


def atom_problems(data: bytes, where: str = "feed", *, address: str | None = None) -> list[Problem]:
    """Problems of an Atom feed; ``address``: where it stands, to compare ``self`` with."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        return [Problem(where, "xml", str(error))]
    if root.tag != f"{ATOM}feed":
        return [Problem(where, "version", f"the root is {root.tag}")]
    result = parsed(data, "application/atom+xml")
    entries = root.findall(f"{ATOM}entry")
    found = [("bozo", repr(result.get("bozo_exception")))] if result.bozo else []
    if result.version != "atom10":
        found.append(("version", f"feedparser reads {result.version!r}"))
    if len(result.entries) != len(entries):
        found.append(("items", f"{len(entries)} written, {len(result.entries)} read"))
    found += _feed(root, address)
    for number, entry in enumerate(entries, 1):
        found += [(rule, f"entry {number}: {text}") for rule, text in _entry(entry, root)]
    ids = [element.findtext(f"{ATOM}id") for element in (root, *entries)]
    found += [("id", f"{name!r} stands twice") for name in set(ids) if ids.count(name) > 1]
    return [Problem(where, rule, text) for rule, text in found]


def _feed(root: etree._Element, address: str | None) -> Iterator[Found]:
    yield from _counted(root, _FEED_ONE, _FEED_MOST)
    yield from _common(root)
    if not root.get(XML_LANG):
        yield "language", "the feed does not say its own"
    own = _links(root, "self")
    if len(own) != 1 or own[0].get("type") != "application/atom+xml":
        yield "self", f"{[dict(link.attrib) for link in own]}"
    elif address and own[0].get("href") != address:
        yield "self", f"{own[0].get('href')} but it stands at {address}"
    if len(_links(root, "alternate")) != 1:
        yield "alternate", "a page of its own is wanted"


def _entry(entry: etree._Element, root: etree._Element) -> Iterator[Found]:
    yield from _counted(entry, _ENTRY_ONE, _ENTRY_MOST)
    yield from _common(entry)
    if entry.find(f"{ATOM}author") is None and root.find(f"{ATOM}author") is None:
        yield "author", "neither the entry nor its feed has one"
    if entry.find(f"{ATOM}content") is None and not _links(entry, "alternate"):
        yield "alternate", "without content an entry leads to its page"
    kinds = [(link.get("type"), link.get("hreflang")) for link in _links(entry, "alternate")]
    if len(kinds) != len(set(kinds)):
        yield "alternate", "two of one type and language"
    for name in ("published", "updated"):
        yield from _moment(entry.findtext(f"{ATOM}{name}"), name)
    for link in _links(entry, "enclosure"):
        if not (link.get("length") or "").isdigit():
            yield "enclosure", f"length {link.get('length')!r}"


def _common(element: etree._Element) -> Iterator[Found]:
    """What holds in a feed and in an entry."""
    yield from _identity(element.findtext(f"{ATOM}id") or "")
    yield from _moment(element.findtext(f"{ATOM}updated"), "updated")
    for child in element.iterchildren(f"{ATOM}*"):
        name = etree.QName(child).localname
        if name not in _KNOWN:
            yield "element", f"{name} is none of Atom's"
    for link in element.findall(f"{ATOM}link"):
        if not absolute(link.get("href")) or not _MEDIA_TYPE.fullmatch(link.get("type", "")):
            yield "link", f"{dict(link.attrib)}"
    yield from _people(element)
    yield from _texts(element)


def _people(element: etree._Element) -> Iterator[Found]:
    for person in element.findall(f"{ATOM}author"):
        if not (person.findtext(f"{ATOM}name") or "").strip():
            yield "author", "without a name"
        if not absolute(person.findtext(f"{ATOM}uri") or "https://example.org/"):
            yield "author", f"uri {person.findtext(f'{ATOM}uri')!r}"
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "category", "without a term"


def _texts(element: etree._Element) -> Iterator[Found]:
    for name in ("title", "subtitle", "summary", "content", "rights"):
        for text in element.findall(f"{ATOM}{name}"):
            kind = text.get("type", "text")
            if kind not in {"text", "html"}:
                yield "type", f"{name} of type {kind!r}"
            if len(text):
                yield "markup", f"{name} of type {kind} holds elements"
            if kind == "html":
                yield from markup_problems(text.text or "")
            if name == "title" and not (text.text or "").strip():
                yield "title", "empty"


def _counted(
    element: etree._Element, once: tuple[str, ...], most: tuple[str, ...]
) -> Iterator[Found]:
    for name in once + most:
        number = len(element.findall(f"{ATOM}{name}"))
        if number > 1 or (number == 0 and name in once):
            yield name, f"{number} of them"


def _identity(written: str) -> Iterator[Found]:
    """An absolute IRI: an address, a tag (RFC 4151) or a UUID (RFC 4122)."""
    if written.startswith("urn:uuid:"):
        try:
            UUID(written.removeprefix("urn:uuid:"))
        except ValueError:
            yield "id", f"{written!r} is no UUID"
    elif not absolute(written) and not _TAG.fullmatch(written):
        yield "id", f"{written!r} is no absolute IRI that is known here"


def _moment(written: str | None, name: str) -> Iterator[Found]:
    if written is None:
        return
    try:
        fine = bool(_MOMENT.fullmatch(written)) and bool(datetime.fromisoformat(written))
    except ValueError:
        fine = False
    if not fine:
        yield "date", f"{name} {written!r} is not as RFC 3339 has it"


def _links(element: etree._Element, rel: str) -> list[etree._Element]:
    found: list[etree._Element] = element.findall(f"{ATOM}link")
    return [link for link in found if link.get("rel", "alternate") == rel]
