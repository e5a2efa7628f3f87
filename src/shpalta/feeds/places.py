"""Where the outputs for machines stand, and how addresses become absolute."""

from shpalta.press.core.family import Doors
from shpalta.records.outlet import Language

SITEMAP = "/sitemap.xml"
SITEMAP_SECTIONS = "/sitemap-sections.xml"
SITEMAP_NEWS = "/sitemap-news.xml"
ROBOTS = "/robots.txt"


def feed_all(language: str) -> str:
    """The feed of everything in a language."""
    return f"/feeds/{language}/all.xml"


def feed_of(kind: str, subject: str, language: str) -> str:
    """The feed of a section, topic or contributor."""
    return f"/feeds/{language}/{kind}/{subject}.xml"


def sitemap_leaf(language: str, opening: str) -> str:
    """The sitemap of one coarse leaf of a language's articles."""
    return f"/sitemaps/{language}/{opening}.xml"


def file(subject: str, digest: str, extension: str) -> str:
    """A stored file of a picture or document, as the website claims it."""
    return f"/media/{subject}/{digest[:16]}.{extension}"


def front(language: Language) -> str:
    """The front page of a language, named as the website names it: ``/en/`` alone is no file."""
    return f"{language.prefix}/index.html" if language.prefix else "/"


def base(doors: Doors) -> str:
    """The site's address without a slash at its end."""
    return str(doors.setting("base_address")).rstrip("/")


def absolute(doors: Doors, path: str) -> str:
    """The public address of a root-relative ``path``."""
    return base(doors) + path
