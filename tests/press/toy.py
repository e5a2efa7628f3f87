"""A product of a few lines: enough families to exercise every door, small enough to read.

Pages are JSON of what the doors answered, so an assertion reads like the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from shpalta.press.core import subjects
from shpalta.press.core.family import Claim, Doors, Family, Grain, Kind, Registry, Renderer
from shpalta.records import Article, Byline, Subhead, Theme, card_of, listings_of, order_of

READERS_LISTINGS = ("all", "section", "topic", "contributor")


def _owner(prefix: str) -> Callable[[str], str | None]:
    return lambda subject: subject if subject.startswith(prefix) else None


def _card(doors: Doors, article: str) -> dict[str, Any] | None:
    card = doors.card(article)
    if card is None:
        return None
    section = doors.get("section", card.section)
    return {"to": card.path, "headline": card.headline, "section": section and section.name}


def _article_claims(owner: str, doors: Doors) -> list[Claim]:
    record = doors.get("article", subjects.parts(owner)[2])
    return [Claim(record.path, (record.id,), record.first_published)] if record else []


def _article(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    record: Article = doors.get("article", claim.args[0])
    if "BROKEN" in record.headline:
        raise ValueError(f"cannot draw {record.headline!r}")
    page = {
        "headline": record.headline,
        "related": [_card(doors, other) for other in record.related],
        "aged": doors.aged(record.id),
        "outlet": doors.setting("outlet").name,
        "topics": [_named(doors, "topic", topic) for topic in record.topics],
        "bylines": [_named(doors, "contributor", b.contributor) for b in record.bylines],
        "body": [block.text for block in record.body if isinstance(block, Subhead)],
        "picture": record.picture and _media(doors, record.picture.picture),
    }
    return renderer.render("article.html", page)


def _named(doors: Doors, kind: str, ident: str) -> dict[str, Any] | None:
    record = doors.get(kind, ident)
    return record and {"to": record.path, "name": record.name}


def _media(doors: Doors, ident: str) -> dict[str, Any] | None:
    picture = doors.get("picture", ident)
    return picture and {"to": f"/media/{picture.renditions[0].digest[:16]}.jpg"}


def _window(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    found = doors.window(claim.args[0], 5)
    page: dict[str, Any] = {"items": [_card(doors, article) for article in found.ids]}
    page["more"] = f"/leaf/{claim.args[0]}/{found.more}.html" if found.more else None
    return renderer.render("list.html", page)


def _leaf_claims(owner: str, doors: Doors) -> list[Claim]:
    _, listing, opening = subjects.parts(owner)
    if listing.split("/")[0] not in READERS_LISTINGS or doors.leaf(listing, opening) is None:
        return []
    return [Claim(f"/leaf/{listing}/{opening}.html", (listing, opening))]


def _leaf(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    listing, opening = claim.args
    leaf = doors.leaf(listing, opening)
    assert leaf is not None
    page = {
        "items": [_card(doors, article) for article in leaf.ids],
        "older": leaf.older and f"/leaf/{listing}/{leaf.older}.html",
        "newer": leaf.newer and f"/leaf/{listing}/{leaf.newer}.html",
    }
    return renderer.render("list.html", page)


def _entity_claims(kind: str, listing: str) -> Callable[[str, Doors], list[Claim]]:
    def claims(owner: str, doors: Doors) -> list[Claim]:
        record = doors.get(kind, subjects.parts(owner)[2])
        return [Claim(record.path, (listing.format(record.id),))] if record else []

    return claims


def _picture_of(subject: str) -> str | None:
    """A picture's file depends on its record and on whether an article shows it."""
    for prefix in ("record:picture:", "exists:picture/"):
        if subject.startswith(prefix):
            return subject.removeprefix(prefix)
    return None


def _picture_claims(owner: str, doors: Doors) -> list[Claim]:
    picture = doors.get("picture", owner) if doors.exists(f"picture/{owner}") else None
    if picture is None:
        return []
    name = picture.renditions[0].digest
    return [Claim(f"/media/{name[:16]}.jpg", (name,))]


