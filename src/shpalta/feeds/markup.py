"""HTML by construction: trees in, text out. No text ever becomes markup here."""

import re
from xml.etree import ElementTree

Element = ElementTree.Element

# What XML 1.0 (fifth edition, production 2, Char) cannot say, not even as a reference.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` as XML can carry it: U+FFFD for what it cannot, and one kind of line end.

    Sealed records hold none of it; a feed that no reader can parse would hide all its articles.
    """
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def element(
    tag: str, *content: "str | Element", attributes: dict[str, str] | None = None
) -> Element:
    """An element with texts and elements inside, in order."""
    made = Element(tag, {name: clean(value) for name, value in (attributes or {}).items()})
    for part in content:
        append(made, part)
    return made


def append(parent: Element, part: "str | Element") -> None:
    """Add a text or an element at the end of ``parent``."""
    if isinstance(part, Element):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + clean(part)
    else:
        parent.text = (parent.text or "") + clean(part)


def html(parts: list[Element]) -> str:
    """The HTML of ``parts``, one after the other."""
    return "\n".join(ElementTree.tostring(part, "unicode", "html") for part in parts)
