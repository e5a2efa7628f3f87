"""What every start of the newsroom makes sure of."""

from shpalta.newsroom.pictures.tasks import enqueue_incomplete
from shpalta.newsroom.scheduler import Report, sweep_unsealed
from shpalta.newsroom.social.tasks import enqueue_missing
from shpalta.newsroom.triggers import ensure_triggers, missing_triggers


def prepare() -> Report:
    """The triggers are there, nothing public is left unsealed, nothing waits to be drawn."""
    check_triggers()
    enqueue_incomplete()
    enqueue_missing()
    return sweep_unsealed()


def check_triggers() -> None:
    """Before anything can be published: no road may pass the journal by."""
    if missing_triggers():
        ensure_triggers()