def _blob(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    return doors.blob(claim.args[0])


def _redirect_claims(owner: str, doors: Doors) -> list[Claim]:
    record = doors.get("redirect", subjects.parts(owner)[2])
    if record is None:
        return []
    return [Claim(record.path + (".gone" if record.gone else ""), (record.path,))]


def _redirect(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    record = doors.get("redirect", claim.args[0])
    card = doors.card(record.article) if record.article else None
    return renderer.render("moved.html", {"to": card and card.path, "reason": record.reason})


def _map(claim: Claim, doors: Doors, renderer: Renderer) -> bytes:
    tick = doors.tick()
    return renderer.render(
        "map.html",
        {"leaves": list(doors.leaves("map/uk")), "day": tick and tick.day,
         "free": doors.absent("/about.html"), "any": doors.exists("all/uk")},
    )  # fmt: skip


def _asset_claims(owner: str, doors: Doors) -> list[Claim]:
    theme = doors.get("theme", "theme")
    if theme is None:
        return []
    files = {asset.path: asset.digest for asset in theme.assets.values()}
    files |= {old.path: old.digest for old in doors.retired()}  # type: ignore[attr-defined]
    return [Claim(path, (digest,)) for path, digest in sorted(files.items())]


def _only(subject: str, paths: list[Claim]) -> dict[str, Any]:
    return {
        "owner_of": lambda s: s if s == subject else None,
        "claims": lambda owner, doors: paths if doors.get("outlet", "outlet") else [],
    }


FAMILIES = (
    Family("asset", _owner("record:theme:"), _asset_claims, _blob, rank=-2),
    Family("media", _picture_of, _picture_claims, _blob, rank=-1, compressed=False),
    Family("article", _owner("record:article:"), _article_claims, _article,
           blames=lambda claim: claim.args[0]),
    Family("redirect", _owner("record:redirect:"), _redirect_claims, _redirect),
    Family("fragment", **_only("record:outlet:outlet",
                               [Claim("/live/1/uk/latest.html", ("all/uk",))]),
           render=_window, rank=10),
    Family("front", **_only("record:outlet:outlet", [Claim("/index.html", ("all/uk",))]),
           render=_window, rank=20),
    Family("section", _owner("record:section:"), _entity_claims("section", "section/{}"), _window,
           rank=20),
    Family("topic", _owner("record:topic:"), _entity_claims("topic", "topic/{}"), _window, rank=20),
    Family("contributor", _owner("record:contributor:"),
           _entity_claims("contributor", "contributor/{}/uk"), _window, rank=20),
    Family("leaf", _owner("leaf:"), _leaf_claims, _leaf, rank=30),
    Family("map", **_only("record:outlet:outlet", [Claim("/map.html")]), render=_map, wave=2,
           rank=40),
)  # fmt: skip

KINDS = {
    "article": Kind("article", card_of, listings_of, order_of, lambda record: record.path),
    "section": Kind("section", path=lambda record: record.path),
    "topic": Kind("topic", path=lambda record: record.path),
    "contributor": Kind("contributor", path=lambda record: record.path),
    "redirect": Kind("redirect", path=lambda record: record.path if not record.gone else ""),
}

REGISTRY = Registry(KINDS, FAMILIES, {"map": Grain(6, 12), "all": Grain(3, 4)}, frozenset({5}))


class ToyRenderer:
    def __init__(self, words: dict[str, str]) -> None:
        self.words = words

    def render(self, template: str, context: Mapping[str, Any]) -> bytes:
        if "FRAGILE" in context.get("headline", "") and not self.words[template].startswith("firm"):
            raise ValueError(f"{template} cannot draw {context['headline']!r}")
        page = {"template": template, "look": self.words.get(template, ""), **context}
        return json.dumps(page, ensure_ascii=False, sort_keys=True).encode()


class ToyTheming:
    def renderer(self, theme: Theme | None, read: Callable[[str], bytes]) -> ToyRenderer:
        files = theme.templates.items() if theme else ()
        return ToyRenderer({name: read(file.digest).decode() for name, file in files})

    def closure(self, renderer: ToyRenderer, template: str) -> str:
        return renderer.words.get(template, "")


def product() -> tuple[Registry, ToyTheming]:
    return REGISTRY, ToyTheming()


def byline(contributor: str) -> Byline:
    return Byline(contributor)


def look_of(page: bytes) -> str:
    """The look of the theme that made a page."""
    return str(json.loads(page)["look"])
