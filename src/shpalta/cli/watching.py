"""One round of a press that goes on: presses, says what it did, gives signs of life."""

import logging
import time
from collections.abc import Callable

from shpalta import supervisor
from shpalta.lib import events
from shpalta.press import api

_log = logging.getLogger("shpalta.press")


def once(machine: api.Press, sign: Callable[[], object] = lambda: None) -> None:
    """Press until nothing waits and no day has begun; ``sign`` is called after each step."""
    while True:
        while machine.step():
            sign()
        if not machine.tick():
            return


def work(machine: api.Press, meanwhile: Callable[[], object] = lambda: None) -> bool:
    """Whatever waits; whether there was anything. Raises what disk and database raise.

    ``meanwhile`` is called after each step: a long queue must not look like a dead press.
    """
    supervisor.notify(supervisor.ALIVE)
    machine.report = api.Report()
    begun = time.monotonic()
    publications = _Publications(machine, begun)

    def sign() -> None:
        publications.sign()
        meanwhile()

    once(machine, sign)
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
