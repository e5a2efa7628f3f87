"""Which page is written by which module."""

from collections.abc import Callable
from pathlib import Path

from tools.reference import acts, doors, events, files, metrics, records, templates

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "acts.md": acts.page,
    "doors.md": doors.page,
    "events.md": events.page,
    "files.md": files.page,
    "metrics.md": metrics.page,
    "records.md": records.page,
    "templates.md": templates.page,
}


def outdated() -> list[str]:
    """Names of the pages that are not what the code says now."""
    return [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != page()
    ]


def write() -> None:
    """Write every page."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
