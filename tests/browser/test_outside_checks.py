"""Every file of the sample newspaper, judged by tools from outside."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from tests.browser.edition import HOST, Edition
from tests.browser.extremes import SECRET, WITHDRAWN
from tests.checks.csp import csp_problems, policy_of
from tests.checks.feeds import feed_problems
from tests.checks.html import html_problems
from tests.checks.problem import Problem, assert_none
from tests.checks.sitemaps import locations, sitemap_problems
from tests.checks.structured import opengraph_problems, structured_problems, types

pytest_plugins = ("tests.browser.reader_fixtures",)
pytestmark = [pytest.mark.xdist_group("chromium"), pytest.mark.slow, pytest.mark.timeout(900)]

BASE = f"https://{HOST}"
KIND = re.compile(r"^(/en)?/(section|topic|contributor|leaf|live|feeds|assets|media|sitemaps)/")
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
    assert kinds == {
        "section", "topic", "contributor", "leaf", "live", "feeds", "assets", "media", "sitemaps",
    }  # fmt: skip
    assert {"/index.html", "/latest.html", "/404.html", "/en/index.html"} <= set(pages)
    assert any(path.endswith(".gone") for path in pages)
    assert len([path for path in pages if re.match(r"/\d{4}/", path)]) >= 36
    blocks = set(re.findall(r'data-block="(\w+)"', "".join(pages.values())))
    assert blocks == {
        "paragraph", "item", "subhead", "picture", "quote", "table", "read_also", "document",
        "embed", "divider",
    }  # fmt: skip


def test_html_css_and_svg(edition: Edition) -> None:
    found = html_problems(edition.files(".html", ".gone", ".css", ".svg"))
    # The checker reads files, where 'self' is nobody's; that a page's policy lets its own files in
    # is seen in the browser, whose complaints are errors there.
    assert_none(p for p in found if "Resource violates Content Security Policy" not in p.text)


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
    for path, data in edition.files(".xml", "robots.txt").items():
        for address in re.findall(rf"{re.escape(BASE)}([^\s<\"'&\]]*)", data.decode()):
            if unquote(address) not in there | {""}:
                found.append(Problem(path, "leads nowhere", address))
    assert_none(found)


def test_feeds(edition: Edition) -> None:
    feeds = {p: data for p, data in edition.files(".xml").items() if p.startswith("/feeds/")}
    assert len(feeds) > 30
    assert_none(p for path, d in feeds.items() for p in feed_problems(d, path, address=BASE + path))


def test_sitemaps(edition: Edition) -> None:
    maps = {p: d for p, d in edition.files(".xml").items() if p.startswith("/sitemap")}
    assert {"/sitemap.xml", "/sitemap-news.xml", "/sitemap-sections.xml"} < set(maps)
    today = datetime.now(UTC).date()
    assert_none(p for n, d in maps.items() for p in sitemap_problems(d, n, host=HOST, today=today))
    named = {urlsplit(a).path for data in maps.values() for a in locations(data)}
    public = {p for p in edition.files(".html") if re.match(r"/(en/)?\d{4}/", p)}
    moved = {p for p in public if "<header>" not in edition.page(p)}
    assert {p for p in named if re.match(r"/(en/)?\d{4}/", p)} == public - moved


def test_structured_data(pages: dict[str, str]) -> None:
    looked, found = set(), []
    for path, text in whole(pages).items():
        found += structured_problems(text, path)
        looked |= types(text)
        if "og:type" in text:
            # An article without a picture has none to show, and says so by showing none.
            found += [p for p in opengraph_problems(text, path) if p.rule != "og:image"]
    assert_none(found)
    assert {"NewsArticle", "ReportageNewsArticle", "AdvertiserContentArticle"} <= looked
    assert {"NewsMediaOrganization", "Person", "BreadcrumbList", "ImageObject"} <= looked


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
