"""Laws: same content, same bytes; nothing changes unless a subject that it read did."""

import json
import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from shpalta import feeds
from shpalta.lib.digests import digest
from shpalta.press.core.content import MemoryContent
from shpalta.press.core.doors import ContentDoors
from shpalta.press.core.family import Grain, Kind, Registry
from shpalta.press.core.fold import Fold, Sealed
from shpalta.records import (
    Byline,
    Contributor,
    Page,
    Section,
    Series,
    Theme,
    Tick,
    Topic,
    card_of,
    encode,
    listings_of,
    listings_of_contributor,
    listings_of_entity,
    listings_of_page,
    order_of,
    order_of_entity,
)
from tests.unit.feeds.paper import (
    BASE,
    FakeDoors,
    NoRenderer,
    article,
    entities,
    outlet,
    press,
    with_picture,
)

ROOT = Path(__file__).resolve().parents[3]
KINDS = {
    "article": Kind("article", card_of, listings_of, order_of, lambda record: record.path),
    "section": Kind("section"),
    "topic": Kind("topic", listings=listings_of_entity, order=order_of_entity),
    "series": Kind("series", listings=listings_of_entity, order=order_of_entity),
    "page": Kind("page", listings=listings_of_page, order=order_of_entity),
    "contributor": Kind("contributor", listings=listings_of_contributor, order=order_of_entity),
}
SPANS = {name: Grain(leaves=False, windows=False) for name in ("month", "year")}
# Small leaves, so that a few articles make several.
REGISTRY = Registry(
    KINDS,
    feeds.FAMILIES,
    {"map": Grain(2, 3), "all": Grain(3, 2), "directory": Grain(2, 2), **SPANS},
    frozenset(feeds.WINDOWS),
)


def newspaper() -> FakeDoors:
    many = [article(n, picture=with_picture()) for n in range(30)]
    return FakeDoors([*entities(), *many], outlet=outlet(feed_full_text=True))


def digests() -> dict[str, str]:
    return {path: digest(data) for path, data in sorted(press(newspaper()).items())}


def test_another_process_place_and_language_make_the_same_bytes():
    program = (
        "import json; from tests.unit.feeds.test_laws import digests; print(json.dumps(digests()))"
    )
    mine = digests()
    for seed, zone, tongue in (("1", "Asia/Tokyo", "C"), ("2", "America/Lima", "uk_UA.UTF-8")):
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}",
            "PYTHONHASHSEED": seed,
            "PYTHONTZPATH": "/nowhere",
            "TZ": zone,
            "LC_ALL": tongue,
        }
        command = [sys.executable, "-c", program]
        done = subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, check=True
        )
        assert json.loads(done.stdout) == mine


def test_every_family_is_of_the_second_wave_and_windows_are_declared():
    assert all(family.wave == 2 for family in feeds.FAMILIES)
    assert len({family.name for family in feeds.FAMILIES}) == len(feeds.FAMILIES)


# -- staleness, against the real fold and doors ---------------------------------------------------

PEOPLE, TOPICS, SECTIONS = ("p1", "p2"), ("t1", "t2"), ("s1", "s2")


# Where the articles stand whose publication is counted.
WHERE = {
    "section": "s1",
    "topics": TOPICS,
    "bylines": tuple(map(Byline, PEOPLE)),
    "series": "r1",
}


def _some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)


articles = st.builds(
    lambda number, day, **changes: article(number, at=f"2026-11-{day}T08:00:00Z", **changes),
    st.integers(0, 9),
    st.integers(18, 24),
    language=st.sampled_from(["uk", "en"]),
    section=st.sampled_from(SECTIONS),
    topics=_some(TOPICS),
    bylines=_some(PEOPLE).map(lambda ids: tuple(Byline(i) for i in ids)),
    lead=st.sampled_from(["", "лід"]),
    genre=st.sampled_from(["news", "advertising"]),
    series=st.sampled_from(["", "r1"]),
)
named = st.sampled_from(["один", "два"])
rows = st.one_of(
    articles,
    articles.map(lambda a: ("article", a.id, None)),
    st.builds(
        lambda i, n: Section(i, "uk", n, f"/section/{i}.html"), st.sampled_from(SECTIONS), named
    ),
    st.builds(lambda i, n: Topic(i, "uk", n, f"/topic/{i}.html"), st.sampled_from(TOPICS), named),
    st.builds(lambda i, n: Contributor(i, n, f"/people/{i}.html"), st.sampled_from(PEOPLE), named),
    named.map(lambda name: Series("r1", "uk", name, "/series/r1.html")),
    named.map(lambda name: Page("g1", "uk", f"/{name == 'два'}.html", name)),
    st.sampled_from([(kind, f"{kind[0]}1", None) for kind in ("topic", "section")]),
    st.sampled_from([("contributor", "p1", None), ("series", "r1", None), ("page", "g1", None)]),
    st.integers(18, 26).map(lambda d: Tick(f"2026-11-{d}T10:00:00Z", f"2026-11-{d}")),
)


