"""Sending: a row is claimed, that is committed, the call is made, its outcome is recorded.

Whatever ends between two of these steps, nothing is called twice: before the commit the claim is
taken back with its transaction, after it the row stands as ``SENDING`` until its lease is over
or its process is seen to be dead, and is then ``UNKNOWN``, which only an answer to a question or a
person ends.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from shpalta.lib import events
from shpalta.lib.webhooks import signed
from shpalta.newsroom.models import OutboxRow, Webhook
from shpalta.newsroom.outbox import readiness
from shpalta.newsroom.outbox.calling import Outcome, Request, call
from shpalta.newsroom.outbox.payload import body_of, newest, positions_of
from shpalta.newsroom.outbox.telling import why_untrue
from shpalta.newsroom.outbox.verdicts import LONGEST_PAUSE, Verdict, back_off, judge
from shpalta.press.api import Stage

State, Why = OutboxRow.State, OutboxRow.Why
PENDING = (State.WAITING, State.FAILED)
LEASE = timedelta(minutes=5)
"""Far more than a call may take (``calling.LIMITS``): after it nobody is calling any more."""

ASK_AFTER = timedelta(minutes=1)
"""A call that was cut off may still be at work on the other side: so long it is not asked."""

_BATCH = 50
_log = logging.getLogger("shpalta.newsroom.outbox")
_alive: set[str] = set()


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is ours to call, once."""

    row: OutboxRow
    token: str
    request: Request


class _MovedOn(Exception):
    """The subject has a newer copy than the press was asked about."""


def due(now: datetime) -> QuerySet[OutboxRow]:
    """Rows that may be tried now, withdrawals first; of one subject only the oldest."""
    return (
        OutboxRow.objects.filter(state__in=PENDING, next_try__lte=now, webhook__active=True)
        .filter(Q(webhook__pause_until__isnull=True) | Q(webhook__pause_until__lte=now))
        .filter(~Exists(_earlier()))
        .order_by("-withdrawn", "position")
    )


def _earlier() -> QuerySet[OutboxRow]:
    """Rows of the same webhook and subject that come first and are not over."""
    return OutboxRow.objects.filter(
        webhook=OuterRef("webhook"),
        kind=OuterRef("kind"),
        subject=OuterRef("subject"),
        position__lt=OuterRef("position"),
        state__in=(*PENDING, State.SENDING),
    )


