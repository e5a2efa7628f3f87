"""The press that goes on: wakes, presses, says what it did, and gives signs of life."""

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from shpalta import supervisor
from shpalta.lib import events
from shpalta.press import api
from shpalta.press.errors import LeaseLost, PressError
from shpalta.settings.environment import Settings

RENEW_SECONDS = 10.0
_log = logging.getLogger("shpalta.press")


def once(machine: api.Press, sign: Callable[[], object] = lambda: None) -> None:
    """Press until nothing waits and no day has begun; ``sign`` is called after each step."""
    while True:
        while machine.step():
            sign()
        if not machine.tick():
            return


def watch(machine: api.Press, settings: Settings, tell: Callable[[], None]) -> None:
    """Press for ever; a database that is away for a while is waited for.

    ``tell`` is called after each publication, and now and then: it writes the status page.
    """
    ended: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ended.append(number)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    bell = api.Bell(settings.wake_socket, _listener(settings))
    events.emit(
        _log, events.PRESS_STARTED, fence=machine.lease.fence, position=api.cursor(machine.tables)
    )
    supervisor.notify(supervisor.READY)
    renewed = time.monotonic()
    tell()
    try:
        while not ended:
            done = _work(machine)
            if time.monotonic() - renewed > RENEW_SECONDS:
                machine.lease.renew()
                renewed, done = time.monotonic(), True
            if done:
                tell()
            bell.wait()
    except LeaseLost as error:
        events.emit(_log, events.PRESS_LEASE_LOST, error=str(error))
        raise
    finally:
        bell.close()
    supervisor.notify(supervisor.STOPPING)
    events.emit(_log, events.PRESS_STOPPED)


def _work(machine: api.Press) -> bool:
    """Whatever waits; whether there was anything."""
    supervisor.notify(supervisor.ALIVE)
    machine.report = api.Report()
    begun = time.monotonic()
    publications = _Publications(machine, begun)
    try:
        once(machine, publications.sign)
    except LeaseLost:
        raise
    except PressError as error:
        events.emit(_log, events.PRESS_STEP_FAILED, trace=True, error=str(error))
    report = machine.report
    for path, reason in report.failed.items():
        events.emit(_log, events.PRESS_FILE_FAILED, path=path, error=reason)
    if not (report.written or report.deleted or report.failed):
        return False
    events.emit(
        _log,
        events.PRESSED,
        position=api.cursor(machine.tables),
        written=len(report.written),
        removed=len(report.deleted),
        failed=len(report.failed),
        seconds=round(time.monotonic() - begun, 3),
    )
    return True


class _Publications:
    """Measures how long articles waited for their first wave, from the step that read them."""

    def __init__(self, machine: api.Press, begun: float) -> None:
        self._machine = machine
        self._before = begun
        self._since: float | None = None

    def sign(self) -> None:
        """After each step: a sign of life, and the clock of what is under way."""
        supervisor.notify(supervisor.ALIVE)
        now = time.monotonic()
        if self._machine.pressed.waits():
            if self._since is None:
                self._since = self._before
        elif self._since is not None:
            counted = api.load_waves(self._machine.tables)
            counted.observe(now - self._since)
            counted.save(self._machine.tables)
            self._since = None
        self._before = now


def _listener(settings: Settings) -> Any | None:
    if settings.database_url is None:
        return None
    return api.open_postgres(settings.database_url).raw
