"""Ends of doubt: the other side is asked, or a person decides."""

import logging
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from shpalta.lib import events
from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox.calling import Outcome, Reached, Request
from shpalta.newsroom.outbox.payload import newest
from shpalta.newsroom.outbox.sending import ASK_AFTER, PENDING, fields_of, request_of
from shpalta.newsroom.outbox.verdicts import MOST_TRIES, back_off

State, Why = OutboxRow.State, OutboxRow.Why
_log = logging.getLogger("shpalta.newsroom.outbox")


class Decision(StrEnum):
    """What a person can say of a call."""

    ARRIVED = "arrived"
    AGAIN = "again"
    GIVE_UP = "give_up"


POSSIBLE: dict[str, tuple[Decision, ...]] = {
    State.UNKNOWN: (Decision.ARRIVED, Decision.AGAIN, Decision.GIVE_UP),
    State.GIVEN_UP: (Decision.AGAIN, Decision.ARRIVED, Decision.GIVE_UP),
    State.FAILED: (Decision.AGAIN, Decision.GIVE_UP),
    State.WAITING: (Decision.GIVE_UP,),
}
"""By state; what is being called, has arrived or was dropped is not decided over. Whoever gives up
what was given up already has seen it: it waits for nobody any more."""


def settle(row: OutboxRow, decision: Decision, user: Any, now: datetime) -> OutboxRow:
    """Carry out a person's decision; raises ``ValidationError`` when it makes no sense any more.

    ``row`` is as the person saw it: what has changed since, they have not seen.
    """
    if decision not in POSSIBLE.get(row.state, ()):
        raise ValidationError(_("This cannot be decided of the call as it stands."), code="state")
    if decision is Decision.AGAIN and newest(row.kind, row.subject).withdrawn != row.withdrawn:
        raise ValidationError(_("What it says is not true any more."), code="untrue")
    values: dict[str, Any] = {
        "why": Why.PERSON,
        "token": "",
        "settled_by": user if user is not None and user.pk else None,
        "settled_at": now,
        "lease_until": None,
    }
    ends: dict[Decision, dict[str, Any]] = {
        Decision.ARRIVED: {"state": State.DONE},
        Decision.GIVE_UP: {"state": State.GIVEN_UP},
        Decision.AGAIN: {"state": State.WAITING, "next_try": now, "tries": 0, "asked": 0},
    }
    values |= ends[decision]
    with transaction.atomic():
        same = OutboxRow.objects.filter(pk=row.pk, state=row.state, token=row.token)
        if not same.update(**values):
            raise ValidationError(_("The call has changed meanwhile."), code="changed")
        row.refresh_from_db()
        log(instance=row, action=f"shpalta.outbox.{decision}", user=user)
    by = values["settled_by"].pk if values["settled_by"] else None
    events.emit(_log, events.CALL_SETTLED, **fields_of(row), decision=str(decision), user=by)
    return row


def doubt_all(now: datetime) -> int:
    """After a restore from a backup: what waits in it may have been called since it was made.

    Every row that is not over becomes ``UNKNOWN``. How many there were.
    """
    rows = OutboxRow.objects.filter(state__in=(*PENDING, State.SENDING))
    return rows.update(
        state=State.UNKNOWN, why=Why.RESTORED, next_try=now, lease_until=None, token=""
    )


def askable() -> QuerySet[OutboxRow]:
    """Rows in doubt whose other side can be asked about them."""
    rows = OutboxRow.objects.filter(state=State.UNKNOWN, webhook__active=True)
    known = rows.exclude(webhook__read_back="")
    return known.select_related("webhook", "act").order_by("position")


def to_ask(now: datetime) -> list[OutboxRow]:
    """Those whose time to be asked about by the machine has come."""
    return list(askable().filter(next_try__lte=now, asked__lt=MOST_TRIES))


def ask(row: OutboxRow, caller: Callable[[Request], Outcome], now: datetime) -> bool | None:
    """Ask the other side whether ``row`` has arrived: yes, no, or None for no usable answer.

    A no makes it wait to be called again. An answer that does not name the call is none: a page
    "not found" of an address that was mistyped must never lead to a second call.
    """
    webhook = row.webhook
    request = request_of(webhook, row.uid, now, b"", webhook.read_back_address(row.uid))
    outcome = caller(request)
    arrived = answer_of(outcome, row.uid)
    same = OutboxRow.objects.filter(pk=row.pk, state=State.UNKNOWN, token=row.token)
    if arrived is None:
        asked = row.asked + 1
        wait = ASK_AFTER + back_off(row.uid, asked)
        same.update(asked=asked, next_try=now + wait, detail=outcome.text)
    elif arrived:
        same.update(state=State.DONE, why=Why.READ_BACK, detail="", settled_at=now, token="")
    else:
        same.update(state=State.WAITING, why=Why.READ_BACK, detail="", next_try=now, token="")
    return arrived


def answer_of(outcome: Outcome, message_id: str) -> bool | None:
    """What the answer to a question says of ``message_id``, if it says anything of it."""
    named = outcome.headers.get("webhook-id") == message_id or message_id.encode() in outcome.body
    if outcome.reached is not Reached.ANSWERED or not named:
        return None
    return {200: True, 404: False}.get(outcome.status)
