"""From cards to the items, days and feeds that lists show."""

from collections.abc import Iterable
from itertools import groupby

from shpalta.press.core.family import Window
from shpalta.records import Card, Picture
from shpalta.website.contexts import Day, Feed, Image, Item, RelatedItem
from shpalta.website.links import attribute
from shpalta.website.pictures import KIND_WORDS, image_of, thumb_of
from shpalta.website.scope import Scope, leaf_path
from shpalta.website.words import message

NAMES = 3
GENRE_WORDS = {
    "news": message("News"),
    "report": message("Report"),
    "interview": message("Interview"),
    "analysis": message("Analysis"),
    "opinion": message("Opinion"),
    "explainer": message("Explainer"),
    "advertising": message("Advertising"),
    "gallery": message("Photo story"),
}


def item_of(scope: Scope, article: str, *, sizes: str = "") -> Item | None:
    """An article as lists show it, or None; its image is a large one when ``sizes`` are given.

    Made once for all the lists that show it: the same article stands in half a dozen.
    """
    key = "item", scope.language.code, article, sizes
    found: Item | None = scope.doors.once(key, lambda: _item(scope, article, sizes))
    return found


def _item(scope: Scope, article: str, sizes: str) -> Item | None:
    card: Card | None = scope.doors.card(article)
    if card is None:
        return None
    image, credit, kind = _picture(scope, card, sizes)
    return Item(
        id=card.id,
        href=attribute(card.path),
        headline=card.headline,
        teaser=card.teaser,
        when=scope.when(card.published),
        section=scope.section(card.section),
        form=card.genre,
        genre=scope.words.t(GENRE_WORDS[card.genre]) if card.genre != "news" else "",
        advertising=card.genre == "advertising",
        names=_names(_authors(scope, card)) if sizes else "",
        image=image,
        credit=credit,
        kind=kind,
        part=card.part,
    )


def _names(names: list[str]) -> str:
    """A few names; the rest are on the article's own page."""
    return ", ".join(names[:NAMES]) + (" …" if len(names) > NAMES else "")


def _authors(scope: Scope, card: Card) -> list[str]:
    ids = [byline.contributor for byline in card.bylines if byline.role == "author"]
    found = (scope.doors.get("contributor", subject) for subject in ids)
    return [record.name for record in found if record]


def _picture(scope: Scope, card: Card, sizes: str) -> tuple[Image | None, str, str]:
    """Image, credit and word for what it is."""
    use = card.picture
    picture: Picture | None = scope.doors.get("picture", use.picture) if use else None
    if use is None or picture is None:
        return None, "", ""
    credit = scope.doors.get("credit", picture.credit) if picture.credit else None
    image = image_of(picture, use, sizes) if sizes else thumb_of(picture)
    return image, credit.name if credit else "", scope.words.t(KIND_WORDS[picture.kind])


def related_of(scope: Scope, articles: Iterable[str]) -> tuple[RelatedItem, ...]:
    """Links to those of ``articles`` that are public."""
    cards = (scope.doors.card(article) for article in articles)
    return tuple(
        RelatedItem(attribute(card.path), card.headline, scope.when(card.published))
        for card in cards
        if card is not None
    )


def feed_of(scope: Scope, ids: Iterable[str], more: str) -> Feed:
    """The articles ``ids`` by days, in the order given; ``more`` is the address that goes on."""
    found = (item_of(scope, article) for article in ids)
    items = [item for item in found if item is not None]
    days = groupby(items, key=lambda item: item.when.day)
    return Feed(tuple(_day(list(group)) for _, group in days), attribute(more))


def _day(items: list[Item]) -> Day:
    return Day(items[0].when.day, items[0].when.date, tuple(items))


def more_of(listing: str, window: Window) -> str:
    """Where a listing goes on after its window; empty at its end."""
    return leaf_path(listing, window.more) if window.more else ""
