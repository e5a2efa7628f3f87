"""What every kind of destination can do: the one interface, and the words it speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shpalta.press.errors import PressError


class Problem(StrEnum):
    """What is wrong, so that a screen can say it in its reader's language."""

    UNREACHABLE = "unreachable"
    """No answer: the network, the host, a folder that is not mounted."""

    BUSY = "busy"
    """It asks to be sent less, or has an error of its own."""

    REFUSED = "refused"
    """Key or secret are wrong, or may not do this."""

    ABSENT = "absent"
    """There is no such bucket."""

    CLOCK = "clock"
    """This machine's clock differs too much from the service's."""

    FULL = "full"
    """No room is left."""

    FOREIGN = "foreign"
    """Something that the press did not put there stands in its place."""

    REJECTED = "rejected"
    """This one file is not taken."""

    UNREAD = "unread"
    """The edition does not have the bytes that the manifest names, for now."""

    BROKEN = "broken"
    """The destination's own tables or settings cannot be used."""


# What concerns one file; anything else concerns the destination as a whole.
_OF_ONE = frozenset({Problem.FOREIGN, Problem.REJECTED, Problem.UNREAD})


class Trouble(PressError):
    """A destination could not do what was asked. ``problem`` is its kind; the text has what the
    other side said.
    """

    def __init__(self, problem: Problem, words: str) -> None:
        super().__init__(words)
        self.problem = problem

    @property
    def whole(self) -> bool:
        """Whether the destination as a whole must wait, not this one file."""
        return self.problem not in _OF_ONE


PERHAPS = "?"
"""The tag of what was being sent when a sender ended: it may stand there, or not."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file to place, or, without ``data``, to remove.

    ``known`` is the tag of what stood there when it was last seen, "" for nothing: what stands
    there now is replaced or removed only while it is that. ``PERHAPS`` asks to be told first.
    """

    path: str
    digest: str
    data: bytes | None
    known: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at a path now. ``tag`` changes with the bytes; ``digest`` is empty when it is
    not known or when headers are not as they should be; ``ours`` tells what the press put there.
    """

    path: str
    tag: str
    digest: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a parcel: the new ``tag``; or ``moved``, when something else stood there than
    was known (``standing``, None for nothing); or an error.
    """

    path: str
    tag: str = ""
    moved: bool = False
    standing: Standing | None = None
    error: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Readback:
    """A file as it stands there: its bytes' digest, and whether its headers are as they should."""

    standing: Standing
    digest: str
    headers: bool


class Target(Protocol):
    """A place for files. All that can go wrong is ``Trouble``."""

    @property
    def where(self) -> str:
        """The place in words, without any secret."""

    @property
    def form(self) -> str:
        """Changes whenever the same bytes would be placed in another way (other headers)."""

    def open(self, *, fresh: bool) -> None:
        """Reach the place and learn what it can do; ``fresh``: nothing is known of it so far."""

    def takes(self, path: str) -> bool:
        """Whether the file at ``path`` has a place here at all."""

    def carry(self, parcels: Sequence[Parcel], width: int) -> list[Outcome]:
        """Place and remove, ``width`` at a time, in no order; durable when it returns. Each file is
        the old one or the new one for whoever reads it meanwhile.
        """

    def look(self, path: str) -> Standing | None:
        """What stands at ``path``."""

    def read(self, path: str) -> Readback | None:
        """What stands at ``path``, read back whole."""

    def walk(self) -> Iterator[str]:
        """Every path that something stands at, in any order."""

    def close(self) -> None:
        """Let go of connections."""
