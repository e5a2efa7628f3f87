"""Front, section, topic, contributor, latest, leaves and the living feed."""

import pytest

from shpalta.press.core.subjects import parts
from tests.unit.website.house import REGISTRY, USE, House, article, byline, house
from tests.unit.website.reading import all_of, dangers, text_of

PLACES = (
    ("front", "uk"),
    ("latest", "uk"),
    ("section", "misto"),
    ("topic", "voda"),
    ("contributor", "hai", "uk"),
    ("fragment", "uk"),
)


@pytest.fixture(scope="module")
def full() -> House:
    return house().put(
        *(
            article(
                f"a{n:02}",
                first_published=f"2026-11-{n % 20 + 1:02}T07:{n:02}:05Z",
                picture=USE if n % 2 else None,
                bylines=(byline("hai"),),
                topics=("voda",),
                section=("misto", "hroshi", "sport")[n % 3],
                genre="advertising" if n == 59 else "news",
            )
            for n in range(60)
        )
    )


def items(page: str) -> list[str]:
    return [e.get("data-id") for e in all_of(page, "li") if e.get("data-id")]


@pytest.mark.parametrize("place", PLACES)
def test_a_feed_holds_the_newest_25_by_days(full: House, place: tuple[str, ...]) -> None:
    page = full.family_render(*place)
    found = items(page)
    assert len(found) == (20 if place[0] == "section" else 25)
    days = [e.get("data-day") for e in all_of(page, "section") if e.get("data-day")]
    assert days == sorted(set(days), reverse=True)
    assert all(" 2026" in text_of(e) for e in all_of(page, "time"))
    assert ("data-more" in page) == (place[0] != "section")
    assert not dangers(page)


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_newspaper_has_all_its_pages(place: tuple[str, ...]) -> None:
    page = house().family_render(*place)
    assert items(page) == []
    assert not dangers(page)


def test_every_item_says_what_it_is(full: House) -> None:
    found = all_of(full.family_render("fragment", "uk"), "li")
    item = next(e for e in found if "pic" in e.get("class", ""))
    words = text_of(item)
    for part in ("ДСНС", "Фото", "листопада 2026", "Мери підписали"):
        assert part in words


def test_the_front_shows_no_article_twice_outside_the_feed_and_no_advertising(full: House) -> None:
    cards = [e.get("data-id") for e in all_of(full.family_render("front", "uk"), "article")]
    assert len(cards) == len(set(cards)) > 10
    assert "a59" not in cards


def test_leaves_lead_on_to_each_other_and_hold_every_article_once(full: House) -> None:
    seen: list[str] = []
    openings = full.doors.leaves("all/uk")
    opening: str | None = openings[-1]
    while opening:
        page = full.family_render("leaf", "all/uk", opening)
        seen += items(page)
        more = [e.get("href") for e in all_of(page, "a") if e.get("data-more") is not None]
        opening = more[0].rsplit("/", 1)[1].removesuffix(".html") if more else None
    assert sorted(seen) == [f"a{n:02}" for n in range(60)]


def test_a_leaf_names_its_days_and_its_list(full: House) -> None:
    opening = full.doors.leaves("section/misto")[0]
    page = full.family_render("leaf", "section/misto", opening)
    assert text_of(all_of(page, "h1")[0]) == "Місто"
    assert "листопада 2026</p>" in page


def test_leaves_outlive_their_section() -> None:
    h = house().put(article("a1"))
    h.seal("section", "misto", None)
    page = h.family_render("leaf", "section/misto", "first")
    assert items(page) == ["a1"]
    assert text_of(all_of(page, "h1")[0]) == "Стрічка"


def test_leaf_of_a_contributor(full: House) -> None:
    opening = full.doors.leaves("contributor/hai/uk")[0]
    page = full.family_render("entity-leaf", "contributor/hai/uk", opening)
    assert text_of(all_of(page, "h1")[0]) == "Ірина Гай"
    assert 'href="/contributor/hai.html"' in page


def test_every_link_between_pages_leads_to_a_claimed_path(full: House) -> None:
    subjects = [f"record:{kind}:{name}" for kind, name in full.content.subjects()]
    for listing in full.content.listings():
        subjects.append(f"exists:{listing}")
        if REGISTRY.grain(listing).leaves:
            subjects += [f"leaf:{listing}:{opening}" for opening in full.doors.leaves(listing)]
    claimed: dict[str, str] = {}
    pages: list[str] = []
    for family in REGISTRY.families:
        for owner in sorted({o for s in subjects if (o := family.owner_of(s))}):
            for claim in family.claims(owner, full.doors):
                assert claim.path not in claimed, (claim.path, owner, claimed[claim.path])
                claimed[claim.path] = owner
                if claim.path.endswith(".html"):
                    pages.append(family.render(claim, full.doors, full.renderer).decode())
    outside = ("http", "mailto:", "tel:", "#")
    for page in pages:
        for element in [*all_of(page, "a"), *all_of(page, "link"), *all_of(page, "img")]:
            href = element.get("href") or element.get("src")
            if href and not href.startswith(outside) and not href.startswith("/feeds/"):
                target = "/index.html" if href == "/" else href
                assert target in claimed, href
    assert parts("record:redirect:/x.html")[2] == "/x.html"
