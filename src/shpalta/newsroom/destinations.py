"""What the newsroom shows of other places for the edition: told by the press, through a port."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from shpalta.press.api import DestinationState, Problem

Port = Callable[[], Sequence[DestinationState]]

_port: Port = lambda: ()  # noqa: E731 - where nobody has registered a press

# What editors need not care for: a change is placed within some seconds.
_LATE_SECONDS = 60

PROBLEMS = {
    Problem.UNREACHABLE: gettext_lazy("It does not answer."),
    Problem.BUSY: gettext_lazy("It asks to be sent less, or has an error of its own."),
    Problem.REFUSED: gettext_lazy("It refuses us: key, secret or rights are wrong."),
    Problem.ABSENT: gettext_lazy("There is no such bucket."),
    Problem.CLOCK: gettext_lazy("The clock of our machine is wrong."),
    Problem.FULL: gettext_lazy("It has no room left."),
    Problem.FOREIGN: gettext_lazy("Something that is not ours stands in the place."),
    Problem.REJECTED: gettext_lazy("It does not take this file."),
    Problem.UNREAD: gettext_lazy("The file differs from the manifest here, at home."),
    Problem.BROKEN: gettext_lazy("Its memory or its settings cannot be used."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One destination as a screen shows it. ``tone``: ``good``, ``waits``, ``bad``."""

    state: DestinationState
    tone: str
    text: str
    lag: str
    last: str
    trouble_since: str

    @property
    def unplaced(self) -> list[tuple[str, str, str]]:
        """(path, what is wrong, what the other side said)."""
        return [(one.path, _words(one.problem), one.words) for one in self.state.unplaced]


def register(port: Port) -> None:
    """Ask ``port`` from now on."""
    global _port  # noqa: PLW0603
    _port = port


def states() -> Sequence[DestinationState]:
    """Every destination as it is now; raises ``PressError`` when they cannot be known."""
    return _port()


def lines(now: datetime) -> list[Line]:
    """Every destination; raises ``PressError`` when they cannot be known."""
    return [_line(state, now) for state in _port()]


def _line(state: DestinationState, now: datetime) -> Line:
    tone, text = _judged(state, now)
    return Line(
        state,
        tone,
        text,
        lag=timesince(now - timedelta(seconds=state.lag(now)), now) if state.waiting else "",
        last=_moment(state.last),
        trouble_since=_moment(state.trouble_since),
    )


def _judged(state: DestinationState, now: datetime) -> tuple[str, str]:
    if state.problem:
        return "bad", _words(state.problem)
    if not state.running:
        return "bad", _("Nobody sends there now: the process does not run.")
    if state.unplaced:
        number = len(state.unplaced)
        return "bad", ngettext(
            "%(number)d file could not be placed.", "%(number)d files could not be placed.", number
        ) % {"number": number}
    if state.waiting and state.lag(now) > _LATE_SECONDS:
        return "waits", _("It is behind.")
    if not state.begun:
        return "waits", _("It begins.")
    return "good", _("It shows what is pressed.")


def _words(problem: str) -> str:
    return str(PROBLEMS.get(Problem(problem), problem))


def _moment(text: str) -> str:
    if not text:
        return ""
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
