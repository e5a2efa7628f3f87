"""Links of a page to itself in other languages and other forms."""

from collections.abc import Mapping

from shpalta.website.contexts import Alternate
from shpalta.website.links import attribute
from shpalta.website.scope import Scope, rss_path

_FEEDS = (
    (".xml", "application/rss+xml", ""),
    (".atom.xml", "application/atom+xml", " · Atom"),
    (".json", "application/feed+json", " · JSON"),
)


def translations_of(scope: Scope, paths: Mapping[str, str]) -> list[Alternate]:
    """The page in each language (code → path), itself included; none when it stands alone.

    Readers of other languages are sent to the main one's.
    """
    if len(paths) < 2:
        return []
    found = [Alternate(scope.absolute(path), code) for code, path in paths.items()]
    main = paths.get(scope.outlet.languages[0].code)
    return [*found, Alternate(scope.absolute(main), "x-default")] if main else found


def feeds_of(scope: Scope, section: str = "", name: str = "") -> list[Alternate]:
    """The feeds of everything in the page's language, or of a section, in every form."""
    title = f"{name} — {scope.outlet.name}" if name else scope.outlet.name
    path = rss_path(scope.language.code, "section" if section else "", section)
    stem = path.removesuffix(".xml")
    return [
        Alternate(attribute(stem + ending), type=kind, title=title + form)
        for ending, kind, form in _FEEDS
    ]
