"""Gathers how the newspaper is doing, and has the press write its status page."""

import logging
from datetime import UTC, datetime

from shpalta import status, wiring
from shpalta.backup import state
from shpalta.lib import events
from shpalta.newsroom.upcoming import next_due
from shpalta.press import api
from shpalta.settings.environment import Settings, load_destinations

_ZONE = "UTC"
_log = logging.getLogger("shpalta.press")


class Reporter:
    """The status page of one press; what cannot be read or written is said in the log, once."""

    def __init__(self, machine: api.Press, settings: Settings) -> None:
        self._machine = machine
        self._settings = settings
        self._said = ""

    def tell(self) -> None:
        """Write the page anew. Whatever goes wrong: a publication does not wait for it."""
        try:
            disk = api.RealDisk(self._settings.status_dir)
            status.write(disk, self.report(), self._settings.language_code)
            self._said = ""
        except Exception as error:
            words = f"{type(error).__name__}: {error}"
            if words != self._said:
                events.emit(_log, events.STATUS_FAILED, error=words)
            self._said = words

    def report(self) -> status.Report:
        """How things are now."""
        places = self._machine.places
        now = datetime.now(UTC)
        kept = state.read(self._settings.home)
        return status.Report(
            at=now,
            zone=self._zone(),
            standing=api.standing(places.tables, places.rows, now),
            room=places.disk.room(),
            next_due=next_due(places.rows),
            backup_at=state.moment(kept.backup.at) if kept.backup else None,
            drill_at=state.moment(kept.drill.at) if kept.drill else None,
            drill_succeeded=bool(kept.drill and kept.drill.succeeded),
            destinations=self._destinations(now),
        )

    def _destinations(self, now: datetime) -> tuple[status.Destination, ...]:
        named = load_destinations()
        states = wiring.open_board(self._settings, named).states() if named else ()
        return tuple(
            status.Destination(
                one.name, one.waiting, one.lag(now), str(one.problem), running=one.running
            )
            for one in states
        )

    def _zone(self) -> str:
        content = self._machine.content
        head = content.head("outlet", "outlet")
        return content.record("outlet", head).zone if head else _ZONE
