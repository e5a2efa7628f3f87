"""docs/reference/templates.md: what each template of the website is given."""

import inspect
from dataclasses import fields, is_dataclass
from importlib.resources import files
from typing import Any, get_type_hints

from shpalta.website import contexts, dates
from tools.reference.markdown import exactly, introduction, prose, table, type_name

# Template → the class of its context, or what it is for when another template takes it in.
TEMPLATES: dict[str, str] = {
    "archive.html": "ArchivePage",
    "article.html": "ArticlePage",
    "base.html": "taken in by every whole page: `head`, nameplate, end; any `Page`",
    "beside.html": "from a year or month of the archive to those beside it: `Link`",
    "blocks.html": "macros for the blocks of a body: `Block`",
    "contributor.html": "ContributorPage",
    "end.html": "the end of every page: `Plate`",
    "fragment.html": "FragmentPage",
    "front.html": "FrontPage",
    "gone.html": "GonePage",
    "items.html": "macros for lists and cards: `Feed`, `Item`",
    "list.html": "ListPage",
    "month.html": "MonthPage",
    "more.html": "the link to older articles: `Feed`",
    "moved.html": "MovedPage",
    "nameplate.html": "the beginning of every page: `Plate`",
    "not_found.html": "NotFoundPage",
    "page.html": "FreePage",
    "picture.html": "macros for pictures: `Image`, `Figure`",
    "reading.html": "the tools that the script brings, inside `fragment.html`: `FragmentPage`",
    "series.html": "SeriesPage",
    "tools.html": "sharing by plain links, and the place of the other tools: `ArticlePage`",
}


def page() -> str:
    """The whole page."""
    classes = _classes()
    there = [entry.name for entry in (files("shpalta.website") / "templates").iterdir()]
    exactly(TEMPLATES, (name for name in there if name.endswith(".html")), "templates")
    whole = [name for name in TEMPLATES.values() if name in classes]
    parts = [
        introduction(
            "Templates and their contexts",
            "A template sees the fields of its page by name and nothing else: texts, numbers and"
            " the classes below. It can ask for nothing more; an undefined name is an error that"
            " names template and line. Texts are escaped by the template language; a field called"
            " `href` or `src` is escaped already. How to change one:"
            " [a theme of your own](../howto/theme.md).",
        ),
        "## Templates",
        table(("template", "context"), [(f"`{n}`", _told(c)) for n, c in TEMPLATES.items()]),
        "`t(text, **names)` translates a text into the page's language, `tn(one, many, count)` one"
        " with a number; both are fields of every page.",
        "## Pages",
    ]
    for name in whole:
        parts += [f"### {name}", prose(classes[name]), _fields(classes[name], classes)]
    parts.append("## Parts of pages")
    for name in sorted(set(classes) - set(whole)):
        parts += [f"### {name}", prose(classes[name]), _fields(classes[name], classes)]
    return "\n\n".join(parts) + "\n"


def _classes() -> dict[str, type]:
    found: dict[str, type] = {
        name: member
        for name, member in vars(contexts).items()
        if inspect.isclass(member) and is_dataclass(member) and fields(member)
    }
    return found | {"When": dates.When}


def _told(words: str) -> str:
    return f"[{words}](#{words.lower()})" if " " not in words else words


def _fields(shape: Any, classes: dict[str, type]) -> str:
    hints = get_type_hints(shape)
    inherited = {f.name for f in fields(contexts.Page)} if shape is not contexts.Page else set()
    own = [
        f for f in fields(shape) if not (issubclass(shape, contexts.Page) and f.name in inherited)
    ]
    beyond = "\n\nAnd the fields of [Page](#page)." if len(own) < len(fields(shape)) else ""
    rows = [(f"`{f.name}`", _linked(type_name(hints[f.name]), classes)) for f in own]
    return table(("field", "type"), rows) + beyond


def _linked(text: str, classes: dict[str, type]) -> str:
    names = [name for name in classes if name in text.replace("[", " ").replace("]", " ").split()]
    names += [name for name in classes if name == text or f"[{name}," in text]
    link = f" → [{names[0]}](#{names[0].lower()})" if names else ""
    return f"`{text}`{link}"
