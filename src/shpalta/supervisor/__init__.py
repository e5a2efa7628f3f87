"""Starts the processes of ``shpalta run``, watches them, and ends them together."""

from shpalta.supervisor.loop import run
from shpalta.supervisor.newspaper import Newspaper, processes
from shpalta.supervisor.notify import ALIVE, READY, STOPPING, notify
from shpalta.supervisor.preflight import Binary, Folder, Port, find_binary, problems
from shpalta.supervisor.probes import http_answers
from shpalta.supervisor.process import Patience, Process

__all__ = [
    "ALIVE",
    "READY",
    "STOPPING",
    "Binary",
    "Folder",
    "Newspaper",
    "Patience",
    "Port",
    "Process",
    "find_binary",
    "http_answers",
    "notify",
    "problems",
    "processes",
    "run",
]
