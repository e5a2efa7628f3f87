"""``shpalta health``: whether the newspaper works, as an exit code; for watchdogs and people."""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import click

from shpalta import supervisor, wiring
from shpalta.press import api
from shpalta.press.errors import PressError
from shpalta.settings.environment import Settings, load
from shpalta.supervisor.messages import _, ngettext

LEAST_BYTES = 256 * 1024 * 1024
LATE_SECONDS = 300


@click.command()
def health() -> None:
    """Say whether newsroom and press work; the exit code is 0 when they do, else 1.

    Loads no newsroom, so it may be asked each minute.
    """
    problems = list(_problems(load()))
    for problem in problems:
        click.echo(problem, err=True)
    if not problems:
        click.echo(_("The newsroom answers, the press presses, nothing waits for long."))
    sys.exit(1 if problems else 0)


def _problems(settings: Settings) -> Iterator[str]:
    if not supervisor.http_answers(settings.newsroom_port, "/healthz", only=200)():
        yield _("The newsroom does not answer on port {port}.").format(port=settings.newsroom_port)
    try:
        found = wiring.open_desk(settings).standing()
    except (PressError, OSError) as error:
        yield _("The database cannot be read: {error}").format(error=error)
    else:
        yield from _of_press(found)
    free = os.statvfs(settings.home) if settings.home.is_dir() else None
    if free is not None and free.f_bavail * free.f_frsize < LEAST_BYTES:
        megabytes = free.f_bavail * free.f_frsize // (1024 * 1024)
        yield _("{megabytes} MB are left in {folder}.").format(
            megabytes=megabytes, folder=settings.home
        )


def _of_press(found: api.Standing) -> Iterator[str]:
    if not found.running:
        yield _("No press is running: what is published does not reach the site.")
    elif found.unread and found.unread_since is not None:
        late = (datetime.now(UTC) - found.unread_since).total_seconds()
        if late > LATE_SECONDS:
            text = ngettext(
                "The press has left {count} row unread, for {minutes} min.",
                "The press has left {count} rows unread, for {minutes} min.",
                found.unread,
            )
            yield text.format(count=found.unread, minutes=round(late / 60))
    if found.held:
        text = ngettext(
            "{count} article could not be pressed: see `shpalta release`.",
            "{count} articles could not be pressed: see `shpalta release`.",
            found.held,
        )
        yield text.format(count=found.held)


COMMANDS = (health,)
