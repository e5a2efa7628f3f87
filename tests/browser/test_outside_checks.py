"""Every file of the sample newspaper, judged by tools from outside."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html
from PIL import Image

from tests.browser.edition import HOST, Edition
from tests.browser.extremes import SECRET, WITHDRAWN
from tests.checks.any_feed import any_feed_problems
from tests.checks.csp import csp_problems, policy_of
from tests.checks.html import html_problems
from tests.checks.problem import Problem, assert_none
from tests.checks.sitemaps import locations, sitemap_problems
from tests.checks.structured import opengraph_problems, structured_problems, types

pytest_plugins = ("tests.browser.reader_fixtures",)
pytestmark = [pytest.mark.xdist_group("chromium"), pytest.mark.slow, pytest.mark.timeout(900)]

BASE = f"https://{HOST}"
FOLDERS = {
    *("section", "topic", "series", "contributor", "archive", "leaf", "live", "feeds"),
    *("assets", "media", "sitemaps"),
}
KIND = re.compile(rf"^(/[a-z]{{2}})?/({'|'.join(sorted(FOLDERS))})/")
# Every type that the kinds of pages have for machines.
TYPES = {
    *("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"),
    *("BackgroundNewsArticle", "AdvertiserContentArticle", "ImageGallery", "ImageObject"),
    *("CreativeWorkSeries", "CollectionPage", "ItemList", "ProfilePage", "Person", "WebPage"),
    *("NewsMediaOrganization", "WebSite", "BreadcrumbList", "Organization"),
}
MANIFEST = re.compile(r'<link rel="manifest" href="([^"]+)">')
LINKS = ("href", "src", "data-live", "poster")


@pytest.fixture(scope="module")
def pages(edition: Edition) -> dict[str, str]:
    """Every page by path; fragments and pages of what was withdrawn are pages too."""
    return {p: data.decode() for p, data in edition.files(".html", ".html.gone").items()}


def whole(pages: dict[str, str]) -> dict[str, str]:
    """Pages with a look: neither fragments nor those that only lead on."""
    return {p: t for p, t in pages.items() if "<header>" in t}


def test_there_is_every_kind_of_page(edition: Edition, pages: dict[str, str]) -> None:
    kinds = {KIND.match(path)[2] for path in edition.files("") if KIND.match(path)}
    assert kinds == FOLDERS
    assert {"/index.html", "/latest.html", "/archive.html", "/404.html"} <= set(pages)
    assert {"/en/index.html", "/ar/index.html", "/pro-hazetu.html"} <= set(pages)
    assert any(path.endswith(".gone") for path in pages)
    assert len([path for path in pages if re.match(r"/\d{4}/", path)]) >= 36
    blocks = set(re.findall(r'data-block="(\w+)"', "".join(pages.values())))
    assert blocks == {
        "paragraph", "item", "subhead", "picture", "gallery", "exchange", "quote", "table",
        "read_also", "document", "embed", "divider",
    }  # fmt: skip


def test_html_css_and_svg(edition: Edition) -> None:
    found = html_problems(edition.files(".html", ".gone", ".css", ".svg"))
    # The checker reads files, where 'self' is nobody's; that a page's policy lets its own files in
    # is seen in the browser, whose complaints are errors there.
    rest = [p for p in found if "Resource violates Content Security Policy" not in p.text]
    # It guesses the language by letters, and hostile text is markup more than it is Ukrainian.
    assert_none(p for p in rest if not ("vorozh" in p.where and "appears to be written" in p.text))


def test_every_internal_link_leads_to_a_file(edition: Edition, pages: dict[str, str]) -> None:
    there = set(edition.files("")) | {"/"}
    found = []
    for path, text in pages.items():
        ids = set(lxml_html.document_fromstring(text.encode()).xpath("//@id"))
        for link in links_of(text):
            parts = urlsplit(urljoin(BASE + path.removesuffix(".gone"), link))
            if parts.netloc != HOST:
                continue
            target = unquote(parts.path)
            if target not in there and f"{target}.gone" not in there:
                found.append(Problem(path, "leads nowhere", link))
            elif link.startswith("#") and parts.fragment not in ids:
                found.append(Problem(path, "no such place", link))
    assert_none(found)


def links_of(text: str) -> Iterator[str]:
    """Addresses of a page's links, files and candidates of pictures."""
    tree = lxml_html.document_fromstring(text.encode())
    for name in LINKS:
        yield from tree.xpath(f"//@{name}")
    for candidates in tree.xpath("//@srcset"):
        yield from (candidate.split()[0] for candidate in candidates.split(", "))
    yield from tree.xpath("//meta[@property='og:image' or @property='og:url']/@content")


def test_links_in_feeds_sitemaps_and_robots(edition: Edition) -> None:
    there, found = set(edition.files("")) | {"/"}, []
    for path, data in edition.files(".xml", ".json", "robots.txt").items():
        for address in re.findall(rf"{re.escape(BASE)}([^\s<\"'&\]\\]*)", data.decode()):
            if unquote(address) not in there | {""}:
                found.append(Problem(path, "leads nowhere", address))
    assert_none(found)


def test_feeds(edition: Edition) -> None:
    found = edition.files(".xml", ".json")
    feeds = {path: data for path, data in found.items() if path.startswith("/feeds/")}
    for ending in ("uk/all.atom.xml", "en/all.json", "ar/all.xml"):
        assert f"/feeds/{ending}" in feeds
    assert any(path.startswith("/feeds/uk/series/") for path in feeds)
    assert_none(p for path, data in feeds.items() for p in any_feed_problems(data, path, BASE))


