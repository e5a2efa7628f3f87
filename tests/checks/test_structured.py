"""The check of structured data passes what exists and finds what does not."""

import json

import pytest

from tests.checks.structured import (
    opengraph,
    opengraph_problems,
    structured_problems,
    types,
)
from tests.checks.vocabulary import vocabulary

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Міст відкрили",
    "datePublished": "2026-11-23T07:41:05Z",
    "image": ["https://example.org/1.jpeg"],
    "author": [{"@type": "Person", "name": "Богдана", "url": "https://example.org/b.html"}],
    "publisher": {"@type": "NewsMediaOrganization", "@id": "https://example.org/#outlet"},
    "isPartOf": {"@id": "https://example.org/#site"},
    "mainEntityOfPage": "https://example.org/1.html",
    "speakable": {"@type": "SpeakableSpecification", "cssSelector": ["h1"]},
}
HEAD = """<meta property="og:title" content="Міст"><meta property="og:type" content="article">
<meta property="og:url" content="https://example.org/1.html">
<meta property="og:image" content="https://example.org/1.jpeg">"""


def page(data: object, head: str = HEAD) -> str:
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return (
        f'<!doctype html><html prefix="og: https://ogp.me/ns#"><head><title>x</title>{head}'
        f'<script type="application/ld+json">{text}</script></head><body><p>x</p></body></html>'
    )


def test_what_exists_passes():
    assert structured_problems(page(ARTICLE)) == []
    assert {"NewsArticle", "Person", "NewsMediaOrganization"} <= types(page(ARTICLE))
    graph = {"@context": "https://schema.org", "@graph": [ARTICLE]}
    assert structured_problems(page(graph)) == []


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("type", {"@type": "NewsArtcle"}),
        ("type", {"@type": "Text"}),
        ("type", {"author": {"name": "Богдана"}}),
        ("type", {"author": {"@type": "Journalist", "name": "Богдана"}}),
        ("property", {"headlin": "Міст"}),
        ("property", {"author": {"@type": "Person", "headline": "Богдана"}}),
        ("range", {"author": {"@type": "Place", "name": "Міст"}}),
        ("date", {"datePublished": "учора"}),
        ("empty", {"headline": ""}),
        ("context", {"@context": "https://example.org"}),
        ("keyword", {"@typ": "NewsArticle"}),
    ],
)
def test_what_does_not_exist_is_found(rule: str, change: dict):
    assert rule in {p.rule for p in structured_problems(page({**ARTICLE, **change}))}


def test_json_that_is_none_is_found():
    assert "json" in {p.rule for p in structured_problems(page('{"@type": "NewsArticle",}'))}
    assert "json" in {p.rule for p in structured_problems(page("{'a': 1"))}


def test_microdata_is_read_too():
    body = '<div itemscope itemtype="https://schema.org/Person"><b itemprop="{}">x</b></div>'
    good = page(ARTICLE).replace("<p>x</p>", body.format("name"))
    assert structured_problems(good) == []
    assert "Person" in types(good)
    bad = page(ARTICLE).replace("<p>x</p>", body.format("nme"))
    assert {p.rule for p in structured_problems(bad)} == {"property"}


def test_opengraph():
    assert opengraph_problems(page(ARTICLE)) == []
    assert opengraph(page(ARTICLE))["og:title"] == ["Міст"]


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ('content="Міст"', 'content=""', "og:title"),
        ("og:type", "og:kind", "og:type"),
        ("https://example.org/1.jpeg", "/1.jpeg", "og:image"),
        ("og:image", "og:title", "og:title"),
    ],
)
def test_faults_of_opengraph_are_found(right: str, wrong: str, rule: str):
    bad = page(ARTICLE, HEAD.replace(right, wrong))
    assert rule in {p.rule for p in opengraph_problems(bad)}


def test_the_vocabulary_inherits():
    known = vocabulary()
    assert {"Article", "CreativeWork", "Thing"} <= known.lineage("OpinionNewsArticle")
    assert "Person" in (known.expected("NewsArticle", "author") or ())
    assert known.expected("NewsArticle", "name")
    assert known.expected("Person", "headline") is None
    assert "NewsArtcle" not in known
