"""Rows of the outbox, made in the transaction of their act."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from shpalta.press.journal import Fact

if TYPE_CHECKING:
    from shpalta.newsroom.models import Act

# What has a page of its own that others may have copied, linked or indexed.
KINDS = frozenset({"article", "section", "topic", "series", "contributor", "page"})


def tell(act: "Act", facts: Sequence[Fact], positions: range, now: datetime) -> None:
    """Note for each webhook that it is to be told of ``act``, if it is.

    Of the act's journaled ``facts`` the one about its own subject counts; the rest follows from
    it. What waits and has become untrue with this act is dropped at once: an article that is off
    the site must not be announced, however long its announcement has been waiting to be tried.
    """
    from shpalta.newsroom.models import OutboxRow, Webhook

    own = [
        (fact, position)
        for fact, position in zip(facts, positions, strict=True)
        if (fact.kind, fact.id) == (act.subject_kind, act.subject)
    ]
    if not own or act.subject_kind not in KINDS:
        return
    webhooks = list(Webhook.objects.all())
    if not webhooks:
        return
    fact, position = own[-1]
    withdrawn = fact.record is None
    drop_untrue(fact.kind, fact.id, withdrawn=withdrawn, now=now)
    OutboxRow.objects.bulk_create(
        OutboxRow(
            webhook=webhook,
            act=act,
            position=position,
            kind=fact.kind,
            subject=fact.id,
            withdrawn=withdrawn,
            next_try=now,
            made_at=now,
        )
        for webhook in webhooks
        if webhook.wants(act.kind, fact.kind, withdrawn=withdrawn)
    )


def drop_untrue(kind: str, subject: str, *, withdrawn: bool, now: datetime) -> int:
    """Drop what waits to say of a subject that it is public when it is not, or the reverse.

    One statement, so that a row that is being claimed meanwhile is either dropped or called.
    """
    from shpalta.newsroom.models import OutboxRow

    pending = OutboxRow.objects.filter(
        kind=kind,
        subject=subject,
        withdrawn=not withdrawn,
        state__in=(OutboxRow.State.WAITING, OutboxRow.State.FAILED),
    )
    return pending.update(
        state=OutboxRow.State.DROPPED, why=why_untrue(withdrawn=withdrawn), settled_at=now
    )


def why_untrue(*, withdrawn: bool) -> str:
    """Why what a row had to say of what is now ``withdrawn``, or is not, is said no more."""
    from shpalta.newsroom.models import OutboxRow

    return OutboxRow.Why.WITHDRAWN if withdrawn else OutboxRow.Why.PUBLIC
