"""Put the page where a server finds it: whole at every moment, through the press's disk."""

from shpalta.press.api import Disk
from shpalta.status.page import LANGUAGES, html
from shpalta.status.record import as_json
from shpalta.status.report import Report

_ROUGH = "/.new"


def write(disk: Disk, report: Report, language: str) -> None:
    """Write ``status.json``, the page in each language, and ``index.html`` in ``language``.

    Nothing is synced: what a power cut takes is written again at the next start.
    """
    pages = {name: html(report, name) for name in LANGUAGES}
    files = {f"/{name}.html": data for name, data in pages.items()}
    files["/index.html"] = pages.get(language, pages[LANGUAGES[0]])
    files["/status.json"] = as_json(report)
    for name, data in files.items():
        disk.write(_ROUGH, data)
        disk.rename(_ROUGH, name)
