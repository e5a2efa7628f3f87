"""Icons, social images, and the web app manifest."""

import json
from typing import Any

import msgspec

from shpalta.lib.addresses import is_of_site
from shpalta.lib.digests import digest
from shpalta.press.core.family import Claim
from shpalta.records import Icon, Language, Outlet, Social
from shpalta.website.colours import contrast
from tests.unit.website.house import OUTLET, REGISTRY, THEME, House, article, house
from tests.unit.website.reading import all_of

ICONS = tuple(Icon(width, digest(str(width).encode())) for width in (32, 180, 192, 512))


def drawn(**changes: Any) -> Outlet:
    return msgspec.structs.replace(OUTLET, **{"icons": ICONS, "mark": "Н", **changes})


def manifest(h: House, language: str = "uk") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(h.family_render("manifest", language))
    return found


def paths(h: House, family: str, owner: str) -> list[str]:
    return [claim.path for claim in REGISTRY.family(family).claims(owner, h.doors)]


def links(page: str, rel: str) -> list[str]:
    return [e.get("href") for e in all_of(page, "link") if e.get("rel") == rel]


def test_each_language_has_a_manifest_of_its_own() -> None:
    h = house(drawn())
    assert paths(h, "manifest", "record:outlet:outlet") == [
        "/site.webmanifest",
        "/en/site.webmanifest",
    ]
    assert all(is_of_site(path) for path in paths(h, "manifest", "record:outlet:outlet"))
    uk, en = manifest(h), manifest(h, "en")
    assert (uk["lang"], uk["dir"], uk["start_url"]) == ("uk", "ltr", "/")
    assert (en["lang"], en["start_url"]) == ("en", "/en/index.html")
    assert uk["scope"] == en["scope"] == "/"
    assert (uk["name"], uk["short_name"]) == ("Надріччя", "Надріччя")
    for page in (
        h.family_render("front", "uk"),
        h.put(article("a1")).family_render("article", "a1"),
    ):
        assert links(page, "manifest") == ["/site.webmanifest"]
        assert "manifest-src 'self'" in page


def test_colours_are_those_of_the_pages() -> None:
    found = manifest(house(drawn(accent="#ffe000")))
    sheet = THEME.assets["site.css"].data.decode()
    assert f"--paper:light-dark({found['background_color']}" in sheet
    assert contrast(found["theme_color"], found["background_color"]) >= 4.5


def test_a_name_too_long_for_a_phone_gives_way_to_the_mark() -> None:
    found = manifest(house(drawn(name="Вісник Надрічанської громади", mark="ВН")))
    assert found["short_name"] == "ВН"
    assert "short_name" not in manifest(house(drawn(name="Вісник громади на Тихій", mark="")))


def test_a_right_to_left_language_runs_right_to_left() -> None:
    arabic = drawn(languages=(Language("ar", "العربية"),))
    assert manifest(house(arabic), "ar")["dir"] == "rtl"


def test_icons_are_files_and_every_page_names_them() -> None:
    h = house(drawn())
    there = paths(h, "icon", "record:outlet:outlet")
    assert there == [f"/media/icons/{icon.digest[:8]}-{icon.width}.png" for icon in ICONS]
    icons = manifest(h)["icons"]
    assert {(i["sizes"], i["purpose"]) for i in icons} == {
        (f"{width}x{width}", purpose)
        for width in (180, 192, 512)
        for purpose in ("any", "maskable")
    }
    page = h.family_render("front", "uk")
    named = [i["src"] for i in icons] + links(page, "icon") + links(page, "apple-touch-icon")
    assert set(named) == set(there)
    assert links(page, "icon")[0].endswith("-32.png")
    assert links(page, "apple-touch-icon")[0].endswith("-180.png")


def test_what_a_phone_could_cut_away_is_not_offered_for_cutting() -> None:
    for outlet in (drawn(mark="НР"), drawn(logo="ab" * 32, logo_format="png"), drawn(mark="")):
        assert {i["purpose"] for i in manifest(house(outlet))["icons"]} == {"any"}


def test_without_icons_the_drawing_of_the_theme_stands_for_them() -> None:
    h = house()
    mark = THEME.assets["mark.svg"].path
    assert manifest(h)["icons"] == [{"src": mark, "type": "image/svg+xml", "sizes": "any"}]
    page = h.family_render("front", "uk")
    assert links(page, "icon") == [mark]
    assert links(page, "apple-touch-icon") == []
    assert paths(h, "icon", "record:outlet:outlet") == []


def test_a_social_image_is_a_file_while_its_article_is_public() -> None:
    h = house()
    family = REGISTRY.family("social")
    h.seal("social", "a1", Social("a1", digest(b"drawn"), 1200, 630, 9000, "r1"))
    assert family.owner_of("card:a1") == family.owner_of("record:social:a1") == "record:social:a1"
    assert family.owner_of("record:article:a1") is None
    assert paths(h, "social", "record:social:a1") == []
    assert "card:a1" in h.seal("article", "a1", article("a1"))
    assert family.claims("record:social:a1", h.doors) == (
        Claim(f"/media/social/a1-{digest(b'drawn')[:8]}.jpg", (digest(b"drawn"),)),
    )
    assert "card:a1" in h.seal("article", "a1", None)
    assert paths(h, "social", "record:social:a1") == []


def test_hostile_names_stay_text() -> None:
    attack = '"},{"<script>\u2028\n'
    found = manifest(house(drawn(name=attack, tagline=attack)))
    assert found["name"] == found["description"] == '"},{"<script>'
