"""What the processes of a newspaper say in their logs, by name.

A name is a promise to whoever watches: it and its fields stay from one version to the next, the
words beside it need not. No field holds a name of a person, an address of mail or of a machine,
a text that is not public, or a secret: who did it is the number of an account.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

INFO, WARNING, ERROR = 20, 30, 40
"""As the standard library's ``logging`` counts them."""


class Logger(Protocol):
    """The part of ``logging.Logger`` that is used here."""

    def log(
        self, level: int, msg: object, *, exc_info: Any = ..., extra: Mapping[str, object] = ...
    ) -> None:
        """Say something."""


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of thing that happens: its name, what it means, and what its fields hold."""

    name: str
    meaning: str
    fields: Mapping[str, str]
    level: int = INFO


def emit(logger: Logger, event: Event, *, trace: bool = False, **fields: Any) -> None:
    """Say that ``event`` happened; ``trace`` adds where the error in progress was raised.

    Raises ``ValueError`` when the fields are not those that the event is documented with.
    """
    if fields.keys() != event.fields.keys():
        raise ValueError(f"{event.name} has {sorted(event.fields)}, not {sorted(fields)}")
    words = " ".join(f"{name}={value}" for name, value in fields.items())
    extra = {"event": event.name, "fields": fields}
    logger.log(event.level, f"{event.name} {words}".strip(), exc_info=trace, extra=extra)


_ERROR_FIELD = {"error": "what went wrong, in words"}

# -- the press

PRESS_STARTED = Event(
    "press.started",
    "A press has taken the lease and ended what a crash left open.",
    {"fence": "number of the lease, one more with each press", "position": "of its cursor"},
)
PRESS_STOPPED = Event("press.stopped", "A press was asked to end, and has.", {})
PRESSED = Event(
    "press.pressed",
    "Everything that waited is written.",
    {
        "position": "the newest journal row that the edition shows",
        "written": "files",
        "removed": "files",
        "failed": "files that could not be made",
        "seconds": "since the first row of these was read",
    },
)
PRESS_FILE_FAILED = Event(
    "press.file-failed",
    "A file could not be made: its article is held, or the file that stood there keeps standing.",
    {"path": "of the file", **_ERROR_FIELD},
    ERROR,
)
PRESS_HINDERED = Event(
    "press.hindered",
    "Something keeps the press from working; it tries again until it can. Said once, and again"
    " every five minutes.",
    {"kind": "of what is wrong", **_ERROR_FIELD, "remedy": "what to do, in words"},
    ERROR,
)
PRESS_WORKS = Event("press.works", "A press that was hindered works again.", {})
PRESS_TABLES_ASIDE = Event(
    "press.tables-aside",
    "The press's own tables were damaged: they are put aside and made anew from the journal.",
    {"place": "where the damaged file is now"},
    WARNING,
)
PRESS_LEASE_LOST = Event(
    "press.lease-lost", "Another press has taken over: this one ends.", _ERROR_FIELD, ERROR
)
PRESS_ALL_DONE = Event(
    "press.all-done",
    "A full press has ended.",
    {"written": "files that changed", "seconds": "it took"},
)
STATUS_FAILED = Event(
    "press.status-failed", "The status page could not be written.", _ERROR_FIELD, WARNING
)
THEME_REFUSED = Event(
    "theme.refused", "A theme cannot be used, the one before stays.", _ERROR_FIELD, ERROR
)

HANDS_NOT_TOLD = Event(
    "press.hands-not-told",
    "Hands on other machines could not be told of orders: the press does them itself.",
    {"orders": "how many"},
    WARNING,
)

# -- destinations

DESTINATION_STARTED = Event(
    "destination.started", "Somebody sends to a destination now.", {"destination": "its name"}
)
DESTINATION_TAKEN = Event(
    "destination.taken",
    "Another process sends there already: this one waits.",
    {"destination": "its name", **_ERROR_FIELD},
)
DESTINATION_TROUBLE = Event(
    "destination.trouble",
    "A destination could not be served; it is tried again, later each time.",
    {"destination": "its name", "problem": "its kind", **_ERROR_FIELD},
    WARNING,
)
DESTINATION_WORKS = Event(
    "destination.works",
    "A destination that was in trouble is served again.",
    {"destination": "its name"},
)
DESTINATION_FAILED = Event(
    "destination.failed",
    "The loop of a destination broke off for a reason it does not know.",
    {"destination": "its name", **_ERROR_FIELD},
    ERROR,
)

# -- the newsroom

ACT = Event(
    "newsroom.act",
    "An editorial act was carried out; what it made public follows as newsroom.sealed.",
    {
        "act": "its kind",
        "id": "of the article or entity",
        "user": "number of the account, 0 for none",
    },
)
SEALED = Event(
    "newsroom.sealed",
    "What is public has changed: rows were journaled, and their transaction is committed.",
    {
        "act": "kind of the act",
        "kind": "of the subject: article, section …",
        "id": "of the subject",
        "first": "position of the first row",
        "last": "position of the last row",
        "user": "number of the account, 0 for none",
    },
)
SIGNED_IN = Event("newsroom.signed-in", "Somebody signed in.", {"user": "number of the account"})
SIGNED_OUT = Event("newsroom.signed-out", "Somebody signed out.", {"user": "number of the account"})
SIGN_IN_FAILED = Event(
    "newsroom.sign-in-failed", "A sign-in was refused: wrong name or password.", {}, WARNING
)
NOT_DRAWN = Event(
    "newsroom.not-drawn",
    "An article's image for social networks, or the outlet's icons, could not be drawn.",
    {"subject": "the article's id, or “icons”", **_ERROR_FIELD},
    WARNING,
)

# -- what falls due

DUE_PUBLISHED = Event(
    "schedule.published", "A scheduled article went out.", {"page": "number of the page"}
)
DUE_EXPIRED = Event("schedule.expired", "An article was withdrawn.", {"page": "number of the page"})
DUE_SEALED = Event(
    "schedule.sealed",
    "A page that changed past every known road was sealed.",
    {"page": "number of the page"},
    WARNING,
)
DUE_FAILED = Event(
    "schedule.failed",
    "Something due could not be done; it is tried again, and stands at its article.",
    {"page": "number of the page", **_ERROR_FIELD},
    ERROR,
)
SCHEDULE_FAILED = Event(
    "schedule.unreadable", "The schedule could not be read; tried again.", _ERROR_FIELD, ERROR
)

# -- calls to other systems

_CALL_FIELDS = {"call": "its id", "webhook": "number of the webhook", "position": "of its act"}
CALL_ENDED = Event(
    "outbox.called",
    "A call was made.",
    {**_CALL_FIELDS, "state": "what it came to", "tries": "how many there were"},
)
CALL_LATE = Event(
    "outbox.late",
    "A call's outcome came after somebody had decided over it, and was left out.",
    {**_CALL_FIELDS, "state": "what it would have come to"},
    WARNING,
)
CALL_DOUBTFUL = Event(
    "outbox.doubtful",
    "A process ended during a call: nobody knows whether it arrived.",
    _CALL_FIELDS,
    WARNING,
)
CALL_SETTLED = Event(
    "outbox.settled",
    "A person decided over a call.",
    {**_CALL_FIELDS, "decision": "what", "user": "number of the account; nothing by command"},
)
CALL_STRANGE = Event(
    "outbox.strange",
    "A call ended in a way that nobody foresaw; it counts as sent.",
    _ERROR_FIELD,
    ERROR,
)
OUTBOX_FAILED = Event(
    "outbox.failed", "The outbox could not be worked on; tried again.", _ERROR_FIELD, ERROR
)

# -- processes of `shpalta run`

PROCESS_STARTED = Event(
    "run.process-started", "A process was started.", {"process": "its name", "pid": "its number"}
)
PROCESS_ENDED = Event(
    "run.process-ended",
    "A process ended without having been asked to; it is started again.",
    {"process": "its name", "reason": "how it ended", "failures": "in a row"},
    ERROR,
)
RUN_STOPPED = Event("run.stopped", "Everything was ended.", {"code": "0 when it was asked to"})


def catalogue() -> list[Event]:
    """Every event, in the order of this page."""
    return [value for value in globals().values() if isinstance(value, Event)]
