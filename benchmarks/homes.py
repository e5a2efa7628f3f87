"""Data folders for benchmarks: a journal with an archive, and the environment to press it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from benchmarks.archive import ZONE, Archive, stamp
from benchmarks.pictures import drawn, narrow
from shpalta.press.api import BlobStore, journal, open_sqlite
from shpalta.press.database import Database
from shpalta.press.journal import Fact
from shpalta.records import Article, Record, Tick, encode

SECRET = "a key for benchmarks alone, long enough to please every check there is"
SITE = "http://127.0.0.1"


def archive_of(count: int) -> Archive:
    """The archive with its pictures."""
    return Archive(count, pictures=tuple(picture.record.id for picture in drawn()))


def environment(home: Path, site_port: int = 80, newsroom_port: int = 81) -> dict[str, str]:
    """This process's environment without a developer's settings, pointed at ``home``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHPALTA_")}
    return kept | {
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "SHPALTA_HOME": str(home),
        "SHPALTA_SECRET_KEY": SECRET,
        "SHPALTA_SITE_ADDRESS": f"{SITE}:{site_port}",
        "SHPALTA_NEWSROOM_ADDRESS": f"{SITE}:{newsroom_port}",
        "SHPALTA_SITE_PORT": str(site_port),
        "SHPALTA_NEWSROOM_PORT": str(newsroom_port),
        "DJANGO_SETTINGS_MODULE": "shpalta.settings.django",
    }


def entities(archive: Archive) -> Iterator[tuple[str, str, Record]]:
    """Every entity's kind, id and record, in an order in which they can refer to each other."""
    yield "credit", archive.credit.id, archive.credit
    for picture in drawn():
        shown = msgspec.structs.replace(picture.record, credit=archive.credit.id)
        yield "picture", shown.id, shown
    named: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("section", archive.sections),
        ("topic", archive.topics),
        ("series", archive.series),
        ("contributor", archive.contributors),
    )
    for kind, records in named:
        for record in records:
            yield kind, record.id, record
    yield "outlet", "outlet", archive.outlet


def write_journal(archive: Archive, home: Path, workers: int = 0) -> None:
    """The archive as acts would have left it, in a journal of its own at ``home``."""
    from tools.archive.loading import load_journal

    home.mkdir(parents=True, exist_ok=True)
    store_pictures(home)
    rows = open_sqlite(home / "newsroom.db")
    load_journal(archive, rows, workers)
    rows.close()


def append_articles(rows: Database, articles: Iterable[Article]) -> None:
    """Each article as an act of its own. Call inside a transaction."""
    for record in articles:
        append(rows, "article", record.id, record, "publish", record.first_published)


def tick(rows: Database) -> None:
    """The day in which the benchmark runs has begun already. Call inside a transaction."""
    now = datetime.now(UTC)
    day = now.astimezone(ZoneInfo(ZONE)).date()
    append(rows, "tick", "tick", Tick(stamp(now), day.isoformat()), "tick", stamp(now))


def append(rows: Database, kind: str, ident: str, record: Record, act: str, at: str) -> None:
    """One act of one row. Call inside a transaction."""
    journal.append(
        rows, [Fact(kind, ident, encode(record))], act=act, act_id=f"{act}-{ident}", at=at
    )


def store_pictures(home: Path) -> None:
    """The files of all pictures, where a newsroom keeps them."""
    store = BlobStore(home / "blobs")
    for picture in (*drawn(), *narrow()):
        for data in picture.files:
            store.put(data)


def size_of(folder: Path) -> Mapping[str, int]:
    """How many files a folder holds and their bytes, compressed siblings counted apart."""
    found = {"files": 0, "bytes": 0, "siblings": 0, "sibling_bytes": 0}
    for place in folder.rglob("*"):
        if not place.is_file():
            continue
        kind = "sibling" if place.suffix in (".gz", ".br") else ""
        found["siblings" if kind else "files"] += 1
        found["sibling_bytes" if kind else "bytes"] += place.stat().st_size
    return found
