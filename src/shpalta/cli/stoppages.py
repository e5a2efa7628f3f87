"""What is wrong with disk or database, and what to do about it, for whoever runs the newspaper."""

from __future__ import annotations

from collections.abc import Callable

from shpalta.press import api
from shpalta.press.api import StoppageKind
from shpalta.press.errors import LeaseLost
from shpalta.supervisor.messages import _

_WORDS: dict[StoppageKind, Callable[[], str]] = {
    StoppageKind.FULL: lambda: _("The disk is full. Make room; the press goes on by itself."),
    StoppageKind.INODES: lambda: _(
        "The file system has no inodes left for more files. Remove files that nobody needs, or"
        " move the data folder to a file system with more; the press goes on by itself."
    ),
    StoppageKind.READ_ONLY: lambda: _(
        "The disk or the database lets nothing be written. Look into the system's log for the"
        " reason and make it writable again; the press goes on by itself."
    ),
    StoppageKind.DENIED: lambda: _(
        "This user may not write there. Give it the right to; the press goes on by itself."
    ),
    StoppageKind.DISK: lambda: _(
        "The disk answers with errors. Look into the system's log, make a backup, replace the disk."
    ),
    StoppageKind.LOCKED: lambda: _(
        "Another program holds the database: a copy in the making, a shell with an open"
        " transaction. End it; the press goes on by itself."
    ),
    StoppageKind.DATABASE: lambda: _(
        "The database cannot be reached. Start it; the press goes on by itself."
    ),
    StoppageKind.DAMAGED: lambda: _(
        "A database is damaged. End everything and restore the newsroom from a backup."
    ),
    StoppageKind.OTHER: lambda: _("The press cannot go on; it tries again and again."),
}
_NAMED = frozenset(StoppageKind) - {StoppageKind.DISK, StoppageKind.OTHER}


def remedy(kind: StoppageKind) -> str:
    """What is wrong and what to do."""
    return _WORDS[kind]()


def in_words(error: Exception) -> str | None:
    """One line for a person; None for an error that has no words here."""
    if isinstance(error, LeaseLost):
        return _another_press(error)
    if not api.may_pass(error):
        return None
    kind = api.kind_of(error)
    return f"{remedy(kind)} ({error})" if kind in _NAMED else None


def _another_press(error: LeaseLost) -> str:
    host, _rest, number = error.holder.partition(":")
    number = number.partition(":")[0]
    if error.until:
        text = _(
            "Another press works on this edition: process {number} on {host}. Stop it first; if it"
            " is gone already, wait half a minute."
        )
    else:
        text = _(
            "Another press has taken over: process {number} on {host}. This one stops without"
            " writing. Let only one of them be started."
        )
    return text.format(number=number, host=host)
