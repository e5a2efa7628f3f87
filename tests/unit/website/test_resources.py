"""Which files there are: claims, owners, and what makes a file come and go."""

from shpalta.lib.digests import digest
from shpalta.records import DocumentLink, Outlet, Redirect
from tests.unit.website.house import OUTLET, REGISTRY, THEME, USE, House, article, byline, house


def claimed(h: House, family: str, owner: str) -> list[str]:
    return [claim.path for claim in REGISTRY.family(family).claims(owner, h.doors)]


def owner(family: str, subject: str) -> str | None:
    return REGISTRY.family(family).owner_of(subject)


def test_an_article_claims_its_path_and_is_blamed() -> None:
    h = house().put(article("a1"))
    claim = REGISTRY.family("article").claims("record:article:a1", h.doors)[0]
    assert claim.path == "/2026/11/23/a1.html"
    assert REGISTRY.family("article").blames(claim) == "a1"
    h.seal("article", "a1", None)
    assert claimed(h, "article", "record:article:a1") == []


def test_a_redirect_gives_way_to_an_article_at_its_path() -> None:
    h = house()
    path = "/2026/11/23/a1.html"
    h.seal("redirect", path, Redirect(path, "uk", gone=True))
    name = owner("gone", f"absent:{path}")
    assert name == owner("gone", f"record:redirect:{path}") == f"record:redirect:{path}"
    assert claimed(h, "gone", name) == [f"{path}.gone"]
    assert claimed(h, "moved", name) == []
    h.put(article("a1"))
    assert claimed(h, "gone", name) == []
    h.seal("article", "a1", None)
    h.seal("redirect", path, Redirect(path, "uk", article="a2"))
    assert claimed(h, "moved", name) == [path]


def test_a_picture_has_files_while_a_public_article_shows_it() -> None:
    h = house()
    name = owner("picture", "exists:picture/bridge")
    assert name == owner("picture", "record:picture:bridge")
    assert claimed(h, "picture", name) == []
    h.put(article("a1", picture=USE))
    paths = claimed(h, "picture", name)
    assert len(paths) == 12
    assert all(path.startswith("/media/bridge/") for path in paths)
    h.put(article("a1"))
    assert claimed(h, "picture", name) == []


def test_a_document_likewise() -> None:
    h = house()
    assert claimed(h, "document", "record:document:plan") == []
    h.put(article("a1", body=(DocumentLink("d", "plan"),)))
    assert claimed(h, "document", "record:document:plan") == [
        f"/media/plan/{digest(b'plan')[:16]}.pdf"
    ]


def test_a_contributor_has_a_page_in_each_language_they_wrote_in() -> None:
    h = house()
    assert owner("contributor", "exists:contributor/hai/en") == "record:contributor:hai"
    assert claimed(h, "contributor", "record:contributor:hai") == ["/contributor/hai.html"]
    h.put(article("e1", language="en", path="/en/x.html", section="town", bylines=(byline("hai"),)))
    assert claimed(h, "contributor", "record:contributor:hai") == [
        "/contributor/hai.html",
        "/en/contributor/hai.html",
    ]


def test_fronts_latest_and_fragments_go_by_language() -> None:
    h = house()
    for family, paths in {
        "front": ["/index.html", "/en/index.html"],
        "latest": ["/latest.html", "/en/latest.html"],
        "fragment": ["/live/1/uk/latest.html", "/live/1/en/latest.html"],
        "archive": ["/archive.html", "/en/archive.html"],
        "not-found": ["/404.html"],
    }.items():
        assert owner(family, "record:outlet:outlet") == "record:outlet:outlet"
        assert claimed(h, family, "record:outlet:outlet") == paths
    assert claimed(House(), "front", "record:outlet:outlet") == []


def test_leaves_of_listings_that_nobody_reads_have_no_pages() -> None:
    assert owner("leaf", "leaf:all/uk:first") == "leaf:all/uk:first"
    assert owner("entity-leaf", "leaf:contributor/hai/uk:x") == "leaf:contributor/hai/uk:x"
    for family in ("leaf", "entity-leaf"):
        for listing in ("map/uk", "picture/bridge", "document/plan"):
            assert owner(family, f"leaf:{listing}:first") is None
    h = house().put(article("a1"))
    assert claimed(h, "leaf", "leaf:all/uk:first") == ["/leaf/all/uk/first.html"]
    assert claimed(h, "leaf", "leaf:all/uk:none") == []


