"""One record of every kind and one article for every block, with every field filled.

``python -m tests.unit.records.samples`` writes the golden copies that are missing; it never
changes one that is there. A new version of a schema gets new samples and new golden copies, and
the old copies stay for ever: newer code must go on reading them.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from shpalta.records import (
    Account,
    Article,
    ArticleLink,
    Block,
    Byline,
    Contacts,
    Contributor,
    Credit,
    Divider,
    Document,
    DocumentLink,
    Embed,
    EntityLink,
    Exchange,
    Front,
    Gallery,
    Held,
    Icon,
    Language,
    ListBlock,
    MenuItem,
    Outlet,
    Page,
    Paragraph,
    Picture,
    PictureBlock,
    PictureUse,
    Quote,
    ReadAlso,
    Record,
    Redirect,
    Rendition,
    Section,
    Series,
    Social,
    Span,
    Subhead,
    Table,
    Text,
    Theme,
    ThemeFile,
    Tick,
    Topic,
    WebLink,
    encode,
)
from shpalta.records.blocks import Item

GOLDEN = Path(__file__).parent / "golden"
AT = "2026-11-23T07:41:05Z"
DIGESTS = tuple(f"{number:064x}" for number in range(9))

SPANS = (
    Span("Їжак і «ґедзь»\nновий рядок \u2028 </script> & ]]> "),
    Span("жирне", bold=True),
    Span("похиле", italic=True),
    Span("сайт", link=WebLink("https://example.org/?a=1&b=ї")),
    Span("стаття", bold=True, italic=True, link=ArticleLink("a2")),
    Span("рубрика", link=EntityLink("section", "misto")),
)

BLOCKS: dict[str, Block] = {
    "text": Text(
        "b1",
        (
            Paragraph("p1", SPANS),
            ListBlock((Item("i1", SPANS[:1]), Item("i2", SPANS[1:2], depth=1)), ordered=True),
        ),
    ),
    "subhead": Subhead("b2", "Що далі?"),
    "picture": PictureBlock("b3", PictureUse("p1", "Міст", "Міст уночі", decorative=True)),
    "quote": Quote("b4", "Буде міст.", "Олена Коваль", role="інженерка", contributor="c1"),
    "table": Table("b5", (("1", "2"), ("3", "4")), ("а", "б"), "Підпис", row_header=True),
    "read_also": ReadAlso("b6", ("a2", "a3")),
    "document": DocumentLink("b7", "d1", "Рішення"),
    "embed": Embed(
        "b8", "https://video.example/1", "Відео", "video", "https://video.example/frame/1"
    ),
    "divider": Divider("b9"),
    "gallery": Gallery(
        "b10",
        (
            PictureUse("p1", "Міст", "Міст уночі"),
            PictureUse("p2", caption="Опора", decorative=True),
        ),
        "Як будували",
    ),
    "exchange": Exchange(
        "b11",
        "Коли відкриють?",
        (
            Paragraph("p2", SPANS[:2]),
            ListBlock((Item("i3", SPANS[1:2]), Item("i4", SPANS[2:3], depth=1))),
        ),
        "Олена Коваль",
    ),
}


def article(*body: Block) -> Article:
    return Article(
        id="a1", language="uk", path="/2026/11/23/mist.html", headline="Міст відкрили",
        section="misto", genre="news", first_published=AT, short_headline="Міст", lead="Лід.",
        topics=("t1", "t2"), bylines=(Byline("c1"), Byline("c2", "photographer")),
        dateline="Київ", picture=PictureUse("p1", "Міст"), body=body,
        changed="2026-11-23T09:00:00Z", related=("a0",), translations={"en": "a9", "pl": "a8"},
    )  # fmt: skip


def part_of_a_series(*body: Block) -> Article:
    return msgspec.structs.replace(article(*body), day="2026-11-23", series="r1", part=2)


SAMPLES: dict[str, tuple[str, Record]] = {
    "copy-1": ("article", part_of_a_series(*BLOCKS.values())),
    "copy-1-least": (
        "article",
        Article("a1", "uk", "/2026/11/23/mist.html", "Міст", "misto", "opinion", AT),
    ),
    **{f"copy-1-{name}": ("article", article(block)) for name, block in BLOCKS.items()},
    "section-1": (
        "section",
        Section("misto", "uk", "Місто", "/section/misto.html", "Про місто", "#aa0000", 3),
    ),
    "topic-1": ("topic", Topic("t1", "uk", "Мости", "/topic/mosty.html", "Про мости")),
    "series-1": (
        "series",
        Series("r1", "uk", "Мости міста", "/series/mosty.html", "Усі дев’ять", complete=True),
    ),
    "page-1": (
        "page",
        Page(
            "g1", "uk", "/pro-nas.html", "Про нас", "Хто ми.", tuple(BLOCKS.values()), AT,
            {"en": "g2"},
        ),
    ),
    "contributor-1": (
        "contributor",
        Contributor(
            "c1", "Олена", "/contributor/olena.html", "репортерка", "Пише.", "p1",
            ("мости", "міський бюджет"), ("uk", "en"), "olena@example.org",
            (Account("mastodon", "https://social.example/@olena"),),
        ),
    ),
    "credit-1": (
        "credit",
        Credit("k1", "Агенція", "agency", "https://agency.example", ("Agency", "АГ")),
    ),
    "picture-1": (
        "picture",
        Picture(
            "p1", 1600, 900, "map", "k1", "Мапа", "CC BY 4.0", "2026-11-01", 250, 750,
            (
                Rendition("avif", 480, 270, DIGESTS[1], 12_345),
                Rendition("png", 96, 54, DIGESTS[2], 678),
            ),
        ),
    ),
    "document-1": ("document", Document("d1", "Рішення", DIGESTS[3], "pdf", 2**33)),
    "outlet-1": (
        "outlet",
        Outlet(
            "Вісник", (Language("uk", "Українська"), Language("en", "English", "/en")),
            "Europe/Kyiv", "Щодня", (Account("mastodon", "https://social.example/@v"),),
            Contacts("a@example.org", "+380 44 000 00 00", "Київ"), DIGESTS[4], "svg", "#123456",
            {"uk": (MenuItem(section="misto"), MenuItem(label="Про нас", url="/about.html"))},
            {"uk": "Усі права"}, feed_full_text=True,
            footer_links={"uk": (MenuItem(page="g1"), MenuItem(section="misto"))},
            mark="Ві", icons=(Icon(192, DIGESTS[8]), Icon(512, DIGESTS[0])),
            robots="User-agent: GreedyBot\nDisallow: /",
        ),
    ),
    "redirect-1-moved": ("redirect", Redirect("/2026/11/23/old.html", "uk", article="a1", at=AT)),
    "redirect-1-gone": (
        "redirect",
        Redirect("/2026/11/23/mist.html", "uk", gone=True, reason="Помилка", at=AT),
    ),
    "front-1": ("front", Front("uk", "a1", ("a2", "a3"))),
    "social-1": ("social", Social("a1", DIGESTS[2], 1200, 630, 65_432, "1")),
    "tick-1": ("tick", Tick(AT, "2026-11-23")),
    "held-1": ("held", Held("a1", DIGESTS[5], "не намалювати")),
    "theme-1": (
        "theme",
        Theme(
            "0.1.0", "https://example.org", {"article.html": ThemeFile(DIGESTS[6])},
            {"site.css": ThemeFile(DIGESTS[7], "/assets/site.0000.css")},
        ),
    ),
}  # fmt: skip


def write_missing() -> None:
    for name, (_, record) in SAMPLES.items():
        place = GOLDEN / f"{name}.json"
        if not place.exists():
            place.write_bytes(encode(record))


if __name__ == "__main__":
    write_missing()
