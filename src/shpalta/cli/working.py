"""A press at work: opened, started, its lease held beside slow disks, everything let go after."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

from shpalta import wiring
from shpalta.lib import events
from shpalta.press import api
from shpalta.settings.environment import Settings

_log = logging.getLogger("shpalta.press")


@contextmanager
def at_work(settings: Settings) -> Iterator[api.Press]:
    """A press that has started and holds the lease for the time of the block.

    Raises ``LeaseLost`` while another press holds it, and whatever disk and database raise.
    """
    with ExitStack() as stack:
        if settings.database_url is None:
            stack.enter_context(api.present(settings.press_db))
        machine = wiring.open_press(settings)
        stack.callback(_close, machine)
        machine.start()
        stack.callback(_release, machine)
        address = wiring.tables_address(settings)
        stack.enter_context(
            api.Heart(machine.lease, lambda: api.open_database(address, schema=api.SCHEMA))
        )
        yield machine


def set_damaged_aside(settings: Settings, error: Exception) -> bool:
    """Whether ``error`` came of damaged tables of the press, which are derived and now out of the
    way: the next start makes them anew from the journal.
    """
    if settings.database_url or api.kind_of(error) is not api.StoppageKind.DAMAGED:
        return False
    place = api.set_aside(settings.press_db)
    if place is None:
        return False
    events.emit(_log, events.PRESS_TABLES_ASIDE, place=str(place))
    return True


def _release(machine: api.Press) -> None:
    with suppress(Exception):  # a database that is away: the lease ends by itself
        machine.lease.release()


def _close(machine: api.Press) -> None:
    for database in (machine.places.rows, machine.tables):
        with suppress(Exception):
            database.close()
