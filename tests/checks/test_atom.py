"""The Atom check passes a good feed and finds each planted fault."""

import pytest

from tests.checks.atom import atom_problems

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk">
<id>https://example.org/all.atom.xml</id><title>Газета</title>
<updated>2026-11-23T07:41:05Z</updated>
<link rel="self" type="application/atom+xml" href="https://example.org/all.atom.xml"/>
<link rel="alternate" type="text/html" href="https://example.org/"/>
<author><name>Газета</name><uri>https://example.org/</uri></author>
<entry><id>urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6</id><title>Один</title>
<published>2026-11-23T07:41:05Z</published><updated>2026-11-23T09:41:05+02:00</updated>
<link rel="alternate" type="text/html" href="https://example.org/1.html"/>
<category term="Місто"/>
<link rel="enclosure" type="image/jpeg" href="https://example.org/1.jpeg" length="10"/>
<content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry>
<entry><id>tag:example.org,2026:2</id><title>Два</title><updated>2026-11-22T07:41:05Z</updated>
<link type="text/html" href="https://example.org/2.html"/><summary>Лід</summary></entry>
</feed>"""

FAULTS = {
    "xml": ("</feed>", ""),
    "version": ("2005/Atom", "2005/Other"),
    "id": ("tag:example.org,2026:2", "urn:uuid:60a76c80"),
    "title": ("<title>Два</title>", "<title> </title>"),
    "updated": ("<updated>2026-11-22T07:41:05Z</updated>", ""),
    "date": ("2026-11-22T07:41:05Z", "2026-11-22 07:41"),
    "language": (' xml:lang="uk"', ""),
    "self": ('rel="self"', 'rel="via"'),
    "alternate": ('<link type="text/html" href="https://example.org/2.html"/>', ""),
    "link": ("https://example.org/1.html", "/1.html"),
    "author": ("<author><name>Газета</name><uri>https://example.org/</uri></author>", ""),
    "category": ('term="Місто"', 'label="Місто"'),
    "enclosure": ('length="10"', ""),
    "markup": ("&lt;p&gt;", "&lt;script&gt;"),
    "type": ('type="html"', 'type="text/html"'),
    "element": ("<summary>Лід</summary>", "<description>Лід</description>"),
    "published": ("<published>2026", "<published>2025-01-01T00:00:00Z</published><published>2026"),
}


def test_a_good_feed_passes():
    assert atom_problems(GOOD.encode(), address="https://example.org/all.atom.xml") == []


@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_is_found(rule: str):
    right, wrong = FAULTS[rule]
    assert right in GOOD
    assert rule in {p.rule for p in atom_problems(GOOD.replace(right, wrong).encode())}


def test_an_id_that_stands_twice_is_found():
    twice = GOOD.replace("tag:example.org,2026:2", "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6")
    assert {p.rule for p in atom_problems(twice.encode())} == {"id"}


def test_a_feed_that_stands_elsewhere_is_found():
    found = atom_problems(GOOD.encode(), address="https://example.org/other.xml")
    assert {p.rule for p in found} == {"self"}