def test_assets_of_the_theme_before_stay_for_a_while() -> None:
    h = house()
    theme = THEME.record("2", "https://nadrichchia.example.org")
    old = theme.assets["site.css"].path
    changed = {**theme.assets, "site.css": theme.assets["site.js"]}
    h.seal("theme", "theme", type(theme)("2", theme.base_address, theme.templates, changed))
    assert old in claimed(h, "asset", "record:theme:theme")
    fonts = claimed(h, "font", "record:theme:theme")
    assert len(fonts) == 3
    assert all(path.endswith(".woff2") for path in fonts)


def test_a_logo_is_a_file() -> None:
    outlet = Outlet("Надріччя", OUTLET.languages, OUTLET.zone, logo="ab" * 32, logo_format="svg")
    h = house(outlet)
    assert claimed(h, "logo", "record:outlet:outlet") == ["/media/logo/abababababababab.svg"]
    assert "/media/logo/abababababababab.svg" in h.family_render("front", "uk")
    assert claimed(house(), "logo", "record:outlet:outlet") == []


def test_pages_come_before_lists_and_leaves_before_what_leads_to_them() -> None:
    rank = {family.name: (family.wave, family.rank) for family in REGISTRY.families}
    assert rank["article"] < rank["leaf"] < rank["fragment"] < rank["front"] < rank["section"]
    assert rank["entity-leaf"] < rank["topic"]
    assert rank["picture"] == rank["gone"] == (1, 0)


def test_a_day_a_month_and_a_year_have_a_page_while_they_have_an_article() -> None:
    h = house().put(
        article("a1", day="2026-11-24"), article("e1", language="en", path="/en/x.html")
    )
    for family, span in (("day", "2026-11-24"), ("month", "2026-11"), ("year", "2026")):
        name = f"exists:{family}/uk/{span}"
        assert owner(family, name) == name
        assert claimed(h, family, name) == [f"/archive/{span}.html"]
    assert claimed(h, "day", "exists:day/en/2026-11-23") == ["/en/archive/2026-11-23.html"]
    assert claimed(h, "day", "exists:day/uk/2026-11-23") == []
    h.seal("article", "a1", None)
    assert claimed(h, "year", "exists:year/uk/2026") == []
    assert claimed(h, "year", "exists:year/en/2026") == ["/en/archive/2026.html"]


def test_an_archive_of_a_language_that_the_outlet_lacks_takes_no_other_s_place() -> None:
    h = house().put(article("p1", language="pl", path="/pl/x.html"), article("a1"))
    assert claimed(h, "day", "exists:day/pl/2026-11-23") == []


def test_a_second_article_of_a_day_renews_that_day_alone() -> None:
    h = house().put(article("a1"))
    places = {
        "archive": ("uk",), "year": ("uk", "2026"), "month": ("uk", "2026-11"),
        "day": ("uk", "2026-11-23"),
    }  # fmt: skip
    reads = {}
    for family, args in places.items():
        h.doors.forget()
        h.family_render(family, *args)
        reads[family] = set(h.doors.reads)
    same = h.seal("article", "a2", article("a2"))
    assert [family for family in places if reads[family] & same] == ["day"]
    month = h.seal("article", "a3", article("a3", first_published="2026-10-02T08:00:00Z"))
    assert [family for family in places if reads[family] & month] == ["year", "month"]


def test_series_and_free_pages_stand_at_their_own_paths() -> None:
    h = house()
    assert claimed(h, "series", "record:series:richka") == ["/series/richka.html"]
    assert claimed(h, "page", "record:page:about") == ["/about.html"]
    h.seal("page", "about", None)
    assert claimed(h, "page", "record:page:about") == []
    assert owner("entity-leaf", "leaf:series/richka:first") == "leaf:series/richka:first"
    assert owner("entity-leaf", "leaf:day/uk/2026-11-23:first")
