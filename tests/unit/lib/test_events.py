"""Events: what is said has a name and a meaning, and nothing is said without."""

import ast
import logging

import pytest

from shpalta.lib import events
from tests.architecture import sources

SAYING = {"debug", "info", "warning", "error", "critical", "exception"}
LOGGERS = {"_log", "logger", "log", "logging"}


def calls():
    for path in sources.modules():
        for node in ast.walk(sources.tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield path, node


def test_nothing_is_logged_without_a_name():
    plain = [
        f"{sources.name(path)}:{node.lineno}"
        for path, node in calls()
        if node.func.attr in SAYING
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in LOGGERS
    ]
    assert plain == [], "say it by events.emit, and document it in shpalta/lib/events.py"


def test_every_event_happens_somewhere():
    used = {
        node.args[1].attr
        for _path, node in calls()
        if node.func.attr == "emit" and isinstance(node.args[1], ast.Attribute)
    }
    # What falls due is said by one function, which is given the event.
    used |= {"DUE_PUBLISHED", "DUE_EXPIRED", "DUE_SEALED"}
    names = {name for name, value in vars(events).items() if isinstance(value, events.Event)}
    assert names - used == set()


def test_names_are_of_their_own():
    names = [event.name for event in events.catalogue()]
    assert len(set(names)) == len(names)
    assert all("." in name and name == name.lower() for name in names)


def test_an_event_comes_with_its_own_fields_and_no_other(caplog):
    logger = logging.getLogger("shpalta.test")
    with pytest.raises(ValueError, match=r"press\.file-failed"):
        events.emit(logger, events.PRESS_FILE_FAILED, path="/a.html")
    with pytest.raises(ValueError, match=r"press\.stopped"):
        events.emit(logger, events.PRESS_STOPPED, who="Олена")
    events.emit(logger, events.PRESS_FILE_FAILED, path="/a.html", error="no")
    (record,) = caplog.records
    assert (record.event, record.fields) == (
        "press.file-failed",
        {"path": "/a.html", "error": "no"},
    )
    assert record.levelno == logging.ERROR
