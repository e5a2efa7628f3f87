"""Random journals over a small world, folded into every kind of content."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from shpalta.press import intake, journal
from shpalta.press.core.content import MemoryContent
from shpalta.press.core.family import Grain, Registry
from shpalta.press.core.fold import Fold, held_id
from shpalta.press.database import Database
from shpalta.press.store import schema
from shpalta.press.store.content import StoredContent
from shpalta.records import (
    Article,
    Byline,
    Held,
    Language,
    Outlet,
    Page,
    Redirect,
    Section,
    Theme,
    ThemeFile,
    Tick,
    encode,
)
from tests.press import toy

REGISTRY = Registry(
    toy.KINDS,
    toy.FAMILIES,
    {"all": Grain(2, 2, beside=True), "map": Grain(4, 3)},
    frozenset({1, 3, 5}),
)
ARTICLES = tuple(f"a{number}" for number in range(7))
SECTIONS = ("s0", "s1")
TOPICS = ("t0", "t1")
PATHS = tuple(f"/{ident}.html" for ident in ARTICLES)
LISTINGS = (
    "all/uk", "map/uk", *(f"section/{s}" for s in SECTIONS), *(f"topic/{t}" for t in TOPICS),
    "contributor/c0/uk", "nothing/uk",
)  # fmt: skip
TIMES = tuple(f"20{year}-03-0{day}T10:00:00Z" for year in (24, 25, 26) for day in (1, 2, 9))
TEMPLATES = ("article.html", "list.html")

Row = tuple[str, str, Any]
"""Kind, id, record; a ``held`` row has the number of a copy for a record until it is journaled."""


def article(ident: str, path: str, at: str, section: str, topics: Iterable[str], word: str) -> Row:
    record = Article(
        ident, "uk", path, word, section, "news", at,
        topics=tuple(topics), bylines=(Byline("c0"),) if word == "a" else (), lead=word,
    )  # fmt: skip
    return "article", ident, record


def theme(look: str, assets: Iterable[str], base: str) -> Row:
    templates = {name: ThemeFile(f"{look}{name}".encode().hex()) for name in TEMPLATES}
    files = {name: ThemeFile(f"{n}" * 8, f"/assets/{name}{n}") for n, name in enumerate(assets)}
    return "theme", "theme", Theme("1", base, templates, files)


def outlet(name: str) -> Row:
    return "outlet", "outlet", Outlet(name, (Language("uk", "Українська"),), "Europe/Kyiv")


idents, at = st.sampled_from(ARTICLES), st.sampled_from(TIMES)
articles = st.builds(
    article, idents, st.sampled_from(PATHS), at, st.sampled_from(SECTIONS),
    st.lists(st.sampled_from(TOPICS), unique=True), st.sampled_from("abc"),
)  # fmt: skip
withdrawals = st.tuples(st.just("article"), idents, st.none())
sections = st.builds(
    lambda ident, name: ("section", ident, Section(ident, "uk", name, f"/section/{ident}.html")),
    st.sampled_from(SECTIONS), st.sampled_from("XY"),
)  # fmt: skip
redirects = st.builds(
    lambda path, gone: ("redirect", path, gone and Redirect(path, "uk", gone=gone == "gone")),
    st.sampled_from(PATHS), st.sampled_from(["gone", "moved", None]),
)  # fmt: skip
ticks = st.builds(
    lambda at: ("tick", "tick", Tick(at, at[:10])), at | st.just("2026-05-01T10:00:00Z")
)
holds = st.tuples(st.sampled_from(["held", "released"]), idents, st.integers(0, 3))
themes = st.builds(
    theme, st.sampled_from("pq"), st.sets(st.sampled_from(["x.css", "y.js"])),
    st.sampled_from(["http://a.example", "http://b.example"]),
)  # fmt: skip
outlets = st.builds(outlet, st.sampled_from(["Вісник", "Дзвін"]))
pages = st.builds(
    lambda ident, title: ("page", ident, Page(ident, "uk", f"/page-{ident}.html", title)),
    st.sampled_from(["p0", "p1"]), st.sampled_from(["Про нас", "Контакти"]),
)  # fmt: skip
rows = st.one_of(articles, articles, articles, withdrawals, holds, ticks, sections, redirects,
                 themes, outlets, pages)  # fmt: skip
histories = st.lists(rows, max_size=14)


class World:
    """One journal, folded row by row into a content."""

    def __init__(self, truth: Database, tables: Database | None) -> None:
        journal.create_tables(truth)
        self.truth = truth
        if tables is not None:
            schema.create_tables(tables)
            self.content: Any = StoredContent(tables, truth)
        else:
            self.content = MemoryContent()
        self.fold = Fold(self.content, REGISTRY)
        self.count = 0

    def take(self, row: Row) -> set[str]:
        """Journal ``row`` and fold it in; what the fold emitted."""
        kind, ident, record = row
        if kind in {"held", "released"}:
            copies = [r for r in journal.rows_of(self.truth, "article", ident) if r.digest]
            if not copies:
                return set()
            name = copies[-1 - record % len(copies)].digest or ""
            record = Held(ident, name, "зламано") if kind == "held" else None
            kind, ident = "held", held_id(ident, name)
        self.count += 1
        fact = journal.Fact(kind, ident, None if record is None else encode(record))
        with self.truth.transaction():
            journal.append(self.truth, [fact], act="act", act_id=f"act-{self.count}", at=TIMES[-1])
        return self.fold_in(self.count)

    def fold_in(self, position: int) -> set[str]:
        """Fold the row at ``position``, which is journaled already."""
        sealed = intake.unseal(journal.read(self.truth, position - 1, 1)[0])
        if isinstance(self.content, StoredContent):
            if sealed.record is not None:
                self.content.remember(sealed.position, sealed.record)
        else:
            self.content.remember(position, sealed.kind, sealed.id, (sealed.digest, sealed.record))
        return self.fold.apply(sealed)
