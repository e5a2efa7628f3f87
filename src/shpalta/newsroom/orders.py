"""How hands on other machines hear of an order of the press: a task for each.

The board of the press holds the order itself; a task only says its number, so one that is lost or
comes twice does no harm. Tasks go through a backend of their own, ``press``: its workers
(``shpalta hand``) do nothing else, and the newsroom's own worker never waits behind a full press.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Protocol

from django.db import Error, close_old_connections
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from shpalta.lib import events

BACKEND = "press"
_ENDED = (TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED)
_log = logging.getLogger(__name__)


class Hand(Protocol):
    """Carries orders out: see ``shpalta.press.crew.hand``."""

    def carry_out(self, number: int) -> str:
        """Do it; what came of it, in a word."""


class _Desk:
    """The hand of this process, opened at the first order, and anew after an error: a database
    that was restarted has forgotten our connections.
    """

    def __init__(self) -> None:
        self.open: Callable[[], Hand] | None = None
        self._hand: Hand | None = None

    def carry_out(self, number: int) -> str:
        if self.open is None:
            return "nobody"
        try:
            self._hand = self._hand or self.open()
            return self._hand.carry_out(number)
        except BaseException:
            self._hand = None
            raise


_desk = _Desk()


def register(open_hand: Callable[[], Hand]) -> None:
    """Carry orders out in this process, with the hand that ``open_hand`` opens."""
    _desk.open = open_hand


@task(backend=BACKEND, queue_name=BACKEND)
def carry_out_order(number: int) -> str:
    """The order ``number`` of the press's board."""
    return _desk.carry_out(number)


def tell(numbers: Sequence[int]) -> None:
    """Ask the hands that there are; without a database nobody is asked, and the press does it."""
    close_old_connections()
    try:
        DBTaskResult.objects.filter(backend_name=BACKEND, status__in=_ENDED).delete()
        for number in numbers:
            carry_out_order.enqueue(number)
    except Error:
        events.emit(_log, events.HANDS_NOT_TOLD, trace=True, orders=len(numbers))


def forget_all() -> None:
    """Tasks of a press before this one, those included that a killed hand has left open."""
    DBTaskResult.objects.filter(backend_name=BACKEND).delete()
