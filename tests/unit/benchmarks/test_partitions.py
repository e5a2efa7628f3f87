"""One article rewrites a bounded few sitemaps, leaves and pages of the archive, at any size."""

from collections import Counter
from dataclasses import replace

import pytest

from benchmarks.homes import append_articles, archive_of, write_journal
from benchmarks.scale import new_articles
from benchmarks.waves import opened
from shpalta.press import api

PUBLISHED = 4


def families(articles: int, home) -> list[Counter[str]]:
    """How many files of each family every publication has rendered."""
    archive = replace(archive_of(articles), lengths=(300, 600))
    write_journal(archive, home)
    press = opened(home)
    found = []
    try:
        press.run()
        for article in new_articles(archive, PUBLISHED):
            with press.places.rows.transaction():
                append_articles(press.places.rows, [article])
            press.report = api.Report()
            press.run()
            entries = map(press.manifest.entry, press.report.rendered)
            found.append(Counter(entry.family for entry in entries if entry))
    finally:
        press.lease.release()
        press.tables.close()
        press.places.rows.close()
    return found


@pytest.mark.serial
@pytest.mark.parametrize("articles", [20, 160])
def test_an_article_rewrites_a_bounded_few(articles, tmp_path):
    for found in families(articles, tmp_path):
        # One sitemap of articles, and now and then the index and the one of sections and months.
        assert sum(n for name, n in found.items() if name.startswith("sitemap")) <= 4, found
        # A day's list, its month's calendar, its year.
        assert sum(n for name, n in found.items() if name.startswith("archive")) <= 6, found
        # At most four of each listing: all, a section, three topics, two contributors, a series.
        assert found["leaf"] <= 4 * 8, found
        assert sum(found.values()) <= 25 + 5 * 8, found