class Sender:
    """Sends what is due. ``step`` is told each step as it is done: a test ends the process there.

    ``caller`` makes one call; ``clock`` gives the present.
    """

    def __init__(
        self,
        caller: Callable[[Request], Outcome] = call,
        clock: Callable[[], datetime] = timezone.now,
        step: Callable[[str], None] = lambda name: None,
    ) -> None:
        self._call = caller
        self._clock = clock
        self._step = step
        self.name = f"{socket.gethostname()[:20]}:{os.getpid()}:{secrets.token_hex(4)}"
        _alive.add(self.name)

    def close(self) -> None:
        """This one calls no more: what it holds is in doubt at once."""
        _alive.discard(self.name)

    # -- one webhook ------------------------------------------------------------------------------

    def run(self, webhook: int, most: int = 1000) -> int:
        """Make the calls that are due to one webhook, at most ``most``; how many were made."""
        made = 0
        while made < most and self.send_one(webhook):
            made += 1
        return made

    def send_one(self, webhook: int) -> bool:
        """Make the first call that is due and may be made; whether there was one."""
        for row, stage, position in self._candidates(webhook):
            try:
                claim = self._claim(row.pk, stage, position)
            except _MovedOn:
                continue
            if claim is None:
                continue
            self._step("claimed")
            outcome = self._call(claim.request)
            self._step("called")
            self._record(claim, judge(outcome, claim.row.uid, claim.row.tries))
            self._step("recorded")
            return True
        return False

    def _candidates(self, webhook: int) -> Iterator[tuple[OutboxRow, Stage, int]]:
        """Rows whose turn it is and whose page is there. The rest is looked at again later."""
        now = self._clock()
        rows = list(due(now).filter(webhook=webhook)[:_BATCH])
        # First the positions, then how far the press is: what comes in between is seen later.
        positions = positions_of(rows)
        stages = readiness.stages(rows)
        for row in rows:
            why = readiness.obstacle(row, stages[row.pk], now)
            if why is None:
                yield row, stages[row.pk], positions[row.kind, row.subject]
            else:
                # A refusal stays in sight: why it failed says more than that the press is slow.
                shown = {"why": why} if row.state == State.WAITING else {}
                OutboxRow.objects.filter(pk=row.pk, state=row.state, token=row.token).update(
                    next_try=now + readiness.LOOK_AGAIN[why], **shown
                )

    def _claim(self, number: int, stage: Stage, position: int) -> Claim | None:
        """Make the row ours and compose its call, as one; None when it is not to be called.

        The condition is part of the statement that changes the row, so that of two senders one
        has it; and what is said is read after it, so that it is the newest. Raises ``_MovedOn``
        when that is newer than the copy that the press was asked about.
        """
        now, token = self._clock(), f"{self.name}:{secrets.token_hex(4)}"
        with transaction.atomic():
            claimed = due(now).filter(pk=number).order_by()
            values: dict[str, Any] = {
                "state": State.SENDING,
                "why": Why.NOTHING,
                "detail": "",
                "token": token,
                "lease_until": now + LEASE,
                "tried_at": now,
                "tries": F("tries") + 1,
            }
            # What must be true of the row itself stands in the statement twice, once outside of any
            # subquery: PostgreSQL looks at that again when it had to wait for another's change.
            still = OutboxRow.objects.filter(pk=number, state__in=PENDING, next_try__lte=now)
            if not still.filter(pk__in=claimed.values("pk")).update(**values):
                return None
            row = OutboxRow.objects.select_related("webhook", "act").get(pk=number)
            said = newest(row.kind, row.subject)
            if said.withdrawn != row.withdrawn:
                why = why_untrue(withdrawn=said.withdrawn)
                _end(row, State.DROPPED, why, now)
                return None
            if said.position != position:
                raise _MovedOn
            body = body_of(row, said, pressed=stage is Stage.PRESSED)
            claim = Claim(row, token, request_of(row.webhook, row.uid, now, body))
            self._step("claiming")
        return claim

    def _record(self, claim: Claim, verdict: Verdict) -> None:
        """Store the outcome, unless somebody has decided over the row meanwhile."""
        now = self._clock()
        final = verdict.state in {State.DONE, State.GIVEN_UP}
        wait = ASK_AFTER if verdict.state == State.UNKNOWN else verdict.wait
        with transaction.atomic():
            ours = OutboxRow.objects.filter(
                pk=claim.row.pk, token=claim.token, state__in=(State.SENDING, State.UNKNOWN)
            )
            known = ours.update(
                state=verdict.state,
                why=verdict.why,
                detail=verdict.detail,
                next_try=now + wait,
                lease_until=None,
                settled_at=now if final else None,
            )
            self._pause(claim, verdict, now)
            self._step("recording")
        fields = {**fields_of(claim.row), "state": str(verdict.state)}
        if not known:
            events.emit(_log, events.CALL_LATE, **fields)
        else:
            events.emit(_log, events.CALL_ENDED, **fields, tries=claim.row.tries)

    def _pause(self, claim: Claim, verdict: Verdict, now: datetime) -> None:
        """A side that is not there is left alone for a while, or every row would end in doubt."""
        webhook = Webhook.objects.filter(pk=claim.row.webhook_id)
        if verdict.pause:
            wait = min(back_off(claim.row.uid, claim.row.tries), LONGEST_PAUSE)
            webhook.update(pause_until=now + wait)
        elif verdict.state == State.DONE and claim.row.webhook.pause_until:
            webhook.update(pause_until=None)

    # -- all of them ------------------------------------------------------------------------------

    def tidy(self) -> int:
        """What no act and no call does: doubt over calls whose process ended, and rows that an act
        made untrue while they were being called. How many rows changed.
        """
        return self._doubt_the_dead() + self._drop_untrue()

    def _doubt_the_dead(self) -> int:
        now, number = self._clock(), 0
        for row in OutboxRow.objects.filter(state=State.SENDING):
            over = row.lease_until is None or row.lease_until <= now
            if over or is_dead(row.token):
                same = OutboxRow.objects.filter(pk=row.pk, state=State.SENDING, token=row.token)
                number += same.update(
                    state=State.UNKNOWN, why=Why.CRASHED, next_try=now + ASK_AFTER, lease_until=None
                )
                events.emit(_log, events.CALL_DOUBTFUL, **fields_of(row))
        return number

    def _drop_untrue(self) -> int:
        now, number = self._clock(), 0
        for withdrawn in (True, False):
            newer = OutboxRow.objects.filter(
                webhook=OuterRef("webhook"),
                kind=OuterRef("kind"),
                subject=OuterRef("subject"),
                position__gt=OuterRef("position"),
                withdrawn=withdrawn,
            )
            rows = OutboxRow.objects.filter(state__in=PENDING, withdrawn=not withdrawn)
            for row in rows.filter(Exists(newer)):
                same = OutboxRow.objects.filter(pk=row.pk, state=row.state, token=row.token)
                number += same.update(
                    state=State.DROPPED, why=why_untrue(withdrawn=withdrawn), settled_at=now
                )
        return number

    def webhooks_due(self) -> list[int]:
        """Those that something may be sent to now."""
        return list(due(self._clock()).order_by().values_list("webhook", flat=True).distinct())


def request_of(
    webhook: Webhook, message_id: str, now: datetime, body: bytes, address: str = ""
) -> Request:
    """A signed call: a POST of ``body``, or a GET of ``address`` where there is one."""
    headers = {
        "User-Agent": f"Shpalta/{version('shpalta')}",
        **signed(webhook.secret, message_id, int(now.timestamp()), body),
    }
    if address:
        return Request("GET", address, headers)
    headers["Content-Type"] = "application/json"
    return Request("POST", webhook.address, headers, body)


def fields_of(row: OutboxRow) -> dict[str, Any]:
    """What a log says of a call."""
    return {"call": row.uid, "webhook": row.webhook_id, "position": row.position}


def is_dead(token: str) -> bool:
    """Whether the attempt's process was one of this machine that has ended, as far as is known."""
    host, _, rest = token.rpartition(":")[0].partition(":")
    number, _, _chance = rest.partition(":")
    if host != socket.gethostname()[:20] or not number.isdigit():
        return False
    if int(number) == os.getpid():
        return f"{host}:{rest}" not in _alive
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _end(row: OutboxRow, state: OutboxRow.State, why: str, now: datetime) -> None:
    """End a claimed row that was not called after all."""
    row.state, row.why, row.settled_at, row.lease_until = state, why, now, None
    row.tries -= 1
    row.save(update_fields=["state", "why", "settled_at", "lease_until", "tries"])
