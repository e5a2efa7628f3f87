"""Atom (RFC 4287)."""

from collections.abc import Sequence

from shpalta.feeds import places
from shpalta.feeds.channels import Channel
from shpalta.feeds.entries import Author, Entry, inline, last_word
from shpalta.feeds.pictures import icon_of
from shpalta.feeds.rss import media
from shpalta.feeds.tags import Tag, tag, xml
from shpalta.press.core.family import Doors

MEDIA_TYPE = "application/atom+xml"
PREFIXES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
# A feed must say when it last changed, and an empty one never has.
NEVER = "1970-01-01T00:00:00Z"
ICON = 192


def written(channel: Channel, entries: Sequence[Entry], doors: Doors) -> bytes:
    """The feed as bytes. Its own id is its address: what moves a feed ends its subscriptions
    anyway, and no record says whose the newspaper is for ever.
    """
    base, outlet = places.base(doors), doors.setting("outlet")
    own = base + channel.path
    made = [
        tag("id", own),
        tag("title", inline(channel.title)),
        tag("subtitle", inline(channel.description)),
        tag("updated", last_word(entries) or NEVER),
        _link("self", own, MEDIA_TYPE),
        _link("alternate", base + channel.page, "text/html"),
        _author(Author(inline(outlet.name), f"{base}/")),
    ]
    icon = icon_of(outlet, ICON)
    if icon:
        made.append(tag("icon", base + places.icon(icon)))
    made += [_entry(entry) for entry in entries]
    return xml(tag("feed", *made, attributes={**PREFIXES, "xml:lang": channel.language}))


def _entry(entry: Entry) -> Tag:
    made = [
        tag("id", entry.id),
        tag("title", entry.title),
        tag("published", entry.published),
        tag("updated", entry.updated),
        _link("alternate", entry.url, "text/html"),
        *(_author(author) for author in entry.authors),
        *(tag("category", attributes={"term": name}) for name in entry.categories),
    ]
    if entry.summary:
        made.append(tag("summary", entry.summary))
    if entry.picture:
        made.append(
            _link("enclosure", entry.picture.url, entry.picture.media_type, entry.picture.size)
        )
        made.append(media(entry.picture))
    if entry.html:
        made.append(tag("content", entry.html, attributes={"type": "html"}))
    return tag("entry", *made)


def _link(rel: str, address: str, media_type: str, length: int = 0) -> Tag:
    size = {"length": str(length)} if length else {}
    return tag("link", attributes={"rel": rel, "type": media_type, "href": address, **size})


def _author(author: Author) -> Tag:
    return tag("author", tag("name", author.name), tag("uri", author.url))
