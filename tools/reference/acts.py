"""docs/reference/acts.md: every editorial decision, and what journal rows call it."""

import inspect

from shpalta.newsroom.actions import ACTIONS, ArticleAct, EditorialAct
from tools.reference.markdown import exactly, introduction, prose, table, type_name

# Kind of act in journal rows → (what it says, who writes it).
KINDS = {
    "publish": ("an article is public for the first time", "newsroom"),
    "change": ("a public article has another copy", "newsroom"),
    "change_slug": ("a public article has another address", "newsroom"),
    "backdate": ("a public article has another moment of publication", "newsroom"),
    "retract": ("an article was taken off the site", "newsroom"),
    "restore": ("a retracted article is public again", "newsroom"),
    "expire": ("an article was taken off because its time was over", "newsroom"),
    "entity": ("a section, topic, series, contributor, credit, picture, document, free page"
               " or the outlet has another record, or none", "newsroom"),
    "translation": ("articles are translations of each other, or are not any more", "newsroom"),
    "front": ("an editor has arranged the front of a language", "newsroom"),
    "social": ("the image that stands for an article was drawn", "newsroom"),
    "release": ("a held copy may be tried again", "newsroom or press"),
    "hold": ("a copy cannot be rendered", "press"),
    "tick": ("a day has begun in the outlet's zone", "press"),
    "theme": ("theme, press version, base address or owner's files are others", "press"),
}  # fmt: skip

# Acts whose decision alone changes nothing that readers see: no journal row bears their kind.
SILENT = {"schedule", "embargo"}


def page() -> str:
    """The whole page."""
    kinds = {action.kind for action in ACTIONS}
    exactly(dict.fromkeys(kinds - SILENT), kinds & set(KINDS), "kinds of act")
    parts = [
        introduction(
            "Acts",
            "An act is one editorial decision, with who and when. Each is a class in"
            " `shpalta.newsroom.actions` with `check()`, which raises why it cannot be taken, and"
            " `execute()`, which takes it in one transaction: what changes in the newsroom and the"
            " journal rows are there together or not at all. Wagtail's own roads (its buttons, its"
            " bulk actions, its schedule, a script's `save()`) end in the same journal: see"
            " [the journal](../explanation/journal.md#every-road).",
        ),
        "## Classes",
    ]
    for action in ACTIONS:
        parts.append(_class(action))
    parts += [
        "## Kinds of act in the journal",
        "What the column `act` of a [journal row](records.md#journal-rows) says.",
        table(("act", "says", "written by"), [(f"`{k}`", *words) for k, words in KINDS.items()]),
        "A schedule and an embargo are no rows: nothing is public by them. Their publication is"
        " one when it comes.",
    ]
    return "\n\n".join(parts) + "\n"


def _class(action: type[EditorialAct]) -> str:
    of = "an article" if issubclass(action, ArticleAct) else "an entity"
    signature = inspect.signature(action)
    call = ", ".join(_parameter(p) for p in signature.parameters.values())
    lines = [
        f"- takes {of}; called `{action.kind}`",
        f"- refused with `{action.permission_error_class.__name__}` to whoever may not",
    ]
    return "\n\n".join(
        [
            f"### {action.__name__}",
            f"    {action.__name__}({call}).execute()",
            prose(action),
            "Checked: " + prose(action.check_state),
            "\n".join(lines),
        ]
    )


def _parameter(parameter: inspect.Parameter) -> str:
    name = parameter.name
    shown = "" if parameter.annotation in (inspect.Parameter.empty,) else parameter.annotation
    kind = type_name(shown) if shown else ""
    text = f"{name}: {kind}" if kind and kind != "Any" else name
    if parameter.default is inspect.Parameter.empty:
        return text
    return f"{text}={parameter.default!r}"
