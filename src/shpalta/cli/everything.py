"""``shpalta press --all``: its progress, and its end by Ctrl-C."""

import logging
import signal
import sys
import time
from types import FrameType

import click

from shpalta import supervisor, wiring
from shpalta.lib import events
from shpalta.press import api
from shpalta.press.errors import Interrupted
from shpalta.settings.environment import Settings
from shpalta.supervisor.messages import _

_log = logging.getLogger("shpalta.press")


def press_everything(machine: api.Press, settings: Settings, workers: int, *, anew: bool) -> None:
    """Everything; Ctrl-C or SIGTERM ends it at the next batch, and says what is finished."""
    ended: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        ended.append(number)
        click.echo(_("Stopping: the batch in work is finished first."), err=True)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    told = api.Told(
        pressed=_Progress(_("{done} of {total} files, {rate} a second, about {left} s left")),
        checked=_Progress(_("{done} of {total} checked, {rate} a second, about {left} s left")),
        stop=lambda: bool(ended),
    )
    begun = time.monotonic()
    try:
        api.press_all(machine, wiring.workshop(settings), workers, told=told, anew=anew)
    except Interrupted as stopped:
        click.echo(
            _(
                "Stopped. {done} of {total} files were done; they stay. The same command goes on"
                " from here, and so does an ordinary start."
            ).format(done=stopped.done, total=stopped.total),
            err=True,
        )
        sys.exit(128 + ended[0])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    events.emit(
        _log,
        events.PRESS_ALL_DONE,
        written=machine.report.made,
        seconds=round(time.monotonic() - begun, 1),
    )


class _Progress:
    """How far it is, at most once a second and at the end."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._begun = self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        supervisor.notify(supervisor.ALIVE)
        if done < total and now - self._last < 1:
            return
        self._last, spent = now, now - self._begun
        rate = done / spent if spent else 0.0
        left = (total - done) / rate if rate else 0.0
        said = self._words.format(done=done, total=total, rate=round(rate), left=round(left))
        click.echo(said, err=True)
