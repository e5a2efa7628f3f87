"""The facts that the press alone knows and journals: ticks, held copies, themes."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from shpalta.press import journal
from shpalta.press.core.content import Content
from shpalta.press.core.fold import held_id
from shpalta.press.database import Database
from shpalta.press.errors import RenderError
from shpalta.records import Held, Tick, encode

# An error's text is content: long ones (a traceback in a message) are cut.
_ERROR_LENGTH = 2000


class Facts:
    """Appends to the journal in transactions of its own. ``clock`` gives the present in UTC."""

    def __init__(self, rows: Database, content: Content, clock: Callable[[], datetime]) -> None:
        self._rows = rows
        self._content = content
        self._clock = clock

    def now(self) -> str:
        """The present as the journal writes it."""
        return as_text(self._clock())

    def append(self, facts: Sequence[journal.Fact], act: str) -> None:
        """Journal ``facts`` as one act of the press."""
        with self._rows.transaction():
            number = journal.last_position(self._rows) + 1
            journal.append(
                self._rows, facts, act=act, act_id=f"press-{act}-{number}", at=self.now()
            )

    def hold(self, error: RenderError) -> bool:
        """Journal that the visible copy of the article to blame cannot be rendered; whether there
        was one. A second row of the same fact (after a crash) changes nothing.
        """
        head = self._content.head("article", error.article) if error.article else None
        if head is None:
            return False
        record = Held(error.article, head.digest, error.cause[:_ERROR_LENGTH])
        self.append(
            [journal.Fact("held", held_id(error.article, head.digest), encode(record))], "hold"
        )
        return True

    def tick(self) -> bool:
        """Journal a new day in the outlet's zone, if one has begun; whether it has.

        A clock that goes back takes no day back.
        """
        outlet = self._content.head("outlet", "outlet")
        if outlet is None:
            return False
        zone = ZoneInfo(self._content.record("outlet", outlet).zone)
        now = self._clock()
        day = now.astimezone(zone).date().isoformat()
        last = self._content.head("tick", "tick")
        if last is not None and self._content.record("tick", last).day >= day:
            return False
        self.append([journal.Fact("tick", "tick", encode(Tick(at=as_text(now), day=day)))], "tick")
        return True


def as_text(moment: datetime) -> str:
    """``moment`` in UTC, whole seconds, ``2026-11-23T07:41:05Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
