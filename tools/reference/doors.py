"""docs/reference/doors.md: what a render may ask, and the subjects that it is noted under."""

import inspect
from typing import Any

from shpalta.press.core import subjects
from shpalta.press.core.family import Doors
from tools.reference.markdown import exactly, introduction, prose, table, type_name

# Door → the functions of ``subjects`` that it notes.
NOTES: dict[str, tuple[str, ...]] = {
    "get": ("record",),
    "card": ("card",),
    "window": ("window",),
    "leaf": ("leaf",),
    "leaves": ("leaves",),
    "exists": ("exists",),
    "absent": ("absent",),
    "setting": ("setting",),
    "template": ("template",),
    "tick": ("TICK",),
    "beside": ("beside",),
    "aged": ("aged",),
    "once": (),
    "blob": (),
}

# Subject → when a journal row emits it.
EMITTED = {
    "record": "the visible record of the thing is another one, or none",
    "card": "what lists show of the article is something else",
    "window": "the window's ids or the leaf that it leads to are others",
    "leaf": "the leaf's ids or its neighbours are others",
    "leaves": "a leaf opens or closes",
    "exists": "the listing gets its first member or loses its last",
    "beside": "the member's neighbours are others, or it came or went",
    "absent": "a record takes the path or leaves it",
    "setting": "never: a stamp stands for it",
    "template": "never: a stamp stands for it",
    "TICK": "a new day is journaled",
    "aged": "a tick takes the article past one year, or its card changes",
}

LISTINGS = (
    ("`all/LANGUAGE`", "every article of a language"),
    ("`map/LANGUAGE`", "the same again, cut coarsely, for the sitemaps"),
    ("`section/ID`", "the articles of a section"),
    ("`topic/ID`", "the articles of a topic"),
    ("`series/ID`", "the parts of a series"),
    ("`day/LANGUAGE/DAY`", "the articles of a day in the outlet's zone"),
    (
        "`month/LANGUAGE/MONTH`, `year/LANGUAGE/YEAR`",
        "the same: only asked whether there is one",
    ),
    ("`directory/all`", "topics, series, contributors and free pages, for the sitemaps"),
    ("`contributor/ID/LANGUAGE`", "the articles with somebody's byline in a language"),
    ("`picture/ID`", "the articles that show a picture: its files stand while there is one"),
    ("`document/ID`", "the articles that offer a document: its file stands while there is one"),
)


def page() -> str:
    """The whole page."""
    known = {name: member for name, member in vars(Doors).items() if not name.startswith("_")}
    exactly(NOTES, known, "doors")
    exactly(EMITTED, _subjects(), "subjects")
    parts = [
        introduction(
            "Doors and subjects",
            "A render reads content through doors and in no other way. Each answer is noted under a"
            " **subject**; each journal row **emits** the subjects whose answers it may have"
            " changed. A file is stale where the two meet. Why so:"
            " [explanation](../explanation/doors.md).",
        ),
        "## Doors",
    ]
    for name, method in known.items():
        parts += [f"### {name}", f"    {name}{_signature(method)}", prose(method), _noted(name)]
    parts += ["## Subjects", table(("subject", "stands for", "emitted when"), _rows())]
    parts += [
        "`setting:` and `template:` subjects are read by almost every file. They are not edges in"
        " the graph but one stamp per file: see"
        " [decision 12](../decisions/0012-stamps-for-what-everything-reads.md).",
        "## Listings",
        "A listing is everything ever listed in it: articles by first publication and id,"
        " entities by kind and id."
        " Leaves, windows and existence are asked of a listing by name.",
        table(("listing", "members"), LISTINGS),
    ]
    return "\n\n".join(parts) + "\n"


def _signature(method: Any) -> str:
    signature = inspect.signature(method)
    shown = [
        f"{p.name}: {type_name(p.annotation)}" for p in list(signature.parameters.values())[1:]
    ]
    return f"({', '.join(shown)}) -> {type_name(signature.return_annotation)}"


def _noted(door: str) -> str:
    if not NOTES[door]:
        return "Notes nothing."
    return "Notes " + ", ".join(f"`{pattern(name)}`" for name in NOTES[door]) + "."


def pattern(name: str) -> str:
    """A subject with its parts in capitals: ``card:ARTICLE``."""
    made = getattr(subjects, name)
    if isinstance(made, str):
        return made
    sizes = {"int": 25}
    arguments = [
        sizes.get(type_name(p.annotation), p.name.upper().replace("SUBJECT", "ID"))
        for p in inspect.signature(made).parameters.values()
    ]
    return str(made(*arguments))


def _subjects() -> list[str]:
    makers = [
        name
        for name, member in vars(subjects).items()
        if inspect.isfunction(member)
        and inspect.signature(member).return_annotation is str
        and not name.startswith("_")
    ]
    return [*makers, "TICK"]


def _rows() -> list[tuple[str, str, str]]:
    return [
        (
            f"`{pattern(name)}`",
            prose(getattr(subjects, name)).rstrip(".") if name != "TICK" else "The last tick",
            EMITTED[name],
        )
        for name in _subjects()
    ]
