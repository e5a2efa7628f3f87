"""Feeds: what a reader's program gets, and that it is never broken by what is in it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from shpalta.feeds.entries import urn
from shpalta.records import (
    Article,
    ArticleLink,
    Byline,
    Contributor,
    Divider,
    Document,
    DocumentLink,
    Embed,
    EntityLink,
    Exchange,
    Gallery,
    ListBlock,
    Paragraph,
    PictureBlock,
    Quote,
    ReadAlso,
    Section,
    Series,
    Span,
    Subhead,
    Table,
    Text,
    Topic,
    WebLink,
)
from shpalta.records.blocks import Item
from tests.checks.any_feed import any_feed_problems
from tests.checks.feeds import ATOM, CONTENT, MEDIA, feed_problems, parsed
from tests.checks.html import html_problems
from tests.checks.problem import assert_none
from tests.unit.feeds.paper import (
    BASE,
    DIGEST,
    FakeDoors,
    article,
    claimed,
    entities,
    outlet,
    picture,
    press,
    pressed,
    with_picture,
)

ALL = "/feeds/uk/all.xml"
ENDS = (".xml", ".atom.xml", ".json")
HOSTILE = [
    "]]>",
    "</script><script>alert(1)</script>",
    "<![CDATA[ ]]> &amp; &lt; & < > \" '",
    "\x00\x08\x0b\x1f\x7f\x85\ufffe\uffff",
    "\ud800 lone",
    "\u202eзворотний \u2066ізольований",
    "\r\n\ttabs\u2028lines",
    "слово " * 16_667,
    "&#0;&#x1F;<!ENTITY x SYSTEM 'file:///etc/passwd'>",
]


def item(data: bytes, number: int = 0) -> etree._Element:
    return etree.fromstring(data).findall("channel/item")[number]


def test_every_feed_that_there_should_be():
    english = article(2, language="en", section="town", topics=())
    doors = FakeDoors([*entities(), article(1), english])
    assert {path for path in claimed(doors) if path.startswith("/feeds/")} == {
        *(f"/feeds/{code}/all{end}" for code in ("uk", "en") for end in ENDS),
        *(f"/feeds/uk/section/city{end}" for end in ENDS),
        *(f"/feeds/en/section/town{end}" for end in ENDS),
        "/feeds/uk/topic/bridges.xml",
        "/feeds/uk/series/winter.xml",
        "/feeds/uk/contributor/bohdana.xml",
        "/feeds/en/contributor/bohdana.xml",
    }


def test_a_contributor_has_a_feed_where_they_wrote_and_in_the_main_language():
    assert "/feeds/uk/contributor/bohdana.xml" in claimed(FakeDoors(entities()))
    assert "/feeds/en/contributor/bohdana.xml" not in claimed(FakeDoors([*entities(), article(1)]))


def test_nothing_before_there_is_an_outlet():
    doors = FakeDoors(entities())
    del doors.records["outlet", "outlet"]
    found = {family.name for family, _ in claimed(doors).values()}
    assert found <= {"feed-entity", "feed-contributor", "sitemap-directory"}


@pytest.mark.parametrize("full", [False, True])
def test_every_feed_satisfies_the_readers(full: bool):
    many = [article(n, picture=with_picture()) for n in range(40)]
    doors = FakeDoors([*entities(), *many], outlet=outlet(feed_full_text=full))
    files = {p: data for p, data in press(doors).items() if p.startswith("/feeds/")}
    assert len(files) >= 5
    for path, data in files.items():
        assert_none(any_feed_problems(data, path, BASE))


def test_the_newest_25_newest_first():
    doors = FakeDoors([*entities(), *(article(n) for n in range(28))])
    entries = parsed(pressed(doors, ALL)).entries
    assert [e.title for e in entries] == [f"Стаття {n}" for n in range(27, 2, -1)]


def test_an_item_says_what_the_card_says():
    one = article(1, at="2026-07-23T07:41:05Z", picture=with_picture())
    entry = item(pressed(FakeDoors([*entities(), one]), ALL))
    assert entry.findtext("title") == "Стаття 1"
    assert entry.findtext("link") == f"{BASE}/2026/11/23/stattia-1.html"
    assert entry.findtext("description") == "Лід статті 1."
    assert entry.findtext("pubDate") == "Thu, 23 Jul 2026 10:41:05 +0300"
    assert entry.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Богдана Крук"
    assert [c.text for c in entry.findall("category")] == ["Місто", "Мости"]
    guid = entry.find("guid")
    assert guid.text == urn("article000001") == "urn:uuid:c9cb16f8-8847-5bb5-b67b-cd7a1300ed1d"
    assert guid.get("isPermaLink") == "false"
    assert entry.find(CONTENT) is None


def test_the_picture_comes_with_its_credit():
    entry = item(pressed(FakeDoors([*entities(), article(1, picture=with_picture())]), ALL))
    address = f"{BASE}/media/river/{DIGEST[:16]}.jpeg"
    enclosure, media = entry.find("enclosure"), entry.find(f"{MEDIA}content")
    assert dict(enclosure.attrib) == {"url": address, "type": "image/jpeg", "length": "128000"}
    assert (media.get("url"), media.get("width"), media.get("medium")) == (address, "1280", "image")
    assert media.findtext(f"{MEDIA}credit") == "Агенція"
    assert media.findtext(f"{MEDIA}description") == "Річка"


@pytest.mark.parametrize("changes", [{"renditions": ()}, {"renditions": picture().renditions[:3]}])
def test_a_picture_that_no_reader_could_show_is_left_out(changes: dict):
    records = [*entities(), picture(**changes), article(1, picture=with_picture())]
    assert item(pressed(FakeDoors(records), ALL)).find("enclosure") is None


def test_a_missing_picture_contributor_or_topic_breaks_nothing():
    one = article(
        1,
        picture=with_picture(picture="none"),
        topics=("none",),
        section="none",
        bylines=(Byline("none"), Byline("bohdana", "photographer")),
    )
    data = pressed(FakeDoors([*entities(), one]), ALL)
    assert_none(feed_problems(data))
    assert item(data).findall("category") == []


def test_the_guid_stays_when_slug_and_domain_change():
    before = FakeDoors([*entities(), article(1)])
    moved = article(1, path="/2026/11/23/inshe.html")
    after = FakeDoors([*entities(), moved], base_address="https://new.example/")
    assert item(pressed(before, ALL)).findtext("guid") == item(pressed(after, ALL)).findtext("guid")
    assert item(pressed(after, ALL)).findtext("link") == "https://new.example/2026/11/23/inshe.html"


def test_the_build_date_is_the_last_word_of_the_items():
    changed = article(1, at="2026-11-01T08:00:00Z", changed="2026-11-20T08:00:00Z")
    doors = FakeDoors([*entities(), changed, article(2, at="2026-11-02T08:00:00Z")])
    root = etree.fromstring(pressed(doors, ALL))
    assert root.findtext("channel/lastBuildDate") == "Fri, 20 Nov 2026 10:00:00 +0200"
    assert "lastBuildDate" not in pressed(FakeDoors(entities()), ALL).decode()


def test_a_change_that_matters_is_said():
    changed = article(1, at="2026-11-01T08:00:00Z", changed="2026-11-20T08:00:00Z")
    doors = FakeDoors([*entities(), changed, article(2, at="2026-10-02T08:00:00Z")])
    first, second = parsed(pressed(doors, ALL)).entries
    assert (first.updated, "updated" in second) == ("2026-11-20T08:00:00Z", False)


def test_advertising_says_so():
    paid = FakeDoors([*entities(), article(1, genre="advertising")])
    assert item(pressed(paid, ALL)).findtext("category") == "Реклама"


def test_channels_speak_of_their_subject():
    doors = FakeDoors([*entities(), article(1), article(2, language="en")])
    rss = {p: d for p, d in press(doors).items() if p.startswith("/feeds/") and "." not in p[:-4]}
    titles = {path: parsed(data).feed for path, data in rss.items()}
    assert titles[ALL].title == "Надріччя"
    assert titles[ALL].link == f"{BASE}/"
    assert titles["/feeds/en/all.xml"].link == f"{BASE}/en/index.html"
    assert titles["/feeds/uk/topic/bridges.xml"].title == "Мости — Надріччя"
    assert titles["/feeds/uk/topic/bridges.xml"].subtitle == "Усе про мости"
    assert titles["/feeds/uk/series/winter.xml"].title == "Зима — Надріччя"
    assert titles["/feeds/uk/series/winter.xml"].link == f"{BASE}/series/zyma.html"
    english = titles["/feeds/en/contributor/bohdana.xml"]
    assert (english.language, english.link) == ("en", f"{BASE}/en/contributor/bohdana.html")


# -- full text ------------------------------------------------------------------------------------


def full(*body: object, **changes: object) -> str:
    document = Document("budget", "Бюджет", DIGEST, "pdf", 100)
    one = article(1, body=body, **changes)
    records = [*entities(), document, one, article(2)]
    doors = FakeDoors(records, outlet=outlet(feed_full_text=True))
    data = pressed(doors, ALL)
    assert_none(feed_problems(data))
    found = [i for i in etree.fromstring(data).iter("item") if i.findtext("title") == one.headline]
    return found[0].findtext(CONTENT) or ""


def test_every_block_is_in_the_full_text():
    linked = [
        Span("сайт", link=WebLink("https://example.org/?a=1&b=2")),
        Span(" і "),
        Span("стаття", bold=True, link=ArticleLink("article000002")),
        Span(" далі", italic=True, link=ArticleLink("article000002")),
        Span("\nновий рядок"),
        Span("тема", link=EntityLink("topic", "bridges")),
        Span("мертве", link=ArticleLink("none")),
        Span("зле", link=WebLink("javascript:alert(1)")),
    ]
    items = (Item("i1", (Span("один"),)), Item("i2", (Span("під"),), 1), Item("i3", (Span("два"),)))
    text = full(
        Text("t", (Paragraph("p", tuple(linked)), ListBlock(items), ListBlock(items, True))),
        Subhead("s", "Підзаголовок"),
        PictureBlock("i", with_picture()),
        PictureBlock("i2", with_picture(picture="none")),
        Quote("q", "Рядок\nінший", "Мерка", "голова"),
        Quote("q2", "Без імені", ""),
        Table("tb", (("а", "1"), ("б", "2")), ("Назва", "Число"), "Підпис", True),
        ReadAlso("r", ("article000002", "none")),
        ReadAlso("r2", ("none",)),
        DocumentLink("d", "budget"),
        DocumentLink("d2", "none", "немає"),
        Gallery("g", (with_picture(caption="Перша"), with_picture(picture="none")), "Добірка"),
        Gallery("g2", (with_picture(picture="none"),), "Порожня"),
        Exchange(
            "x",
            "Навіщо\nміст?",
            (Paragraph("xa", (Span("Щоб "), Span("ходити", bold=True))),),
            "Орест Балка",
        ),
        Exchange("x2", "А далі?", (ListBlock((Item("xi", (Span("Побачимо"),)),)),), "Орест"),
        Exchange("x3", "Коли?", (Paragraph("xb", (Span("Завтра"),)),)),
        Text("l", (Paragraph("lp", (Span("сюди", link=WebLink("/rules.html?a=1")),)),)),
        Text("l2", (Paragraph("lq", (Span("не туди", link=WebLink("//evil.example/")),)),)),
        Embed("e", "https://video.example/1", "Відео"),
        Embed("e2", "javascript:alert(1)", "Зле"),
        Divider("hr"),
    )
    other = f"{BASE}/2026/11/23/stattia-2.html"
    for part in (
        "<p><strong>Лід статті 1.</strong></p>",
        '<a href="https://example.org/?a=1&amp;b=2">сайт</a> і ',
        f'<a href="{other}"><strong>стаття</strong><em> далі</em></a><br>новий рядок',
        f'<a href="{BASE}/topic/mosty.html">тема</a>мертвезле',
        "<ul><li>один<ul><li>під</li></ul></li><li>два</li></ul>",
        "<ol><li>один<ol><li>під</li></ol></li><li>два</li></ol>",
        "<h2>Підзаголовок</h2>",
        f'<img src="{BASE}/media/river/{DIGEST[:16]}.jpeg" alt="Річка"',
        "<figcaption>Річка навесні Агенція</figcaption>",
        "<blockquote><p>Рядок</p><p>інший</p><p>— Мерка, голова</p></blockquote>",
        "<caption>Підпис</caption><thead><tr><th>Назва</th><th>Число</th></tr></thead>",
        "<tbody><tr><th>а</th><td>1</td></tr>",
        f'<ul><li><a href="{other}">Стаття 2</a></li></ul>',
        f'<a href="{BASE}/media/budget/{DIGEST[:16]}.pdf">Бюджет</a>',
        "<h2>Добірка</h2>\n<figure><img",
        "<figcaption>Перша Агенція</figcaption>",
        "<p><strong>Навіщо</strong></p>\n<p><strong>міст?</strong></p>\n"
        "<p><strong>Орест Балка:</strong> Щоб <strong>ходити</strong></p>",
        "<p><strong>Орест:</strong></p>\n<ul><li>Побачимо</li></ul>",
        "<p><strong>Коли?</strong></p>\n<p>Завтра</p>",
        f'<a href="{BASE}/rules.html?a=1">сюди</a>',
        "<p>не туди</p>",
        '<a href="https://video.example/1">Відео</a>',
        "<p><span>Зле</span></p>",
        "<hr>",
    ):
        assert part in text, part
    assert "javascript:" not in text
    assert "Порожня" not in text
    page = f'<!doctype html><html lang="uk"><title>x</title><h1>x</h1>{text}</html>'
    assert_none(html_problems({"text.html": page}))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.booleans())
def test_lists_of_any_depths_keep_every_item_in_order(depths: list[int], ordered: bool):
    items = tuple(Item(f"i{n}", (Span(f"пункт {n}"),), depth) for n, depth in enumerate(depths))
    text = full(Text("t", (ListBlock(items, ordered),)), lead="")
    tree = etree.fromstring(text)
    assert ["".join(li.xpath("text()")) for li in tree.iter("li")] == [
        f"пункт {n}" for n in range(len(depths))
    ]
    assert all(
        parent.tag == "li"
        for lists in tree.iter("ul", "ol")
        if (parent := lists.getparent()) is not None
    )


# -- hostile text ---------------------------------------------------------------------------------


def hostile_doors(text: str, *, full_text: bool = True) -> FakeDoors:
    """A newspaper whose every field is ``text``."""
    body = (
        Text("t", (Paragraph("p", (Span(text, link=WebLink("https://e.example/" + text)),)),)),
        Subhead("s", text),
        Quote("q", text, text, text),
        Table("tb", ((text,),), (text,), text),
        PictureBlock("i", with_picture(alt=text, caption=text)),
        Gallery("g", (with_picture(alt=text, caption=text),), text),
        Exchange("x", text, (Paragraph("xp", (Span(text),)),), text),
        Embed("e", text, text),
    )
    one: Article = article(
        1,
        series="winter",
        headline=text,
        lead=text,
        body=body,
        picture=with_picture(alt=text, caption=text),
    )
    records = [
        *entities(),
        Section("city", "uk", text, "/section/misto.html", text),
        Topic("bridges", "uk", text, "/topic/mosty.html", text),
        Series("winter", "uk", text, "/series/zyma.html", text),
        Contributor("bohdana", text, "/contributor/bohdana.html", text, text),
        one,
    ]
    paper = outlet(name=text, tagline=text, robots=text, feed_full_text=full_text)
    return FakeDoors(records, outlet=paper)


def well_formed(data: bytes) -> etree._Element:
    assert b"]]>" not in data
    assert b"<![CDATA[" not in data
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))


@pytest.mark.parametrize("full_text", [False, True])
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text(text: str, full_text: bool):
    for path, data in press(hostile_doors(text, full_text=full_text)).items():
        if path.startswith("/feeds/uk"):
            assert_none(any_feed_problems(data, path, BASE))
        if path.endswith(".json") and path.startswith("/feeds/uk"):
            assert len(json.loads(data)["items"]) == 1
        elif path.endswith(".xml"):
            _holds_nothing_strange(path, well_formed(data))


def _holds_nothing_strange(path: str, root: etree._Element) -> None:
    """An item of a feed is made of what we put there."""
    if not path.startswith("/feeds/uk"):
        return
    items = root.findall("channel/item") or root.findall(f"{ATOM}entry")
    assert len(items) == 1
    assert {etree.QName(e).localname for e in items[0]} <= {
        *("title", "link", "guid", "pubDate", "description", "category", "enclosure", "creator"),
        *("id", "published", "updated", "author", "summary", "content", "encoded"),
    }


@given(st.text(min_size=1))
def test_any_text_gives_well_formed_feeds(text: str):
    for path, data in press(hostile_doors(text)).items():
        if path.endswith(".xml"):
            well_formed(data)
        elif path.endswith(".json"):
            json.loads(data.decode())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1))
def test_a_headline_arrives_character_for_character(text: str):
    found = item(pressed(FakeDoors([*entities(), article(1, headline=text)]), ALL))
    title = found.findtext("title") or ""
    assert title.rstrip("\u202c\u2069").split() == text.rstrip("\u202c\u2069").split()


def test_bidi_controls_end_where_they_began():
    turned = article(1, headline="\u202eобернено", lead="\u2067ізоляція")
    entry = item(pressed(FakeDoors([*entities(), turned]), ALL))
    assert entry.findtext("title") == "\u202eобернено\u202c"
    assert entry.findtext("description") == "\u2067ізоляція\u2069"
