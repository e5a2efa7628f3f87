"""Where the outputs for machines stand, and how addresses become absolute."""

from shpalta.press.core.family import Doors
from shpalta.records.outlet import Icon, Language

SITEMAP = "/sitemap.xml"
SITEMAP_SECTIONS = "/sitemap-sections.xml"
SITEMAP_NEWS = "/sitemap-news.xml"
ROBOTS = "/robots.txt"

# Form of a feed → how its address ends. Servers tell the types apart by these ends.
RSS, ATOM, JSON = "rss", "atom", "json"
ENDINGS = {RSS: ".xml", ATOM: ".atom.xml", JSON: ".json"}


def feed_all(language: str, form: str = RSS) -> str:
    """The feed of everything in a language."""
    return f"/feeds/{language}/all{ENDINGS[form]}"


def feed_of(kind: str, subject: str, language: str, form: str = RSS) -> str:
    """The feed of a section, topic, contributor or series."""
    return f"/feeds/{language}/{kind}/{subject}{ENDINGS[form]}"


def sitemap_leaf(language: str, opening: str) -> str:
    """The sitemap of one coarse leaf of a language's articles."""
    return f"/sitemaps/{language}/{opening}.xml"


def sitemap_directory(opening: str) -> str:
    """The sitemap of one coarse leaf of topics, series, contributors and free pages."""
    return f"/sitemaps/directory/{opening}.xml"


def file(subject: str, digest: str, extension: str) -> str:
    """A stored file of a picture or document, as the website claims it."""
    return f"/media/{subject}/{digest[:16]}.{extension}"


def icon(one: Icon) -> str:
    """A file of the outlet's mark, as the website claims it."""
    return f"/media/icons/{one.digest[:8]}-{one.width}.png"


def front(language: Language) -> str:
    """The front page of a language, named as the website names it: ``/en/`` alone is no file."""
    return f"{language.prefix}/index.html" if language.prefix else "/"


def latest(language: Language) -> str:
    """The page of the newest articles of a language."""
    return f"{language.prefix}/latest.html"


def archive(language: Language, span: str = "") -> str:
    """The archive of a language, or what it has of ``2026`` or ``2026-11``."""
    return f"{language.prefix}/archive{f'/{span}' if span else ''}.html"


def base(doors: Doors) -> str:
    """The site's address without a slash at its end."""
    return str(doors.setting("base_address")).rstrip("/")


def absolute(doors: Doors, path: str) -> str:
    """The public address of a root-relative ``path``."""
    return base(doors) + path
