"""Sitemaps and robots.txt: whole, bounded, valid."""

from datetime import date
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from shpalta import feeds
from shpalta.feeds.news import MOST, NEWS_NAMESPACE, news_language
from shpalta.records import Language, Topic
from tests.checks.problem import assert_none
from tests.checks.sitemaps import locations, sitemap_problems
from tests.unit.feeds.paper import (
    BASE,
    LEAF,
    FakeDoors,
    article,
    claimed,
    entities,
    outlet,
    press,
    pressed,
)

HOST = BASE.removeprefix("https://")
NEWS = "/sitemap-news.xml"


def maps(doors: FakeDoors) -> dict[str, bytes]:
    return {path: data for path, data in press(doors).items() if path.startswith("/sitemap")}


def test_the_index_names_every_sitemap_and_they_every_article():
    english = [article(100 + n, language="en", section="town") for n in range(4)]
    doors = FakeDoors([*entities(), *(article(n) for n in range(8)), *english])
    files = maps(doors)
    for path, data in files.items():
        assert_none(sitemap_problems(data, path, host=HOST, today=date(2026, 11, 23)))
    named = {address.removeprefix(BASE) for address in locations(files["/sitemap.xml"])}
    assert named == files.keys() - {"/sitemap.xml", NEWS}
    leaves = [p for p in named if p.startswith(("/sitemaps/uk/", "/sitemaps/en/"))]
    listed = [a for p in leaves for a in locations(files[p])]
    articles = [r for (kind, _), r in doors.records.items() if kind == "article"]
    assert sorted(listed) == sorted(BASE + record.path for record in articles)


def test_fronts_sections_and_archives_have_their_own():
    doors = FakeDoors([*entities(), article(1, at="2024-02-29T08:00:00Z")])
    assert locations(pressed(doors, "/sitemap-sections.xml")) == [
        f"{BASE}/",
        f"{BASE}/latest.html",
        f"{BASE}/en/index.html",
        f"{BASE}/en/latest.html",
        f"{BASE}/en/section/town.html",
        f"{BASE}/section/misto.html",
        f"{BASE}/archive.html",
        f"{BASE}/archive/2024.html",
        f"{BASE}/archive/2024-02.html",
        f"{BASE}/en/archive.html",
    ]


def test_topics_series_contributors_and_pages_stand_in_leaves_of_one_directory():
    english = article(1, language="en", section="town")
    many = [Topic(f"t{n}", "uk", f"Тема {n}", f"/topic/t{n}.html") for n in range(20)]
    doors = FakeDoors([*entities(), *many, english])
    files = {p: d for p, d in maps(doors).items() if p.startswith("/sitemaps/directory/")}
    assert len(files) >= 24 // LEAF
    for path, data in files.items():
        assert_none(sitemap_problems(data, path, host=HOST))
        assert len(locations(data)) <= 2 * LEAF
    found = [address.removeprefix(BASE) for data in files.values() for address in locations(data)]
    assert sorted(found) == sorted(
        [
            "/pro-nas.html",
            "/series/zyma.html",
            "/topic/mosty.html",
            "/contributor/bohdana.html",
            "/en/contributor/bohdana.html",
            *(topic.path for topic in many),
        ]
    )
    [dated] = [d for d in files.values() if b"pro-nas" in d]
    assert dated.decode().count("<lastmod>2026-11-20T08:00:00Z</lastmod>") == 1


def test_a_publication_leaves_the_directory_alone():
    doors = FakeDoors([*entities(), article(1)])
    made = claimed(doors)
    doors.reads = set()
    for path, (of, claim) in made.items():
        if path.startswith("/sitemaps/directory/"):
            of.render(claim, doors, None)
    assert not any(r.startswith(("window:", "card:", "record:article:")) for r in doors.reads)


def test_the_date_is_that_of_the_last_change_that_matters():
    changed = article(1, at="2026-11-01T08:00:00Z", changed="2026-11-20T08:00:00Z")
    backdated = article(2, at="2026-11-21T08:00:00Z", changed="2026-11-20T08:00:00Z")
    doors = FakeDoors([changed, backdated])
    data = pressed(doors, "/sitemaps/uk/article000001.xml").decode()
    assert data.count("<lastmod>2026-11-20T08:00:00Z</lastmod>") == 1
    assert data.count("<lastmod>2026-11-21T08:00:00Z</lastmod>") == 1


def test_empty_newspapers_have_valid_sitemaps():
    for path, data in maps(FakeDoors([])).items():
        assert_none(sitemap_problems(data, path, host=HOST))


def test_a_coarse_leaf_is_small_enough_for_any_crawler():
    assert feeds.GRAINS["map"].cap < 50_000


def test_one_article_reads_one_leaf():
    """A sitemap reads its own leaf and cards, nothing of the others."""
    doors = FakeDoors([*entities(), *(article(n) for n in range(9))])
    of, claim = claimed(doors)["/sitemaps/uk/article000003.xml"]
    doors.reads = set()
    of.render(claim, doors, None)
    assert doors.reads == {"leaf:map/uk:article000003"} | {f"card:article{n:06}" for n in (3, 4, 5)}


