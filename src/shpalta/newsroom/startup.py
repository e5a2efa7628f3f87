"""What every start of the newsroom makes sure of."""

from shpalta.newsroom.pictures.tasks import enqueue_incomplete
from shpalta.newsroom.scheduler import Report, sweep_unsealed
from shpalta.newsroom.triggers import ensure_triggers, missing_triggers


def prepare() -> Report:
    """The triggers are there, nothing public is left unsealed, no picture waits for its files."""
    check_triggers()
    enqueue_incomplete()
    return sweep_unsealed()


def check_triggers() -> None:
    """Before anything can be published: no road may pass the journal by."""
    if missing_triggers():
        ensure_triggers()
