"""The sample newspaper as texts: whole, true to itself, and nowhere said twice."""

import re
from collections import Counter
from typing import get_args

import pytest

from shpalta.records.article import Genre, Role
from shpalta.sample import reading

ARTICLES = reading.articles()
BY_KEY = {data["key"]: data for data in ARTICLES}
MAIN = [data for data in ARTICLES if reading.language_of(data) == reading.MAIN_LANGUAGE]
OTHER = [data for data in ARTICLES if reading.language_of(data) != reading.MAIN_LANGUAGE]
PAGES = reading.pages()
ENTITIES = reading.entities()
KEYS = {kind: {item.get("key") for item in items} for kind, items in ENTITIES.items()}

LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")
LIST_MARK = re.compile(r"^\s*(?:[-*]|\d+\.)\s+", re.M)
WORD = re.compile(r"[^\W\d_][\w’-]*")


def plain(markdown):
    return re.sub(r"\*+", "", LIST_MARK.sub("", LINK.sub(r"\1", markdown)))


def running(data):
    """Everything that somebody wrote for this body: tables' figures aside."""
    for block in data["body"]:
        match block["type"]:
            case "text":
                yield plain(block["markdown"])
            case "exchange":
                yield block["question"]
                yield plain(block["markdown"])
            case "subhead" | "quote":
                yield block["text"]
            case "gallery":
                yield from (picture["caption"] for picture in block["pictures"])


def words(data):
    return sum(len(WORD.findall(text)) for text in running(data))


def paragraphs(data):
    heads = {block["text"] for block in data["body"] if block["type"] == "subhead"}
    for text in running(data):
        if text in heads:
            continue
        yield from (part.strip() for part in re.split(r"\n\s*\n|\n", text) if part.strip())


def links(data):
    for text in reading.texts_of(data):
        yield from (target for _label, target in LINK.findall(text))


def each(articles):
    return pytest.mark.parametrize("data", articles, ids=[data["key"] for data in articles])


def test_it_is_as_large_as_promised():
    assert len(ARTICLES) >= 60
    assert len({data["section"] for data in MAIN}) >= 6
    assert {data["published"][:4] for data in MAIN} >= {"2024", "2025", "2026"}
    assert len(OTHER) >= 8


def test_every_section_has_something_of_its_own():
    for language in ("uk", "en"):
        wanted = {
            item["key"] for item in ENTITIES["sections"] if reading.language_of(item) == language
        }
        assert wanted == {
            data["section"] for data in ARTICLES if reading.language_of(data) == language
        }


def test_every_genre_and_every_block_is_there():
    assert {data["genre"] for data in MAIN} == set(get_args(Genre))
    blocks = {block["type"] for data in MAIN for block in data["body"]}
    assert blocks == {
        "text", "subhead", "quote", "picture", "table", "read_also", "divider", "embed",
        "gallery", "exchange",
    }  # fmt: skip


@each(ARTICLES)
def test_an_article_has_a_text_of_its_own(data):
    assert words(data) >= 250


def test_no_paragraph_stands_twice():
    seen = Counter(part for data in (*ARTICLES, *PAGES) for part in paragraphs(data))
    assert [part for part, times in seen.items() if times > 1] == []


@each(ARTICLES)
def test_headlines_keep_their_length(data):
    assert len(data["headline"]) <= 110
    assert len(data.get("short_headline", "")) <= 60


@each(ARTICLES)
def test_every_key_is_known(data):
    assert data["section"] in KEYS["sections"]
    assert set(data["topics"]) <= KEYS["topics"]
    assert {line["contributor"] for line in data["bylines"]} <= KEYS["contributors"]
    assert {line["role"] for line in data["bylines"]} <= set(get_args(Role))
    assert {picture["credit"] for picture in reading.pictures_of(data)} <= KEYS["credits"]
    if "series" in data:
        assert data["series"]["key"] in KEYS["series"]
    speakers = {line["speaker"] for line in data["statements"]}
    via = {name for line in data["statements"] for name in line["via"]}
    named = {block["speaker"] for block in data["body"] if is_source(block)}
    assert speakers | via | named <= KEYS["sources"]


def is_source(block):
    return block["type"] == "quote" and "speaker" in block


