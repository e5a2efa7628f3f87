"""Sitemaps by the schemas of the protocol, and by what the protocol says beside them."""

from datetime import date, datetime, timedelta
from functools import cache
from urllib.parse import urlsplit

from lxml import etree

from tests.checks.problem import Problem
from tests.checks.tools import HERE

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MOST_BYTES = 50 * 1024 * 1024
MOST_NEWS = 1000
NEWS_DAYS = 2


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(HERE / "schemas" / "sitemap.xsd"))


def sitemap_problems(
    data: bytes, where: str = "sitemap", *, host: str | None = None, today: date | None = None
) -> list[Problem]:
    """Problems of a sitemap, a news sitemap or an index.

    ``host``: every address must be on it. ``today``: news must be of that day or the one before
    (in UTC give or take a day's zone, so a day is added on either side).
    """
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return [Problem(where, "xml", str(error))]
    found = []
    schema = _schema()
    if not schema.validate(root):
        found += [Problem(where, "schema", f"line {e.line}: {e.message}") for e in schema.error_log]
    if len(data) > MOST_BYTES:
        found.append(Problem(where, "size", f"{len(data)} bytes, 50 MB are allowed"))
    found += _hosts(root, where, host)
    found += _news(root, where, today)
    return found


def locations(data: bytes) -> list[str]:
    """Every address that a sitemap or index names, in order."""
    root = etree.fromstring(data)
    return [element.text or "" for element in root.iter(f"{SITEMAP}loc")]


def _hosts(root: etree._Element, where: str, host: str | None) -> list[Problem]:
    hosts = {urlsplit(element.text or "").netloc for element in root.iter(f"{SITEMAP}loc")}
    strange = hosts - ({host} if host else set(sorted(hosts)[:1]))
    return [Problem(where, "host", f"address on {name!r}") for name in sorted(strange)]


def _news(root: etree._Element, where: str, today: date | None) -> list[Problem]:
    entries = list(root.iter(f"{NEWS}news"))
    found = []
    if len(entries) > MOST_NEWS:
        found.append(Problem(where, "news", f"{len(entries)} articles, 1,000 are allowed"))
    for entry in entries if today else ():
        written = entry.findtext(f"{NEWS}publication_date", "")
        try:
            day = datetime.fromisoformat(written).date()
        except ValueError:
            continue  # the schema said so already
        if today and not timedelta(-1) <= today - day <= timedelta(NEWS_DAYS):
            found.append(Problem(where, "news", f"an article of {written}, today is {today}"))
    return found
