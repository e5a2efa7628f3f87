"""What every start of the newsroom makes sure of."""

from shpalta.newsroom.scheduler import Report, sweep_unsealed
from shpalta.newsroom.triggers import ensure_triggers, missing_triggers


def prepare() -> Report:
    """The triggers are there, and nothing public is left unsealed."""
    if missing_triggers():
        ensure_triggers()
    return sweep_unsealed()