class Machine:
    """The fold and the doors of the press in memory, and a manifest of what feeds made."""

    def __init__(self) -> None:
        self.content = MemoryContent()
        self.fold = Fold(self.content, REGISTRY)
        self.doors = ContentDoors(self.content, REGISTRY, blobs=lambda name: b"")
        self.position = 0
        self.subjects: set[str] = set()
        self.made: dict[str, tuple[bytes, set[str]]] = {}
        self.seal("outlet", "outlet", outlet())
        self.seal("theme", "theme", Theme("1", BASE, {}, {}))

    def seal(self, kind: str, subject: str, record: object) -> set[str]:
        self.position += 1
        name = digest(encode(record)) if record is not None else None
        self.content.remember(self.position, kind, subject, (name, record))
        row = Sealed(self.position, "2026-11-23T08:00:00Z", kind, subject, name, record)
        emitted = self.fold.apply(row)
        self.subjects |= emitted
        return emitted

    def owned(self, subjects: set[str]) -> set[tuple[int, str]]:
        return {
            (number, owner)
            for number, family in enumerate(feeds.FAMILIES)
            for subject in subjects
            if (owner := family.owner_of(subject)) is not None
        }

    def all(self) -> dict[str, tuple[bytes, set[str], int, str]]:
        """Everything, made anew: bytes, reads and owner by path."""
        made = {}
        for number, owner in sorted(self.owned(self.subjects)):
            family = feeds.FAMILIES[number]
            for claim in family.claims(owner, self.doors):
                assert claim.path not in made
                self.doors.forget()
                data = family.render(claim, self.doors, NoRenderer())
                made[claim.path] = (data, set(self.doors.reads), number, owner)
        return made


@given(st.lists(rows, min_size=1, max_size=25))
@settings(max_examples=150)
def test_nothing_changes_unseen(history: list):
    machine = Machine()
    before = machine.all()
    for row in history:
        kind, subject, record = (
            row
            if isinstance(row, tuple)
            else (type(row).__name__.lower(), getattr(row, "id", "tick"), row)
        )
        emitted = machine.seal(kind, subject, record)
        # A section's change reaches what reads all sections through its stamp, not through an edge.
        stamped = {"setting:sections"} if kind == "section" else set()
        looked_at = machine.owned(emitted)
        after = machine.all()
        for path in before.keys() | after.keys():
            old, new = before.get(path), after.get(path)
            if old is None or new is None:
                of = (new or old)[2:]
                assert of in looked_at, f"{path} came or went unseen at {kind}:{subject}"
            elif old[0] != new[0]:
                assert old[1] & (emitted | stamped), f"{path} changed unseen at {kind}:{subject}"
        before = after


def test_a_publication_renews_a_bounded_number_of_files():
    """Everything in three forms and two sitemaps, at most the index and archive besides; three
    feeds of the section, one for each topic, contributor and series: whatever the archive holds.
    """
    machine = Machine()
    known = [
        *(Section(s, "uk", s, f"/section/{s}.html") for s in SECTIONS),
        *(Topic(t, "uk", t, f"/topic/{t}.html") for t in TOPICS),
        *(Contributor(p, p, f"/people/{p}.html") for p in PEOPLE),
        Series("r1", "uk", "r1", "/series/r1.html"),
        Tick("2026-11-23T10:00:00Z", "2026-11-23"),
    ]
    for record in known:
        machine.seal(type(record).__name__.lower(), getattr(record, "id", "tick"), record)
    for number in range(90):
        old = article(number, at=f"2026-0{1 + number % 9}-11T08:00:{number % 60:02}Z", **WHERE)
        machine.seal("article", old.id, old)
    before = machine.all()
    emitted = machine.seal("article", "new", article(99, id="new", **WHERE))
    after = machine.all()
    renewed = {path for path in after.keys() & before.keys() if before[path][1] & emitted}
    assert renewed | (after.keys() - before.keys()) >= {"/feeds/uk/all.json", "/sitemap-news.xml"}
    assert len(renewed | (after.keys() ^ before.keys())) <= 9 + 3 + len(TOPICS) + len(PEOPLE) + 1
