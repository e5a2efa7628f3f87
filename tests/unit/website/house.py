"""A small newspaper in memory: records folded by the press's own code, read through its doors."""

from dataclasses import dataclass, field
from typing import Any

from shpalta import records
from shpalta.lib.digests import digest
from shpalta.press.core.content import MemoryContent
from shpalta.press.core.doors import ContentDoors
from shpalta.press.core.family import Registry
from shpalta.press.core.fold import Fold, Sealed
from shpalta.records import (
    Account,
    Article,
    Byline,
    Contacts,
    Contributor,
    Credit,
    Document,
    Language,
    MenuItem,
    Outlet,
    Page,
    Paragraph,
    Picture,
    PictureUse,
    Rendition,
    Section,
    Series,
    Span,
    Text,
    Tick,
    Topic,
)
from shpalta.website import FAMILIES, GRAINS, KINDS
from shpalta.website.templating import TemplateRenderer
from shpalta.website.theme import collect

THEME = collect()
BASE = "https://nadrichchia.example.org"
REGISTRY = Registry(KINDS, FAMILIES, GRAINS)

WORDS = (
    "Угоду підписали в залі міської ради без преси, текст з’явився на сайті громади ввечері. "
    "Насоси стоятимуть на лівому березі, а платитимуть за струм порівну, ідеться в документі. "
)


def renditions(seed: str) -> tuple[Rendition, ...]:
    sizes = (320, 640, 1024, 1600)
    return tuple(
        Rendition(f, w, w * 5 // 8, digest(f"{seed}{f}{w}".encode()), 1000)
        for f in ("avif", "webp", "jpeg")
        for w in sizes
    )


def text(*paragraphs: str, start: int = 0) -> Text:
    parts = tuple(Paragraph(f"p{start + n}", (Span(p),)) for n, p in enumerate(paragraphs))
    return Text(f"t{start}", parts)


def article(subject: str, **values: Any) -> Article:
    defaults: dict[str, Any] = {
        "id": subject,
        "language": "uk",
        "path": f"/2026/11/23/{subject}.html",
        "headline": f"Два міста над Тихою домовилися про спільну воду, випуск {subject}",
        "section": "misto",
        "genre": "news",
        "first_published": "2026-11-23T07:41:05Z",
        "lead": "Мери підписали угоду на двадцять років. Скільки коштуватиме вода, скажуть згодом.",
        "body": (text(WORDS),),
    }
    return Article(**(defaults | values))


OUTLET = Outlet(
    name="Надріччя",
    languages=(Language("uk", "Українська"), Language("en", "English", "/en")),
    zone="Europe/Kyiv",
    tagline="Газета міста Тихоброду",
    accounts=(Account("telegram", "https://telegram.example.org/nadrichchia"),),
    contacts=Contacts("redaktsiia@nadrichchia.example.org", "+380 00 000 00 00", "вул. Липова, 11"),
    footer={"uk": "Надріччя, 2003–2026\nПередрук з посиланням"},
    footer_links={
        "uk": (
            MenuItem(page="about"),
            MenuItem(page="nowhere"),
            MenuItem(label="Телеграм", url="https://telegram.example.org/nadrichchia"),
        )
    },
)
SECTIONS = (
    Section("misto", "uk", "Місто", "/section/misto.html", "Вулиці, мости, труби.", "#7d3f2e", 1),
    Section("hroshi", "uk", "Гроші", "/section/hroshi.html", order=2),
    Section("sport", "uk", "Спорт", "/section/sport.html", order=3),
    Section("town", "en", "Town", "/en/section/town.html", order=1),
)
ENTITIES: tuple[tuple[str, Any], ...] = (
    *(("section", s) for s in SECTIONS),
    ("topic", Topic("voda", "uk", "Вода", "/topic/voda.html", "Водогін і тариф.")),
    (
        "contributor",
        Contributor(
            "hai", "Ірина Гай", "/contributor/hai.html", "кореспондентка", "Про воду.", "portrait",
            ("водогін", "тарифи"), ("uk", "crh", "xx"), "hai@nadrichchia.example.org",
            (Account("mastodon", "https://social.example.org/@hai"),),
        ),
    ),
    ("contributor", Contributor("luka", "Тарас Лука", "/contributor/luka.html")),
    ("credit", Credit("dsns", "ДСНС", "body", "https://dsns.example.org/")),
    (
        "picture",
        Picture(
            "bridge", 1600, 1000, "news", "dsns", licence="https://creativecommons.org/licenses/by/4.0/",
            focus_x=120, focus_y=900, renditions=renditions("bridge"),
        ),
    ),
    ("picture", Picture("map", 800, 800, "map", renditions=renditions("map"))),
    ("picture", Picture("portrait", 800, 800, "news", renditions=renditions("portrait"))),
    (
        "series",
        Series("richka", "uk", "Ріка", "/series/richka.html", "Від джерела до гирла."),
    ),
    (
        "page",
        Page(
            "about", "uk", "/about.html", "Про редакцію", "Хто ми.", (text("Нас дев’ятеро."),),
            "2026-01-05T10:00:00Z", {"en": "about-en", "pl": "nowhere"},
        ),
    ),
    ("page", Page("about-en", "en", "/en/about.html", "About us", translations={"uk": "about"})),
    ("document", Document("plan", "План", digest(b"plan"), "pdf", 1_240_000)),
)  # fmt: skip


@dataclass
class House:
    """A content that grows row by row."""

    content: MemoryContent = field(default_factory=MemoryContent)
    position: int = 0
    blobs: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.blobs |= THEME.blobs()
        self.fold = Fold(self.content, REGISTRY)
        self.doors = ContentDoors(self.content, REGISTRY, blobs=self.blobs.__getitem__)
        self.renderer = TemplateRenderer(THEME.templates.get)

    def seal(self, kind: str, subject: str, record: Any | None) -> set[str]:
        self.position += 1
        name = digest(records.encode(record)) if record is not None else None
        self.content.remember(self.position, kind, subject, (name, record))
        at = "2026-11-23T08:00:00Z"
        return self.fold.apply(Sealed(self.position, at, kind, subject, name, record))

    def put(self, *articles: Article) -> "House":
        for one in articles:
            self.seal("article", one.id, one)
        return self

    def family_render(self, family: str, *args: str, path: str = "/x.html") -> str:
        from shpalta.press.core.family import Claim

        claim = Claim(path, args)
        return REGISTRY.family(family).render(claim, self.doors, self.renderer).decode()

    def tick(self, at: str) -> None:
        self.seal("tick", "tick", Tick(at, at[:10]))


def house(outlet: Outlet = OUTLET) -> House:
    made = House()
    made.seal("outlet", "outlet", outlet)
    made.seal("theme", "theme", THEME.record("1", BASE))
    for kind, record in ENTITIES:
        made.seal(kind, record.id, record)
    return made


def byline(subject: str, role: Any = "author") -> Byline:
    return Byline(subject, role)


USE = PictureUse("bridge", "Міст над водою", "Водозабір нижче мосту.")
