"""The sample's bodies: blocks of YAML and Markdown → the editor's blocks."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Ids of blocks follow from their place, so that loading twice gives the same.
_NAMES = uuid.UUID("6f0f2c0e-6a53-5d0a-9a51-8d9d2f6b2c11")
_MARKS = {"strong": "b", "em": "i"}
_KEPT = frozenset({"paragraph", "bullet_list", "ordered_list", "list_item"})
_TAGS = {"paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li"}


@dataclass(slots=True)
class Keys:
    """What the YAML's keys mean in this newsroom."""

    sections: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, Any] = field(default_factory=dict)
    series: dict[str, Any] = field(default_factory=dict)
    articles: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)


def stream_of(article: str, blocks: Sequence[Mapping[str, Any]], keys: Keys) -> str:
    """The body as the stream field takes it."""
    raw = [
        {
            "type": block["type"],
            "value": _VALUES[block["type"]](block, keys),
            "id": str(uuid.uuid5(_NAMES, f"{article}/{number}")),
        }
        for number, block in enumerate(blocks)
    ]
    return json.dumps(raw, ensure_ascii=False)


def richtext_of(markdown: str, keys: Keys) -> str:
    """Rich text of Markdown: bold, italic, lists, links."""
    return "".join(_html(MarkdownIt("commonmark").parse(markdown), keys))


def _html(tokens: Iterable[Token], keys: Keys) -> list[str]:
    out: list[str] = []
    for token in tokens:
        if token.children:
            out += _html(token.children, keys)
            continue
        name, _, side = token.type.rpartition("_")
        if token.type in ("text", "code_inline"):
            out.append(escape(token.content, quote=False))
        elif token.type == "softbreak":
            out.append(" ")
        elif token.type == "hardbreak":
            out.append("<br/>")
        elif name == "link":
            out.append(_link(token, keys) if side == "open" else "</a>")
        elif name in _MARKS:
            out.append(f"<{'/' if side == 'close' else ''}{_MARKS[name]}>")
        elif name in _KEPT and not token.hidden:
            out.append(f"<{'/' if side == 'close' else ''}{_TAGS[name]}>")
    return out


def _link(token: Token, keys: Keys) -> str:
    target = str(token.attrs["href"])
    kind, _, key = target.partition(":")
    if kind == "article":
        return f'<a linktype="page" id="{keys.articles[key].pk}">'
    if kind == "topic":
        return f'<a linktype="topic" id="{keys.topics[key].pk}">'
    return f'<a href="{escape(target)}">'


def _quote(block: Mapping[str, Any], keys: Keys) -> dict[str, str]:
    speaker, _, role = block["attribution"].partition(", ")
    return {"text": block["text"], "speaker": speaker, "role": role}


def _picture(block: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    return _picture_use(block["picture"], keys)


def _picture_use(data: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    return {
        "picture": keys.pictures[data["key"]].pk,
        "alt": data["alt"],
        "caption": data["caption"],
        "decorative": False,
    }


def _gallery(block: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    return {
        "title": block.get("title", ""),
        "pictures": [
            {
                "type": "item",
                "value": _picture_use(data, keys),
                "id": str(uuid.uuid5(_NAMES, f"gallery/{number}/{data['key']}")),
            }
            for number, data in enumerate(block["pictures"])
        ],
    }


def _exchange(block: Mapping[str, Any], keys: Keys) -> dict[str, str]:
    return {
        "question": block["question"],
        "speaker": block.get("speaker", ""),
        "answer": richtext_of(block["markdown"], keys),
    }


def _table(block: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    return {
        "table": {
            "columns": [{"type": "text", "heading": heading} for heading in block["header"]],
            "rows": [{"values": list(row)} for row in block["rows"]],
            "caption": block["caption"],
        },
        "row_header": True,
    }


def _read_also(block: Mapping[str, Any], keys: Keys) -> list[dict[str, Any]]:
    return [
        {
            "type": "item",
            "value": keys.articles[key].pk,
            "id": str(uuid.uuid5(_NAMES, f"read-also/{key}")),
        }
        for key in block["articles"]
    ]


_VALUES: dict[str, Callable[[Mapping[str, Any], Keys], Any]] = {
    "text": lambda block, keys: richtext_of(block["markdown"], keys),
    "subhead": lambda block, keys: block["text"],
    "quote": _quote,
    "picture": _picture,
    "gallery": _gallery,
    "exchange": _exchange,
    "table": _table,
    "read_also": _read_also,
    "divider": lambda block, keys: None,
    "embed": lambda block, keys: {"url": block["url"], "title": block["title"]},
}
