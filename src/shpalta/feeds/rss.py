"""RSS 2.0, with the extensions that its readers know: full text, authors, pictures."""

from collections.abc import Sequence
from html import escape

from shpalta.feeds import places
from shpalta.feeds.channels import Channel
from shpalta.feeds.entries import Entry, inline, last_word
from shpalta.feeds.moments import rfc822, zone
from shpalta.feeds.pictures import Shown
from shpalta.feeds.tags import Tag, tag, xml
from shpalta.press.core.family import Doors

PREFIXES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def written(channel: Channel, entries: Sequence[Entry], doors: Doors) -> bytes:
    """The feed as bytes."""
    base, place = places.base(doors), doors.setting("outlet").zone
    link = {"href": base + channel.path, "rel": "self", "type": "application/rss+xml"}
    made = [
        tag("title", inline(channel.title)),
        tag("link", base + channel.page),
        tag("description", inline(channel.description)),
        tag("language", channel.language),
        tag("atom:link", attributes=link),
    ]
    if entries:
        made.append(tag("lastBuildDate", rfc822(last_word(entries), zone(place))))
    made += [_item(entry, place) for entry in entries]
    return xml(tag("rss", tag("channel", *made), attributes={"version": "2.0", **PREFIXES}))


def _item(entry: Entry, place: str) -> Tag:
    made = [
        tag("title", entry.title),
        tag("link", entry.url),
        tag("guid", entry.id, attributes={"isPermaLink": "false"}),
        tag("pubDate", rfc822(entry.published, zone(place))),
    ]
    if entry.changed:
        made.append(tag("atom:updated", entry.changed))
    if entry.summary:
        # Readers take a description for HTML, so its text is escaped as HTML's first.
        made.append(tag("description", escape(entry.summary, quote=False)))
    made += [tag("dc:creator", author.name) for author in entry.authors]
    made += [tag("category", name) for name in entry.categories]
    if entry.picture:
        length = {"length": str(entry.picture.size)}
        made.append(tag("enclosure", attributes={**_file(entry.picture), **length}))
        made.append(media(entry.picture))
    if entry.html:
        made.append(tag("content:encoded", entry.html))
    return tag("item", *made)


def _file(picture: Shown) -> dict[str, str]:
    return {"url": picture.url, "type": picture.media_type}


def media(picture: Shown) -> Tag:
    """The main picture with its credit, for readers that know Media RSS."""
    size = {
        "width": str(picture.width),
        "height": str(picture.height),
        "fileSize": str(picture.size),
    }
    about = inline(picture.alt or picture.caption)
    words = [tag("media:description", about, attributes={"type": "plain"})] if about else []
    if picture.credit:
        words.append(tag("media:credit", inline(picture.credit)))
    attributes = {**_file(picture), "medium": "image", **size}
    return tag("media:content", *words, attributes=attributes)
