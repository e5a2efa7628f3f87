"""A small newspaper of records, and doors over it that note what is read."""

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from shpalta import feeds
from shpalta.press.core.family import Claim, Family, Leaf, Window
from shpalta.records import (
    Article,
    Byline,
    Contributor,
    Credit,
    Language,
    Outlet,
    Page,
    Picture,
    PictureUse,
    Rendition,
    Section,
    Series,
    Tick,
    Topic,
    card_of,
    listings_of,
    order_of,
    order_of_entity,
)
from shpalta.records.card import DIRECTORY

BASE = "https://nadrichchia.example"
LEAF = 3
DIGEST = "ab" * 32
LISTED = (Topic, Series, Contributor, Page)


def outlet(**changes: Any) -> Outlet:
    return Outlet(
        **{
            "name": "Надріччя",
            "languages": (Language("uk", "Українська"), Language("en", "English", "/en")),
            "zone": "Europe/Kyiv",
            "tagline": "Газета міста",
            **changes,
        }
    )


def article(number: int, **changes: Any) -> Article:
    published = changes.pop("at", f"2026-11-{1 + number % 28:02}T07:41:{number % 60:02}Z")
    return Article(
        **{
            "id": f"article{number:06}",
            "language": "uk",
            "path": f"/2026/11/23/stattia-{number}.html",
            "headline": f"Стаття {number}",
            "section": "city",
            "genre": "news",
            "first_published": published,
            "lead": f"Лід статті {number}.",
            "topics": ("bridges",),
            "bylines": (Byline("bohdana"),),
            **changes,
        }
    )


def picture(**changes: Any) -> Picture:
    files = tuple(
        Rendition(form, width, width * 2 // 3, DIGEST, width * 100)
        for form in ("avif", "jpeg")
        for width in (320, 1280, 1920)
    )
    return Picture(
        **{
            "id": "river",
            "width": 1920,
            "height": 1280,
            "kind": "news",
            "credit": "agency",
            "renditions": files,
            **changes,
        }
    )


def entities() -> list[Any]:
    return [
        Section("city", "uk", "Місто", "/section/misto.html", order=1),
        Section("town", "en", "Town", "/en/section/town.html"),
        Topic("bridges", "uk", "Мости", "/topic/mosty.html", "Усе про мости"),
        Series("winter", "uk", "Зима", "/series/zyma.html", "Як місто зимує"),
        Page("about", "uk", "/pro-nas.html", "Про нас", changed="2026-11-20T08:00:00Z"),
        Contributor("bohdana", "Богдана Крук", "/contributor/bohdana.html"),
        Credit("agency", "Агенція"),
        picture(),
    ]


class FakeDoors:
    """Doors over records in memory; ``reads`` are the questions asked."""

    def __init__(
        self, records: Iterable[Any], *, tick: str = "2026-11-23", **settings: Any
    ) -> None:
        self.records = {(type(r).__name__.lower(), r.id): r for r in records}
        self.settings = {"outlet": outlet(), "base_address": BASE, **settings}
        self.records["outlet", "outlet"] = self.settings["outlet"]
        self.settings["sections"] = [
            record for (kind, _), record in self.records.items() if kind == "section"
        ]
        self.listings: dict[str, list[str]] = {}
        articles = [record for (kind, _), record in self.records.items() if kind == "article"]
        for record in sorted(articles, key=order_of, reverse=True):
            for listing in listings_of(record):
                self.listings.setdefault(listing, []).append(record.id)
        listed = [r for r in self.records.values() if isinstance(r, LISTED)]
        self.listings[DIRECTORY] = [
            f"{type(record).__name__.lower()}.{record.id}"
            for record in sorted(listed, key=order_of_entity, reverse=True)
        ]
        self.day = tick
        self.reads: set[str] = set()

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        return make()

    def get(self, kind: str, subject: str) -> Any | None:
        self.reads.add(f"record:{kind}:{subject}")
        return self.records.get((kind, subject))

    def card(self, article: str) -> Any | None:
        self.reads.add(f"card:{article}")
        record = self.records.get(("article", article))
        return card_of(record) if record else None

    def window(self, listing: str, size: int) -> Window:
        self.reads.add(f"window:{listing}:{size}")
        members = self._members(listing)
        more = None
        if len(members) > size:
            more = next(o for o, ids in self._leaves(listing) if members[size] in ids)
        return Window(tuple(members[:size]), more)

    def leaf(self, listing: str, opening: str) -> Leaf | None:
        self.reads.add(f"leaf:{listing}:{opening}")
        leaves = self._leaves(listing)
        names = [name for name, _ in leaves]
        if opening not in names:
            return None
        place = names.index(opening)
        older = names[place - 1] if place else None
        newer = names[place + 1] if place + 1 < len(names) else None
        return Leaf(opening, tuple(leaves[place][1]), older, newer)

    def leaves(self, listing: str) -> tuple[str, ...]:
        self.reads.add(f"leaves:{listing}")
        return tuple(name for name, _ in self._leaves(listing))

    def exists(self, listing: str) -> bool:
        self.reads.add(f"exists:{listing}")
        return bool(self._members(listing))

    def absent(self, path: str) -> bool:
        return True

    def setting(self, name: str) -> Any:
        return self.settings[name]

    def template(self, name: str) -> str:
        return ""

    def tick(self) -> Tick | None:
        self.reads.add("tick")
        return Tick(f"{self.day}T10:00:00Z", self.day) if self.day else None

    def aged(self, article: str) -> bool:
        return False

    def blob(self, digest: str) -> bytes:
        return b""

    def _members(self, listing: str) -> list[str]:
        """Ids of ``listing``, newest first."""
        return self.listings.get(listing, [])

    def _leaves(self, listing: str) -> list[tuple[str, list[str]]]:
        oldest_first = self._members(listing)[::-1]
        chunks = [oldest_first[n : n + LEAF] for n in range(0, len(oldest_first), LEAF)]
        return [(chunk[0], chunk[::-1]) for chunk in chunks]


class NoRenderer:
    """Feeds use no template."""

    def render(self, template: str, context: Any) -> bytes:
        raise AssertionError(f"no template is wanted: {template}")


def family(name: str) -> Family:
    return next(f for f in feeds.FAMILIES if f.name == name)


def owners(doors: FakeDoors) -> set[str]:
    """Every subject that the records of ``doors`` emit and that could own something."""
    found = {f"record:{kind}:{subject}" for kind, subject in doors.records}
    for listing in doors.listings:
        found.add(f"exists:{listing}")
        found |= {f"leaf:{listing}:{opening}" for opening in doors.leaves(listing)}
    return found


def claimed(doors: FakeDoors) -> dict[str, tuple[Family, Claim]]:
    """Every claim by path; a path claimed twice by different owners is an error."""
    made: dict[str, tuple[Family, Claim]] = {}
    for of in feeds.FAMILIES:
        for owner in sorted({o for s in owners(doors) if (o := of.owner_of(s))}):
            for claim in of.claims(owner, doors):
                assert claim.path not in made, claim.path
                made[claim.path] = (of, claim)
    return made


def press(doors: FakeDoors) -> dict[str, bytes]:
    """Every file that feeds make, by path."""
    return {path: of.render(c, doors, NoRenderer()) for path, (of, c) in claimed(doors).items()}


def pressed(doors: FakeDoors, path: str) -> bytes:
    """One file."""
    of, claim = claimed(doors)[path]
    return of.render(claim, doors, NoRenderer())


def with_picture(**changes: Any) -> PictureUse:
    return PictureUse(**{"picture": "river", "alt": "Річка", "caption": "Річка навесні", **changes})
