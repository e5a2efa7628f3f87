"""The sample newspaper in an empty newsroom: published, sealed, linked; and loaded once only."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from wagtail.models import Page

from shpalta.newsroom.models import Article, FreePage, Journal, Outlet, Series
from shpalta.records import Exchange, Gallery, decode
from shpalta.sample import album, load, reading
from tests.newsroom.conftest import empty_journal

LOADING = {"password": "довгий пароль для проб", "picture_size": (64, 40)}


@pytest.fixture
def loaded(db, settings, monkeypatch):
    """The sample with plain grounds for pictures: what they show is tested where they are drawn."""
    empty_journal()
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(title="Root", slug="root")
    monkeypatch.setattr(album, "drawn", plain_ground)
    monkeypatch.setattr(load, "ProcessPoolExecutor", lambda **_: ThreadPoolExecutor(1))
    return load.load_sample(**LOADING)


def plain_ground(scene, seed, texts, size):
    file = io.BytesIO()
    Image.new("RGB", size, (len(scene) * 9, seed * 5 % 256, 120)).save(file, "JPEG")
    return file.getvalue()


def newest(kind):
    """The newest record of each thing of a kind; None where it was withdrawn."""
    rows = Journal.objects.filter(kind=kind).order_by("position")
    return {row.subject: decode(kind, bytes(row.record)) if row.record else None for row in rows}


def test_the_sample_is_published_and_sealed_whole(loaded):
    data = {(reading.language_of(item), reading.slug_of(item)): item for item in reading.articles()}
    assert loaded == len(data) == Article.objects.count()
    records = newest("article")
    assert len(records) == len(data)
    for article in Article.objects.select_related("locale"):
        item = data[article.locale.language_code, article.public_slug]
        record = records[article.uid]
        assert article.live == ("retracted" not in item)
        assert (record is None) == ("retracted" in item)
        if record:
            seals(record, item)
    gone = [record for record in newest("redirect").values() if record and record.gone]
    [reason] = [item["retracted"]["reason"] for item in data.values() if "retracted" in item]
    assert [record.reason.split() for record in gone] == [reason.split()]
    assert all(person.picture for person in newest("contributor").values())
    translations_name_each_other(records, data)
    series_pages_and_menus()
    fronts(data)
    everything_is_there_when_loaded_again()


def seals(record, item):
    assert record.headline == item["headline"]
    assert record.genre == item["genre"]
    assert bool(record.series) == ("series" in item)
    assert record.part == item.get("series", {}).get("part", 0)
    assert len(record.body) == len(item["body"])
    for block, wanted in zip(record.body, item["body"], strict=True):
        if isinstance(block, Gallery):
            assert [use.caption for use in block.uses] == [p["caption"] for p in wanted["pictures"]]
        if isinstance(block, Exchange):
            assert (block.question, block.speaker) == (
                wanted["question"],
                wanted.get("speaker", ""),
            )


def translations_name_each_other(records, data):
    slugs = {record.id: record.path for record in records.values() if record}
    linked = [record for record in records.values() if record and record.language == "en"]
    assert len(linked) == sum("translation_of" in item for item in data.values())
    for record in linked:
        original = records[record.translations["uk"]]
        assert original.translations["en"] == record.id
        assert slugs[record.id].startswith("/en/")
        assert record.picture is None or record.picture.alt.isascii() or "’" in record.picture.alt


def series_pages_and_menus():
    assert Series.objects.count() == len(reading.entities()["series"])
    pages = newest("page")
    assert len(pages) == FreePage.objects.count() == len(reading.pages())
    [outlet] = newest("outlet").values()
    for language in ("uk", "en"):
        assert all(item.section for item in outlet.menu[language])
        links = outlet.footer_links[language]
        assert {pages[item.page].language for item in links if item.page} == {language}
    assert Outlet.objects.get().mark == outlet.mark == "Н"


def fronts(data):
    records = newest("front")
    for language, chosen in reading.fronts().items():
        lead = Article.objects.get(slug=records[language].lead)
        assert lead.public_slug == reading.slug_of(
            next(item for item in data.values() if item["key"] == chosen["lead"])
        )
        assert len(records[language].pins) == len(chosen["pins"])


def everything_is_there_when_loaded_again():
    before = Journal.objects.count()
    assert load.load_sample(**LOADING) == 0
    assert Journal.objects.count() == before
