"""Archives for benchmarks: the same however many processes make them, sealed as acts seal."""

import base64
import random
from dataclasses import replace

import pytest

from benchmarks.archive import new_id
from benchmarks.homes import archive_of
from shpalta.lib.digests import commitment, digest
from shpalta.press import journal
from shpalta.press.api import open_sqlite
from shpalta.records import encode
from tools.archive import __main__ as command
from tools.archive import acts, loading

ARTICLES = 90


@pytest.fixture(scope="module")
def archive():
    return replace(archive_of(ARTICLES), lengths=(300, 600), retractions=0.05)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(loading, "CHUNK", 40)
    monkeypatch.setattr(loading, "_COMMIT", 40)
    monkeypatch.setattr(loading, "_MANY", 40)


def rows_of(archive, place, workers=0):
    rows = open_sqlite(place)
    loading.load_journal(archive, rows, workers)
    # The last one is the turn of the day on which this runs.
    found = list(journal.read_all(rows, journal.last_position(rows)))[:-1]
    indexes = {r[0] for r in rows.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    rows.close()
    return found, indexes


def made(row):
    """What the seed decides: salts of entities are drawn by the journal itself."""
    return (row.position, row.act_id, row.at, row.kind, row.id, row.digest)


@pytest.mark.serial
def test_processes_change_nothing(archive, tmp_path, small_chunks):
    alone, indexes = rows_of(archive, tmp_path / "alone.db")
    shared, _ = rows_of(archive, tmp_path / "shared.db", workers=2)
    assert [made(row) for row in alone] == [made(row) for row in shared]
    assert [row.salt for row in alone][-ARTICLES:] == [row.salt for row in shared][-ARTICLES:]
    assert {"shpalta_journal_subject", "shpalta_journal_act"} <= indexes


def test_ids_have_the_form_that_a_newsroom_gives():
    data = bytes(range(200, 208))
    assert new_id(Bytes(data)) == base64.b32encode(data).decode().rstrip("=").lower()


class Bytes(random.Random):
    """Chance that always falls on the same bytes."""

    def __init__(self, data: bytes) -> None:
        super().__init__(0)
        self.data = data

    def randbytes(self, n: int) -> bytes:
        return self.data[:n]


def test_any_part_is_made_by_itself(archive):
    whole = list(archive.articles())
    assert list(replace(archive).articles(33, 71)) == whole[33:71]
    assert list(replace(archive).articles(ARTICLES, ARTICLES)) == []


def test_rows_are_sealed_as_acts_seal(archive, tmp_path):
    rows, _ = rows_of(archive, tmp_path / "journal.db")
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert row.commitment == commitment(row.salt, row.record or journal.NULL_RECORD)
        assert row.digest == (digest(row.record) if row.record else None)
    assert len({row.salt for row in rows}) == len(rows)


def test_every_kind_of_act_is_there(archive):
    found = list(acts.acts(archive, 0, ARTICLES))
    assert {act.kind for act in found} == {"entity", "publish", "change", "retract"}
    assert [act.at for act in found] == sorted(act.at for act in found)
    first = {}
    for number, act in enumerate(found):
        first.setdefault(act.subject[1], (number, act.kind))
    assert {kind for _, kind in first.values()} == {"entity", "publish"}


def test_the_fast_encoder_is_canonical(archive):
    for act in acts.acts(archive, 0, ARTICLES):
        for _, _, record in act.facts:
            assert record is None or acts.encode(record) == encode(record)


def test_links_lead_to_older_articles(archive):
    known, linked = set(), 0
    for article in archive.articles():
        assert set(article.related) <= known
        linked += len(article.related)
        known.add(article.id)
    assert linked


def test_the_command_says_how_fast(tmp_path, capsys):
    arguments = ["--articles", "20", "--home", str(tmp_path / "home"), "--short"]
    assert command.main([*arguments, "--journal-only", "--workers", "0"]) == 0
    assert capsys.readouterr().out.startswith("20 articles, ")
