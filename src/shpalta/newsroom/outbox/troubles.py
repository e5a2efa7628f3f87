"""What in the outbox waits for a person."""

from shpalta.newsroom.models import OutboxRow

STATES = (OutboxRow.State.UNKNOWN, OutboxRow.State.GIVEN_UP)
_MOST = 100


def troubles() -> int:
    """How many calls wait for a person, counted to a hundred. What one gave up waits for none."""
    rows = OutboxRow.objects.filter(state__in=STATES).exclude(why=OutboxRow.Why.PERSON)
    return int(rows.order_by()[:_MOST].count())
