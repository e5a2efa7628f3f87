"""``shpalta press --watch``: press for ever, through everything that passes.

A full disk, a database that is away or locked: the press says so once, leaves a note that the
newsroom shows, and tries again until it can go on. Only another press makes it end.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from types import FrameType

from shpalta import supervisor
from shpalta.cli.stoppages import remedy
from shpalta.cli.watching import work
from shpalta.cli.working import at_work, set_damaged_aside
from shpalta.lib import events
from shpalta.press import api
from shpalta.press.errors import LeaseLost
from shpalta.settings.environment import Settings

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
"""Seconds between tries: doubled until the longest."""

TELL_SECONDS = 10.0
_SAY_AGAIN = 300.0
_log = logging.getLogger("shpalta.press")


class Watch:
    """``prepare`` is done with each press that has started; what it gives is called after each
    publication, and now and then: it writes the status page.
    """

    def __init__(
        self, settings: Settings, prepare: Callable[[api.Press], Callable[[], None]]
    ) -> None:
        self._settings = settings
        self._prepare = prepare
        self._tell: Callable[[], None] = lambda: None
        self._told = -TELL_SECONDS
        url = settings.database_url
        self._note = api.StoppageNote(settings.press_note, url, api.SCHEMA if url else None)
        self._ended = threading.Event()
        self._life = ExitStack()
        self._machine: api.Press | None = None
        self._bell: api.Bell | None = None
        self._stoppage: api.Stoppage | None = None
        self._tries = 0
        self._said = 0.0

    def run(self) -> None:
        """Until SIGTERM or SIGINT; raises ``LeaseLost`` when another press works here."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        self._note.write(None)
        supervisor.notify(supervisor.READY)
        try:
            while not self._ended.is_set():
                supervisor.notify(supervisor.ALIVE)
                self._round()
        except LeaseLost as error:
            events.emit(_log, events.PRESS_LEASE_LOST, error=str(error))
            raise
        finally:
            self._drop()
        supervisor.notify(supervisor.STOPPING)
        events.emit(_log, events.PRESS_STOPPED)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._ended.set()

    def _round(self) -> None:
        """Work off what waits, then wait for more; or for what is wrong to pass."""
        try:
            bell = self._work()
            self._well()
            bell.wait()
        except LeaseLost:
            raise
        except Exception as error:
            if not api.may_pass(error):
                raise
            self._stopped(error)

    def _work(self) -> api.Bell:
        if self._machine is None or self._bell is None:
            self._bell = self._open()
        assert self._machine is not None
        # Even when nothing waits: a press that slept ends as soon as it wakes.
        self._machine.lease.confirm()
        if work(self._machine, self._tell_if_due):
            self._tell_now()
        self._tell_if_due()
        return self._bell

    def _tell_if_due(self) -> None:
        if time.monotonic() - self._told > TELL_SECONDS:
            self._tell_now()

    def _tell_now(self) -> None:
        self._told = time.monotonic()
        self._tell()

    def _open(self) -> api.Bell:
        self._drop()
        settings = self._settings
        self._machine = self._life.enter_context(at_work(settings))
        listener = api.open_postgres(settings.database_url).raw if settings.database_url else None
        bell = api.Bell(settings.wake_socket, listener)
        self._life.callback(bell.close)
        if listener is not None:
            self._life.callback(listener.close)
        events.emit(
            _log,
            events.PRESS_STARTED,
            fence=self._machine.lease.fence,
            position=api.cursor(self._machine.tables),
        )
        self._tell = self._prepare(self._machine)
        self._tell()
        return bell

    def _drop(self) -> None:
        """Let everything go: what is wrong may be wrong with any of it."""
        self._machine = self._bell = None
        with suppress(Exception):
            self._life.close()
        self._life = ExitStack()

    # -- stoppages ------------------------------------------------------------------------------

    def _stopped(self, error: Exception) -> None:
        self._drop()
        if self._is_set_aside(error):
            return
        found = api.stoppage(error, self._since(), self._rooms)
        if self._stoppage is None or self._stoppage.kind is not found.kind or self._silent():
            events.emit(
                _log,
                events.PRESS_HINDERED,
                kind=str(found.kind),
                error=found.detail,
                remedy=remedy(found.kind),
            )
            self._said = time.monotonic()
        self._stoppage = found
        self._note.write(found)
        self._tries += 1
        self._ended.wait(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self._tries, 10)))

    def _is_set_aside(self, error: Exception) -> bool:
        try:
            return set_damaged_aside(self._settings, error)
        except Exception as other:
            # Another press has them in use: the next try says so, or finds them mended.
            events.emit(
                _log, events.PRESS_HINDERED, kind="damaged", error=str(other), remedy=str(other)
            )
            return False

    def _silent(self) -> bool:
        return time.monotonic() - self._said > _SAY_AGAIN

    def _since(self) -> str:
        if self._stoppage is not None:
            return self._stoppage.since
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _rooms(self) -> list[api.Room]:
        folders = (self._settings.edition_dir, self._settings.home)
        return [api.RealDisk(folder).room() for folder in folders]

    def _well(self) -> None:
        if self._stoppage is not None:
            events.emit(_log, events.PRESS_WORKS)
            self._note.write(None)
        self._stoppage, self._tries = None, 0
