"""The blocks of the body: every character arrives, in elements that carry its block's id."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shpalta.lib.text import forbidden
from shpalta.records import (
    Divider,
    DocumentLink,
    ListBlock,
    Paragraph,
    PictureBlock,
    PictureUse,
    Quote,
    Span,
    Subhead,
    Table,
    Text,
)
from shpalta.records.blocks import Item
from tests.unit.website.house import article, house
from tests.unit.website.reading import block, text_of

HOUSE = house()
exact = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=200).filter(
    lambda text: forbidden(text) is None
)


def page_of(*blocks: object) -> str:
    return HOUSE.put(article("a1", body=blocks)).family_render("article", "a1")


@settings(deadline=None, max_examples=60)
@given(exact, exact, exact)
def test_text_arrives_character_for_character(one: str, two: str, three: str) -> None:
    spans = (Span(one, bold=True), Span(two), Span(three, italic=True))
    page = page_of(
        Text("t", (Paragraph("p1", (Span(one),)), Paragraph("p2", spans))),
        Text("l", (ListBlock((Item("i1", (Span(two),)), Item("i2", (Span(three),), 1))),)),
    )
    assert text_of(block(page, "p1")) == one
    assert text_of(block(page, "p2")) == one + two + three
    assert text_of(block(page, "i1")[0]) == two
    assert text_of(block(page, "i2")[0]) == three


@settings(deadline=None, max_examples=60)
@given(exact.filter(lambda text: "\r" not in text))
def test_subheads_quotes_and_cells_arrive_too(words: str) -> None:
    page = page_of(
        Subhead("s", words), Quote("q", words, "Хтось"), Table("t", ((words,),), (words,), words)
    )
    assert text_of(block(page, "s")) == words
    assert text_of(next(e for e in block(page, "q").iter() if e.tag == "blockquote")) == words
    cells = [e for e in block(page, "t").iter() if e.tag in ("td", "th", "caption")]
    assert [text_of(cell) for cell in cells if words] == ([words] * 3 if words else [])


def test_lists_nest_by_depth_and_a_jump_counts_as_one_level() -> None:
    depths = (0, 1, 3, 0, 2)
    items = tuple(Item(f"i{n}", (Span(str(n)),), depth) for n, depth in enumerate(depths))
    page = page_of(Text("t", (ListBlock(items, ordered=True),)))
    first, other = block(page, "i0"), block(page, "i3")
    assert [text_of(e) for e in first.iter() if e.tag == "span"] == ["0", "1", "2"]
    assert [text_of(e) for e in other.iter() if e.tag == "span"] == ["3", "4"]
    assert first[1].tag == "ol"


def test_a_table_names_its_rows_and_columns() -> None:
    page = page_of(Table("t", (("Вода", "1"),), ("Що", "Скільки"), "Ціни", row_header=True))
    scopes = [e.get("scope") for e in block(page, "t").iter() if e.tag == "th"]
    assert scopes == ["col", "col", "row"]


def test_a_picture_has_its_words_each_in_its_own_place() -> None:
    use = PictureUse("bridge", "Міст", "Водозабір.")
    page = page_of(PictureBlock("p", use), Divider("d"))
    image = next(e for e in block(page, "p").iter() if e.tag == "img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("Міст", "1600", "1000")
    assert image.get("class") == "x0 y4"
    sources = [e.get("type") for e in block(page, "p").iter() if e.tag == "source"]
    assert sources == ["image/avif", "image/webp"]
    words = [text_of(e) for e in block(page, "p").iter() if e.tag == "span"]
    assert words == ["Водозабір.", "Фото", "ДСНС"]
    assert block(page, "d").tag == "hr"


def test_a_document_with_its_size_and_one_that_is_gone() -> None:
    unknown = DocumentLink("x", "none", "Звіт"), DocumentLink("y", "none")
    page = page_of(DocumentLink("d", "plan"), *unknown)
    assert text_of(block(page, "d")) == "План PDF, 1,2 МБ"
    assert text_of(block(page, "x")) == "Звіт"
    assert "b-y" not in page
