"""XML as text, built from the inside out: what is no markup yet is escaped, always.

A publication renews a sitemap of some thousand entries: trees of them cost twice as much.
"""

import re

from shpalta.feeds.markup import clean

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Characters that stand for themselves: most texts hold no other. What XML cannot say is not here.
_PLAIN = re.compile("[\t\n\x20-%'-;=?-\ud7ff\ue000-\ufffd]*")
_ATTRIBUTE = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


class Tag(str):
    """An element as it stands in a document. Made by ``tag`` alone."""

    __slots__ = ()


def tag(name: str, *content: str, attributes: dict[str, str] | None = None) -> Tag:
    """An element that holds other elements, each on a line, or texts. ``name`` may have a prefix,
    whose ``xmlns`` stands at the root.
    """
    opened = name
    for key, value in (attributes or {}).items():
        opened += f' {key}="{_escaped(value).translate(_ATTRIBUTE)}"'
    if not content:
        return Tag(f"<{opened}/>")
    if isinstance(content[0], Tag):
        lines = "\n".join(part if isinstance(part, Tag) else _escaped(part) for part in content)
        return Tag(f"<{opened}>\n{lines}\n</{name}>")
    text = "".join(part if isinstance(part, Tag) else _escaped(part) for part in content)
    return Tag(f"<{opened}>{text}</{name}>")


def xml(root: Tag) -> bytes:
    """The document of ``root`` in UTF-8."""
    return f"{_HEAD}{root}\n".encode()


def _escaped(text: str) -> str:
    """``text`` as characters alone. ``>`` is escaped too, so ``]]>`` cannot occur."""
    if _PLAIN.fullmatch(text):
        return text
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
