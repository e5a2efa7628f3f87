"""The feed check passes a good feed and finds each planted fault."""

import pytest

from tests.checks.feeds import feed_problems

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Газета</title><link>https://example.org/</link><description>Опис</description>
<language>uk</language>
<atom:link href="https://example.org/feed.xml" rel="self" type="application/rss+xml"/>
<lastBuildDate>Mon, 23 Nov 2026 09:41:05 +0200</lastBuildDate>
<item><title>Один</title><link>https://example.org/1.html</link>
<guid isPermaLink="false">a:1</guid><pubDate>Mon, 23 Nov 2026 09:41:05 +0200</pubDate>
<content:encoded>&lt;p&gt;&lt;a href="https://example.org/"&gt;x&lt;/a&gt;&lt;/p&gt;</content:encoded>
<enclosure url="https://example.org/1.jpeg" type="image/jpeg" length="10"/></item>
<item><title>Два</title><link>https://example.org/2.html</link>
<guid isPermaLink="false">a:2</guid><pubDate>Sun, 22 Nov 2026 09:41:05 +0200</pubDate></item>
</channel></rss>"""

FAULTS = {
    "xml": ("</channel>", ""),
    "bozo": ('encoding="UTF-8"', 'encoding="us-ascii"'),
    "title": ("<title>Газета</title>", ""),
    "description": ("<description>Опис</description>", "<description> </description>"),
    "language": ("<language>uk</language>", ""),
    "link": ("<link>https://example.org/1.html</link>", "<link>/1.html</link>"),
    "atom:link": ('rel="self"', 'rel="alternate"'),
    "guid": ("a:2", "a:1"),
    "date": ("Mon, 23 Nov 2026", "Tue, 23 Nov 2026"),
    "enclosure": ('length="10"', ""),
    "markup": ("&lt;p&gt;", "&lt;script&gt;"),
    "item": ("<title>Два</title>", ""),
    "version": ('rss version="2.0"', 'rss version="0.92"'),
}


def test_a_good_feed_passes():
    assert feed_problems(GOOD.encode(), address="https://example.org/feed.xml") == []


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_is_found(rule: str):
    right, wrong = FAULTS[rule]
    assert right in GOOD
    bad = GOOD.replace(right, wrong).encode()
    if rule == "bozo":
        # Bytes that are not what they say: feedparser guesses, and calls that a fault.
        assert feed_problems(bad)
        return
    assert rule in {p.rule for p in feed_problems(bad)}


@pytest.mark.parametrize(
    "markup",
    [
        '&lt;p onclick="a()"&gt;',
        '&lt;a href="javascript:a()"&gt;',
        '&lt;img src="/relative.png"&gt;',
        '&lt;p style="color:red"&gt;',
        '&lt;iframe src="https://example.org/"&gt;',
    ],
)
def test_dangerous_markup_is_found(markup: str):
    bad = GOOD.replace("&lt;p&gt;", markup).encode()
    assert "markup" in {p.rule for p in feed_problems(bad)}


def test_a_feed_that_stands_elsewhere_is_found():
    found = feed_problems(GOOD.encode(), address="https://example.org/other.xml")
    assert {p.rule for p in found} == {"atom:link"}