def test_a_held_article_is_in_no_sitemap():
    doors = FakeDoors([article(1), article(2)])
    of, claim = claimed(doors)["/sitemaps/uk/article000001.xml"]
    shown = doors.card
    doors.card = lambda i: None if i == "article000002" else shown(i)
    assert locations(of.render(claim, doors, None)) == [f"{BASE}/2026/11/23/stattia-1.html"]


# -- news -----------------------------------------------------------------------------------------


def news(doors: FakeDoors) -> list[str]:
    root = etree.fromstring(pressed(doors, NEWS))
    return [e.text for e in root.iter(f"{{{NEWS_NAMESPACE}}}title")]


def test_news_are_of_the_last_tick_s_day_and_the_one_before():
    # Kyiv is at +02:00 in November: its 22nd begins at 22:00 UTC of the 21st.
    doors = FakeDoors(
        [
            article(1, at="2026-11-21T21:59:59Z"),
            article(2, at="2026-11-21T22:00:00Z"),
            article(3, at="2026-11-23T09:00:00Z"),
        ]
    )
    assert news(doors) == ["Стаття 3", "Стаття 2"]
    doors.day = "2026-11-24"
    assert news(doors) == ["Стаття 3"]
    doors.day = "2026-11-26"
    assert news(doors) == []
    assert locations(pressed(doors, NEWS)) == [f"{BASE}/"]


def test_no_news_before_the_first_tick():
    assert news(FakeDoors([article(1, at="2026-11-23T09:00:00Z")], tick="")) == []


def test_advertising_is_no_news():
    doors = FakeDoors(
        [
            article(1, at="2026-11-23T08:00:00Z"),
            article(2, at="2026-11-23T09:00:00Z", genre="advertising"),
        ]
    )
    assert news(doors) == ["Стаття 1"]


@pytest.mark.parametrize("languages", [("uk",), ("uk", "en")])
def test_at_most_a_thousand_the_newest(languages: tuple[str, ...]):
    many = [
        article(
            n, language=languages[n % len(languages)], at=f"2026-11-23T{n // 60:02}:{n % 60:02}:00Z"
        )
        for n in range(MOST + 30)
    ]
    doors = FakeDoors(many)
    data = pressed(doors, NEWS)
    assert_none(sitemap_problems(data, host=HOST, today=date(2026, 11, 23)))
    assert news(doors) == [f"Стаття {n}" for n in range(MOST + 29, 29, -1)]


def test_news_reads_no_further_back_than_two_days():
    old = [article(n, at=f"2025-01-01T00:{n // 60:02}:{n % 60:02}Z") for n in range(200)]
    new = [article(1000 + n, at=f"2026-11-23T08:00:{n:02}Z") for n in range(40)]
    doors = FakeDoors([*old, *new])
    of, claim = claimed(doors)[NEWS]
    doors.reads = set()
    of.render(claim, doors, None)
    assert len([r for r in doors.reads if r.startswith("card:")]) == 41
    assert len([r for r in doors.reads if r.startswith("leaf:")]) <= 7


@given(st.lists(st.integers(0, 4 * 86_400), max_size=40, unique=True))
def test_news_is_every_article_of_the_two_days(seconds: list[int]):
    def moment(second: int) -> str:
        day, rest = divmod(second, 86_400)
        return f"2026-11-{20 + day}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"

    doors = FakeDoors([article(n, at=moment(second)) for n, second in enumerate(seconds)])
    recent = [s for s in sorted(seconds, reverse=True) if moment(s) >= "2026-11-21T22:00:00Z"]
    assert news(doors) == [f"Стаття {seconds.index(s)}" for s in recent]


def test_the_language_is_as_the_protocol_wants_it():
    assert [news_language(c) for c in ("uk", "en-GB", "crh", "zh-CN")] == [
        "uk",
        "en",
        "crh",
        "zh-cn",
    ]


def test_the_zone_moves_the_border():
    one = article(1, at="2026-11-21T21:59:59Z")
    far = outlet(zone="Pacific/Kiritimati", languages=(Language("uk", "Українська"),))
    assert news(FakeDoors([one], outlet=far)) == ["Стаття 1"]


# -- robots ---------------------------------------------------------------------------------------


OURS = [
    f"Sitemap: {BASE}/sitemap.xml",
    f"Sitemap: {BASE}/sitemap-news.xml",
    "",
    "User-agent: *",
    "Allow: /",
]


def robots(lines: str = "") -> list[str]:
    return pressed(FakeDoors([], outlet=outlet(robots=lines)), "/robots.txt").decode().splitlines()


def test_robots_allow_all_and_name_the_sitemaps():
    assert robots() == OURS


def test_the_owner_s_lines_come_after_ours():
    own = "# Навчання\r\nUser-agent: ExampleBot\r\n  Disallow: /  \n"
    found = robots(own)
    assert found == [*OURS, "", "# Навчання", "User-agent: ExampleBot", "Disallow: /"]
    assert allowed(found, "ExampleBot", "/") is False
    assert allowed(found, "AnyBot", "/2026/11/23/stattia.html") is True


def test_lines_that_name_no_crawler_go_on_with_our_group():
    found = robots("Disallow: /leaf/")
    assert found == [*OURS, "Disallow: /leaf/"]
    assert allowed(found, "AnyBot", "/x.html") is True


def allowed(lines: list[str], crawler: str, path: str) -> bool:
    parser = RobotFileParser()
    parser.parse(lines)
    return parser.can_fetch(crawler, BASE + path)
