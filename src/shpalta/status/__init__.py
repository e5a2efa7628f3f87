"""The page that says how a newspaper is doing: made by the press, outside the edition.

It shows moments of the clock, so it is no resource and has no manifest row: the press writes it
beside the edition, and any server of files shows it with the newsroom dead.
"""

from shpalta.status.page import html
from shpalta.status.record import as_json
from shpalta.status.report import Destination, Report
from shpalta.status.writing import write

__all__ = ["Destination", "Report", "as_json", "html", "write"]