@each(ARTICLES)
def test_what_it_names_is_of_its_language(data):
    languages = {
        (kind, item["key"]): reading.language_of(item)
        for kind in ("sections", "topics", "series")
        for item in ENTITIES[kind]
    }
    used = [("sections", data["section"]), *(("topics", key) for key in data["topics"])]
    if "series" in data:
        used.append(("series", data["series"]["key"]))
    assert {languages[entity] for entity in used} == {reading.language_of(data)}


@each(ARTICLES)
def test_links_lead_to_what_is_there_and_older(data):
    for target in links(data):
        kind, _, key = target.partition(":")
        if kind == "topic":
            assert key in KEYS["topics"]
        elif kind == "article":
            assert_older(key, data)
        else:
            assert re.match(
                r"(https://([\w-]+\.)*example\.org(/|$)|mailto:\S+example\.org$)", target
            )
    for block in data["body"]:
        for key in block.get("articles", ()):
            assert_older(key, data)


def assert_older(key, data):
    assert BY_KEY[key]["published"] < data["published"]
    assert reading.language_of(BY_KEY[key]) == reading.language_of(data)
    assert "retracted" not in BY_KEY[key]


@each(ARTICLES)
def test_a_statement_stands_once_in_the_body(data):
    whole = "\n".join(running(data))
    for line in data["statements"]:
        assert whole.count(line["words"]) == 1, line["words"]
        assert line["directness"] in ("direct", "paraphrase")


def test_parts_of_a_series_follow_each_other():
    for series in ENTITIES["series"]:
        parts = [data for data in ARTICLES if data.get("series", {}).get("key") == series["key"]]
        assert [data["series"]["part"] for data in parts] == list(range(1, len(parts) + 1))
        assert len(parts) >= 3


@each(OTHER)
def test_a_translation_comes_after_its_original(data):
    original = BY_KEY[data["translation_of"]]
    assert reading.language_of(original) == reading.MAIN_LANGUAGE
    assert original["published"] < data["published"]
    assert original["genre"] == data["genre"]
    pairs = {item["key"]: item.get("translation_of") for item in ENTITIES["sections"]}
    assert pairs[data["section"]] == original["section"]


def test_one_article_was_retracted_a_day_later_with_a_reason():
    [data] = [data for data in ARTICLES if "retracted" in data]
    published, at = data["published"][:10], data["retracted"]["at"][:10]
    assert int(at[-2:]) - int(published[-2:]) == 1
    assert at[:7] == published[:7]
    assert len(data["retracted"]["reason"].split()) > 20


def test_fronts_show_what_is_public():
    for language, front in reading.fronts().items():
        chosen = [front["lead"], *front["pins"]]
        assert len(set(chosen)) == len(chosen)
        for key in chosen:
            assert reading.language_of(BY_KEY[key]) == language
            assert "retracted" not in BY_KEY[key]
            assert BY_KEY[key]["genre"] != "advertising"


def test_no_drawing_is_used_under_two_names():
    """Maps and charts differ by their words."""
    pictures = [*reading.portraits(), *(p for d in ARTICLES for p in reading.pictures_of(d))]
    drawn = {p["key"]: (p["scene"], p["seed"], str(p.get("texts"))) for p in pictures}
    assert [what for what, times in Counter(drawn.values()).items() if times > 1] == []


def test_a_picture_of_one_name_is_one_drawing():
    seen = {}
    for data in ARTICLES:
        for picture in reading.pictures_of(data):
            made = (picture["scene"], picture["seed"], picture.get("texts"))
            assert seen.setdefault(picture["key"], made) == made


def test_contributors_say_how_to_reach_them():
    for person in ENTITIES["contributors"]:
        assert person["bio"]
        assert person["languages"]
        assert person["expertise"]
        assert person["portrait"]["credit"] in KEYS["credits"]
        assert re.search(r"@([\w-]+\.)*example\.org$", person.get("email", "x@example.org"))
    assert sum("email" in person for person in ENTITIES["contributors"]) >= 10


def test_free_pages_are_in_both_languages():
    titles = {reading.language_of(page) for page in PAGES}
    assert titles == {"uk", "en"}
    keys = {page["key"] for page in PAGES}
    for page in PAGES:
        assert words(page) >= 80
        assert page.get("translation_of", page["key"]) in keys


def test_typography():
    """Straight quotes and apostrophes are slips in a Ukrainian text."""
    for data in (*MAIN, *(page for page in PAGES if reading.language_of(page) == "uk")):
        for text in (data.get("headline", ""), data["lead"], *running(data)):
            assert not re.search(r"[\"'`]|\s-\s", text), (data["key"], text)
