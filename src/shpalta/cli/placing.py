"""Commands about other places for the edition: destinations, place."""

import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from types import FrameType
from typing import Any

import click

from shpalta import wiring
from shpalta.lib import events
from shpalta.press import api
from shpalta.press.errors import LeaseLost
from shpalta.settings import logs
from shpalta.settings.environment import Settings, load, load_destinations
from shpalta.supervisor.messages import _, ngettext

_TAKEN_SECONDS = 10.0
_log = logging.getLogger("shpalta.place")


def named(settings: Settings, names: Sequence[str]) -> list[api.Destination]:
    """The destinations of these names, or all; an error in words for a name that is not there."""
    found = wiring.destinations_of(settings, load_destinations())
    if not found:
        raise click.ClickException(
            _("No destination is named in {file}.").format(file=settings.destinations)
        )
    known = {one.name: one for one in found}
    for name in names:
        if name not in known:
            raise click.BadParameter(
                _("there is no destination {name}; there are: {known}").format(
                    name=name, known=", ".join(known)
                )
            )
    return [known[name] for name in names] if names else found


@click.command()
def destinations() -> None:
    """List the other places for the edition: what waits, for how long, and what is wrong."""
    settings = load()
    sys.exit(1 if _tell_states(settings, [one.name for one in named(settings, ())]) else 0)


def _tell_states(settings: Settings, names: Sequence[str]) -> bool:
    """Print how each is doing; whether one of them is in trouble."""
    now = datetime.now(UTC)
    board = wiring.open_board(settings, load_destinations())
    states = [state for state in board.states() if state.name in names]
    for state in states:
        click.echo("\n".join(_lines(state, now)))
    return any(state.problem for state in states)


def _lines(state: api.DestinationState, now: datetime) -> list[str]:
    running = _("running") if state.running else _("nobody sends there now")
    lines = [f"{state.name}  {state.kind}  {state.where}  ({running})"]
    lines.append(
        "  "
        + ngettext("{number} file placed", "{number} files placed", state.placed).format(
            number=state.placed
        )
        + (", " + _("last at {at}").format(at=state.last) if state.last else "")
    )
    if state.waiting:
        lines.append(
            "  "
            + ngettext("{number} file waits", "{number} files wait", state.waiting).format(
                number=state.waiting
            )
            + ", "
            + _("the oldest for {seconds} s").format(seconds=round(state.lag(now)))
        )
    if state.problem:
        lines.append(
            "! "
            + _("{problem} since {at}: {words}").format(
                problem=state.problem, at=state.trouble_since, words=state.words
            )
        )
    lines += [f"! {one.path}: {one.problem}: {one.words}" for one in state.unplaced]
    number, paths = state.foreign
    if number:
        lines.append(
            "  "
            + ngettext("{number} file of others", "{number} files of others", number).format(
                number=number
            )
            + ": "
            + ", ".join(paths)
        )
    return lines


@click.command()
@click.argument("names", nargs=-1)
@click.option("--watch", is_flag=True, help="Go on: place whatever is pressed.")
def place(names: tuple[str, ...], *, watch: bool) -> None:
    """Bring the places NAMES (or all) to what is pressed, each by itself."""
    settings = load()
    logs.set_up(settings.log)
    found = named(settings, names)
    ended = threading.Event()
    if watch:
        _end_by_signal(ended)
    wrong: list[str] = []
    work = _watch if watch else _once
    threads = [
        threading.Thread(target=_guarded, args=(work, settings, one, ended, wrong), name=one.name)
        for one in found
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if not watch:
        _tell_states(settings, [one.name for one in found])
    sys.exit(1 if wrong else 0)


def _end_by_signal(ended: threading.Event) -> None:
    def end(number: int, frame: FrameType | None) -> None:
        ended.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)


Work = Callable[[Settings, api.Destination, threading.Event], str]


def _guarded(
    work: Work,
    settings: Settings,
    one: api.Destination,
    ended: threading.Event,
    wrong: list[str],
) -> None:
    """One destination's thread: what breaks it breaks no other; the process says so at its end."""
    try:
        trouble = work(settings, one, ended)
    except Exception as error:
        events.emit(
            _log, events.DESTINATION_FAILED, trace=True, destination=one.name, error=str(error)
        )
        trouble = str(error)
    if trouble:
        wrong.append(one.name)


def _once(settings: Settings, one: api.Destination, ended: threading.Event) -> str:
    """Until nothing waits; the trouble that ended it sooner."""
    sender = wiring.open_sender(settings, one)
    sender.start()
    try:
        sender.work()
    finally:
        sender.end()
    return _trouble(sender)


def _watch(settings: Settings, one: api.Destination, ended: threading.Event) -> str:
    """For ever; another one that sends there already is waited for."""
    sender = wiring.open_sender(settings, one)
    told = ""
    while not ended.is_set():
        try:
            sender.start()
            events.emit(_log, events.DESTINATION_STARTED, destination=one.name)
            break
        except LeaseLost as error:
            events.emit(_log, events.DESTINATION_TAKEN, destination=one.name, error=str(error))
            ended.wait(_TAKEN_SECONDS)
    try:
        while not ended.is_set():
            wait = sender.work()
            told = _tell(sender, told)
            ended.wait(wait)
    finally:
        with suppress(LeaseLost):
            sender.end()
    return ""


def _tell(sender: api.Sender, told: str) -> str:
    """Say what has changed since ``told``; what is told now."""
    found = sender.tables.get("trouble") or {}
    problem, words = str(found.get("problem", "")), str(found.get("words", ""))
    if problem == told:
        return told
    name = sender.place.name
    if problem:
        events.emit(
            _log, events.DESTINATION_TROUBLE, destination=name, problem=problem, error=words
        )
    else:
        events.emit(_log, events.DESTINATION_WORKS, destination=name)
    return problem


def _trouble(sender: api.Sender) -> str:
    found = sender.tables.get("trouble")
    return f"{found['problem']}: {found['words']}" if found else ""


# -- check --destination
# -----------------------------------------------------------------------------


def check_destination(name: str, *, mend: bool) -> None:
    """Read the place NAME back, file by file; ends the command."""
    settings = load()
    (one,) = named(settings, (name,))
    database = wiring.open_destination_tables(one)
    sender = wiring.open_sender(settings, one)
    target = sender.target
    try:
        found = list(api.differences(target, database, sender.supply))
    except api.Trouble as error:
        raise click.ClickException(f"{error.problem}: {error}") from error
    for finding in found:
        click.echo(f"{finding.kind:8} {finding.path}")
    wrong = [finding for finding in found if finding.kind != "foreign"]
    if not wrong:
        click.echo(_("{name}: all as the manifest says").format(name=name))
        return
    if not mend:
        sys.exit(1)
    number = api.mend_destination(database, wrong)
    try:
        sender.start()
    except LeaseLost:
        click.echo(
            ngettext(
                "{number} to mend: the process that sends there does it",
                "{number} to mend: the process that sends there does it",
                number,
            ).format(number=number)
        )
        return
    sender.work()
    sender.end()
    trouble = _trouble(sender)
    if trouble:
        raise click.ClickException(trouble)
    click.echo(ngettext("{number} mended", "{number} mended", number).format(number=number))


COMMANDS: tuple[Any, ...] = (destinations, place)
