"""Rich text ↔ record parts: no character is lost, and ids stay."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpalta.newsroom.richtext import (
    Dropped,
    Target,
    from_paragraphs,
    read,
    targets,
    to_richtext,
    web_link,
)
from shpalta.records import ArticleLink, EntityLink, ListBlock, Paragraph, Span, WebLink
from shpalta.records.blocks import Item
from shpalta.records.inline import Link, plain


def nothing(_: Target) -> Link | None:
    return None


def parts(html: str) -> tuple[Paragraph | ListBlock, ...]:
    return read(html, nothing).parts


def text_of(html: str) -> list[str]:
    found = []
    for part in parts(html):
        lines = part.items if isinstance(part, ListBlock) else (part,)
        found += [plain(line.spans) for line in lines]
    return found


def test_marks_links_and_keys() -> None:
    html = (
        '<p data-block-key="k1">Міст <b>стоїть</b>, <i>а <b>опора</b></i> — '
        '<a href="https://example.org/?a=1&amp;b=2">тут</a>.</p>'
    )
    assert parts(html) == (
        Paragraph(
            "k1",
            (
                Span("Міст "),
                Span("стоїть", bold=True),
                Span(", "),
                Span("а ", italic=True),
                Span("опора", bold=True, italic=True),
                Span(" — "),
                Span("тут", link=WebLink("https://example.org/?a=1&b=2")),
                Span("."),
            ),
        ),
    )


def test_line_breaks_and_layout() -> None:
    assert text_of('<p data-block-key="a">one<br/>two</p>\n\n  <p data-block-key="b">a\nb</p>') == [
        "one\ntwo",
        "a b",
    ]


def test_neighbours_with_equal_marks_are_one_span() -> None:
    assert parts("<p><b>a</b><b>b</b><span>c</span>d</p>")[0].spans == (
        Span("ab", bold=True),
        Span("cd"),
    )


def test_lists_keep_depth_and_keys() -> None:
    html = (
        '<ol><li data-block-key="1">one<ol><li data-block-key="2">two</li></ol></li>'
        '<li data-block-key="3">three</li></ol><ul><li data-block-key="4">four</li></ul>'
    )
    one, two = (Item("1", (Span("one"),)), Item("2", (Span("two"),), 1))
    assert parts(html) == (
        ListBlock((one, two, Item("3", (Span("three"),))), ordered=True),
        ListBlock((Item("4", (Span("four"),)),)),
    )


def test_a_list_of_another_kind_inside_stays_in_its_list() -> None:
    html = "<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>"
    (found,) = parts(html)
    assert isinstance(found, ListBlock)
    assert not found.ordered
    assert [item.depth for item in found.items] == [0, 1, 0]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<h2>Заголовок</h2><blockquote>слова</blockquote>", ["Заголовок", "слова"]),
        ("<div><p>a</p>b</div>c", ["a", "b", "c"]),
        ("<p>a<custom-tag onclick='x()'>b</custom-tag></p>", ["ab"]),
        ("<p>a<script>alert('x')</script>b</p>", ["aalert('x')b"]),
        ("<table><tr><td>1</td><td>2</td></tr></table>", ["1", "2"]),
        ("<ul><li><p>a</p><p>b</p></li></ul>", ["a", "b"]),
        ("<p>never closed <b>bold<p>next", ["never closed bold", "next"]),
        ("</p></b>x</a>", ["x"]),
        ("<p>&lt;b&gt; &amp;amp; &nbsp;</p>", ["<b> &amp; \xa0"]),
        ("<p></p><ul><li></li></ul>   ", []),
        ("", []),
    ],
)
def test_unknown_tags_keep_their_text(html: str, texts: list[str]) -> None:
    assert text_of(html) == texts


def test_links_are_asked_of_the_resolver() -> None:
    html = (
        '<p><a linktype="page" id="7">a</a><a linktype="topic" id="3">t</a>'
        '<a href="/section/misto.html">s</a><a href="https://own.example/a.html">o</a>'
        '<a linktype="page" id="8">gone</a></p>'
    )
    known: dict[Target, Link] = {
        Target("page", "7"): ArticleLink("abc"),
        Target("topic", "3"): EntityLink("topic", "t3"),
        Target("address", "/section/misto.html"): EntityLink("section", "s1"),
        Target("web", "https://own.example/a.html"): ArticleLink("own"),
    }
    assert targets(html) == {*known, Target("page", "8")}
    reading = read(html, known.get)
    assert reading.dropped == (Dropped("page 8", "gone"),)
    assert [span.link for span in reading.parts[0].spans] == [*known.values(), None]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/\\example.org",
        "http:\\\\example.org",
        "https://",
        "https://[bad",
        "https://example.org/\u202egpj.exe",
        "mailto:",
        "",
        "#x",
    ],
)
def test_links_that_no_page_may_carry_become_text(address: str) -> None:
    html = f'<p><a href="{address}">слова</a></p>'
    reading = read(html, nothing)
    assert [span for part in reading.parts for span in part.spans] == [Span("слова")]
    assert len(reading.dropped) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://Example.org/ї?q=1#x",
        "mailto:a@example.org",
        "tel:+380441234567",
    ],
)
def test_links_to_the_web(address: str) -> None:
    assert web_link(f" {address} ") == WebLink(address)


def test_ids_are_unique_and_do_not_depend_on_the_place() -> None:
    first = [part.id for part in parts("<p>a</p><p>b</p><p>a</p>")]
    assert len(set(first)) == 3
    later = [part.id for part in parts("<p>new</p><p>a</p><p>b</p><p>a</p>")]
    assert later[1:] == first
    same = [part.id for part in parts('<p data-block-key="k">a</p><p data-block-key="k">b</p>')]
    assert same[0] == "k"
    assert same[1] != "k"


def test_ids_are_words() -> None:
    (part,) = parts("<p data-block-key='\"><script>'>a</p>")
    assert part.id.isalnum()


def test_very_long_and_very_deep_text() -> None:
    long = "ї" * 100_000
    assert text_of(f"<p>{long}</p>") == [long]
    assert text_of("<b>" * 20_000 + "x") == ["x"]
    assert text_of("<p>" + "a<br/>" * 20_000 + "</p>") == ["a\n" * 20_000]


# What a database and JSON can hold: everything but lone surrogates.
characters = st.characters(exclude_categories=["Cs"])
texts = st.text(characters, min_size=1, max_size=40) | st.sampled_from(
    ["<b>", "</p>", "&amp;", "&lt", "&", "]]>", "</script>", "\u202e\u2066x", "\r\n", " ", "\xa0"]
)
links = st.none() | st.sampled_from(
    [
        WebLink("https://example.org/?a=1&b=\"'<"),
        ArticleLink("abc"),
        EntityLink("section", "misto"),
    ]
)
spans = st.lists(
    st.builds(Span, text=texts, bold=st.booleans(), italic=st.booleans(), link=links),
    min_size=1,
    max_size=5,
).map(tuple)
paragraphs = st.builds(Paragraph, id=st.just(""), spans=spans)
items = st.builds(Item, id=st.just(""), spans=spans, depth=st.integers(0, 3))
lists = st.builds(
    ListBlock,
    items=st.lists(items, min_size=1, max_size=5).map(tuple),
    ordered=st.booleans(),
)


def describe(link: Link) -> dict[str, str]:
    match link:
        case WebLink(url):
            return {"href": url}
        case ArticleLink(name):
            return {"linktype": "page", "id": name}
        case EntityLink(kind, name):
            return {"linktype": kind, "id": name}


def resolve(target: Target) -> Link | None:
    if target.kind == "web":
        return None
    if target.kind == "page":
        return ArticleLink(target.key)
    return EntityLink(target.kind, target.key)


def merged(line_spans: tuple[Span, ...]) -> list[Span]:
    out: list[Span] = []
    for span in line_spans:
        last = out[-1] if out else None
        if last and (last.bold, last.italic, last.link) == (span.bold, span.italic, span.link):
            out[-1] = Span(last.text + span.text, span.bold, span.italic, span.link)
        else:
            out.append(span)
    return out


@given(st.lists(paragraphs | lists, max_size=6))
def test_round_trip(written: list[Paragraph | ListBlock]) -> None:
    html = to_richtext(written, describe)
    back = read(html, resolve).parts
    assert len(back) == len(written)
    for before, after in zip(written, back, strict=True):
        if isinstance(before, ListBlock):
            assert isinstance(after, ListBlock)
            assert after.ordered == before.ordered
            assert [item.depth for item in after.items] == [item.depth for item in before.items]
            pairs = list(zip(before.items, after.items, strict=True))
        else:
            assert isinstance(after, Paragraph)
            pairs = [(before, after)]
        for one, other in pairs:
            assert merged(one.spans) == list(other.spans)
    # Written again, everything is as it was, ids included.
    assert read(to_richtext(back, describe), resolve).parts == back


@given(st.lists(texts, min_size=1, max_size=5))
def test_plain_paragraphs_survive(written: list[str]) -> None:
    assert text_of(from_paragraphs(written)) == written


def test_what_the_editor_writes_is_read(db: None) -> None:
    """Draftail's own converter, both ways: keys stay where text is edited elsewhere."""
    from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

    from shpalta.newsroom.blocks import TEXT_FEATURES

    converter = ContentstateConverter(list(TEXT_FEATURES))
    html = from_paragraphs(["Перший", "Другий <b>", "Третій & останній"])
    before = parts(html)
    state = json.loads(converter.from_database_format(html))
    state["blocks"][1]["text"] = "Другий, змінений"
    after = parts(converter.to_database_format(json.dumps(state)))
    assert [part.id for part in after] == [part.id for part in before]
    assert [part == other for part, other in zip(before, after, strict=True)] == [True, False, True]
