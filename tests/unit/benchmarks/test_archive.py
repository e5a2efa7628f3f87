"""The archive: the same for the same seed, in the shapes that a newsroom seals."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.archive import CONTRIBUTORS, LONGEST, SECTIONS, SHORTEST, TOPICS
from benchmarks.editor import article_form, form_of
from benchmarks.homes import archive_of, entities, environment, write_journal
from benchmarks.vocabulary import sample_sentences
from shpalta.press.api import journal, open_sqlite
from shpalta.records import Subhead, Text, decode, encode
from shpalta.records.inline import plain

ARTICLES = 20


@pytest.fixture(scope="module")
def archive():
    return archive_of(ARTICLES)


def characters(article) -> int:
    texts = [part for block in article.body if isinstance(block, Text) for part in block.parts]
    return sum(len(plain(part.spans)) for part in texts)


def test_the_same_seed_gives_the_same_archive(archive):
    other = archive_of(ARTICLES)
    assert [encode(a) for a in archive.articles()] == [encode(a) for a in other.articles()]
    assert list(entities(archive)) == list(entities(other))


def test_its_measures(archive):
    articles = list(archive.articles())
    assert len(articles) == ARTICLES
    assert [a.first_published for a in articles] == sorted(a.first_published for a in articles)
    assert len({a.path for a in articles}) == ARTICLES
    kinds = Counter(kind for kind, _, _ in entities(archive))
    assert (kinds["section"], kinds["topic"]) == (SECTIONS, TOPICS)
    assert kinds["contributor"] == CONTRIBUTORS
    for article in articles:
        assert SHORTEST * 0.8 < characters(article) < LONGEST * 1.2


def test_its_words_are_the_samples(archive):
    words = {word for sentence in sample_sentences() for word in sentence.split()}
    lead = next(iter(archive.articles())).lead
    assert len(lead.split()) > 5
    assert [
        w for w in lead.split() if not any(w.strip(".«»„“()") in known for known in words)
    ] == []


def test_the_journal_holds_it(archive, tmp_path):
    write_journal(archive, tmp_path)
    rows = open_sqlite(tmp_path / "newsroom.db")
    kinds = Counter(row.kind for row in journal.read_all(rows, journal.last_position(rows)))
    again = sum(bool(archive.changed(n)) + archive.retracted(n) for n in range(ARTICLES))
    assert kinds["article"] == ARTICLES + again
    assert kinds["tick"] == kinds["outlet"] == 1
    for row in journal.read_all(rows, journal.last_position(rows)):
        assert row.record is not None
        assert encode(decode(row.kind, row.record)) == row.record
    rows.close()


def test_the_environment_is_of_nobody_else(tmp_path, monkeypatch):
    monkeypatch.setenv("SHPALTA_DATABASE_URL", "postgresql:///theirs")
    env = environment(tmp_path, 1234, 1235)
    assert "SHPALTA_DATABASE_URL" not in env
    assert Path(env["SHPALTA_HOME"]) == tmp_path


# -- the editor's browser -------------------------------------------------------------------------

PAGE = """
<form id="other"><input name="q" value="no"></form>
<form id="page-edit-form">
<input type="hidden" name="csrfmiddlewaretoken" value="t&amp;t">
<input type="checkbox" name="unticked"><input type="checkbox" name="ticked" checked value="1">
<textarea name="lead">
два
рядки</textarea>
<select name="genre"><option value="a">A</option><option value="b" selected>B</option></select>
<template><input name="bylines-__prefix__-role" value="author"></template>
<input type="submit" name="go" value="Go">
</form>"""


def test_a_form_is_sent_back_as_a_browser_would():
    assert form_of(PAGE, "page-edit-form") == {
        "csrfmiddlewaretoken": "t&t",
        "ticked": "1",
        "lead": "два\nрядки",
        "genre": "b",
    }


def test_an_article_in_the_form(archive):
    article = next(a for a in archive.articles() if len(a.body) > 1)
    keys = {record: str(number) for number, (_, record, _) in enumerate(entities(archive), 1)}
    data = article_form(PAGE, article, keys)
    assert data["title"] == article.headline
    assert data["topics"] == [keys[topic] for topic in article.topics]
    blocks = [block for block in article.body if isinstance(block, Text | Subhead)]
    assert data["body-count"] == str(len(blocks))
    assert data["body-0-id"] == blocks[0].id
    assert "bylines-0-contributor" in data
