"""The press's side of the crew: orders go out, answers come in, in the order that was asked.

Nothing depends on hands. An order that nobody takes the press carries out itself, one that a hand
does not answer in time it takes down and carries out too; so a crew of none is as fast as a press
alone, and one that dies in the middle costs what was in its hands.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from shpalta.press.crew.board import Board, Order, create_tables, mark_of
from shpalta.press.crew.hand import Hand
from shpalta.press.crew.orders import Answer, Line, cut
from shpalta.press.database import Database

AHEAD = 16
"""Orders that hang on the board at once: enough for as many hands to have one in each and one to
come; what is thrown away when something urgent comes in between is at most so much."""

PATIENCE = 10.0
"""Seconds until an order that a hand has taken is given up: a hand needs tenths of one."""

_LOOK = 0.02

Tell = Callable[[Sequence[int]], None]
"""Says to whoever listens that orders hang on the board; may be lost, may come twice."""


@dataclass(slots=True)
class _Hanging:
    """An order that hangs on the board; ``since`` is when this process saw it taken."""

    number: int
    lines: tuple[Line, ...]
    since: float | None = None


class Crew:
    """Hands out orders. ``tables`` is a connection of its own to the press's tables; ``own`` is
    the press's own hand; ``tell`` is the port to hands elsewhere.
    """

    def __init__(
        self,
        tables: Database,
        own: Hand,
        tell: Tell = lambda numbers: None,
        *,
        ahead: int = AHEAD,
        patience: float = PATIENCE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        create_tables(tables)
        self._tables = tables
        self._board = Board(tables)
        self._own = own
        self._tell = tell
        self._ahead = ahead
        self._patience = patience
        self._now = now
        self._idle = threading.Event()
        self._numbers = 0

    def begin(self) -> None:
        """At the start of a press: an empty board."""
        self._board.wipe()

    def put_files(self, files: Mapping[str, bytes]) -> None:
        """Files by digest that hands may lack: those of the theme in force."""
        self._board.put_files(files)

    def answers(
        self, lines: Sequence[Line], stop: Callable[[], bool] = lambda: False
    ) -> Iterator[tuple[Answer, ...]]:
        """Answers to ``lines``, order by order as they were asked.

        With ``stop``, what is not answered when it says so is taken down, and the answers end
        early: a publication does not wait until a name is changed on thousands of pages.
        """
        mark = mark_of(self._tables, self._own.version)
        waiting = cut(lines)
        hanging: deque[_Hanging] = deque()
        try:
            while not stop():
                self._hang(waiting, hanging, mark)
                if not hanging:
                    return
                found = self._look(hanging[0], mark)
                if found is not None:
                    hanging.popleft()
                    yield found
                elif not self._work(hanging):
                    self._idle.wait(_LOOK)
        finally:
            self._board.take_down([one.number for one in hanging])

    def _hang(
        self, waiting: Iterator[tuple[Line, ...]], hanging: deque[_Hanging], mark: str
    ) -> None:
        """Fill the board up, and tell of what is new."""
        fresh = [
            _Hanging(self._next(), lines) for lines in islice(waiting, self._ahead - len(hanging))
        ]
        if fresh:
            self._board.ask([Order(one.number, mark, one.lines) for one in fresh])
            hanging.extend(fresh)
            self._tell([one.number for one in fresh])

    def _next(self) -> int:
        # Of the clock, so that an order of a press before this one has no number of ours; a hand
        # that wakes late then finds nothing.
        self._numbers = max(self._numbers + 1, time.time_ns())
        return self._numbers

    def _look(self, first: _Hanging, mark: str) -> tuple[Answer, ...] | None:
        """The answer to the first order, if it is there and of this content."""
        reply = self._board.reply(first.number)
        if reply is None:
            return None
        if reply.mark == mark:
            return reply.answers
        self._ask_again(first, mark)
        return None

    def _ask_again(self, one: _Hanging, mark: str) -> None:
        """Hang the same lines up under another number: an answer to the old one is dropped."""
        self._board.take_down([one.number])
        one.number, one.since = self._next(), None
        self._board.ask([Order(one.number, mark, one.lines)])

    def _work(self, hanging: deque[_Hanging]) -> bool:
        """Do something useful: the first order that no hand has; whether there was one."""
        for one in hanging:
            if one.since is not None:
                continue
            if self._own.carry_out(one.number) == "answered":
                return True
            one.since = self._now()
        first = hanging[0]
        if first.since is not None and self._now() - first.since > self._patience:
            self._ask_again(first, mark_of(self._tables, self._own.version))
            return True
        return False
