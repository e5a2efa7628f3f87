"""Reading a page back, as a browser's parser does."""

from collections.abc import Iterator
from typing import Any

import html5lib

from shpalta.website.links import web_href
from shpalta.website.policy import EARLY

NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def tree(page: str) -> Any:
    return html5lib.parse(page, namespaceHTMLElements=False)


def text_of(element: Any) -> str:
    """What a reader reads in an element, line breaks included."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append("\n" if child.tag == "br" else text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def all_of(page: str, tag: str) -> list[Any]:
    return [e for e in tree(page).iter() if e.tag == tag]


def block(page: str, subject: str) -> Any:
    return next(e for e in tree(page).iter() if e.get("id") == f"b-{subject}")


def hrefs(page: str) -> Iterator[str]:
    for element in tree(page).iter():
        for name in ("href", "src"):
            if element.get(name):
                yield element.get(name)


def dangers(page: str) -> list[str]:
    """What no page of ours has: foreign scripts, handlers, style attributes, other schemes."""
    found = []
    for element in tree(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and element.get("type") not in ("module", "application/ld+json"):
            found += ["script"] if element.attrib or element.text != EARLY else []
        if element.tag in ("iframe", "object", "embed", "base", "form", "svg"):
            found.append(element.tag)
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name == "style":
                found.append(f"{element.tag} {name}")
            if name not in ("href", "src", "data-frame") or value.startswith(("#main", "#b-")):
                continue
            if not web_href(value):
                found.append(f"{name}={value[:60]}")
    return found
