"""The sample's articles: nothing is said twice, everything refers to what there is, sums agree."""

import re
from collections import Counter, defaultdict

import pytest

from shpalta.sample import reading

ARTICLES = {data["key"]: data for data in reading.articles()}
STANDING = {key: data for key, data in ARTICLES.items() if "retracted" not in data}
ENTITIES = {kind: {item["key"] for item in items} for kind, items in reading.entities().items()}
WORDS_AT_LEAST = 270
PARAGRAPH_FROM = 40
"""Letters: shorter ones, such as an answer of one word, may be met again."""

LINK = re.compile(r"\[([^\]]*)\]\((\w+):([^)]*)\)")
NUMBER = re.compile(r"[+−]?\d[\d ]*(,\d+)?( %)?")

each = pytest.mark.parametrize("data", ARTICLES.values(), ids=ARTICLES)


def bare(markdown: str) -> str:
    """Markdown's words alone."""
    return re.sub(r"\*{1,2}|_", "", LINK.sub(r"\1", markdown))


def said(data) -> list[str]:
    """Every paragraph of a body, the words of quotes and captions among them."""
    paragraphs = []
    for block in data["body"]:
        if block["type"] in ("quote", "subhead"):
            paragraphs.append(block["text"])
        if block["type"] == "exchange":
            paragraphs.append(block["question"])
        if "markdown" in block:
            paragraphs += bare(block["markdown"]).split("\n\n")
    captions = [use["caption"] for use in list(reading.pictures_of(data))]
    own = [data["picture"]["caption"]] if data.get("picture") else []
    return paragraphs + captions[len(own) :]


def seen(data) -> str:
    """All that a reader sees or hears of an article, but for tables."""
    alts = [use["alt"] for use in reading.pictures_of(data)]
    heads = [data["headline"], data.get("short_headline", ""), data["lead"]]
    return "\n".join([*heads, *said(data), *alts])


def number(cell: str) -> float:
    plain = cell.removesuffix(" %").replace(" ", "").replace("−", "-").replace(",", ".")
    return float(plain)


def test_no_paragraph_stands_in_two_places():
    places = Counter(
        text for data in ARTICLES.values() for text in said(data) if len(text) >= PARAGRAPH_FROM
    )
    assert [text for text, times in places.items() if times > 1] == []


def test_a_drawing_has_one_key_and_a_key_one_drawing():
    keys, drawings = defaultdict(set), defaultdict(set)
    for data in ARTICLES.values():
        for use in reading.pictures_of(data):
            drawing = (use["scene"], use["seed"], str(use.get("texts")))
            keys[drawing].add(use["key"])
            drawings[use["key"]].add(drawing)
    assert [names for names in keys.values() if len(names) > 1] == []
    assert [key for key, found in drawings.items() if len(found) > 1] == []


@pytest.mark.parametrize("data", STANDING.values(), ids=STANDING)
def test_it_is_long_enough_to_be_read(data):
    assert len(re.findall(r"[\w’]+", " ".join(said(data)))) >= WORDS_AT_LEAST


@each
def test_it_links_to_older_articles_only(data):
    linked = [
        target
        for text in reading.texts_of(data)
        for _, kind, target in LINK.findall(text)
        if kind == "article"
    ]
    for block in data["body"]:
        linked += block.get("articles", ())
    assert [key for key in linked if ARTICLES[key]["published"] >= data["published"]] == []


@each
def test_what_it_names_by_key_is_there(data):
    assert data["section"] in ENTITIES["sections"]
    assert set(data["topics"]) <= ENTITIES["topics"]
    assert {line["contributor"] for line in data["bylines"]} <= ENTITIES["contributors"]
    assert {use["credit"] for use in reading.pictures_of(data)} <= ENTITIES["credits"]
    if "series" in data:
        assert data["series"]["key"] in ENTITIES["series"]
    quotes = [block for block in data["body"] if block["type"] == "quote"]
    sources = {block["speaker"] for block in quotes if "speaker" in block}
    for statement in data.get("statements") or ():
        sources |= {statement["speaker"], *statement["via"]}
    assert sources <= ENTITIES["sources"]


@each
def test_a_statement_repeats_its_words_as_they_stand_once(data):
    body = "\n".join(said(data))
    words = [statement["words"] for statement in data.get("statements") or ()]
    assert [text for text in words if body.count(text) != 1] == []


@each
def test_its_signs_are_the_house_style(data):
    text = seen(data)
    assert re.findall(r"[\"'`ʼ]|\w - |\s–\s", text) == []
    assert text.count("«") == text.count("»")
    assert text.count("„") == text.count("“") or reading.language_of(data) != "uk"


@each
def test_the_totals_of_its_tables_are_sums(data):
    wrong = []
    for block in data["body"]:
        rows = block.get("rows", ())
        if not rows or rows[-1][0] != "Разом":
            continue
        for place, total in enumerate(rows[-1]):
            cells = [row[place] for row in rows[:-1] if row[place]]
            if NUMBER.fullmatch(total) and all(map(NUMBER.fullmatch, cells)):
                parts = sum(map(number, cells))
                wrong += [(block["caption"], total)] if abs(parts - number(total)) > 0.05 else []
    assert wrong == []
