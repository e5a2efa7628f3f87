"""A newsroom in a string: edit, press, assert the text and how many files were rendered."""

from __future__ import annotations

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from shpalta.lib.digests import digest
from shpalta.press import journal
from shpalta.press.core.fold import held_id
from shpalta.press.engine import Places, Press, Report
from shpalta.press.full import press_all
from shpalta.records import (
    Article,
    Contributor,
    Language,
    Outlet,
    Picture,
    Redirect,
    Rendition,
    Section,
    Theme,
    ThemeFile,
    Topic,
    encode,
)
from tests.press import toy
from tests.press.faults import FakeDatabase, FakeDisk

START = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)


class Blobs:
    def __init__(self) -> None:
        self.by_digest: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        self.by_digest[digest(data)] = data
        return digest(data)

    def read(self, name: str) -> bytes:
        return self.by_digest[name]


class Newsroom:
    """Journals acts as the real newsroom does, by hand; presses with the real press."""

    def __init__(
        self,
        registry: Any = toy.REGISTRY,
        theming: Any = None,
        rows: FakeDatabase | None = None,
        database: Callable[[], FakeDatabase] = FakeDatabase,
    ) -> None:
        self._database = database
        self.rows = rows or database()
        journal.create_tables(self.rows)
        self.registry, self.theming = registry, theming or toy.ToyTheming()
        self.disk, self.blobs = FakeDisk(), Blobs()
        self.tables = database()
        self.now = START
        self.articles: dict[str, Article] = {}
        self.gone: dict[str, Article] = {}
        self._acts = 0

    # -- acts -----------------------------------------------------------------------------------

    def act(self, name: str, *facts: tuple[str, str, Any]) -> None:
        self._acts += 1
        sealed = [journal.Fact(k, i, None if r is None else encode(r)) for k, i, r in facts]
        with self.rows.transaction():
            journal.append(self.rows, sealed, act=name, act_id=f"act-{self._acts}", at=self.text())

    def text(self, moment: datetime | None = None) -> str:
        return (moment or self.now).strftime("%Y-%m-%dT%H:%M:%SZ")

    def found(self, *sections: str) -> Newsroom:
        """The outlet, a theme and sections: what must be there before any page."""
        self.outlet("Вісник")
        self.dress("plain")
        for name in sections or ("misto", "sport"):
            self.section(name, name.title())
        return self

    def outlet(self, name: str) -> None:
        record = Outlet(name=name, languages=(Language("uk", "Українська"),), zone="Europe/Kyiv")
        self.act("entity", ("outlet", "outlet", record))

    def section(self, ident: str, name: str) -> None:
        record = Section(ident, "uk", name, f"/section/{ident}.html")
        self.act("entity", ("section", ident, record))

    def topic(self, ident: str, name: str) -> None:
        self.act("entity", ("topic", ident, Topic(ident, "uk", name, f"/topic/{ident}.html")))

    def contributor(self, ident: str, name: str) -> None:
        record = Contributor(ident, name, f"/contributor/{ident}.html")
        self.act("entity", ("contributor", ident, record))

    def picture(self, ident: str, data: bytes) -> None:
        file = Rendition("jpeg", 640, 480, self.blobs.put(data), len(data))
        self.act("entity", ("picture", ident, Picture(ident, 640, 480, "news", renditions=(file,))))

    def dress(self, look: str, css: bytes = b"a{}", version: str = "1") -> None:
        names = ("article.html", "list.html", "moved.html", "map.html")
        templates = {name: ThemeFile(self.blobs.put(f"{look}:{name}".encode())) for name in names}
        name = self.blobs.put(css)
        assets = {"site.css": ThemeFile(name, f"/assets/site.{name[:12]}.css")}
        theme = Theme(version, "http://example.org", templates, assets)
        self.act("theme", ("theme", "theme", theme))

    def publish(self, ident: str, headline: str = "", section: str = "misto", **more: Any) -> None:
        fields: dict[str, Any] = {
            "path": f"/{self.now:%Y/%m/%d}/{ident}.html",
            "first_published": self.text(),
            "genre": "news",
        }
        record = Article(
            id=ident, language="uk", headline=headline or ident, section=section,
            **(fields | more),
        )  # fmt: skip
        self.articles[ident] = record
        self.act("publish", ("article", ident, record))

    def change(self, ident: str, **fields: Any) -> None:
        record = msgspec.structs.replace(self.articles[ident], **fields)
        facts: list[tuple[str, str, Any]] = [("article", ident, record)]
        old = self.articles[ident].path
        if record.path != old:
            facts.append(("redirect", old, Redirect(old, "uk", article=ident)))
            facts.append(("redirect", record.path, None))
        self.articles[ident] = record
        self.act("change", *facts)

    def retract(self, ident: str, reason: str = "Помилка") -> None:
        record = self.articles.pop(ident)
        self.gone[ident] = record
        grave = Redirect(record.path, "uk", gone=True, reason=reason)
        self.act("retract", ("article", ident, None), ("redirect", record.path, grave))

    def restore(self, ident: str) -> None:
        record = self.articles[ident] = self.gone.pop(ident)
        self.act("restore", ("article", ident, record), ("redirect", record.path, None))

    def release(self, ident: str, digest: str) -> None:
        """Let a held copy try again."""
        self.act("release", ("held", held_id(ident, digest), None))

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    # -- pressing -------------------------------------------------------------------------------

    def press(self) -> Press:
        places = Places(self.rows, self.tables, self.disk, self.blobs, clock=lambda: self.now)  # type: ignore[arg-type]
        return Press(places, self.registry, self.theming)

    def run(self) -> Report:
        press = self.press()
        press.start()
        press.run()
        while press.tick():
            press.run()
        press.lease.release()
        return press.report

    def copy(self) -> Newsroom:
        """The same state once more; what happens to one does not touch the other."""
        other = Newsroom(self.registry, self.theming, self.rows.copy())
        other.tables, other.disk = self.tables.copy(), copy.deepcopy(self.disk)
        other.blobs, other.now = self.blobs, self.now
        other.articles, other.gone = dict(self.articles), dict(self.gone)
        other._acts = self._acts
        return other

    def lose_tables(self) -> None:
        """The press's own database is gone; the files are there."""
        self.tables = self._database()

    def afresh(self, *, replay: bool = True) -> dict[str, bytes]:
        """The edition that a press from nothing makes of the same journal: row by row, or, when
        ``replay`` is off, the whole at once.
        """
        other = self.from_nothing()
        press = other.press()
        press.start()
        if replay:
            press.run()
        else:
            press_all(press, None, 0)
        return other.disk.edition()

    def from_nothing(self) -> Newsroom:
        """The same journal and files before an empty folder and empty tables."""
        other = Newsroom(self.registry, self.theming, self.rows)
        other.blobs, other.now = self.blobs, self.now
        return other
