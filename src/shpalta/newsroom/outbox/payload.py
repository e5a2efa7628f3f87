"""What is said outside of an act: public facts alone, as they are when they are said.

Composed when a call is made and not when its row was: a headline that has been changed since, or
taken back, must not go out hours later because the other side was away.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Max

from shpalta.newsroom import clock
from shpalta.newsroom.models import Journal, OutboxRow
from shpalta.records import decode

VERSION = 1


@dataclass(frozen=True, slots=True)
class Newest:
    """What the journal says of a thing now. ``last`` is its newest copy that was not withdrawn."""

    position: int
    withdrawn: bool
    last: Any

    @property
    def path(self) -> str:
        """Where its page stands, or stood; empty when nobody knows any more."""
        return getattr(self.last, "path", "") or ""


def newest(kind: str, subject: str) -> Newest:
    """Read it in the journal, where it has at least one row."""
    rows = Journal.objects.filter(kind=kind, subject=subject).order_by("-position")
    row = rows[0]
    copy = row if row.record is not None else rows.filter(record__isnull=False).first()
    last = decode(kind, bytes(copy.record)) if copy and copy.record is not None else None
    return Newest(row.position, row.record is None, last)


def positions_of(rows: Iterable[OutboxRow]) -> dict[tuple[str, str], int]:
    """The newest position of each thing that ``rows`` speak of, by kind and id."""
    subjects: dict[str, set[str]] = {}
    for row in rows:
        subjects.setdefault(row.kind, set()).add(row.subject)
    found: dict[tuple[str, str], int] = {}
    for kind, wanted in subjects.items():
        journal = Journal.objects.filter(kind=kind, subject__in=sorted(wanted)).order_by()
        last = journal.values_list("subject").annotate(Max("position"))
        found |= {(kind, subject): position for subject, position in last}
    return found


def body_of(row: OutboxRow, now: Newest, *, pressed: bool) -> bytes:
    """The JSON of a call: UTF-8, members in a fixed order."""
    act = row.act
    commitment = Journal.objects.values_list("commitment", flat=True).get(position=row.position)
    data: dict[str, Any] = {
        "version": VERSION,
        "act": act.kind,
        "kind": row.kind,
        "id": row.subject,
        "position": row.position,
        "commitment": bytes(commitment).hex(),
        "withdrawn": row.withdrawn,
        "pressed": pressed,
        "address": settings.SHPALTA_SITE_ADDRESS + now.path if now.path else None,
    }
    # Of what is withdrawn only the place is said: its headline is no more public than its text.
    if row.withdrawn:
        data["reason"] = act.public_reason or None
    else:
        data |= _copy(now)
    message = {"type": f"{row.kind}.{act.kind}", "timestamp": clock.stamp(act.at), "data": data}
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()


def headline(record: Any) -> str:
    """What an article, a page or an entity is called."""
    names = (getattr(record, name, "") for name in ("headline", "title", "name"))
    return next(filter(None, names), "")


def _copy(now: Newest) -> dict[str, Any]:
    last = now.last
    return {
        "headline": headline(last),
        "language": getattr(last, "language", None) or None,
        "first_published": getattr(last, "first_published", None) or None,
        "changed": getattr(last, "changed", None) or None,
        "as_of": now.position,
    }
