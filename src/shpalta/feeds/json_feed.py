"""JSON Feed 1.1: the same for programs that would rather not read XML."""

from collections.abc import Sequence
from typing import Any

import msgspec

from shpalta.feeds import places
from shpalta.feeds.channels import Channel
from shpalta.feeds.entries import Entry, inline
from shpalta.feeds.pictures import Shown, icon_of
from shpalta.press.core.family import Doors

VERSION = "https://jsonfeed.org/version/1.1"
ICON, FAVICON = 512, 64


def written(channel: Channel, entries: Sequence[Entry], doors: Doors) -> bytes:
    """The feed as bytes."""
    base, outlet = places.base(doors), doors.setting("outlet")
    icon, favicon = icon_of(outlet, ICON), icon_of(outlet, FAVICON)
    made = {
        "version": VERSION,
        "title": inline(channel.title),
        "home_page_url": base + channel.page,
        "feed_url": base + channel.path,
        "description": inline(channel.description),
        "language": channel.language,
        "icon": base + places.icon(icon) if icon else "",
        "favicon": base + places.icon(favicon) if favicon else "",
        "authors": [{"name": inline(outlet.name), "url": f"{base}/"}],
    }
    made = _said(made) | {"items": [_item(entry, channel.language) for entry in entries]}
    return msgspec.json.encode(made) + b"\n"


def _item(entry: Entry, language: str) -> dict[str, Any]:
    # An item has content or is none: without full text it is the summary, or what is left of it.
    text = "" if entry.html else entry.summary or entry.title
    return _said(
        {
            "id": entry.id,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "content_text": text,
            "summary": entry.summary,
            "image": entry.picture.url if entry.picture else "",
            "date_published": entry.published,
            "date_modified": entry.changed,
            "authors": [{"name": one.name, "url": one.url} for one in entry.authors],
            "tags": list(entry.categories),
            "language": language,
            "attachments": [_attachment(entry.picture)] if entry.picture else [],
        }
    )


def _attachment(picture: Shown) -> dict[str, Any]:
    words = (inline(part) for part in (picture.caption or picture.alt, picture.credit))
    return _said(
        {
            "url": picture.url,
            "mime_type": picture.media_type,
            "title": " · ".join(part for part in words if part),
            "size_in_bytes": picture.size,
        }
    )


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """``values`` without what says nothing."""
    return {name: value for name, value in values.items() if value}