def test_sitemaps(edition: Edition) -> None:
    maps = {p: d for p, d in edition.files(".xml").items() if p.startswith("/sitemap")}
    assert {"/sitemap.xml", "/sitemap-news.xml", "/sitemap-sections.xml"} < set(maps)
    today = datetime.now(UTC).date()
    assert_none(p for n, d in maps.items() for p in sitemap_problems(d, n, host=HOST, today=today))
    named = {urlsplit(a).path for data in maps.values() for a in locations(data)}
    public = {p for p in edition.files(".html") if re.match(r"/(en/)?\d{4}/", p)}
    moved = {p for p in public if "<header>" not in edition.page(p)}
    assert {p for p in named if re.match(r"/(en/)?\d{4}/", p)} == public - moved


def test_every_page_with_an_address_is_in_a_sitemap(
    edition: Edition, pages: dict[str, str]
) -> None:
    """But leaves of lists and days of archives, to which every list leads."""
    maps = [d for p, d in edition.files(".xml").items() if p.startswith("/sitemap")]
    named = {address for data in maps for address in locations(data)}
    canonical = {
        address: path
        for path, text in whole(pages).items()
        for address in lxml_html.document_fromstring(text.encode()).xpath(
            "//link[@rel='canonical']/@href"
        )
    }
    left_out = {canonical[address] for address in canonical.keys() - named}
    inner = re.compile(r"/leaf/|(/[a-z]{2})?/archive/\d{4}-\d\d-\d\d\.html")
    assert {path for path in left_out if not inner.match(path)} == set()


def test_languages_lead_to_each_other(pages: dict[str, str]) -> None:
    """Who is named as a translation names the one that named it, and one of them for the rest."""
    named = {}
    for path, text in whole(pages).items():
        tree = lxml_html.document_fromstring(text.encode())
        links = tree.xpath("//link[@rel='alternate' and @hreflang]")
        [own] = tree.xpath("//link[@rel='canonical']/@href") or [path]
        named[own] = {link.get("hreflang"): link.get("href") for link in links}
    groups = [group for group in named.values() if group]
    assert len(groups) > 8
    found = [
        Problem(own, "not itself", "") for own, g in named.items() if g and own not in g.values()
    ]
    found += [
        Problem(own, "not answered", address)
        for own, group in named.items()
        for address in group.values()
        if named.get(address) != group
    ]
    found += [
        Problem(own, "x-default", "") for own, g in named.items() if g and "x-default" not in g
    ]
    assert_none(found)


def test_manifests(edition: Edition, pages: dict[str, str]) -> None:
    there, found = set(edition.files("")) | {"/"}, []
    for path, data in edition.files(".webmanifest").items():
        manifest = json.loads(data)
        named = [manifest["start_url"], *(icon["src"] for icon in manifest["icons"])]
        found += [Problem(path, "leads nowhere", place) for place in named if place not in there]
        found += [
            Problem(path, "icon", f"{icon['src']} is no {icon['sizes']}")
            for icon in manifest["icons"]
            if icon["src"].endswith(".png") and size_of(edition, icon["src"]) != icon["sizes"]
        ]
    links = {link for text in whole(pages).values() for link in re.findall(MANIFEST, text)}
    assert links == set(edition.files(".webmanifest"))
    assert_none(found)


def size_of(edition: Edition, path: str) -> str:
    with Image.open(edition.root / path.lstrip("/")) as image:
        return f"{image.width}x{image.height}"


def test_structured_data(pages: dict[str, str]) -> None:
    looked, found = set(), []
    for path, text in whole(pages).items():
        found += structured_problems(text, path)
        looked |= types(text)
        if "og:type" in text:
            # A page without a picture, in a paper without a mark, has none to show.
            found += [p for p in opengraph_problems(text, path) if p.rule != "og:image"]
    assert_none(found)
    assert looked >= TYPES


def test_policies(pages: dict[str, str]) -> None:
    policies = {path: policy_of(text) for path, text in whole(pages).items()}
    # A page that must not be framed says so in its header: in <meta> it would not count.
    assert_none(csp_problems(policies))
    unsafe = [p for p, policy in policies.items() if not policy or "unsafe" in policy]
    assert unsafe == []


def test_no_style_attributes_no_inline_scripts(pages: dict[str, str]) -> None:
    found = []
    for path, text in pages.items():
        tree = lxml_html.document_fromstring(text.encode())
        found += [Problem(path, "style", str(tag.tag)) for tag in tree.xpath("//*[@style]")]
        handlers = "//@*[starts-with(name(), 'on')]"
        found += [Problem(path, "handler", str(value)) for value in tree.xpath(handlers)]
        inline = "//script[not(@src) and @type != 'application/ld+json']"
        found += [Problem(path, "script", str(s.text)) for s in tree.xpath(inline)]
    assert_none(found)


def test_nothing_leaks(edition: Edition) -> None:
    """Drafts and the withdrawn, in no file under any name."""
    for path, data in edition.files("").items():
        for words in (SECRET, WITHDRAWN):
            assert words.encode() not in data, path
        assert "chernetka" not in path


def test_headings_and_landmarks_in_every_page(pages: dict[str, str]) -> None:
    """One main, one h1, a title and a language; no level of heading left out."""
    found = []
    for path, text in whole(pages).items():
        tree = lxml_html.document_fromstring(text.encode())
        levels = [int(h.tag[1]) for h in tree.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
        if levels.count(1) != 1 or len(tree.xpath("//main")) != 1:
            found.append(Problem(path, "headings", str(levels)))
        jumps = [b for a, b in pairwise(levels) if b > a + 1]
        if jumps:
            found.append(Problem(path, "a level is left out", str(levels)))
        if not tree.findtext(".//title") or not tree.get("lang"):
            found.append(Problem(path, "title", ""))
    assert_none(found)


def test_xml_is_read_by_a_strict_reader(edition: Edition) -> None:
    for data in edition.files(".xml", ".svg").values():
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
