"""Whether the site says already what a call is about to say.

Whoever is told of a publication comes for the page, and whoever is told of a withdrawal drops
what they have and looks again: so a call waits for the press. A withdrawal waits no longer than
``PATIENCE``: a copy elsewhere must not live on because our press is down.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shpalta.newsroom import preview
from shpalta.newsroom.models import OutboxRow
from shpalta.newsroom.outbox.payload import newest
from shpalta.press.api import Stage, State
from shpalta.press.errors import PressError

Why = OutboxRow.Why
PATIENCE = timedelta(minutes=1)
LOOK_AGAIN = {Why.PRESS: timedelta(seconds=1), Why.HELD: timedelta(seconds=30)}


def stages(rows: Sequence[OutboxRow]) -> dict[int, Stage]:
    """How far the press is with what each row speaks of, by primary key."""
    articles = {row.subject for row in rows if row.kind == "article"}
    found: dict[int, Stage] = {}
    try:
        states = preview.press().states(sorted(articles)) if articles else {}
        for row in rows:
            state = states.get(row.subject) if row.kind == "article" else _of_file(row)
            found[row.pk] = state.stage if state else Stage.STOPPED
    except PressError:
        found |= {row.pk: Stage.STOPPED for row in rows if row.pk not in found}
    return found


def obstacle(row: OutboxRow, stage: Stage, now: datetime) -> OutboxRow.Why | None:
    """Why the call cannot be made yet; None when it can."""
    patient = not row.withdrawn or now - row.made_at < PATIENCE
    if stage is Stage.PRESSED or not patient:
        return None
    return Why.HELD if stage is Stage.HELD else Why.PRESS


def _of_file(row: OutboxRow) -> State | None:
    now = newest(row.kind, row.subject)
    return preview.press().file_state(now.path, now.position) if now.path else None
